//! What some riders can't do without and some vehicles have.

use std::fmt;

/// A fitting of a vehicle, in the kinds that Japanese welfare vehicles (福祉車両) come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Equipment {
    /// A lift for wheelchairs that are too heavy to be pushed (リフト).
    Lift,
    /// A ramp for wheelchairs (スロープ).
    Ramp,
    /// A low floor or an extra step (低床・補助ステップ).
    LowStep,
    /// A seat that turns to the door (回転シート).
    SwivelSeat,
    /// Room for a stretcher (寝台).
    Stretcher,
}

/// Several of them, in a byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EquipmentSet(u8);

impl Equipment {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::Lift, Self::Ramp, Self::LowStep, Self::SwivelSeat, Self::Stretcher];

    /// The stable name: part of the API, the configuration and the journal.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lift => "lift",
            Self::Ramp => "ramp",
            Self::LowStep => "low_step",
            Self::SwivelSeat => "swivel_seat",
            Self::Stretcher => "stretcher",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl EquipmentSet {
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// The same with one more.
    #[must_use]
    pub const fn with(self, one: Equipment) -> Self {
        Self(self.0 | one.bit())
    }

    /// What is in `self` and not in `held`.
    #[must_use]
    pub const fn lacking_from(self, held: Self) -> Self {
        Self(self.0 & !held.0)
    }

    /// True if there is nothing in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those in it, in the order of [`Equipment::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Equipment> {
        Equipment::ALL.into_iter().filter(move |one| self.0 & one.bit() != 0)
    }
}

impl FromIterator<Equipment> for EquipmentSet {
    fn from_iter<I: IntoIterator<Item = Equipment>>(all: I) -> Self {
        all.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Display for EquipmentSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.iter().map(Equipment::code).collect();
        f.write_str(&words.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        let set: EquipmentSet = [Equipment::Stretcher, Equipment::Lift].into_iter().collect();
        assert_eq!(set.to_string(), "lift, stretcher");
        assert_eq!(
            set.lacking_from(EquipmentSet::NONE.with(Equipment::Lift)).to_string(),
            "stretcher"
        );
        assert!(set.lacking_from(set).is_empty());
        for kind in Equipment::ALL {
            assert_eq!(Equipment::of_code(kind.code()), Some(kind));
        }
    }
}
