//! Bookings.

use noriai_core::{Booking, State, Status, VehicleId};
use noriai_units::{Seconds, Timestamp};

use crate::town::Town;
use crate::wire::{BookingBody, BookingStatus, DropoffBody, PickupBody, PositionBody, WindowBody};

/// The van is shown from this long before the pickup on.
const SHOWN_BEFORE: Seconds = Seconds::from_minutes(30);

/// When and by which vehicle a booking is served, as planned or as it was.
struct Served {
    vehicle: Option<VehicleId>,
    pickup: Timestamp,
    dropoff: Timestamp,
    picked_up: Option<Timestamp>,
    dropped_off: Option<Timestamp>,
}

impl Town {
    /// A booking as its rider sees it.
    pub(crate) fn booking_body(&self, state: &State, booking: &Booking) -> BookingBody {
        let (request, promise) = (&booking.request, &booking.promise);
        let served = Served::of(state, booking);
        BookingBody {
            id: booking.id.to_string(),
            rider: None,
            status: booking.status.into(),
            vehicle: served.vehicle.map(|vehicle| vehicle.to_string()),
            pickup: PickupBody {
                place: self.place_body(request.from.position),
                window: WindowBody {
                    from: promise.pickup_earliest.into(),
                    to: promise.pickup_latest.into(),
                },
                planned: served.pickup.into(),
                walk_m: None,
            },
            dropoff: DropoffBody {
                place: self.place_body(request.to.position),
                planned: served.dropoff.into(),
                latest: promise.arrive_latest.into(),
                walk_m: None,
            },
            fare_yen: booking.fare.whole(),
            party: request.party.into(),
            needs: request.needs.into(),
            vehicle_position: self.shown_vehicle(booking, &served),
            cut_off: state.cut_off().contains_key(&booking.id),
            picked_up_at: served.picked_up.map(Into::into),
            dropped_off_at: served.dropped_off.map(Into::into),
        }
    }

    /// Where the van is, while it is this rider's business.
    fn shown_vehicle(&self, booking: &Booking, served: &Served) -> Option<PositionBody> {
        let is_soon = match booking.status {
            Status::Waiting => served.pickup - self.clock.now() <= SHOWN_BEFORE,
            Status::Aboard { .. } => true,
            Status::Completed { .. } | Status::Cancelled { .. } | Status::NoShow { .. } => false,
        };
        let sightings = self.area.sightings();
        let sighting = served.vehicle.and_then(|vehicle| sightings.get(&vehicle).copied());
        sighting.filter(|_| is_soon).map(|sighting| sighting.position().into())
    }
}

impl Served {
    fn of(state: &State, booking: &Booking) -> Self {
        let promised = Self {
            vehicle: None,
            pickup: booking.promise.pickup_earliest,
            dropoff: booking.promise.arrive_latest,
            picked_up: None,
            dropped_off: None,
        };
        match booking.status {
            Status::Waiting | Status::Aboard { .. } => {
                let Some(planned) = state.planned(booking.id) else { return promised };
                let picked_up = match booking.status {
                    Status::Aboard { since, .. } => Some(since),
                    _ => None,
                };
                Self {
                    vehicle: Some(planned.vehicle),
                    pickup: planned.pickup,
                    dropoff: planned.dropoff,
                    picked_up,
                    ..promised
                }
            }
            Status::Completed { vehicle, boarded, alighted } => Self {
                vehicle: Some(vehicle),
                pickup: boarded,
                dropoff: alighted,
                picked_up: Some(boarded),
                dropped_off: Some(alighted),
            },
            Status::Cancelled { .. } | Status::NoShow { .. } => promised,
        }
    }
}

impl From<Status> for BookingStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Waiting => Self::Waiting,
            Status::Aboard { .. } => Self::Aboard,
            Status::Completed { .. } => Self::Completed,
            Status::Cancelled { .. } => Self::Cancelled,
            Status::NoShow { .. } => Self::NoShow,
        }
    }
}
