//! Bookings: the wish, the promise and where it stands.

use noriai_core::{Booking, CancelledBy, Needs, Party, Promise, RideRequest, Status, Wish};
use noriai_units::{Seconds, Yen};
use serde::{Deserialize, Serialize};

use super::RecordError;
use super::fittings::NeedsV1;
use super::place::{LegV1, PlaceV1};
use super::text::{BookingText, OfferText, RiderText, Text, VehicleText, time};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BookingV1 {
    booking: BookingText,
    rider: RiderText,
    offer: OfferText,
    from: PlaceV1,
    to: PlaceV1,
    wish: WishV1,
    party: PartyV1,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    needs: Option<NeedsV1>,
    promise: PromiseV1,
    max_ride_ms: i64,
    direct: LegV1,
    fare_yen: i64,
    booked_at_ms: i64,
    /// Not in records from before vehicles could break down, and only where one has.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    first_boarded_ms: Option<i64>,
    status: StatusV1,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum WishV1 {
    DepartAtMs(i64),
    ArriveByMs(i64),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartyV1 {
    adults: u16,
    children: u16,
    infants: u16,
    reduced: u16,
    wheelchairs: u16,
    luggage: u16,
    /// The last three are not in records from before aids were told apart.
    #[serde(skip_serializing_if = "is_zero", default)]
    walkers: u16,
    #[serde(skip_serializing_if = "is_zero", default)]
    prams: u16,
    #[serde(skip_serializing_if = "is_zero", default)]
    child_seats: u16,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn is_zero(n: &u16) -> bool {
    *n == 0
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PromiseV1 {
    pickup_earliest_ms: i64,
    pickup_latest_ms: i64,
    arrive_latest_ms: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "is")]
enum StatusV1 {
    Waiting,
    Aboard { vehicle: VehicleText, since_ms: i64, ride_from_ms: i64 },
    Completed { vehicle: VehicleText, boarded_ms: i64, alighted_ms: i64 },
    Cancelled { at_ms: i64, by: CancelledByV1 },
    NoShow { at_ms: i64 },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum CancelledByV1 {
    Rider,
    Operator,
}

impl BookingV1 {
    pub(super) fn of(booking: &Booking) -> Self {
        let Booking {
            id,
            rider,
            offer,
            request: RideRequest { from, to, wish, party, needs },
            promise,
            max_ride,
            direct,
            fare,
            booked_at,
            first_boarded,
            status,
        } = booking;
        Self {
            booking: Text(*id),
            rider: Text(*rider),
            offer: Text(*offer),
            from: PlaceV1::of(from),
            to: PlaceV1::of(to),
            wish: WishV1::of(*wish),
            party: PartyV1::of(*party),
            needs: NeedsV1::of(needs),
            promise: PromiseV1::of(promise),
            max_ride_ms: max_ride.millis(),
            direct: LegV1::of(*direct),
            fare_yen: fare.whole(),
            booked_at_ms: booked_at.unix_millis(),
            first_boarded_ms: first_boarded.map(noriai_units::Timestamp::unix_millis),
            status: StatusV1::of(*status),
        }
    }

    pub(super) fn read(self) -> Result<Booking, RecordError> {
        Ok(Booking {
            id: self.booking.0,
            rider: self.rider.0,
            offer: self.offer.0,
            request: RideRequest {
                from: self.from.read()?,
                to: self.to.read()?,
                wish: self.wish.read(),
                party: self.party.read(),
                needs: self.needs.map_or(Ok(Needs::default()), NeedsV1::read)?,
            },
            promise: self.promise.read(),
            max_ride: Seconds::from_millis(self.max_ride_ms),
            direct: self.direct.read(),
            fare: Yen::new(self.fare_yen),
            booked_at: time(self.booked_at_ms),
            first_boarded: self.first_boarded_ms.map(time),
            status: self.status.read(),
        })
    }
}

impl WishV1 {
    const fn of(wish: Wish) -> Self {
        match wish {
            Wish::DepartAt(at) => Self::DepartAtMs(at.unix_millis()),
            Wish::ArriveBy(at) => Self::ArriveByMs(at.unix_millis()),
        }
    }

    const fn read(self) -> Wish {
        match self {
            Self::DepartAtMs(at) => Wish::DepartAt(time(at)),
            Self::ArriveByMs(at) => Wish::ArriveBy(time(at)),
        }
    }
}

impl PartyV1 {
    const fn of(party: Party) -> Self {
        let Party {
            adults,
            children,
            infants,
            reduced,
            wheelchairs,
            luggage,
            walkers,
            prams,
            child_seats,
        } = party;
        Self {
            adults,
            children,
            infants,
            reduced,
            wheelchairs,
            luggage,
            walkers,
            prams,
            child_seats,
        }
    }

    const fn read(self) -> Party {
        let Self {
            adults,
            children,
            infants,
            reduced,
            wheelchairs,
            luggage,
            walkers,
            prams,
            child_seats,
        } = self;
        Party {
            adults,
            children,
            infants,
            reduced,
            wheelchairs,
            luggage,
            walkers,
            prams,
            child_seats,
        }
    }
}

impl PromiseV1 {
    pub(super) const fn of(promise: &Promise) -> Self {
        let Promise { pickup_earliest, pickup_latest, arrive_latest } = promise;
        Self {
            pickup_earliest_ms: pickup_earliest.unix_millis(),
            pickup_latest_ms: pickup_latest.unix_millis(),
            arrive_latest_ms: arrive_latest.unix_millis(),
        }
    }

    pub(super) const fn read(self) -> Promise {
        Promise {
            pickup_earliest: time(self.pickup_earliest_ms),
            pickup_latest: time(self.pickup_latest_ms),
            arrive_latest: time(self.arrive_latest_ms),
        }
    }
}

impl StatusV1 {
    const fn of(status: Status) -> Self {
        match status {
            Status::Waiting => Self::Waiting,
            Status::Aboard { vehicle, since, ride_from } => Self::Aboard {
                vehicle: Text(vehicle),
                since_ms: since.unix_millis(),
                ride_from_ms: ride_from.unix_millis(),
            },
            Status::Completed { vehicle, boarded, alighted } => Self::Completed {
                vehicle: Text(vehicle),
                boarded_ms: boarded.unix_millis(),
                alighted_ms: alighted.unix_millis(),
            },
            Status::Cancelled { at, by } => {
                Self::Cancelled { at_ms: at.unix_millis(), by: CancelledByV1::of(by) }
            }
            Status::NoShow { at } => Self::NoShow { at_ms: at.unix_millis() },
        }
    }

    const fn read(self) -> Status {
        match self {
            Self::Waiting => Status::Waiting,
            Self::Aboard { vehicle, since_ms, ride_from_ms } => Status::Aboard {
                vehicle: vehicle.0,
                since: time(since_ms),
                ride_from: time(ride_from_ms),
            },
            Self::Completed { vehicle, boarded_ms, alighted_ms } => Status::Completed {
                vehicle: vehicle.0,
                boarded: time(boarded_ms),
                alighted: time(alighted_ms),
            },
            Self::Cancelled { at_ms, by } => Status::Cancelled { at: time(at_ms), by: by.read() },
            Self::NoShow { at_ms } => Status::NoShow { at: time(at_ms) },
        }
    }
}

impl CancelledByV1 {
    pub(super) const fn of(by: CancelledBy) -> Self {
        match by {
            CancelledBy::Rider => Self::Rider,
            CancelledBy::Operator => Self::Operator,
        }
    }

    pub(super) const fn read(&self) -> CancelledBy {
        match self {
            Self::Rider => CancelledBy::Rider,
            Self::Operator => CancelledBy::Operator,
        }
    }
}
