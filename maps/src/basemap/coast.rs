//! Land from coastlines. A coastline has land on its left and sea on its right.

mod edge;

use osmpbfreader::{NodeId, Way};

use super::feature::Polygon;
use super::mercator::{Extent, Point, area_doubled, project};
use super::polygons::{points, with_holes};
use super::rings::{Walk, join};
use crate::Extract;
use crate::extract::{position, tag};

/// The land of an extract.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Land {
    pub(super) polygons: Vec<Polygon>,
    /// Coastlines that break off in the middle of the map; what they part is not known.
    pub(super) n_open: usize,
}

/// Joins the coastlines of an extract to land. A coast that a clipped extract cuts off at its
/// edge is closed along that edge.
pub(super) fn land(extract: &Extract) -> Land {
    let coasts = extract.ways().iter().filter(|way| tag(&way.tags, "natural") == Some("coastline"));
    let known: Vec<&[NodeId]> = coasts.flat_map(|way| known_stretches(extract, way)).collect();
    let joined = join(&known, Walk::Forward);
    let to_points = |chain: &Vec<NodeId>| points(extract, chain);
    let mut rings: Vec<Vec<Point>> = joined.closed.iter().map(to_points).collect();
    let mut n_open = 0;
    let nodes = extract.nodes().iter().map(|node| project(position(node)));
    if let Some(edge) = Extent::around(nodes).filter(|_| !joined.open.is_empty()) {
        let chains = joined.open.iter().map(to_points).collect();
        let closed = edge::close(chains, edge);
        rings.extend(closed.rings);
        n_open = closed.n_left;
    }
    rings.retain(|ring| 3 <= ring.len());
    // With land on the left, an island is walked against the clock, an inland sea with it.
    let (seas, islands) = rings.into_iter().partition(|ring| 0 < area_doubled(ring));
    Land { polygons: with_holes(islands, seas), n_open }
}

/// The parts of a coastline between nodes that a clipped extract lacks.
fn known_stretches<'a>(extract: &Extract, way: &'a Way) -> Vec<&'a [NodeId]> {
    let stretches = way.nodes.split(|node| extract.node(*node).is_none());
    stretches.filter(|stretch| 2 <= stretch.len()).collect()
}
