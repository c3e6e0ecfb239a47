//! The rules once more, without any idea of speed: every vehicle, every pair of positions, each
//! tour with the rider in it worked out from its beginning.

use noriai_fleet::{ArcId, Deciseconds, Request, Rules, Vehicle};

use crate::streets::Streets;

#[derive(Clone)]
struct Rider {
    latest_pickup: Deciseconds,
    latest_arrival: Deciseconds,
}

#[derive(Clone)]
struct Stop {
    at: ArcId,
    arrival: Deciseconds,
    departure: Deciseconds,
    boards: Vec<Rider>,
    leaves: Vec<Rider>,
}

#[derive(Clone)]
struct Tour {
    stops: Vec<Stop>,
    /// Whoever boarded before the first stop.
    n_aboard: i32,
    end: Deciseconds,
    places: i32,
}

pub(crate) struct Exhaustive<'a> {
    streets: &'a Streets,
    rules: Rules,
    tours: Vec<Tour>,
}

/// A tour with the rider in it, and where the rider boards and leaves.
struct Changed {
    tour: Tour,
    boards: usize,
    leaves: usize,
    /// Whether the pickup and the drop-off made stops of their own.
    is_new: (bool, bool),
}

impl<'a> Exhaustive<'a> {
    pub(crate) fn new(streets: &'a Streets, rules: Rules, vehicles: &[Vehicle]) -> Self {
        let tour = |it: &Vehicle| Tour {
            stops: vec![stop_at(it.at, it.start, it.start)],
            n_aboard: 0,
            end: it.end,
            places: i32::from(it.places),
        };
        Self { streets, rules, tours: vehicles.iter().map(tour).collect() }
    }

    pub(crate) fn n_stops(&self, vehicle: usize) -> usize {
        self.tours[vehicle].stops.len()
    }

    pub(crate) fn best_cost(&mut self, request: &Request) -> Option<Deciseconds> {
        self.come_to(request.at);
        let mut best: Option<Deciseconds> = None;
        for tour in &self.tours {
            for pickup in 0..tour.stops.len() {
                for dropoff in pickup..tour.stops.len() {
                    if let Some(cost) = self.cost(tour, request, pickup, dropoff) {
                        best = Some(best.map_or(cost, |best| best.min(cost)));
                    }
                }
            }
        }
        best
    }

    pub(crate) fn insert(
        &mut self,
        request: &Request,
        vehicle: usize,
        pickup: usize,
        dropoff: usize,
    ) {
        self.tours[vehicle] = self.changed(&self.tours[vehicle], request, pickup, dropoff).tour;
    }

    fn come_to(&mut self, now: Deciseconds) {
        for tour in &mut self.tours {
            while 1 < tour.stops.len() && tour.stops[1].arrival < now {
                let gone = tour.stops.remove(0);
                tour.n_aboard += gone.boards.len() as i32 - gone.leaves.len() as i32;
            }
        }
    }

