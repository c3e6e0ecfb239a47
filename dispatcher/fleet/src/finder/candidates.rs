//! Which positions may be the best, the vehicles behind their last stops first: what they cost is
//! a bound for all others.

use super::costs::Pickup;
use super::{Finder, Insertion, Promise};
use crate::moment::Deciseconds;
use crate::parts::Leg;
use crate::roads::label_time;
use crate::tour::Slot;

impl Finder<'_> {
    /// The cost only grows with the way to the pickup, so a hub's bucket is left where even a
    /// vehicle that waits there would cost too much, and not looked at if one at the hub itself
    /// would. The nearest hubs come first: they soon give a good bound.
    pub(super) fn behind_last_stops(&mut self, tried: &mut Vec<Slot>) {
        let (parts, entry) = (self.parts, self.origin.at.entry);
        parts.ends.touch(self.roads.hubs_behind(self.origin.at));
        for (hub, weight) in self.roads.hubs_behind(self.origin.at).iter().rev() {
            let rest = label_time(weight) + entry;
            if self.choice.bound < self.cost_behind(self.now, rest) {
                continue;
            }
            for run in parts.ends.at(hub) {
                for end in run {
                    let way = end.key + rest;
                    if self.choice.bound < self.cost_behind(self.now, way) {
                        break;
                    }
                    if self.slots.see_less(end, way) {
                        tried.push(end.slot);
                        self.behind_last(end.slot, way);
                    }
                }
            }
        }
        for slot in tried.drain(..) {
            self.slots.take(slot);
        }
    }

    /// What a ride behind the last stop costs, which the vehicle leaves at `ready`.
    fn cost_behind(&self, ready: Deciseconds, way: Deciseconds) -> Deciseconds {
        let (standing, direct) = (self.rules.standing, self.trip.direct);
        let departure = ready + way + standing;
        way + standing * 2 + direct + self.ride_cost(departure, departure + direct)
    }

    fn behind_last(&mut self, slot: Slot, way: Deciseconds) {
        let ready = self.parts.leg(slot).departure.max(self.now);
        let cost = self.cost_behind(ready, way);
        if self.choice.bound < cost {
            return;
        }
        let vehicle = self.parts.vehicle(slot);
        let tour = &self.tours[vehicle as usize];
        let over = ready + way + self.rules.standing * 2 + self.trip.direct;
        if 0 < tour.places && over <= tour.end {
            let last = tour.stops.len() - 1;
            self.choice.offer(Insertion { vehicle, pickup: last, dropoff: last, cost });
        }
    }

    pub(super) fn at_the_same_place(&mut self) {
        let (parts, from) = (self.parts, self.origin.at);
        for (_, slot) in parts.stops_by_arc.range((from.arc, 0)..=(from.arc, u32::MAX)) {
            let (vehicle, index) = parts.locate(*slot);
            let tour = &self.tours[vehicle as usize];
            if tour.can_join(index, from, self.now) {
                let departure = tour.stops[index].departure.max(self.now);
                self.try_pickup(vehicle, index, departure, Pickup::Joins);
            } else if tour.stops.len() == 1 {
                self.behind_last(*slot, Deciseconds::ZERO);
            }
        }
    }

    /// A hub's bucket is left at the first leg whose vehicle comes there too late for any bound.
    pub(super) fn between_stops(
        &mut self,
        near: &mut Vec<Slot>,
        reached: &mut Vec<(Deciseconds, Slot)>,
        promising: &mut Vec<Promise>,
        worn: &mut Vec<Slot>,
    ) {
        let (parts, now, entry) = (self.parts, self.now, self.origin.at.entry);
        let dearest = self.choice.bound - self.rules.standing;
        let last = self.rules.last_departure(self.trip, dearest) - self.rules.standing - entry;
        parts.legs.scan(self.roads.hubs_behind(self.origin.at), |leg, rest| {
            if last < leg.key + rest {
                return false;
            }
            if self.slots.see(leg, leg.key + rest + entry) {
                near.push(leg.slot);
            }
            true
        });
        // When their vehicles can be there; in a loop of its own, as short as can be, in which one
        // look into memory need not wait for another.
        reached.clear();
        reached.extend(near.drain(..).map(|slot| {
            let leg = parts.leg(slot);
            ((self.slots.look(slot) + leg.delay()).max(now), slot)
        }));
        let near = reached.iter().map(|(_, slot)| *slot);
        worn.extend(near.filter(|slot| self.slots.is_worn(*slot)));
        // First by what landmarks tell, then by the drive to the next stop.
        reached.retain(|(there, slot)| {
            let leg = parts.leg(*slot);
            let onward = || self.origin.ahead.least_time(&leg.bearings) + leg.to.entry;
            self.least_cost(leg, *there, onward).is_some()
        });
        promising.clear();
        promising.extend(reached.drain(..).filter_map(|(there, slot)| {
            let leg = parts.leg(slot);
            let onward = self.onward(self.trip.from, self.ahead_of_origin, leg.to);
            let least = self.least_cost(leg, there, || onward)?;
            Some(Promise { least, slot, there, onward })
        }));
        // The most promising first, so that the bound is soon a good one.
        promising.sort_unstable();
        for it in promising.drain(..) {
            if self.choice.bound < it.least {
                break;
            }
            self.try_leg(it.slot, it.there, it.onward);
        }
    }

    /// What a pickup in this leg costs at least, if the vehicle is `there` no sooner and the way on
    /// to the next stop is no shorter than `onward`. `None` if even then it is late for those
    /// aboard or costs too much.
    pub(super) fn least_cost(
        &self,
        leg: &Leg,
        there: Deciseconds,
        onward: impl FnOnce() -> Deciseconds,
    ) -> Option<Deciseconds> {
        let (standing, direct) = (self.rules.standing, self.trip.direct);
        let destination = &self.destination;
        let departure = there + standing;
        let ride = self.ride_cost(departure, departure + direct);
        let n_later = 1 + leg.n_dropoffs;
        if self.choice.bound < ride + standing * n_later {
            return None;
        }
        let joins_next = leg.to == self.origin.at;
        let arrival = departure + if joins_next { Deciseconds::ZERO } else { onward() };
        let detour = (arrival - leg.arrival).max(standing);
        if leg.latest < arrival || self.choice.bound < ride + detour * n_later {
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
            // Behind a last stop the vehicle drives on for the new rider alone.
            let more = if leg.is_last { onward + stands } else { Deciseconds::ZERO };
            self.ride_cost(departure, arrival) + detour * n_later + more
        };
        let onward = leg.bearings_ahead.least_time(destination.behind);
        let least = directly.min(behind(onward + destination.at.entry));
        (least <= self.choice.bound).then_some(least)
    }
}
