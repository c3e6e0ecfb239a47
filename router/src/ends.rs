//! The two ends of a drive as states.

use noriai_network::{RoadNetwork, SegmentId};

use crate::costs::Packing;
use crate::spot::Spot;
use crate::states::States;

/// One way to begin or to end a drive at a spot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End {
    pub(crate) state: u32,
    pub(crate) segment: SegmentId,
    pub(crate) offset_dm: u32,
    /// The cost from the segment's tail to the spot: not driven at the beginning of a drive, though
    /// the graph counts it; driven at its end, though the graph does not count it.
    pub(crate) part: u64,
}

/// How the way from one end to another begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The target lies ahead on the same segment.
    Ahead,
    /// The target lies behind on the same segment, in the same state: once around.
    Behind,
    /// Any other pair.
    Apart,
}

/// The ways to begin a drive: one for each direction that the spot stands for.
pub(crate) fn origins(
    network: &RoadNetwork,
    packing: Packing,
    spot: Spot,
) -> impl Iterator<Item = End> + Clone {
    spot.directions(network).map(move |(segment, offset_dm)| End {
        state: segment.0,
        segment,
        offset_dm,
        part: packing.part(network.segment(segment), offset_dm),
    })
}

/// The ways to end a drive: as many for each direction as its segment has states.
pub(crate) fn targets(
    network: &RoadNetwork,
    states: &States,
    spot: Spot,
) -> impl Iterator<Item = End> + Clone {
    origins(network, states.packing, spot)
        .flat_map(move |end| states.on(end.segment).map(move |state| End { state, ..end }))
}

impl End {
    /// How this origin lies towards a target.
    pub(crate) fn relation(&self, target: &Self) -> Relation {
        if self.segment == target.segment && self.offset_dm <= target.offset_dm {
            Relation::Ahead
        } else if self.state == target.state {
            Relation::Behind
        } else {
            Relation::Apart
        }
    }
}
