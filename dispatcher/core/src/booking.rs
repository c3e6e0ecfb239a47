//! Offers and bookings: what was promised, under which limits, and how it ended.

use noriai_units::{Seconds, Timestamp, Yen};

use crate::ids::{BookingId, OfferId, RiderId, VehicleId};
use crate::place::Place;
use crate::request::RideRequest;
use crate::travel::Leg;

/// What we told the rider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Promise {
    /// The van does not leave without the rider before this.
    pub pickup_earliest: Timestamp,
    /// The van is there by this.
    pub pickup_latest: Timestamp,
    /// The rider is at the goal by this.
    pub arrive_latest: Timestamp,
}

/// What we could promise, until it expires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Offer {
    /// Its id.
    pub id: OfferId,
    /// The wish it answers.
    pub request: RideRequest,
    /// What the rider would be told.
    pub promise: Promise,
    /// The longest time in the vehicle.
    pub max_ride: Seconds,
    /// The drive without any detour.
    pub direct: Leg,
    /// What the ride costs.
    pub fare: Yen,
    /// It cannot be accepted after this.
    pub expires: Timestamp,
    /// The plan at the time of asking; only the promise binds.
    pub plan: OfferPlan,
    /// The version of the map that the plan is from.
    pub map: u64,
}

/// How the offer would be served if nothing else changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OfferPlan {
    /// By which vehicle.
    pub vehicle: VehicleId,
    /// When the van would be at the pickup.
    pub pickup: Timestamp,
    /// When the rider would be at the goal.
    pub dropoff: Timestamp,
    /// How many other parties would share a part of the ride.
    pub n_sharing: u16,
}

/// An accepted offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Booking {
    /// Its id, made by the client.
    pub id: BookingId,
    /// Whose it is.
    pub rider: RiderId,
    /// The offer that was accepted.
    pub offer: OfferId,
    /// The wish.
    pub request: RideRequest,
    /// The promise in force.
    pub promise: Promise,
    /// The longest time in the vehicle, from leaving the pickup to arriving at the goal.
    pub max_ride: Seconds,
    /// The drive without any detour.
    pub direct: Leg,
    /// What the ride costs.
    pub fare: Yen,
    /// When it was accepted.
    pub booked_at: Timestamp,
    /// When the rider first boarded, if that vehicle broke down on the way: the ride to the end is
    /// counted from then on, while `max_ride` limits the way in the vehicle that takes over.
    pub first_boarded: Option<Timestamp>,
    /// Where it stands.
    pub status: Status,
}

/// Where a booking stands. Everything but `Waiting` and `Aboard` is an end and stays so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// To be picked up.
    Waiting,
    /// In the vehicle.
    Aboard {
        /// Of the one who boarded.
        vehicle: VehicleId,
        /// When the rider boarded.
        since: Timestamp,
        /// The ride's time counts from here: boarding as planned, or later.
        ride_from: Timestamp,
    },
    /// Arrived.
    Completed {
        /// The vehicle that served it.
        vehicle: VehicleId,
        /// When the rider boarded.
        boarded: Timestamp,
        /// When the rider alighted.
        alighted: Timestamp,
    },
    /// Called off.
    Cancelled {
        /// When.
        at: Timestamp,
        /// By whom.
        by: CancelledBy,
    },
    /// The rider was not there.
    NoShow {
        /// When the van gave up waiting.
        at: Timestamp,
    },
}

/// Who called a booking off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CancelledBy {
    /// The rider.
    Rider,
    /// The service.
    Operator,
}

impl Booking {
    /// The rider is put off a broken vehicle at a place, and waits there from now on: the pickup is
    /// owed at once, the arrival as before, until either is promised anew.
    pub(crate) fn take_off(&mut self, at: Timestamp, place: Place) {
        if let Status::Aboard { since, .. } = self.status {
            self.first_boarded = self.first_boarded.or(Some(since));
            self.status = Status::Waiting;
            self.request.from = place;
            self.promise.pickup_earliest = at;
            self.promise.pickup_latest = self.promise.pickup_latest.max(at);
            self.promise.arrive_latest = self.promise.arrive_latest.max(at);
        }
    }
}

impl Status {
    /// True while the dispatcher still owes the rider something.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Aboard { .. })
    }
}