    fn cost(
        &self,
        tour: &Tour,
        request: &Request,
        pickup: usize,
        dropoff: usize,
    ) -> Option<Deciseconds> {
        let rules = &self.rules;
        let n_before = tour.stops.len();
        let Changed { tour: new, boards, leaves, is_new } =
            self.changed(tour, request, pickup, dropoff);
        let mut n_aboard = new.n_aboard;
        for stop in &new.stops {
            n_aboard += stop.boards.len() as i32 - stop.leaves.len() as i32;
            if new.places < n_aboard {
                return None;
            }
        }
        // A rider who shares a stop still needs a place on arrival there.
        let last = new.stops.last()?;
        if new.end < last.departure {
            return None;
        }
        let was = |index: usize| {
            let own =
                usize::from(is_new.0 && boards < index) + usize::from(is_new.1 && leaves < index);
            (!(is_new.0 && index == boards || is_new.1 && index == leaves)).then(|| index - own)
        };
        let mut added = Deciseconds(0);
        for (index, stop) in new.stops.iter().enumerate().skip(1) {
            let Some(before) = was(index).filter(|index| 0 < *index) else { continue };
            let later = stop.arrival - tour.stops[before].arrival;
            let riders = tour.stops[before].leaves.len() as i32;
            added += later * riders;
            let limit = |rider: &Rider| rider.latest_arrival < stop.arrival;
            let waits = |rider: &Rider| rider.latest_pickup < stop.arrival + rules.standing;
            let is_late = tour.stops[before].leaves.iter().any(limit)
                || tour.stops[before].boards.iter().any(waits);
            if Deciseconds(0) < later && is_late {
                return None;
            }
        }
        let old_end = {
            let last = &tour.stops[n_before - 1];
            if pickup + 1 == n_before { last.departure.max(request.at) } else { last.departure }
        };
        let driven = last.departure - old_end;
        let direct = self.streets.time(request.from, request.to);
        let (departure, arrival) = (new.stops[boards].departure, new.stops[leaves].arrival);
        let longest = Deciseconds(direct.0 * rules.detour_tenths / 10) + rules.detour_more;
        let trip = arrival - request.at;
        let late = (trip - longest).or_zero() * rules.price_of_late_arrival;
        let wait =
            (departure - request.at - rules.longest_wait).or_zero() * rules.price_of_late_pickup;
        Some(driven + trip + late + wait + added)
    }

    fn changed(&self, tour: &Tour, request: &Request, pickup: usize, dropoff: usize) -> Changed {
        let (now, standing) = (request.at, self.rules.standing);
        let mut new = tour.clone();
        let n_stops = new.stops.len();
        let under_way = 1 < n_stops && new.stops[0].departure <= now;
        let first = &new.stops[pickup];
        let joins = first.at == request.from && (0 < pickup || now < first.departure);
        let shares = pickup < dropoff && new.stops[dropoff].at == request.to;
        if pickup == 0 && under_way {
            let (at, time) = self.turned(&new, now);
            let gone = new.stops[0].clone();
            new.n_aboard += gone.boards.len() as i32 - gone.leaves.len() as i32;
            new.stops[0] = stop_at(at, time, time);
        }
        if pickup + 1 == n_stops || joins {
            new.stops[pickup].departure = new.stops[pickup].departure.max(now);
        }
        let boards = if joins { pickup } else { pickup + 1 };
        if !joins {
            new.stops.insert(boards, stop_at(request.from, now, now));
        }
        let leaves = dropoff + usize::from(!joins) + usize::from(!shares);
        if !shares {
            new.stops.insert(leaves, stop_at(request.to, now, now));
        }
        let direct = self.streets.time(request.from, request.to);
        let longest =
            Deciseconds(direct.0 * self.rules.detour_tenths / 10) + self.rules.detour_more;
        let rider =
            Rider { latest_pickup: now + self.rules.longest_wait, latest_arrival: now + longest };
        new.stops[boards].boards.push(rider.clone());
        new.stops[leaves].leaves.push(rider);
        for index in 1..new.stops.len() {
            let before = &new.stops[index - 1];
            let arrival = before.departure + self.streets.time(before.at, new.stops[index].at);
            new.stops[index].arrival = arrival;
            new.stops[index].departure = arrival + standing;
        }
        Changed { tour: new, boards, leaves, is_new: (!joins, !shares) }
    }

    /// Where the vehicle can be turned, and when it is there.
    fn turned(&self, tour: &Tour, now: Deciseconds) -> (ArcId, Deciseconds) {
        let (left, next) = (&tour.stops[0], &tour.stops[1]);
        let mut time = left.departure;
        for arc in self.streets.way(left.at, next.at) {
            time += self.streets.arcs[arc.0 as usize].time;
            if now <= time {
                return (arc, time);
            }
        }
        (next.at, time)
    }
}

fn stop_at(at: ArcId, arrival: Deciseconds, departure: Deciseconds) -> Stop {
    Stop { at, arrival, departure, boards: Vec::new(), leaves: Vec::new() }
}
