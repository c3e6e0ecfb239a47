//! What happens to tours.

use super::Parts;
use crate::fleet::Vehicle;
use crate::moment::Deciseconds;
use crate::roads::Passing;
use crate::rules::Trip;
use crate::spot::Spot;
use crate::tour::{Stop, Tour, blank_stop};

impl Parts<'_> {
    pub(crate) fn begin(&mut self, vehicle: u32, it: &Vehicle) {
        let at = self.roads.spot(it.at);
        let slot = self.take_slot(vehicle, at);
        let stand = blank_stop(at, 0, slot);
        let stand = Stop { arrival: it.start, departure: it.start, ..stand };
        self.tours.push(Tour { stops: vec![stand], places: i32::from(it.places), end: it.end });
        self.enter(vehicle);
    }

    /// The vehicle reaches its next stop, if that is still so at this time; gives back when it
    /// reaches the one after.
    pub(crate) fn arrive(&mut self, vehicle: u32, arrival: Deciseconds) -> Option<Deciseconds> {
        let tour = &mut self.tours[vehicle as usize];
        if tour.stops.get(1).is_none_or(|stop| stop.arrival != arrival) {
            return None;
        }
        let left = tour.stops.remove(0);
        let next = tour.stops.get(1).map(|stop| stop.arrival);
        self.legs_by_slot[tour.stops[0].slot as usize].is_first = true;
        self.give_slot(left.slot);
        next
    }

    /// The vehicle's first stop becomes the arc at whose head it can be turned.
    pub(crate) fn turn(&mut self, vehicle: u32, (at, time): Passing) {
        let (stop, next) = {
            let stops = &self.tours[vehicle as usize].stops;
            (stops[0], stops[1])
        };
        self.give_slot(stop.slot);
        let slot = self.take_slot(vehicle, at);
        let turned = blank_stop(at, stop.n_aboard, slot);
        let drive = self.roads.drive(at, next.at);
        let stops = &mut self.tours[vehicle as usize].stops;
        stops[0] = Stop { arrival: time, departure: time, ..turned };
        stops[1].drive = drive;
    }

    pub(crate) fn put(
        &mut self,
        vehicle: u32,
        trip: &Trip,
        (pickup, joins): (usize, bool),
        dropoff: usize,
        now: Deciseconds,
    ) {
        let (from, to) = (trip.from, trip.to);
        let tour = &mut self.tours[vehicle as usize];
        if pickup + 1 == tour.stops.len() || joins {
            // It has waited until now.
            let stop = &mut tour.stops[pickup];
            stop.departure = stop.departure.max(now);
        }
        let shares = pickup < dropoff && tour.stops[dropoff].at == to;
        let boards = if joins { pickup } else { self.add_stop(vehicle, pickup, from) };
        let dropoff = dropoff + boards - pickup;
        let leaves = if shares { dropoff } else { self.add_stop(vehicle, dropoff, to) };
        let standing = self.rules.standing;
        let tour = &mut self.tours[vehicle as usize];
        tour.serve(boards, leaves, trip, standing);
        tour.retime(standing);
    }

    /// A new stop behind the one at `index`; gives back its own place.
    fn add_stop(&mut self, vehicle: u32, index: usize, at: Spot) -> usize {
        let slot = self.take_slot(vehicle, at);
        let stops = &mut self.tours[vehicle as usize].stops;
        let before = stops[index];
        let mut stop = blank_stop(at, before.n_aboard, slot);
        stop.drive = self.roads.drive(before.at, at);
        if let Some(next) = stops.get_mut(index + 1) {
            next.drive = self.roads.drive(at, next.at);
        }
        stops.insert(index + 1, stop);
        index + 1
    }
}
