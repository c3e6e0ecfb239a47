//! What becomes of each request, written down as it happens.

use noriai_core::{BookingId, Offer, VehicleId};
use noriai_units::Timestamp;

use crate::demand::TimedRequest;
use crate::outcome::{Fate, Promised, Ride};
use crate::trips::Trip;

/// One ride for each request, by its index; booking ids count from 1 in the same order.
pub(super) struct Ledger {
    rides: Vec<Ride>,
}

impl Ledger {
    pub(super) fn of(requests: &[TimedRequest]) -> Self {
        Self { rides: (0..requests.len()).map(Ride::open).collect() }
    }

    pub(super) fn booking_of(request: usize) -> BookingId {
        BookingId(request as u128 + 1)
    }

    pub(super) fn request_of(booking: BookingId) -> Option<usize> {
        usize::try_from(booking.0.checked_sub(1)?).ok()
    }

    pub(super) fn rejected(&mut self, request: usize, cause: &'static str) {
        if let Some(ride) = self.rides.get_mut(request) {
            *ride = Ride::rejected(request, cause);
        }
    }

    pub(super) fn booked(&mut self, request: usize, trip: &Trip, offer: &Offer) {
        let Some(ride) = self.rides.get_mut(request) else { return };
        ride.promised = Some(Promised {
            pickup: offer.plan.pickup,
            pickup_earliest: offer.promise.pickup_earliest,
            pickup_latest: offer.promise.pickup_latest,
            arrive_latest: offer.promise.arrive_latest,
        });
        ride.direct = Some(offer.direct.time);
        ride.fare = offer.fare;
        ride.walk = trip.walk;
        ride.walk_time = trip.walk_time;
    }

    pub(super) fn boarded(
        &mut self,
        booking: BookingId,
        vehicle: VehicleId,
        begin: Timestamp,
        at: Timestamp,
    ) {
        if let Some(ride) = self.ride(booking) {
            ride.vehicle = Some(vehicle);
            ride.pickup = Some(begin);
            ride.boarded = Some(at);
        }
    }

    pub(super) fn no_show(&mut self, booking: BookingId, vehicle: VehicleId) {
        if let Some(ride) = self.ride(booking) {
            ride.vehicle = Some(vehicle);
            ride.fate = Fate::NoShow;
            ride.fare = noriai_units::Yen::ZERO;
        }
    }

    pub(super) fn alighted(&mut self, booking: BookingId, arrived: Timestamp) {
        if let Some(ride) = self.ride(booking) {
            ride.dropoff = Some(arrived);
            ride.fate = Fate::Served;
        }
    }

    pub(super) fn close(self) -> Vec<Ride> {
        self.rides
    }

    fn ride(&mut self, booking: BookingId) -> Option<&mut Ride> {
        self.rides.get_mut(Self::request_of(booking)?)
    }
}
