//! Which positions may be the best, the vehicles behind their last stops first: what they cost is
//! a bound for all others.

use super::Finder;
use crate::landmarks::Bearings;
use crate::moment::Deciseconds;
use crate::parts::{ENDLESS, Leg, Parts};

impl Finder<'_> {
    /// The cost only grows with the way to the pickup, so a hub's bucket is left where even a
    /// vehicle that waits there would cost too much.
    pub(super) fn behind_last_stops(&mut self, parts: &Parts<'_>) {
        let entry = self.roads.entry_time(self.trip.request.from);
        let (standing, direct) = (self.rules.standing, self.trip.direct);
        parts.ends.scan(self.roads.hubs_behind(self.trip.request.from), |strain, vehicle| {
            let way = strain + ENDLESS + entry;
            let departure = self.now + way + standing;
            let least = way + standing * 2 + direct;
            if self.bound <= least + self.ride_cost(departure, departure + direct) {
                return false;
            }
            self.behind_last(vehicle, way);
            true
        });
    }

    fn behind_last(&mut self, vehicle: u32, way: Deciseconds) {
        let tour = &self.tours[vehicle as usize];
        let ready = tour.last().departure.max(self.now);
        let departure = ready + way + self.rules.standing;
        self.try_pickup(vehicle, tour.stops.len() - 1, departure, false);
    }

    pub(super) fn at_the_same_place(&mut self, parts: &Parts<'_>) {
        let from = self.trip.request.from;
        for (_, slot) in parts.stops_by_arc.range((from, 0)..=(from, u32::MAX)) {
            let (vehicle, index) = parts.locate(*slot);
            let tour = &self.tours[vehicle as usize];
            if tour.can_join(index, from, self.now) {
                let departure = tour.stops[index].departure.max(self.now);
                self.try_pickup(vehicle, index, departure, true);
            } else if tour.stops.len() == 1 {
                self.behind_last(vehicle, Deciseconds::ZERO);
            }
        }
    }

    pub(super) fn between_stops(
        &mut self,
        parts: &Parts<'_>,
        nearest: &mut Vec<Deciseconds>,
        near: &mut Vec<u32>,
        promising: &mut Vec<(Deciseconds, u32, Deciseconds)>,
    ) {
        nearest.resize(parts.n_slots(), Deciseconds::FAR);
        let entry = self.roads.entry_time(self.trip.request.from);
        parts.legs.scan(self.roads.hubs_behind(self.trip.request.from), |strain, slot| {
            if Deciseconds::ZERO < strain + entry {
                return false;
            }
            let known = &mut nearest[slot as usize];
            if *known == Deciseconds::FAR {
                near.push(slot);
            }
            *known = strain.min(*known);
            true
        });
        let bearings = *self.roads.bearings_ahead(self.trip.request.from);
        promising.clear();
        for slot in near.drain(..) {
            let strain = std::mem::replace(&mut nearest[slot as usize], Deciseconds::FAR);
            let leg = parts.leg(slot);
            let way = strain + leg.patience + entry;
            if let Some(least) = self.least_cost(leg, way, &bearings) {
                promising.push((least, slot, way));
            }
        }
        // The most promising first, so that the bound is soon a good one.
        promising.sort_unstable();
        for (least, slot, way) in promising.drain(..) {
            if self.bound <= least {
                break;
            }
            let (vehicle, index) = parts.locate(slot);
            self.try_leg(vehicle, index, way);
        }
    }

    /// What a pickup in this leg costs at least, after `way` from its beginning, if the way on is
    /// as short as the landmarks allow. `None` if even then it is late for those aboard or costs
    /// too much.
    fn least_cost(&self, leg: &Leg, way: Deciseconds, from: &Bearings) -> Option<Deciseconds> {
        let departure = leg.departure.max(self.now - way) + way + self.rules.standing;
        let ride = self.ride_cost(departure, departure + self.trip.direct);
        if self.bound <= ride + self.rules.standing * (1 + leg.n_dropoffs) {
            return None;
        }
        let onward = from.least_time(&leg.bearings) + leg.entry;
        let joins_next = leg.to == self.trip.request.from;
        let arrival = departure + if joins_next { Deciseconds::ZERO } else { onward };
        let detour = (arrival - leg.arrival).max(self.rules.standing);
        let n_later = 1 + leg.n_dropoffs;
        if leg.latest < arrival || self.bound <= ride + detour * n_later {
            return None;
        }
        // The drop-off follows directly, or somewhere behind the next stop.
        let directly = {
            let left = departure + self.trip.direct + self.rules.standing;
            let onward = self.roads.least_time(self.trip.request.to, leg.to);
            let arrival = left + onward;
            let cost = ride + (arrival - leg.arrival) * n_later;
            if arrival <= leg.latest { cost } else { Deciseconds::FAR }
        };
        let behind = {
            let onward = self.roads.least_time(leg.to, self.trip.request.to);
            let stands = if onward == Deciseconds::ZERO { onward } else { self.rules.standing };
            let arrival = leg.arrival + detour + stands + onward;
            let arrival = arrival.max(departure + self.trip.direct);
            self.ride_cost(departure, arrival) + detour * n_later
        };
        let least = directly.min(behind);
        (least < self.bound).then_some(least)
    }
}
