//! What a rider asks for.

use noriai_units::Timestamp;

use crate::capacity::Capacity;
use crate::equipment::EquipmentSet;
use crate::ids::VehicleGroupId;
use crate::place::Place;

/// A wish for a ride.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RideRequest {
    /// Where to board; already at a place that the boarding rule allows.
    pub from: Place,
    /// Where to alight.
    pub to: Place,
    /// When.
    pub wish: Wish,
    /// Who.
    pub party: Party,
    /// What the vehicle must be like.
    pub needs: Needs,
}

/// What the vehicle must be like that comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Needs {
    /// It has this.
    pub equipment: EquipmentSet,
    /// It is of this group, if the trip is for one.
    pub group: Option<VehicleGroupId>,
}

/// When a rider wants to travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wish {
    /// As soon as possible from this point on; for "now" it is the time of asking.
    DepartAt(Timestamp),
    /// Be there by this point.
    ArriveBy(Timestamp),
}

/// Who travels together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Party {
    /// Riders who pay the full fare.
    pub adults: u16,
    /// Riders who pay the child's fare and take a seat.
    pub children: u16,
    /// Riders on an adult's lap: no fare, no seat.
    pub infants: u16,
    /// Riders with a disability certificate, and their attendants, who pay the reduced fare and
    /// take a seat.
    pub reduced: u16,
    /// Riders who stay in their wheelchair and pay the reduced fare.
    pub wheelchairs: u16,
    /// Large pieces of luggage.
    pub luggage: u16,
    /// Walking frames; each takes a luggage place.
    pub walkers: u16,
    /// Prams; each takes a luggage place.
    pub prams: u16,
    /// Child seats wanted, for children or infants; an infant in one takes a seat.
    pub child_seats: u16,
}

impl Wish {
    /// The point in time that is wished for.
    #[must_use]
    pub const fn at(self) -> Timestamp {
        match self {
            Self::DepartAt(at) | Self::ArriveBy(at) => at,
        }
    }

    /// The same kind of wish for another point in time.
    #[must_use]
    pub const fn moved_to(self, at: Timestamp) -> Self {
        match self {
            Self::DepartAt(_) => Self::DepartAt(at),
            Self::ArriveBy(_) => Self::ArriveBy(at),
        }
    }
}

impl Party {
    /// One adult alone.
    pub const ONE_ADULT: Self = Self {
        adults: 1,
        children: 0,
        infants: 0,
        reduced: 0,
        wheelchairs: 0,
        luggage: 0,
        walkers: 0,
        prams: 0,
        child_seats: 0,
    };

    /// How many people travel; saturates at 65,535.
    #[must_use]
    pub fn n_people(self) -> u16 {
        [self.children, self.infants, self.reduced, self.wheelchairs]
            .into_iter()
            .fold(self.adults, u16::saturating_add)
    }

    /// What the party takes up in any vehicle, before what its aids cost in one; saturates, so that an absurd party never fits.
    #[must_use]
    pub fn load(self) -> Capacity {
        let children = self.children.max(self.child_seats);
        Capacity {
            seats: self.adults.saturating_add(children).saturating_add(self.reduced),
            wheelchairs: self.wheelchairs,
            child_seats: self.child_seats,
            luggage: self.luggage.saturating_add(self.walkers).saturating_add(self.prams),
        }
    }
}
