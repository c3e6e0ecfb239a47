//! What positions cost, exactly; whatever is seen to cost too much is left at once.

use super::{Finder, Insertion};
use crate::moment::Deciseconds;
use crate::tour::{Stop, Tour};

impl Finder<'_> {
    /// `way`: from the stop at `index` to the pickup.
    pub(super) fn try_leg(&mut self, vehicle: u32, index: usize, way: Deciseconds) {
        let tour = &self.tours[vehicle as usize];
        let (stop, next) = (&tour.stops[index], &tour.stops[index + 1]);
        let standing = self.rules.standing;
        let departure = stop.departure + way + standing;
        if index != 0 || !tour.is_under_way(self.now) {
            if stop.at != self.trip.from {
                self.try_pickup(vehicle, index, departure, false);
            }
            return;
        }
        // From where it is now the way is no shorter than what is left of the way from the stop.
        let least = departure.max(self.now + standing);
        if self.bound <= self.ride_cost(least, least + self.trip.direct) + standing {
            return;
        }
        let onward = self.origin_to(next);
        if next.latest < least + onward {
            return;
        }
        let longer = least + onward - next.arrival;
        if self.bound <= self.ride_cost(least, least + self.trip.direct) + longer.max(standing) {
            return;
        }
        // It has passed where it was seen last; no way from there is shorter than the shortest.
        let left = (stop.at, stop.departure);
        if let Some((spot, time)) = self.ways.passed(vehicle, left, next.at) {
            let way = self.onward_to(self.trip.from, self.behind_origin, spot);
            let least = least.max(time + way + standing);
            let longer = (least + onward - next.arrival).max(standing);
            let ride = self.ride_cost(least, least + self.trip.direct);
            if next.latest < least + onward || self.bound <= ride + longer {
                return;
            }
        }
        let (spot, time) = self.ways.passing(self.roads, vehicle, left, next.at, self.now);
        let turn = self.slots.turn(stop.slot);
        self.ways.note(stop.slot, turn, time, self.roads.bearings_ahead(spot));
        let way = self.onward_to(self.trip.from, self.behind_origin, spot);
        self.try_pickup(vehicle, index, time + way + standing, false);
    }

    /// All drop-offs for a pickup behind the stop at `index`, which the vehicle leaves at
    /// `departure`; `joins` if it is the stop itself.
    pub(super) fn try_pickup(
        &mut self,
        vehicle: u32,
        index: usize,
        departure: Deciseconds,
        joins: bool,
    ) {
        let tour = &self.tours[vehicle as usize];
        let stop = &tour.stops[index];
        let standing = self.rules.standing;
        if tour.places <= stop.n_aboard {
            return;
        }
        let arrival = departure + self.trip.direct;
        let least = if joins { Deciseconds::ZERO } else { standing };
        let ride = self.ride_cost(departure, arrival);
        if self.bound <= ride + least {
            return;
        }
        let offer =
            |dropoff: usize, cost: Deciseconds| Insertion { vehicle, pickup: index, dropoff, cost };
        let Some(next) = tour.stops.get(index + 1) else {
            let over = arrival + standing;
            if over <= tour.end {
                let ready = stop.departure.max(self.now);
                self.offer(offer(index, over - ready + ride));
            }
            return;
        };
        let later = &tour.stops[index + 1..];
        let n_later: i32 = later.iter().map(|stop| stop.n_dropoffs).sum();
        // Directly after the pickup.
        let early = arrival + standing - next.arrival;
        if next.arrival + early <= next.latest && ride + early * (1 + n_later) < self.bound {
            let detour = early + self.destination_to(next);
            let fits = next.arrival + detour <= next.latest;
            if fits && tour.last().departure + detour <= tour.end {
                self.offer(offer(index, ride + detour * (1 + n_later)));
            }
        }
        let detour = departure + self.origin_to(next) - next.arrival;
        if Deciseconds::ZERO < detour && next.latest < next.arrival + detour {
            return;
        }
        self.try_dropoffs(
            tour,
            n_later,
            departure,
            detour,
            |at, cost| offer(index + 1 + at, cost),
            later,
        );
    }

    /// `detour`: how much later the pickup makes the stops behind it.
    fn try_dropoffs(
        &mut self,
        tour: &Tour,
        n_later: i32,
        departure: Deciseconds,
        detour: Deciseconds,
        offer: impl Fn(usize, Deciseconds) -> Insertion,
        later: &[Stop],
    ) {
        let (standing, to) = (self.rules.standing, self.trip.to);
        let mut n_before = 0;
        for (at, stop) in later.iter().enumerate() {
            n_before += stop.n_dropoffs;
            let arrival = stop.arrival + detour;
            let least = self.ride_cost(departure, arrival) + detour * (1 + n_before);
            let full = 0 < at && tour.places <= later[at - 1].n_aboard;
            if self.bound <= least || full {
                return;
            }
            if stop.at == to {
                if tour.last().departure + detour <= tour.end {
                    let cost = self.ride_cost(departure, arrival) + detour * (1 + n_later);
                    self.offer(offer(at, cost));
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
                    self.offer(offer(at, ride + more + detour * n_before));
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
                self.offer(offer(
                    at,
                    ride + more + detour * n_before + more * (n_later - n_before),
                ));
            }
        }
    }
}
