//! Areas: closed ways and multipolygon relations.

use osmpbfreader::{NodeId, OsmId, Relation, Way};

use super::feature::Polygon;
use super::mercator::{Point, area_doubled, project};
use super::rings::{Joined, Walk, join};
use crate::Extract;
use crate::extract::position;

/// The points of nodes. Nodes that a clipped extract lacks are left out: the ring is then closed
/// straight, along the clipped edge.
pub(super) fn points(extract: &Extract, nodes: &[NodeId]) -> Vec<Point> {
    let known = nodes.iter().filter_map(|node| extract.node(*node));
    let mut points: Vec<Point> = known.map(|node| project(position(node))).collect();
    points.dedup();
    points
}

/// The area inside a closed way; `None` for an open or degenerate one.
pub(super) fn of_way(extract: &Extract, way: &Way) -> Option<Polygon> {
    let (last, ring) = way.nodes.split_last()?;
    if ring.len() < 3 || ring.first() != Some(last) {
        return None;
    }
    let outer = points(extract, ring);
    (3 <= outer.len()).then(|| Polygon { outer, inners: Vec::new() })
}

/// The areas of a multipolygon and how many of its rings could not be closed.
pub(super) fn of_relation(extract: &Extract, relation: &Relation) -> (Vec<Polygon>, usize) {
    let outers = members(extract, relation, |role| role != "inner");
    let inners = members(extract, relation, |role| role == "inner");
    let n_open = outers.open.len() + inners.open.len();
    let rings = |joined: Joined| -> Vec<Vec<Point>> {
        let rings = joined.closed.iter().map(|ring| points(extract, ring));
        rings.filter(|ring| 3 <= ring.len()).collect()
    };
    (with_holes(rings(outers), rings(inners)), n_open)
}

/// Gives each hole to the smallest ring around it. A hole in nothing is dropped.
pub(super) fn with_holes(outers: Vec<Vec<Point>>, inners: Vec<Vec<Point>>) -> Vec<Polygon> {
    let polygon = |outer| Polygon { outer, inners: Vec::new() };
    let mut polygons: Vec<Polygon> = outers.into_iter().map(polygon).collect();
    for inner in inners {
        let Some(corner) = inner.first() else { continue };
        let around = polygons.iter_mut().filter(|polygon| contains(&polygon.outer, *corner));
        let smallest = around.min_by_key(|polygon| area_doubled(&polygon.outer).abs());
        if let Some(smallest) = smallest {
            smallest.inners.push(inner);
        }
    }
    polygons
}

/// True if a point lies in a ring: an eastward ray crosses it an odd number of times.
pub(super) fn contains(ring: &[Point], point: Point) -> bool {
    let Some(last) = ring.last() else { return false };
    let mut inside = false;
    let mut before = *last;
    for corner in ring {
        if (before.y <= point.y) != (corner.y <= point.y) {
            let (low, high) =
                if before.y < corner.y { (before, *corner) } else { (*corner, before) };
            let rise = i64::from(high.y) - i64::from(low.y);
            let run =
                (i64::from(high.x) - i64::from(low.x)) * (i64::from(point.y) - i64::from(low.y));
            if (i64::from(point.x) - i64::from(low.x)) * rise < run {
                inside = !inside;
            }
        }
        before = *corner;
    }
    inside
}

fn members(extract: &Extract, relation: &Relation, role: fn(&str) -> bool) -> Joined {
    let chosen = relation.refs.iter().filter(|member| role(&member.role));
    let ways = chosen.filter_map(|member| match member.member {
        OsmId::Way(way) => extract.way(way).map(|way| way.nodes.as_slice()),
        _ => None,
    });
    join(&ways.collect::<Vec<_>>(), Walk::Either)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(from: i32, to: i32) -> Vec<Point> {
        [(from, from), (to, from), (to, to), (from, to)].map(|(x, y)| Point { x, y }).into()
    }

    #[test]
    fn a_hole_goes_to_the_smallest_ring_around_it() {
        let polygons = with_holes(vec![square(0, 100), square(20, 60)], vec![square(30, 40)]);
        assert!(polygons[0].inners.is_empty());
        assert_eq!(polygons[1].inners, [square(30, 40)]);
    }

    #[test]
    fn a_hole_in_nothing_is_dropped() {
        let polygons = with_holes(vec![square(0, 10)], vec![square(30, 40)]);
        assert!(polygons[0].inners.is_empty());
    }

    #[test]
    fn inside_is_inside_and_outside_is_outside() {
        let ring = square(0, 100);
        assert!(contains(&ring, Point { x: 50, y: 50 }));
        for (x, y) in [(-1, 50), (101, 50), (50, -1), (50, 101)] {
            assert!(!contains(&ring, Point { x, y }));
        }
    }
}
