//! What has happened. Events carry every number, so that replay needs no router and takes no
//! decision.

use noriai_units::{Seconds, Timestamp};

use crate::booking::{Booking, CancelledBy, Promise};
use crate::closure::Closure;
use crate::command::MapChange;
use crate::ids::{BookingId, CallId, ClosureId, RiderId, ShiftId, VehicleId};
use crate::place::Place;
use crate::policy::Policy;
use crate::rider::RiderRules;
use crate::tour::{Call, Origin, Shift};

/// A fact of the area's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Other limits are in force.
    PolicyAdopted(Policy),
    /// Another version of the map is in force.
    MapAdopted(MapChange),
    /// Roads are closed or slow.
    RoadClosed(Closure),
    /// A closure was lifted.
    RoadReopened {
        /// Which.
        closure: ClosureId,
    },
    /// No vehicle can get to a rider who was promised a ride: it is off its tour until one can, or
    /// it is called off.
    CutOff {
        /// Whose.
        booking: BookingId,
    },
    /// A shift was planned; its empty tour follows as a [`Event::TourPlanned`].
    ShiftPlanned(Shift),
    /// A vehicle can't go on; the end of its tour follows as a [`Event::TourPlanned`].
    BrokenDown {
        /// On which shift.
        shift: ShiftId,
        /// Where it stands.
        place: Place,
    },
    /// A rider is aboard no more, as the vehicle has broken down, and waits for another from now
    /// on.
    TakenOff {
        /// Which.
        booking: BookingId,
        /// Where the rider waits.
        place: Place,
    },
    /// A shift ends at another time; its tour follows as a [`Event::TourPlanned`].
    ShiftChanged {
        /// Which.
        shift: ShiftId,
        /// The vehicle is back by this.
        end: Timestamp,
    },
    /// A ride was promised.
    Booked(Booking),
    /// Other rules hold for a rider.
    RiderRulesSet {
        /// For whom.
        rider: RiderId,
        /// Which.
        rules: RiderRules,
    },
    /// A booking was called off.
    Cancelled {
        /// Which.
        booking: BookingId,
        /// By whom.
        by: CancelledBy,
    },
    /// A promise that can't be kept was made anew.
    Repromised {
        /// Whose.
        booking: BookingId,
        /// The new promise.
        promise: Promise,
        /// The new longest ride.
        max_ride: Seconds,
    },
    /// A vehicle stands at a call.
    Arrived {
        /// Which shift's.
        shift: ShiftId,
        /// Where.
        call: CallId,
    },
    /// A party is aboard.
    Boarded {
        /// Which.
        booking: BookingId,
        /// In which vehicle.
        vehicle: VehicleId,
        /// The ride's time counts from here: boarding as planned, or later.
        ride_from: Timestamp,
    },
    /// A party was not there.
    NoShow {
        /// Which.
        booking: BookingId,
    },
    /// A party is where it wanted to be.
    Alighted {
        /// Which.
        booking: BookingId,
    },
    /// A tour has a new plan.
    TourPlanned {
        /// Which shift's.
        shift: ShiftId,
        /// The whole plan ahead.
        plan: Plan,
    },
}

/// All of a tour that planning can change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Plan {
    /// One more than the plan before.
    pub version: u32,
    /// Where the first leg starts.
    pub origin: Origin,
    /// The calls ahead.
    pub calls: Vec<Call>,
    /// The id for the next new call.
    pub next_call: u32,
    /// How late the return is.
    pub overrun: Seconds,
    /// The version of the map that its drives are from; 0 if that was not written down.
    pub map: u64,
}
