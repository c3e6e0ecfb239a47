//! The two ends of a drive.

use noriai_network::{RoadNetwork, SegmentId};

use crate::costs::Packing;
use crate::junctions::Junctions;
use crate::spot::Spot;

/// One way to begin a drive at a spot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    pub(crate) segment: SegmentId,
    pub(crate) offset_dm: u32,
    /// The cost from the spot to the segment's head.
    pub(crate) rest: u64,
    /// The node there.
    pub(crate) node: u32,
}

/// One way to end a drive at a spot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target<'a> {
    pub(crate) segment: SegmentId,
    pub(crate) offset_dm: u32,
    /// The cost from the segment's tail to the spot.
    pub(crate) part: u64,
    /// The nodes from which the segment may be entered.
    pub(crate) entries: &'a [u32],
}

/// The ways to begin a drive: one for each direction that the spot stands for.
pub(crate) fn origins(
    network: &RoadNetwork,
    junctions: &Junctions,
    spot: Spot,
) -> impl Iterator<Item = Origin> + Clone {
    spot.directions(network).map(move |(segment, offset_dm)| {
        let record = network.segment(segment);
        let packing = junctions.packing;
        Origin {
            segment,
            offset_dm,
            rest: packing.whole(record) - packing.part(record, offset_dm),
            node: junctions.node(segment.0),
        }
    })
}

/// The ways to end a drive: one for each direction that the spot stands for and that is not closed.
pub(crate) fn targets<'a>(
    network: &'a RoadNetwork,
    junctions: &'a Junctions,
    spot: Spot,
) -> impl Iterator<Item = Target<'a>> + Clone {
    passages(network, junctions, spot).filter(|target| !junctions.is_closed(target.segment))
}

/// The ways to come past a spot: like [`targets`], and on closed roads too, where who is leaving
/// passes.
pub(crate) fn passages<'a>(
    network: &'a RoadNetwork,
    junctions: &'a Junctions,
    spot: Spot,
) -> impl Iterator<Item = Target<'a>> + Clone {
    spot.directions(network).map(move |(segment, offset_dm)| Target {
        segment,
        offset_dm,
        part: junctions.packing.part(network.segment(segment), offset_dm),
        entries: junctions.entries(segment),
    })
}

impl Origin {
    /// The cost of going straight ahead on the same segment, if the target lies there.
    pub(crate) fn ahead(
        &self,
        target: &Target<'_>,
        network: &RoadNetwork,
        packing: Packing,
    ) -> Option<u64> {
        (self.segment == target.segment && self.offset_dm <= target.offset_dm)
            .then(|| target.part - packing.part(network.segment(self.segment), self.offset_dm))
    }
}

/// True if a drive that begins or ends here could not as well be turned round: the spot is a vehicle
/// under way on a two-way road.
pub(crate) fn is_bound(network: &RoadNetwork, spot: Spot) -> bool {
    !spot.both_ways && network.segment(spot.segment).twin.is_some()
}
