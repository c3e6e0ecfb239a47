//! Runs drive from their first boarding to their last alighting, on time; without bookings, not at
//! all.

use std::collections::BTreeSet;

use noriai_core::{CallId, Place};
use noriai_units::{Metres, Seconds, Timestamp};

use super::{Bus, Run, Seat, Setup};
use crate::outcome::{CallMade, Day, Purpose};

/// The calls, kilometres and hours of the day. A driver is paid from leaving the depot for the
/// first run until being back from the last; a bus without a booked run stays at home.
pub(super) fn drive(setup: &Setup<'_>, buses: &[Bus], runs: &[Run], seats: &[Seat]) -> Day {
    let driven: BTreeSet<usize> = seats.iter().map(|seat| seat.run).collect();
    let mut day = Day::default();
    for (index, bus) in buses.iter().enumerate() {
        let own: Vec<usize> =
            driven.iter().copied().filter(|run| runs[*run].bus == index).collect();
        if own.is_empty() {
            continue;
        }
        let mut trip = Trip::new(setup, bus);
        for run in own {
            trip.drive_run(&runs[run], seats.iter().filter(|seat| seat.run == run));
        }
        trip.go_home();
        day.n_vehicles += 1;
        day.n_trips += trip.n_trips;
        day.driver_time += trip.paid;
        day.calls.extend(trip.calls);
        day.tracks.insert(bus.vehicle, trip.track);
    }
    day.calls.sort_by_key(|call| (call.arrived, call.vehicle, call.call));
    day
}

/// A bus on its day.
struct Trip<'a> {
    setup: &'a Setup<'a>,
    bus: &'a Bus,
    here: Place,
    free: Option<Timestamp>,
    aboard: u16,
    calls: Vec<CallMade>,
    track: Vec<Vec<noriai_units::Position>>,
    n_trips: u64,
    first_left: Option<Timestamp>,
    paid: Seconds,
}

impl<'a> Trip<'a> {
    fn new(setup: &'a Setup<'a>, bus: &'a Bus) -> Self {
        Self {
            setup,
            bus,
            here: bus.depot,
            free: None,
            aboard: 0,
            calls: Vec::new(),
            track: Vec::new(),
            n_trips: 0,
            first_left: None,
            paid: Seconds::ZERO,
        }
    }

    fn drive_run<'b>(&mut self, run: &Run, seats: impl Iterator<Item = &'b Seat> + Clone) {
        let first = seats.clone().map(|seat| seat.boards).min().unwrap_or(0);
        let last = seats.clone().map(|seat| seat.alights).max().unwrap_or(0);
        for (index, call) in run.calls.iter().enumerate().take(last + 1).skip(first) {
            let there = seats.clone().filter(|seat| self.setup.requests[seat.request].shows_up);
            let people = |seat: &Seat| self.setup.requests[seat.request].party.n_people();
            let boards = there.clone().filter(|seat| seat.boards == index).map(people).sum();
            let alights = there.filter(|seat| seat.alights == index).map(people).sum();
            let place = self.setup.stops.all[call.stop].place;
            self.call(
                place,
                Some(call.arrival),
                call.departure,
                Purpose::Riders,
                (boards, alights),
            );
        }
    }

    fn go_home(&mut self) {
        let depot = self.bus.depot;
        self.call(depot, None, Timestamp::MIN, Purpose::Return, (0, 0));
        let back = self.calls.last().map(|call| call.arrived);
        if let (Some(left), Some(back)) = (self.first_left, back) {
            self.paid = back - left;
        }
    }

    /// Drives to a place and calls there; at once, if no arrival is set.
    fn call(
        &mut self,
        place: Place,
        arrival: Option<Timestamp>,
        departure: Timestamp,
        purpose: Purpose,
        (boards, alights): (u16, u16),
    ) {
        let stays = self.here.road == place.road;
        let leg = if stays { None } else { self.setup.world.roads.leg(self.here.road, place.road) };
        let leg = leg.unwrap_or_default();
        let arrived = arrival.or(self.free.map(|free| free + leg.time)).unwrap_or(departure);
        let left = arrived - leg.time;
        self.first_left = self.first_left.or(Some(left));
        if !stays {
            self.track.push(self.setup.world.roads.line(self.here.road, place.road));
        }
        let loaded = 0 < self.aboard;
        let was_empty = self.aboard == 0;
        self.aboard = self.aboard.saturating_sub(alights).saturating_add(boards);
        self.n_trips += u64::from(was_empty && 0 < self.aboard);
        self.calls.push(CallMade {
            vehicle: self.bus.vehicle,
            call: CallId(u32::try_from(self.calls.len() + 1).unwrap_or(u32::MAX)),
            purpose,
            position: place.position,
            stop: place.stop,
            left: (!stays).then_some(left),
            arrived,
            departed: departure.max(arrived),
            loaded: if loaded { leg.distance } else { Metres::ZERO },
            empty: if loaded { Metres::ZERO } else { leg.distance },
            boards,
            alights,
            aboard: self.aboard,
        });
        self.here = place;
        self.free = Some(departure.max(arrived));
    }
}
