//! What positions cost, exactly; whatever is seen to cost too much is left at once.

use super::{Choice, Finder, Insertion};
use crate::moment::Deciseconds;
use crate::tour::Slot;

/// How a rider boards.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pickup {
    /// At a stop that is made anyway.
    Joins,
    /// At a stop of their own, with the drive from there to the next.
    Stops(Deciseconds),
}

/// A rider who boards behind the stop at `index`.
#[derive(Clone, Copy, Debug)]
struct Boarded {
    vehicle: u32,
    index: usize,
    /// When the vehicle leaves with them.
    departure: Deciseconds,
    /// How much later that makes the stops behind.
    detour: Deciseconds,
    /// How many leave at the stops behind.
    n_later: i32,
}

impl Finder<'_> {
    /// `there`: when the vehicle is at the pickup, at the soonest if it is under way.
    pub(super) fn try_leg(&mut self, slot: Slot, there: Deciseconds, onward: Deciseconds) {
        let parts = self.parts;
        let (leg, standing) = (parts.leg(slot), self.rules.standing);
        let (vehicle, pickup) = (leg.vehicle, Pickup::Stops(onward));
        if !leg.is_first || self.now < leg.departure {
            if parts.spot(slot) != self.trip.from {
                let index = parts.index(vehicle, slot);
                self.try_pickup(vehicle, index, there + standing, pickup);
            }
            return;
        }
        // To find where it is costs more than to see that it comes too late even so.
        let Some(at_best) = self.quote(vehicle, 0, there + standing, pickup) else {
            return;
        };
        let stop = &self.tours[vehicle as usize].stops[0];
        let left = (stop.at, stop.departure);
        let (spot, time) = self.ways.passing(self.roads, vehicle, left, leg.to, self.now);
        let then = time + self.onward_to(self.trip.from, self.behind_origin, spot);
        if then == there {
            self.choice.offer(at_best);
        } else if self.least_cost(leg, then, || onward).is_some() {
            self.try_pickup(vehicle, 0, then + standing, pickup);
        }
    }

    pub(super) fn try_pickup(
        &mut self,
        vehicle: u32,
        index: usize,
        departure: Deciseconds,
        pickup: Pickup,
    ) {
        if let Some(insertion) = self.quote(vehicle, index, departure, pickup) {
            self.choice.offer(insertion);
        }
    }

    /// The best of all drop-offs for a pickup behind the stop at `index`, which the vehicle leaves
    /// at `departure`; `None` if all cost more than the bound.
    fn quote(
        &self,
        vehicle: u32,
        index: usize,
        departure: Deciseconds,
        pickup: Pickup,
    ) -> Option<Insertion> {
        let tour = &self.tours[vehicle as usize];
        let stop = &tour.stops[index];
        let standing = self.rules.standing;
        if tour.places <= stop.n_aboard {
            return None;
        }
        let arrival = departure + self.trip.direct;
        let (least, onward) = match pickup {
            Pickup::Joins => (Deciseconds::ZERO, None),
            Pickup::Stops(onward) => (standing, Some(onward)),
        };
        let ride = self.ride_cost(departure, arrival);
        let mut choice = Choice { best: None, bound: self.choice.bound };
        if choice.bound < ride + least {
            return None;
        }
        let offer =
            |dropoff: usize, cost: Deciseconds| Insertion { vehicle, pickup: index, dropoff, cost };
        let Some(next) = tour.stops.get(index + 1) else {
            let over = arrival + standing;
            if over <= tour.end {
                let ready = stop.departure.max(self.now);
                choice.offer(offer(index, over - ready + ride));
            }
            return choice.best;
        };
        let later = &tour.stops[index + 1..];
        let n_later: i32 = later.iter().map(|stop| stop.n_dropoffs).sum();
        // Directly after the pickup.
        let early = arrival + standing - next.arrival;
        if next.arrival + early <= next.latest && ride + early * (1 + n_later) <= choice.bound {
            let detour = early + self.destination_to(next);
            let fits = next.arrival + detour <= next.latest;
            if fits && tour.last().departure + detour <= tour.end {
                choice.offer(offer(index, ride + detour * (1 + n_later)));
            }
        }
        let onward = onward.unwrap_or_else(|| self.origin_to(next));
        let detour = departure + onward - next.arrival;
        if detour <= Deciseconds::ZERO || next.arrival + detour <= next.latest {
            self.quote_dropoffs(
                &mut choice,
                Boarded { vehicle, index, departure, detour, n_later },
            );
        }
        choice.best
    }

    /// Drop-offs behind the next stop or later.
    fn quote_dropoffs(&self, choice: &mut Choice, boarded: Boarded) {
        let Boarded { vehicle, index, departure, detour, n_later } = boarded;
        let tour = &self.tours[vehicle as usize];
        let later = &tour.stops[index + 1..];
        let offer = |at: usize, cost: Deciseconds| Insertion {
            vehicle,
            pickup: index,
            dropoff: index + 1 + at,
            cost,
        };
        let (standing, to) = (self.rules.standing, self.trip.to);
        let mut n_before = 0;
        for (at, stop) in later.iter().enumerate() {
            n_before += stop.n_dropoffs;
            let arrival = stop.arrival + detour;
            let least = self.ride_cost(departure, arrival) + detour * (1 + n_before);
            let full = 0 < at && tour.places <= later[at - 1].n_aboard;
            if choice.bound < least || full {
                return;
            }
            if stop.at == to {
                if tour.last().departure + detour <= tour.end {
                    let cost = self.ride_cost(departure, arrival) + detour * (1 + n_later);
                    choice.offer(offer(at, cost));
                }
                continue;
            }
            if tour.places <= stop.n_aboard {
                continue;
            }
            let left = stop.departure + detour;
            let Some(next) = later.get(at + 1) else {
                let arrival = left + self.to_destination(stop);
                let more = arrival + standing - stop.departure;
                if stop.departure + more <= tour.end {
                    let ride = self.ride_cost(departure, arrival);
                    choice.offer(offer(at, ride + more + detour * n_before));
                }
                return;
            };
            if next.latest < left + standing {
                continue;
            }
            let arrival = left + self.to_destination(stop);
            let more = arrival + standing - next.arrival;
            if next.latest < next.arrival + more {
                continue;
            }
            let more = more + self.destination_to(next);
            let fits = next.arrival + more <= next.latest;
            if fits && tour.last().departure + more <= tour.end {
                let ride = self.ride_cost(departure, arrival);
                choice.offer(offer(
                    at,
                    ride + more + detour * n_before + more * (n_later - n_before),
                ));
            }
        }
    }
}
