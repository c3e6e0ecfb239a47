//! What a vehicle holds and what a party takes up.

use std::fmt;

use noriai_units::Seconds;

use crate::request::Party;

/// Places of each kind: of a vehicle, or taken up by riders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Capacity {
    /// Ordinary seats.
    pub seats: u16,
    /// Wheelchair places.
    pub wheelchairs: u16,
    /// Child seats that can be put onto ordinary ones.
    pub child_seats: u16,
    /// Luggage places: a large piece, a pram or a walker each.
    pub luggage: u16,
}

/// What the aids that riders bring cost in a vehicle, beside the place of their own that each
/// takes: a wheelchair place, or a luggage place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Aids {
    /// A wheelchair that its rider stays in.
    pub wheelchair: AidCost,
    /// A walking frame (歩行器, シルバーカー).
    pub walker: AidCost,
    /// A pram.
    pub pram: AidCost,
}

/// What one aid costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct AidCost {
    /// So many seats are folded away for it.
    pub seats: u16,
    /// It takes so much longer to be loaded, and to be unloaded, than the policy says.
    pub load: Seconds,
}

/// The kinds of places, for saying which one is short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// Ordinary seats.
    Seat,
    /// Wheelchair places.
    Wheelchair,
    /// Child seats.
    ChildSeat,
    /// Luggage places.
    Luggage,
}

impl Aids {
    /// How many of each kind a party brings, and what one costs.
    pub(crate) fn each(&self, party: Party) -> impl Iterator<Item = (u16, AidCost)> {
        [
            (party.wheelchairs, self.wheelchair),
            (party.walkers, self.walker),
            (party.prams, self.pram),
        ]
        .into_iter()
    }
}

impl Capacity {
    /// Nothing at all.
    pub const NONE: Self = Self { seats: 0, wheelchairs: 0, child_seats: 0, luggage: 0 };

    /// Ordinary seats only.
    #[must_use]
    pub const fn seats(seats: u16) -> Self {
        Self { seats, ..Self::NONE }
    }

    /// The sum, kind by kind; `None` past what any vehicle could hold.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Some(Self {
            seats: self.seats.checked_add(other.seats)?,
            wheelchairs: self.wheelchairs.checked_add(other.wheelchairs)?,
            child_seats: self.child_seats.checked_add(other.child_seats)?,
            luggage: self.luggage.checked_add(other.luggage)?,
        })
    }

    /// The difference, kind by kind; `None` if `other` is not contained.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        Some(Self {
            seats: self.seats.checked_sub(other.seats)?,
            wheelchairs: self.wheelchairs.checked_sub(other.wheelchairs)?,
            child_seats: self.child_seats.checked_sub(other.child_seats)?,
            luggage: self.luggage.checked_sub(other.luggage)?,
        })
    }

    /// The first kind of which `self` has more than `vehicle` holds, with both numbers.
    #[must_use]
    pub fn exceeds(self, vehicle: Self) -> Option<(PlaceKind, u16, u16)> {
        [
            (PlaceKind::Seat, self.seats, vehicle.seats),
            (PlaceKind::Wheelchair, self.wheelchairs, vehicle.wheelchairs),
            (PlaceKind::ChildSeat, self.child_seats, vehicle.child_seats),
            (PlaceKind::Luggage, self.luggage, vehicle.luggage),
        ]
        .into_iter()
        .find(|(_, wanted, held)| held < wanted)
    }
}

impl fmt::Display for PlaceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Seat => "seats",
            Self::Wheelchair => "wheelchair places",
            Self::ChildSeat => "child seats",
            Self::Luggage => "luggage places",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_that_is_short_is_named() {
        let van = Capacity { seats: 8, wheelchairs: 1, ..Capacity::NONE };
        let party = Capacity { seats: 2, wheelchairs: 2, ..Capacity::NONE };
        assert_eq!(party.exceeds(van), Some((PlaceKind::Wheelchair, 2, 1)));
        assert_eq!(Capacity::seats(8).exceeds(van), None);
        assert_eq!(Capacity::seats(1).checked_sub(party), None);
    }
}
