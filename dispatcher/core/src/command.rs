//! Everything that can be asked of an area: a closed list.

use noriai_units::{Position, Timestamp};

use crate::booking::{CancelledBy, Offer};
use crate::closure::Closure;
use crate::ids::{BookingId, CallId, ClosureId, RiderId, ShiftId, VehicleId};
use crate::improvement::{Proposal, TourOrder};
use crate::place::Place;
use crate::policy::Policy;
use crate::rider::RiderRules;
use crate::tour::Shift;
use crate::travel::RoadPoint;

/// A wish to change the area's state; [`crate::decide()`] says what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Run under other limits from now on; promises keep those they were made under.
    AdoptPolicy(Policy),
    /// Go over to another version of the map.
    AdoptMap(MapChange),
    /// Note that roads are closed or slow; its `since` is the time of the decision.
    CloseRoad(Closure),
    /// Note that a closure is lifted.
    ReopenRoad(ClosureId),
    /// Put a driver and a vehicle on duty.
    PlanShift(Shift),
    /// A vehicle can't go on: its tour ends where it stands, and others take its riders over.
    BreakDown {
        /// On which shift.
        shift: ShiftId,
        /// Where it stands.
        place: Place,
    },
    /// A shift ends at another time. Whoever can't be served by then goes to other vehicles.
    ChangeShift {
        /// Which.
        shift: ShiftId,
        /// The vehicle is back by this.
        end: Timestamp,
    },
    /// Accept an offer.
    Book {
        /// Made by the client; the same id always has the same answer.
        id: BookingId,
        /// Who accepts.
        rider: RiderId,
        /// What is accepted.
        offer: Offer,
    },
    /// Accept offers that were chosen together ([`crate::assign()`]): all or none.
    BookTogether {
        /// Who accepts what, by which booking.
        taken: Vec<(BookingId, RiderId, Offer)>,
        /// The tours on which they ride. The times are computed anew.
        tours: Vec<TourOrder>,
    },
    /// Say what holds for a rider on every ride.
    SetRiderRules {
        /// For whom.
        rider: RiderId,
        /// What.
        rules: RiderRules,
    },
    /// Call a booking off.
    Cancel {
        /// Which.
        id: BookingId,
        /// Who does.
        by: CancelledBy,
    },
    /// A driver has done something.
    Drive {
        /// Whose driver.
        vehicle: VehicleId,
        /// What.
        action: DriverAction,
        /// When it was done: up to now.
        at: Timestamp,
    },
    /// Go over to a better plan that was found on a snapshot. It is checked anew.
    Improve(Proposal),
    /// Time has passed: compare the plan with what is known of the vehicles.
    Tick,
}

/// What a driver's tablet reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DriverAction {
    /// The vehicle stands at its next call.
    Arrive(CallId),
    /// A party has boarded.
    Board(BookingId),
    /// A party was not there.
    NoShow(BookingId),
    /// A party has alighted.
    Alight(BookingId),
    /// A break, or the shift, is over.
    Finish(CallId),
}

/// Another version of the map, and what the road points of the open plans become on it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MapChange {
    /// Names the version.
    pub fingerprint: u64,
    /// Pairs of old and new, sorted by old: other names for the same spots.
    pub points: Vec<(RoadPoint, RoadPoint)>,
    /// Where vehicles stop instead of where they can't get to any more, sorted by `from`, which is
    /// a point of the new version. Where a vehicle stands already it stays.
    pub relocations: Vec<Relocation>,
}

/// Another spot to stop at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relocation {
    /// Instead of this.
    pub from: RoadPoint,
    /// There.
    pub to: RoadPoint,
    /// Where a person finds it.
    pub position: Position,
}
