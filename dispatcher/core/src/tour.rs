//! Shifts, and the tours that are planned for them.

use std::collections::BTreeSet;

use noriai_units::{Seconds, Timestamp};

use crate::capacity::{Aids, Capacity};
use crate::equipment::EquipmentSet;
use crate::ids::{BookingId, CallId, CompanyId, ShiftId, VehicleGroupId, VehicleId};
use crate::place::Place;
use crate::travel::Leg;

/// A driver with a vehicle for some hours.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shift {
    /// Its id.
    pub id: ShiftId,
    /// The vehicle; on one shift at a time.
    pub vehicle: VehicleId,
    /// What the vehicle holds.
    pub capacity: Capacity,
    /// The depot is left no earlier.
    pub start: Timestamp,
    /// The vehicle is back by this.
    pub end: Timestamp,
    /// Where the shift begins and ends.
    pub depot: Place,
    /// The driver's breaks, in order of time.
    pub breaks: Vec<BreakRule>,
    /// The company that sends the driver; none for the town's own.
    pub company: Option<CompanyId>,
    /// Kept for those who ask on the spot: riders are taken at most so far ahead. `None`: as far as
    /// the area takes bookings.
    pub books_ahead: Option<Seconds>,
    /// What the vehicle is fit for, beside what it holds.
    pub fittings: Fittings,
}

/// What a vehicle is fit for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fittings {
    /// What aids cost in it.
    pub aids: Aids,
    /// What it has.
    pub equipment: EquipmentSet,
    /// Of which groups it is.
    pub groups: BTreeSet<VehicleGroupId>,
    /// Somebody rides along who attends to riders; the seat is counted off already.
    pub attendant: bool,
}

/// A break that slides within its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BreakRule {
    /// It begins no earlier.
    pub earliest: Timestamp,
    /// It begins no later.
    pub latest: Timestamp,
    /// How long it lasts.
    pub length: Seconds,
    /// Where it is spent.
    pub place: Place,
}

/// The plan of one shift: what was done is a matter of record, what is ahead can be re-planned.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tour {
    /// The shift it is for.
    pub shift: Shift,
    /// Counted up with every change; a tablet never goes back.
    pub version: u32,
    /// Where the vehicle was last known to be free to leave, and when.
    pub origin: Origin,
    /// What is ahead, in order; the last is the return to the depot, until that is done.
    pub calls: Vec<Call>,
    /// The id for the next new call.
    pub next_call: u32,
    /// How late the plan overruns the shift's end, after a delay that could not be mended.
    pub overrun: Seconds,
    /// The version of the map that its drives are from; 0 if that was not written down.
    pub map: u64,
}

/// From where and when the next leg starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The place.
    pub place: Place,
    /// The vehicle may leave from then on.
    pub ready: Timestamp,
}

/// A planned visit of a vehicle, with every number that a tablet or a rider needs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// Where.
    pub place: Place,
    /// The drive there, from the call before or the origin.
    pub leg: Leg,
    /// When to set off on that drive.
    pub leave: Timestamp,
    /// When the vehicle gets there.
    pub arrival: Timestamp,
    /// When boarding, or the break, begins: after arrival, if riders are promised a later time.
    pub begin: Timestamp,
    /// When the vehicle is free to go on.
    pub departure: Timestamp,
    /// What is done there, in order.
    pub duties: Vec<Duty>,
    /// True once the driver has said "arrived".
    pub arrived: bool,
}

/// One thing to do at a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// A party leaves the vehicle.
    Alight(BookingId),
    /// A party boards.
    Board(BookingId),
    /// The driver rests: the shift's n-th break.
    Break(usize),
    /// The vehicle is back at the depot.
    Return,
}

impl Tour {
    /// The tour of a fresh shift, before its breaks and its return are planned.
    #[must_use]
    pub fn of(shift: Shift) -> Self {
        let origin = Origin { place: shift.depot, ready: shift.start };
        let (calls, next_call) = (Vec::new(), Self::first_call(shift.id));
        Self { shift, version: 0, origin, calls, next_call, overrun: Seconds::ZERO, map: 0 }
    }

    /// Each shift has its own thousand of call ids: a tablet that repeats the last report of one
    /// shift is not to be taken to speak of the first call of the vehicle's next one.
    const fn first_call(shift: ShiftId) -> u32 {
        shift.0 % 4_000_000 * 1_000 + 1
    }

    /// True once the vehicle is back for good.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.calls.is_empty() && 0 < self.version
    }

    /// True while somebody is still to board or to alight.
    #[must_use]
    pub fn serves_riders(&self) -> bool {
        let riders_own = |duty: &Duty| matches!(duty, Duty::Board(_) | Duty::Alight(_));
        self.calls.iter().flat_map(|call| &call.duties).any(riders_own)
    }

    /// The call ahead at which a duty is planned.
    #[must_use]
    pub fn call_with(&self, duty: Duty) -> Option<&Call> {
        self.calls.iter().find(|call| call.duties.contains(&duty))
    }

    /// The tour with the vehicle at its next call, since `at`.
    pub(crate) fn arrived_at_first(&self, at: Timestamp) -> Self {
        let mut tour = self.clone();
        if let Some(next) = tour.calls.first_mut().filter(|next| !next.arrived) {
            next.arrived = true;
            next.arrival = at;
        }
        tour
    }

    /// The tour without its next call, the vehicle standing there, free since `at`.
    pub(crate) fn after_first(&self, at: Timestamp) -> Self {
        let mut tour = self.clone();
        if let Some(next) = tour.calls.first() {
            tour.origin = Origin { place: next.place, ready: at };
            tour.calls.remove(0);
        }
        tour
    }

    /// True if the vehicle has set off on its next leg and not yet arrived, as far as the plan
    /// tells.
    #[must_use]
    pub fn is_under_way(&self, now: Timestamp) -> bool {
        self.calls.first().is_some_and(|next| !next.arrived && next.leave <= now)
    }
}

impl Call {
    /// The bookings that board here.
    pub fn boards(&self) -> impl Iterator<Item = BookingId> {
        self.duties.iter().filter_map(|duty| match duty {
            Duty::Board(booking) => Some(*booking),
            _ => None,
        })
    }

    /// The bookings that alight here.
    pub fn alights(&self) -> impl Iterator<Item = BookingId> {
        self.duties.iter().filter_map(|duty| match duty {
            Duty::Alight(booking) => Some(*booking),
            _ => None,
        })
    }
}
