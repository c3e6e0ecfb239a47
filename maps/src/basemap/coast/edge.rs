//! Closing coasts along the edge of a clipped extract.

use crate::basemap::mercator::{Extent, Point};

/// How near to the edge a coast must end to count as cut off by it, in world units: about a
/// kilometre, as far as two nodes of a coast lie apart.
const REACH: i32 = 1 << 15;

/// What became of open coasts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Closed {
    pub(super) rings: Vec<Vec<Point>>,
    /// Coasts with an end that is not at the edge.
    pub(super) n_left: usize,
}

/// A coast from edge to edge.
struct Chain {
    points: Vec<Point>,
    /// Where along the edge it comes in and where it goes out.
    enters: i64,
    leaves: i64,
}

/// Closes coasts that end at the edge: land is on the left of a coast, so from where one leaves
/// the map the edge is followed against the clock to where the next one enters.
pub(super) fn close(coasts: Vec<Vec<Point>>, edge: Extent) -> Closed {
    let frame = Frame::new(edge);
    let mut closed = Closed::default();
    let mut chains: Vec<Option<Chain>> = Vec::new();
    for points in coasts {
        match frame.chain(points) {
            Some(chain) => chains.push(Some(chain)),
            None => closed.n_left += 1,
        }
    }
    for first in 0..chains.len() {
        let Some(chain) = chains[first].take() else { continue };
        let (start, mut at) = (chain.enters, chain.leaves);
        let mut ring = chain.points;
        while let Some(next) = frame.next(&chains, at, start) {
            let Some(chain) = chains[next].take() else { break };
            ring.extend(frame.corners(at, chain.enters));
            ring.extend(chain.points);
            at = chain.leaves;
        }
        ring.extend(frame.corners(at, start));
        closed.rings.push(ring);
    }
    closed
}

/// The edge of the extract, and a frame far outside of it, so that land goes on beyond the edge.
struct Frame {
    edge: Extent,
    outer: Extent,
}

impl Frame {
    fn new(edge: Extent) -> Self {
        // A frame around a single point still has four sides to go along.
        let beyond = edge.side().saturating_mul(2).clamp(1, 1 << 24);
        let outer = Extent {
            low: Point { x: edge.low.x - beyond, y: edge.low.y - beyond },
            high: Point { x: edge.high.x + beyond, y: edge.high.y + beyond },
        };
        Self { edge, outer }
    }

    fn width(&self) -> i64 {
        i64::from(self.outer.high.x) - i64::from(self.outer.low.x)
    }

    fn height(&self) -> i64 {
        i64::from(self.outer.high.y) - i64::from(self.outer.low.y)
    }

    fn around(&self) -> i64 {
        2 * (self.width() + self.height())
    }

    /// Leads a coast's ends out to the frame; `None` if one is not at the edge.
    fn chain(&self, mut points: Vec<Point>) -> Option<Chain> {
        let enters = self.out(*points.first()?)?;
        let leaves = self.out(*points.last()?)?;
        points.insert(0, enters);
        points.push(leaves);
        Some(Chain { points, enters: self.along(enters), leaves: self.along(leaves) })
    }

    /// The point of the frame straight out from a point at the edge.
    fn out(&self, point: Point) -> Option<Point> {
        let sides = [
            (point.x - self.edge.low.x, Point { x: self.outer.low.x, y: point.y }),
            (self.edge.high.x - point.x, Point { x: self.outer.high.x, y: point.y }),
            (point.y - self.edge.low.y, Point { x: point.x, y: self.outer.low.y }),
            (self.edge.high.y - point.y, Point { x: point.x, y: self.outer.high.y }),
        ];
        let (distance, out) = sides.into_iter().min_by_key(|(distance, _)| *distance)?;
        (distance <= REACH).then_some(out)
    }

    /// How far along the frame a point of it lies: from the south-east corner north, then west,
    /// south and east again.
    fn along(&self, point: Point) -> i64 {
        let Extent { low, high } = self.outer;
        let span = |from: i32, to: i32| i64::from(to) - i64::from(from);
        if point.x == high.x {
            span(point.y, high.y)
        } else if point.y == low.y {
            self.height() + span(point.x, high.x)
        } else if point.x == low.x {
            self.height() + self.width() + span(low.y, point.y)
        } else {
            2 * self.height() + self.width() + span(low.x, point.x)
        }
    }

