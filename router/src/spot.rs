//! What a [`RoadPoint`] means on a road network.

use noriai_core::travel::RoadPoint;
use noriai_network::{RoadNetwork, SegmentId};

/// A spot on a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The segment. Of a two-way road that may be used either way: the one with the lower number,
    /// so that a spot has one name.
    pub segment: SegmentId,
    /// Decimetres from the segment's tail, at most its length.
    pub offset_dm: u32,
    /// True for a place: a vehicle may stop on either side and go on either way. False for a
    /// vehicle under way and for a place at one kerb: there one arrives in the segment's direction
    /// and goes on in it, without turning round on the spot. Always false on a one-way road.
    pub both_ways: bool,
}

// From the highest bit: 11 bits that tell maps apart, 1 bit both ways, 28 bits segment, 24 bits
// offset. Points of another map are refused but for one in 2,048.
const OFFSET_BITS: u32 = 24;
const SEGMENT_BITS: u32 = 28;
const BOTH_WAYS_BIT: u32 = OFFSET_BITS + SEGMENT_BITS;
const TAG_BIT: u32 = BOTH_WAYS_BIT + 1;

/// The longest segment that a point can name.
pub(crate) const LENGTH_DM_MAX: u32 = (1 << OFFSET_BITS) - 1;
/// The most segments that points can name.
pub(crate) const SEGMENTS_MAX: usize = 1 << SEGMENT_BITS;

impl Spot {
    /// A place, reached from either direction where the road has two; the same place gets the same
    /// spot whichever direction it is named by.
    #[must_use]
    pub fn place(network: &RoadNetwork, segment: SegmentId, offset_dm: u32) -> Self {
        let offset_dm = offset_dm.min(network.segment(segment).length_dm);
        match network.segment(segment).twin {
            None => Self { segment, offset_dm, both_ways: false },
            Some(twin) if segment < twin => Self { segment, offset_dm, both_ways: true },
            Some(twin) => {
                let offset_dm = mirrored(network, segment, twin, offset_dm);
                Self { segment: twin, offset_dm, both_ways: true }
            }
        }
    }

    /// A vehicle under way to the segment's head.
    #[must_use]
    pub fn heading(network: &RoadNetwork, segment: SegmentId, offset_dm: u32) -> Self {
        let offset_dm = offset_dm.min(network.segment(segment).length_dm);
        Self { segment, offset_dm, both_ways: false }
    }

    /// The directed spots that this one stands for: one or two.
    pub fn directions(
        self,
        network: &RoadNetwork,
    ) -> impl Iterator<Item = (SegmentId, u32)> + Clone + use<> {
        let twin = network.segment(self.segment).twin.filter(|_| self.both_ways);
        let back = twin.map(|twin| (twin, mirrored(network, self.segment, twin, self.offset_dm)));
        std::iter::once((self.segment, self.offset_dm)).chain(back)
    }

    /// As the dispatcher keeps it. `shape` is the router's [`crate::Router::shape`].
    #[must_use]
    pub fn to_road_point(self, shape: u64) -> RoadPoint {
        let offset = u64::from(self.offset_dm.min(LENGTH_DM_MAX));
        let segment = u64::from(self.segment.0) & (SEGMENTS_MAX as u64 - 1);
        let both_ways = u64::from(self.both_ways);
        RoadPoint(
            tag(shape) << TAG_BIT | both_ways << BOTH_WAYS_BIT | segment << OFFSET_BITS | offset,
        )
    }

    /// Back from the dispatcher; `None` for a point that is not of this map.
    #[must_use]
    pub fn from_road_point(network: &RoadNetwork, shape: u64, point: RoadPoint) -> Option<Self> {
        let segment = SegmentId((point.0 >> OFFSET_BITS) as u32 & (SEGMENTS_MAX as u32 - 1));
        let offset_dm = point.0 as u32 & LENGTH_DM_MAX;
        let both_ways = point.0 >> BOTH_WAYS_BIT & 1 == 1;
        if point.0 >> TAG_BIT != tag(shape) || network.n_segments() <= segment.index() {
            return None;
        }
        let record = network.segment(segment);
        let canonical = !both_ways || record.twin.is_some_and(|twin| segment < twin);
        (canonical && offset_dm <= record.length_dm).then_some(Self {
            segment,
            offset_dm,
            both_ways,
        })
    }
}

/// The same place measured from the other end. Twins are equally long unless their maker rounded
/// them apart.
fn mirrored(network: &RoadNetwork, segment: SegmentId, twin: SegmentId, offset_dm: u32) -> u32 {
    let (length, back) = (network.segment(segment).length_dm, network.segment(twin).length_dm);
    let rest = u64::from(length - offset_dm);
    if length == 0 { 0 } else { (rest * u64::from(back) / u64::from(length)) as u32 }
}

const fn tag(shape: u64) -> u64 {
    shape >> TAG_BIT
}
