//! A place seen from the landmarks.

use crate::landmarks::Bearings;
use crate::roads::Roads;
use crate::spot::Spot;

/// Bounds on times from a place and to it.
pub(crate) struct Sides<'a> {
    pub(crate) at: Spot,
    /// From standing there.
    pub(crate) ahead: &'a Bearings,
    /// To the beginning of its arc.
    pub(crate) behind: &'a Bearings,
}

impl<'a> Sides<'a> {
    pub(crate) fn of(at: Spot, roads: &'a Roads) -> Self {
        let (ahead, behind) = (roads.bearings_ahead(at), roads.bearings_behind(at));
        Self { at, ahead, behind }
    }
}