    /// The chain that enters next after `at`, if it does so before the ring is closed at `start`.
    fn next(&self, chains: &[Option<Chain>], at: i64, start: i64) -> Option<usize> {
        let ahead = |chain: &Chain| (chain.enters - at).rem_euclid(self.around());
        let candidates = chains.iter().enumerate().filter_map(|(index, chain)| {
            let ahead = ahead(chain.as_ref()?);
            (ahead < (start - at).rem_euclid(self.around())).then_some((ahead, index))
        });
        candidates.min().map(|(_, index)| index)
    }

    /// The corners of the frame between two places along it.
    fn corners(&self, from: i64, to: i64) -> Vec<Point> {
        let Extent { low, high } = self.outer;
        let (height, width) = (self.height(), self.width());
        let corners = [
            (0, Point { x: high.x, y: high.y }),
            (height, Point { x: high.x, y: low.y }),
            (height + width, Point { x: low.x, y: low.y }),
            (2 * height + width, Point { x: low.x, y: high.y }),
        ];
        let ahead = |at: i64| (at - from).rem_euclid(self.around());
        let mut passed: Vec<(i64, Point)> = corners
            .into_iter()
            .map(|(at, corner)| (ahead(at), corner))
            .filter(|(at, _)| *at < ahead(to))
            .collect();
        passed.sort();
        passed.into_iter().map(|(_, corner)| corner).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basemap::mercator::area_doubled;
    use crate::basemap::polygons::contains;

    const EDGE: Extent =
        Extent { low: Point { x: 1 << 20, y: 1 << 20 }, high: Point { x: 2 << 20, y: 2 << 20 } };
    const WEST: i32 = 1 << 20;
    const EAST: i32 = 2 << 20;
    const MIDDLE: i32 = 3 << 19;

    fn at(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_coast_walked_westward_has_land_in_the_south() {
        let closed = close(vec![vec![at(EAST, MIDDLE), at(WEST, MIDDLE)]], EDGE);
        let [ring] = closed.rings.as_slice() else { panic!("{closed:?}") };
        assert!(contains(ring, at(MIDDLE, EAST - 9)));
        assert!(!contains(ring, at(MIDDLE, WEST + 9)));
        assert!(area_doubled(ring) < 0, "land on the left turns against the clock");
    }

    #[test]
    fn a_coast_walked_eastward_has_land_in_the_north() {
        let closed = close(vec![vec![at(WEST, MIDDLE), at(EAST, MIDDLE)]], EDGE);
        assert!(contains(&closed.rings[0], at(MIDDLE, WEST + 9)));
        assert!(!contains(&closed.rings[0], at(MIDDLE, EAST - 9)));
    }

    #[test]
    fn a_strait_has_land_on_both_shores() {
        let north = vec![at(WEST, MIDDLE - 999), at(EAST, MIDDLE - 999)];
        let south = vec![at(EAST, MIDDLE + 999), at(WEST, MIDDLE + 999)];
        let closed = close(vec![north, south], EDGE);
        assert_eq!(closed.rings.len(), 2);
        let on_land = |point| closed.rings.iter().any(|ring| contains(ring, point));
        assert!(on_land(at(MIDDLE, WEST + 9)) && on_land(at(MIDDLE, EAST - 9)));
        assert!(!on_land(at(MIDDLE, MIDDLE)));
    }

    #[test]
    fn a_land_bridge_is_one_ring_of_two_coasts() {
        let west = vec![at(MIDDLE - 999, WEST), at(MIDDLE - 999, EAST)];
        let east = vec![at(MIDDLE + 999, EAST), at(MIDDLE + 999, WEST)];
        let closed = close(vec![west, east], EDGE);
        let [ring] = closed.rings.as_slice() else { panic!("{closed:?}") };
        assert!(contains(ring, at(MIDDLE, MIDDLE)));
        assert!(!contains(ring, at(WEST + 9, MIDDLE)) && !contains(ring, at(EAST - 9, MIDDLE)));
    }

    #[test]
    fn a_coast_of_a_single_place_is_no_more_than_that() {
        let here = Extent { low: at(WEST, WEST), high: at(WEST, WEST) };
        let closed = close(vec![vec![at(WEST, WEST), at(WEST, WEST)]], here);
        assert_eq!((closed.rings.len(), closed.n_left), (1, 0));
    }

    #[test]
    fn a_coast_that_ends_inland_is_left_out_and_counted() {
        let closed = close(vec![vec![at(EAST, MIDDLE), at(MIDDLE, MIDDLE)]], EDGE);
        assert_eq!(closed, Closed { rings: vec![], n_left: 1 });
    }
}
