//! Vehicles and riders on the map.

use std::collections::BTreeMap;

use noriai_core::{Booking, BookingId, Call, Sighting, State, Status, Tour, VehicleId};
use noriai_units::{Position, Seconds, Timestamp};

use super::purpose;
use crate::town::Town;
use crate::wire::{BookingStatus, LiveCall, LiveRider, LiveVehicle, WindowBody};

/// How many calls ahead a viewer is shown.
const CALLS_MAX: usize = 8;
/// How many riders a viewer is shown.
const RIDERS_MAX: usize = 500;
/// How many points of a way a viewer is shown.
const ROUTE_POINTS_MAX: usize = 500;
/// Riders are shown from this long before their window begins.
const SHOWN_BEFORE: Seconds = Seconds::from_minutes(30);

impl Town {
    /// All vehicles as viewers see them.
    pub(crate) fn live_vehicles(&self, state: &State, now: Timestamp) -> Vec<LiveVehicle> {
        let sightings = self.area.sightings();
        let aboard = aboard_by_vehicle(state);
        let vehicles = self.fleet.vehicles().iter();
        let vehicles = vehicles.map(|(id, known)| {
            let tour = state.tour_of(*id);
            let on_duty = tour.filter(|tour| tour.shift.start <= now);
            let sighting = sightings.get(id).copied();
            let seen = sighting.map(|sighting| sighting.position());
            let position = seen.or_else(|| on_duty.map(|tour| tour.origin.place.position));
            let calls = on_duty.map_or(&[][..], |tour| tour.calls.as_slice());
            let way = on_duty.map(|tour| self.way(tour, sighting, now)).unwrap_or_default();
            LiveVehicle {
                id: id.to_string(),
                label: known.label.clone(),
                position: position.unwrap_or(known.depot.position).into(),
                heading: heading(&way),
                seats: known.capacity.seats,
                aboard: aboard.get(id).copied().unwrap_or(0),
                on_duty: on_duty.is_some(),
                route: way.iter().map(|at| [at.lon(), at.lat()]).collect(),
                calls: calls.iter().take(CALLS_MAX).map(|call| live_call(state, call)).collect(),
            }
        });
        vehicles.collect()
    }

    /// The remaining way to the next call, if the vehicle is to drive there now.
    fn way(&self, tour: &Tour, sighting: Option<Sighting>, now: Timestamp) -> Vec<Position> {
        let Some(next) = tour.calls.first().filter(|next| !next.arrived && next.leave <= now)
        else {
            return Vec::new();
        };
        let from = sighting.map_or(tour.origin.place, |sighting| sighting.place);
        let path = self.router().path(from.road, next.place.road);
        let mut way = path.map(|path| path.geometry).unwrap_or_default();
        way.truncate(ROUTE_POINTS_MAX);
        way
    }
}

/// How many people are in each vehicle.
pub(crate) fn aboard_by_vehicle(state: &State) -> BTreeMap<VehicleId, u16> {
    let mut aboard: BTreeMap<VehicleId, u16> = BTreeMap::new();
    for booking in state.bookings().values() {
        if let Status::Aboard { vehicle, .. } = booking.status {
            let count = aboard.entry(vehicle).or_default();
            *count = count.saturating_add(booking.request.party.n_people());
        }
    }
    aboard
}

fn live_call(state: &State, call: &Call) -> LiveCall {
    let people = |ids: &mut dyn Iterator<Item = BookingId>| {
        let parties = ids.filter_map(|id| state.booking(id));
        parties.fold(0_u16, |sum, b| sum.saturating_add(b.request.party.n_people()))
    };
    LiveCall {
        position: call.place.position.into(),
        arrival: call.arrival.into(),
        purpose: purpose(call),
        boards: people(&mut call.boards()),
        alights: people(&mut call.alights()),
    }
}

/// The compass bearing of the first stretch.
fn heading(way: &[Position]) -> Option<u16> {
    let (a, b) = (way.first()?, way.get(1)?);
    let east = (b.lon() - a.lon()) * a.lat().to_radians().cos();
    let north = b.lat() - a.lat();
    let degrees = east.atan2(north).to_degrees().rem_euclid(360.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 360")]
    (east != 0.0 || north != 0.0).then_some(degrees as u16)
}

/// Riders who wait or ride, as viewers see them. `numbers` keeps each one's number for as long as
/// it is listed.
pub(crate) fn riders_of(
    state: &State,
    now: Timestamp,
    numbers: &mut BTreeMap<BookingId, u64>,
    next: &mut u64,
) -> Vec<LiveRider> {
    let shown = |booking: &&Booking| match booking.status {
        Status::Waiting => booking.promise.pickup_earliest - now <= SHOWN_BEFORE,
        Status::Aboard { .. } => true,
        _ => false,
    };
    let bookings = state.bookings().values().map(AsRef::as_ref);
    let listed: Vec<&Booking> = bookings.filter(shown).take(RIDERS_MAX).collect();
    let mut kept = BTreeMap::new();
    let riders = listed.iter().map(|booking| {
        let known = numbers.get(&booking.id).copied();
        let number = known.unwrap_or_else(|| {
            *next += 1;
            *next
        });
        kept.insert(booking.id, number);
        live_rider(state, booking, number)
    });
    let mut riders: Vec<LiveRider> = riders.collect();
    riders.sort_by_key(|rider| rider.n);
    *numbers = kept;
    riders
}

fn live_rider(state: &State, booking: &Booking, n: u64) -> LiveRider {
    let vehicle = state.planned(booking.id).map(|planned| planned.vehicle);
    LiveRider {
        n,
        position: booking.request.from.position.into(),
        to: booking.request.to.position.into(),
        status: BookingStatus::from(booking.status),
        since: booking.booked_at.into(),
        window: WindowBody {
            from: booking.promise.pickup_earliest.into(),
            to: booking.promise.pickup_latest.into(),
        },
        vehicle: vehicle.map(|vehicle| vehicle.to_string()),
        cut_off: state.cut_off().contains_key(&booking.id),
    }
}
