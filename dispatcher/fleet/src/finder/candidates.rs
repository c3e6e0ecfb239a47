//! Which positions may be the best, the vehicles behind their last stops first: what they cost is
//! a bound for all others.

use super::Finder;
use crate::moment::Deciseconds;
use crate::parts::Leg;
use crate::tour::Slot;

impl Finder<'_> {
    /// The cost only grows with the way to the pickup, so a hub's bucket is left where even a
    /// vehicle that waits there would cost too much.
    pub(super) fn behind_last_stops(&mut self) {
        let (parts, entry) = (self.parts, self.origin.at.entry);
        let (standing, direct) = (self.rules.standing, self.trip.direct);
        parts.ends.scan(self.roads.hubs_behind(self.origin.at), |end, rest| {
            let way = end.key + rest + entry;
            let departure = self.now + way + standing;
            let least = way + standing * 2 + direct;
            if self.bound <= least + self.ride_cost(departure, departure + direct) {
                return false;
            }
            if self.slots.counts(end) {
                self.behind_last(parts.vehicle(end.slot), way);
            }
            true
        });
    }

    fn behind_last(&mut self, vehicle: u32, way: Deciseconds) {
        let tour = &self.tours[vehicle as usize];
        let ready = tour.last().departure.max(self.now);
        let departure = ready + way + self.rules.standing;
        self.try_pickup(vehicle, tour.stops.len() - 1, departure, false);
    }

    pub(super) fn at_the_same_place(&mut self) {
        let (parts, from) = (self.parts, self.origin.at);
        for (_, slot) in parts.stops_by_arc.range((from.arc, 0)..=(from.arc, u32::MAX)) {
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

    /// A hub's bucket is left at the first leg whose vehicle comes there too late for any bound.
    pub(super) fn between_stops(
        &mut self,
        near: &mut Vec<Slot>,
        reached: &mut Vec<(Deciseconds, Slot, Deciseconds)>,
        promising: &mut Vec<(Deciseconds, Slot, Deciseconds)>,
    ) {
        let (parts, entry) = (self.parts, self.origin.at.entry);
        self.ways.make_room(self.slots.len());
        let dearest = self.bound - self.rules.standing - Deciseconds(1);
        let last = self.rules.last_departure(self.trip, dearest) - self.rules.standing - entry;
        parts.legs.scan(self.roads.hubs_behind(self.origin.at), |leg, rest| {
            if last < leg.key + rest {
                return false;
            }
            let strain = leg.strain + rest;
            if strain + entry <= Deciseconds::ZERO && self.slots.see(leg, strain) {
                near.push(leg.slot);
            }
            true
        });
        // When their vehicles can be there; in a loop of its own, as short as can be, in which one
        // look into memory need not wait for another.
        reached.clear();
        reached.extend(near.drain(..).map(|slot| {
            let strain = self.slots.take(slot);
            let leg = parts.leg(slot);
            let way = strain + leg.patience + entry;
            let seen = self.ways.soonest(slot, self.slots.turn(slot), &self.origin);
            ((leg.departure + way).max(seen), slot, way)
        }));
        promising.clear();
        for (there, slot, way) in reached.drain(..) {
            if let Some(least) = self.least_cost(parts.leg(slot), there.max(self.now)) {
                promising.push((least, slot, way));
            }
        }
        // The most promising first, so that the bound is soon a good one.
        promising.sort_unstable();
        for (least, slot, way) in promising.drain(..) {
            if self.bound <= least {
                break;
            }
            let vehicle = parts.leg(slot).vehicle;
            self.try_leg(vehicle, parts.index(vehicle, slot), way);
        }
    }

    /// What a pickup in this leg costs at least, if the vehicle is `there` no sooner and the way on
    /// is as short as the landmarks allow. `None` if even then it is late for those aboard or costs
    /// too much.
    fn least_cost(&self, leg: &Leg, there: Deciseconds) -> Option<Deciseconds> {
        let (standing, direct) = (self.rules.standing, self.trip.direct);
        let (origin, destination) = (&self.origin, &self.destination);
        let departure = there + standing;
        let ride = self.ride_cost(departure, departure + direct);
        let n_later = 1 + leg.n_dropoffs;
        if self.bound <= ride + standing * n_later {
            return None;
        }
        let joins_next = leg.to == origin.at;
        let onward = origin.ahead.least_time(&leg.bearings) + leg.to.entry;
        let arrival = departure + if joins_next { Deciseconds::ZERO } else { onward };
        let detour = (arrival - leg.arrival).max(standing);
        if leg.latest < arrival || self.bound <= ride + detour * n_later {
            return None;
        }
        // The drop-off follows directly, or somewhere behind the next stop.
        let ends_there = leg.to == destination.at;
        let directly = {
            let onward = destination.ahead.least_time(&leg.bearings) + leg.to.entry;
            let onward = if ends_there { Deciseconds::ZERO } else { onward };
            let arrival = departure + direct + standing + onward;
            let cost = ride + (arrival - leg.arrival) * n_later;
            if arrival <= leg.latest { cost } else { Deciseconds::FAR }
        };
        let behind = |onward: Deciseconds| {
            let (onward, stands) = if ends_there {
                (Deciseconds::ZERO, Deciseconds::ZERO)
            } else {
                (onward, standing)
            };
            let arrival = (leg.arrival + detour + stands + onward).max(departure + direct);
            self.ride_cost(departure, arrival) + detour * n_later
        };
        let onward = leg.bearings_ahead.least_time(destination.behind);
        let least = directly.min(behind(onward + destination.at.entry));
        (least < self.bound).then_some(least)
    }
}
