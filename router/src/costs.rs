//! Time and length in one integer, so that one search minimises time first and length second.

use noriai_core::travel::Leg;
use noriai_network::Segment;
use noriai_units::{Metres, Seconds};

/// How time and length are packed: time in the high bits, length in the low ones.
///
/// Sums of packed costs are packed sums while no length overflows into the time; the number of low
/// bits is chosen so that all segments' lengths together fit. The smallest packed cost is then the
/// smallest time and, among equal times, the smallest length: a drive's length does not depend on
/// which of several equally fast paths a search happened to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Packing {
    length_bits: u32,
}

impl Packing {
    /// Wide enough for any path that meets each of these lengths once.
    pub(crate) fn of(lengths_dm: impl Iterator<Item = u32>) -> Self {
        let total = lengths_dm.map(u64::from).fold(1_u64, u64::saturating_add);
        // Twice the sum: a path may pass its first segment again at its end.
        Self { length_bits: (total.saturating_mul(2).ilog2() + 1).min(63) }
    }

    /// True if a segment's time fits beside the lengths.
    pub(crate) fn fits(self, segment: &Segment) -> bool {
        let time_bits = u32::BITS - segment.time_ms.leading_zeros();
        self.length_bits + time_bits < 61
    }

    /// The cost of a whole segment.
    pub(crate) fn whole(self, segment: &Segment) -> u64 {
        (u64::from(segment.time_ms) << self.length_bits) + u64::from(segment.length_dm)
    }

    /// The cost of a segment from its tail to an offset.
    pub(crate) fn part(self, segment: &Segment, offset_dm: u32) -> u64 {
        (u64::from(part_ms(segment, offset_dm)) << self.length_bits) + u64::from(offset_dm)
    }

    /// Back into units.
    pub(crate) fn leg(self, cost: u64) -> Leg {
        let length = cost & ((1 << self.length_bits) - 1);
        Leg {
            time: Seconds::from_millis((cost >> self.length_bits) as i64),
            distance: Metres::from_decimetres(length as i64),
        }
    }
}

/// The time from a segment's tail to an offset, rounded down to milliseconds. What lies between two
/// offsets takes the difference of their times, so that parts always add up to the whole. The delay
/// at the head lies behind the last offset.
pub(crate) fn part_ms(segment: &Segment, offset_dm: u32) -> u32 {
    let whole = u64::from(segment.driving_ms()) * u64::from(offset_dm.min(segment.length_dm));
    (whole / u64::from(segment.length_dm.max(1))) as u32
}

/// The furthest offset that is reached `elapsed_ms` after the tail.
pub(crate) fn reached_dm(segment: &Segment, elapsed_ms: u64) -> u32 {
    // The largest offset with `driving * offset / length <= elapsed`, all in whole numbers.
    let product = u128::from(elapsed_ms + 1) * u128::from(segment.length_dm);
    let offset = product.saturating_sub(1) / u128::from(segment.driving_ms());
    offset.min(u128::from(segment.length_dm)) as u32
}
