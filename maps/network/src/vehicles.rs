//! Which vehicles may use a road: by the law, and by their size.

use serde::{Deserialize, Serialize};

/// What a vehicle is before the law.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum VehicleKind {
    /// A taxi or a van that goes where taxis go. It counts as public service vehicle where the
    /// extract speaks of these.
    #[default]
    Car,
    /// A bus.
    Bus,
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct VehicleKinds(u8);

impl VehicleKinds {
    /// None of them.
    pub const NONE: Self = Self(0);
    /// All of them.
    pub const ALL: Self = Self(0b11);

    /// One kind alone.
    #[must_use]
    pub const fn only(kind: VehicleKind) -> Self {
        Self(1 << kind as u8)
    }

    /// True if a kind is among them.
    #[must_use]
    pub const fn contain(self, kind: VehicleKind) -> bool {
        self.0 & Self::only(kind).0 != 0
    }

    /// True if there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 & Self::ALL.0 == 0
    }

    /// The kinds of either set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds of both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Without those of another set.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl Default for VehicleKinds {
    fn default() -> Self {
        Self::ALL
    }
}

/// The largest vehicle that may or can drive somewhere, rounded down to the steps that are kept;
/// nothing is known of what is larger than those hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Limits {
    /// In steps of 5 cm; 0 is no limit, here and below.
    width: u8,
    /// In steps of 5 cm.
    height: u8,
    /// In steps of 10 cm.
    length: u8,
    /// In steps of 100 kg.
    weight: u8,
}

const WIDTH_CM: u32 = 5;
const HEIGHT_CM: u32 = 5;
const LENGTH_CM: u32 = 10;
const WEIGHT_KG: u32 = 100;

impl Limits {
    /// No limit at all.
    pub const NONE: Self = Self { width: 0, height: 0, length: 0, weight: 0 };

    /// Limits the width, in centimetres.
    #[must_use]
    pub const fn with_width_cm(mut self, most: u32) -> Self {
        self.width = lower(self.width, most / WIDTH_CM);
        self
    }

    /// Limits the height, in centimetres.
    #[must_use]
    pub const fn with_height_cm(mut self, most: u32) -> Self {
        self.height = lower(self.height, most / HEIGHT_CM);
        self
    }

    /// Limits the length, in centimetres.
    #[must_use]
    pub const fn with_length_cm(mut self, most: u32) -> Self {
        self.length = lower(self.length, most / LENGTH_CM);
        self
    }

    /// Limits the weight of the laden vehicle, in kilograms.
    #[must_use]
    pub const fn with_weight_kg(mut self, most: u32) -> Self {
        self.weight = lower(self.weight, most / WEIGHT_KG);
        self
    }

    /// What fits both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let lower = |a: u8, b: u8| if a == 0 || b == 0 { a.max(b) } else { a.min(b) };
        Self {
            width: lower(self.width, other.width),
            height: lower(self.height, other.height),
            length: lower(self.length, other.length),
            weight: lower(self.weight, other.weight),
        }
    }

    /// The greatest width in centimetres, if there is one.
    #[must_use]
    pub fn width_cm(self) -> Option<u32> {
        limit(self.width, WIDTH_CM)
    }

    /// The greatest height in centimetres, if there is one.
    #[must_use]
    pub fn height_cm(self) -> Option<u32> {
        limit(self.height, HEIGHT_CM)
    }

    /// The greatest length in centimetres, if there is one.
    #[must_use]
    pub fn length_cm(self) -> Option<u32> {
        limit(self.length, LENGTH_CM)
    }

    /// The greatest weight of the laden vehicle in kilograms, if there is one.
    #[must_use]
    pub fn weight_kg(self) -> Option<u32> {
        limit(self.weight, WEIGHT_KG)
    }
}

/// The lower of two limits in steps; what is beyond the steps is none.
const fn lower(known: u8, steps: u32) -> u8 {
    if u8::MAX as u32 <= steps {
        return known;
    }
    // The least limit there is stands for 0, which would be none.
    let steps = if steps == 0 { 1 } else { steps as u8 };
    if known != 0 && known < steps { known } else { steps }
}

fn limit(steps: u8, step: u32) -> Option<u32> {
    (steps != 0).then(|| u32::from(steps) * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lower_of_two_limits_holds_rounded_down() {
        let limits = Limits::NONE.with_width_cm(227).with_width_cm(340).with_weight_kg(3_490);
        assert_eq!(limits.width_cm(), Some(225));
        assert_eq!(limits.weight_kg(), Some(3_400));
        assert_eq!(limits.height_cm(), None);
        assert_eq!(limits.with_width_cm(0).width_cm(), Some(5));
        let narrow = Limits::NONE.with_width_cm(200).with_height_cm(300);
        assert_eq!(limits.and(narrow), narrow.with_weight_kg(3_400));
        assert_eq!(narrow.and(limits), limits.and(narrow));
    }

    #[test]
    fn what_is_beyond_the_steps_is_no_limit() {
        assert_eq!(Limits::NONE.with_weight_kg(40_000), Limits::NONE);
        assert_eq!(Limits::NONE.with_length_cm(9_999_999), Limits::NONE);
        assert_eq!(Limits::NONE.with_height_cm(400).with_height_cm(9_999).height_cm(), Some(400));
    }

    #[test]
    fn a_set_knows_its_kinds() {
        let bus = VehicleKinds::only(VehicleKind::Bus);
        assert!(bus.contain(VehicleKind::Bus) && !bus.contain(VehicleKind::Car));
        assert_eq!(bus.or(VehicleKinds::only(VehicleKind::Car)), VehicleKinds::ALL);
        assert!(VehicleKinds::ALL.without(VehicleKinds::ALL).is_empty());
        assert_eq!(VehicleKinds::ALL.and(bus), bus);
    }
}
