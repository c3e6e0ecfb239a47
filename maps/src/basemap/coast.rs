//! Land from coastlines. A coastline has land on its left and sea on its right.

use super::feature::Polygon;
use super::mercator::{Point, area_doubled};
use super::polygons::{points, with_holes};
use super::rings::{Walk, join};
use crate::Extract;
use crate::extract::tag;

/// The land of an extract.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Land {
    pub(super) polygons: Vec<Polygon>,
    /// Coastlines that run out of the extract.
    pub(super) n_open: usize,
}

/// Joins the coastlines of an extract to land.
pub(super) fn land(extract: &Extract) -> Land {
    let coasts = extract.ways().iter().filter(|way| tag(&way.tags, "natural") == Some("coastline"));
    let joined = join(&coasts.map(|way| way.nodes.as_slice()).collect::<Vec<_>>(), Walk::Forward);
    let rings = joined.closed.iter().map(|ring| points(extract, ring));
    let rings: Vec<Vec<Point>> = rings.filter(|ring| 3 <= ring.len()).collect();
    // With land on the left, an island is walked against the clock, an inland sea with it.
    let (seas, islands) = rings.into_iter().partition(|ring| 0 < area_doubled(ring));
    Land { polygons: with_holes(islands, seas), n_open: joined.open.len() }
}
