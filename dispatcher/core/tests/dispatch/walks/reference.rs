//! The naive way to insert a rider, to compare the dispatcher with: every pair of positions, each
//! solved as difference constraints by Bellman and Ford, all drives asked of the map anew. It
//! shares the domain's words with the dispatcher, and nothing else.

use std::collections::BTreeMap;

use noriai_core::travel::{RoadPoint, TravelTimes};
use noriai_core::{
    Answer, BookingId, Duty, Objective, Party, Policy, Rejection, RideRequest, Status, Tour,
    VehicleId, Wish,
};
use noriai_units::{Seconds, Timestamp};

use crate::notation::World;

/// One duty and its limits, in milliseconds.
#[derive(Clone, Copy, Debug)]
struct Stop {
    road: RoadPoint,
    kind: Kind,
    earliest: i64,
    latest: i64,
    stands: i64,
    party: Party,
    max_ride: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Board(BookingId),
    Alight(BookingId),
    Own,
}

struct Start {
    road: RoadPoint,
    ready: i64,
    now: i64,
    /// When the vehicle came to the first call, if it has.
    arrived: Option<i64>,
    /// Riders aboard, and since when their rides count.
    aboard: BTreeMap<BookingId, (i64, Party)>,
    n_locked: usize,
}

/// Duties done together.
struct Visit {
    stops: Vec<Stop>,
    drive: i64,
    stands: i64,
}

/// The least times: arrival, begin, departure of each visit.
struct Times {
    visits: Vec<Visit>,
    arrives: Vec<i64>,
    begins: Vec<i64>,
    departs: Vec<i64>,
}

const EARLY: i64 = i64::MIN / 8;
const LATE: i64 = i64::MAX / 8;
const NEW: BookingId = BookingId(u128::MAX);

/// What the naive way finds best in a tour: cost, then pickup and drop-off of each that has it.
struct Best {
    cost: (i64, i64),
    ways: Vec<(i64, i64)>,
}

/// Compares an answer to a wish with the naive one; `None` if the wish says too little, otherwise
/// whether there was an offer.
pub(crate) fn agrees(world: &World, request: &RideRequest, answer: &Answer) -> Option<bool> {
    let Wish::DepartAt(wish) = request.wish else { return None };
    let in_itself = matches!(
        answer.rejection,
        Some(Rejection::SamePlace | Rejection::TooEarly { .. } | Rejection::TooLate)
    );
    // Room that is made is more than the reference knows of.
    if world.state.policy().make_room {
        return None;
    }
    // Who is shut in is a matter of its own.
    if in_itself || is_anybody_shut_in(world, request) {
        return None;
    }
    let pair = new_stops(world, request, wish);
    let mut best: Option<(VehicleId, Best)> = None;
    for tour in world.state.tours().values().filter(|tour| !tour.is_over()) {
        let Some(found) = best_in_tour(world, tour, pair, wish.unix_millis()) else { continue };
        let vehicle = tour.shift.vehicle;
        let key = (found.cost, vehicle);
        if best.as_ref().is_none_or(|(other, best)| key < (best.cost, *other)) {
            best = Some((vehicle, found));
        }
    }
    let seed = world.seed;
    let clock = world.clock(world.now);
    match (&best, answer.offers.first()) {
        (None, None) => Some(false),
        (Some((vehicle, Best { cost, ways })), Some(offer)) => {
            let plan = offer.plan;
            let own = (plan.pickup.unix_millis(), plan.dropoff.unix_millis());
            assert!(
                plan.vehicle == *vehicle && ways.contains(&own),
                "seed {seed:?} {clock}: {plan:?} is not the best: {vehicle} {cost:?} {ways:?}"
            );
            Some(true)
        }
        (Some((vehicle, Best { cost, ways })), None) => panic!(
            "seed {seed:?} {clock}: {:?}, yet {vehicle} can: {cost:?} {ways:?} for {request:?}\n{}",
            answer.rejection,
            world.tours_in_words()
        ),
        (None, Some(offer)) => panic!("seed {seed:?} {clock}: nobody can {:?}", offer.plan),
    }
}

fn is_anybody_shut_in(world: &World, request: &RideRequest) -> bool {
    let tours = world.state.tours().values().filter(|tour| !tour.is_over());
    let planned = tours.flat_map(|tour| {
        tour.calls.iter().map(|call| call.place).chain([tour.origin.place, tour.shift.depot])
    });
    let seen = world.sightings.values().map(|sighting| sighting.place);
    let mut places = planned.chain(seen).chain([request.from, request.to]);
    places.any(|place| world.paper.blocked.contains(&place.road))
}

fn new_stops(world: &World, request: &RideRequest, wish: Timestamp) -> (Stop, Stop) {
    let policy = world.state.policy();
    let direct = world.paper.leg(request.from.road, request.to.road).unwrap().time;
    let stands = stands(policy, request.party);
    let max_ride = (direct.millis() * policy.max_ride_per_mille).div_euclid(1_000)
        + policy.max_ride_extra.millis()
        + policy.dwell_call.millis()
        + stands;
    let latest = (wish + policy.max_wait).unix_millis();
    let board = Stop {
        road: request.from.road,
        kind: Kind::Board(NEW),
        earliest: wish.max(world.now).unix_millis(),
        latest,
        stands,
        party: request.party,
        max_ride: LATE,
    };
    let by = (Timestamp::from_unix_millis(latest) + Seconds::from_millis(max_ride)).ceil_minute();
    let alight = Stop {
        road: request.to.road,
        kind: Kind::Alight(NEW),
        earliest: EARLY,
        latest: by.unix_millis(),
        max_ride,
        ..board
    };
    (board, alight)
}

fn stands(policy: &Policy, party: Party) -> i64 {
    let on_foot = party.n_people() - party.wheelchairs;
    policy.dwell_person.millis() * i64::from(on_foot)
        + policy.dwell_wheelchair.millis() * i64::from(party.wheelchairs)
}

fn best_in_tour(world: &World, tour: &Tour, new: (Stop, Stop), wish: i64) -> Option<Best> {
    // Who is late already is sent nowhere else.
    if tour.overrun != Seconds::ZERO {
        return None;
    }
    let stops = stops_of(world, tour);
    let start = start_of(world, tour);
    let old = solve(world, tour, &start, &stops)?;
    let mut best: Option<Best> = None;
    for stops in with_breaks_anywhere(&stops, start.n_locked) {
        if solve(world, tour, &start, &stops).is_none() {
            continue;
        }
        for pickup in start.n_locked..stops.len() {
            for dropoff in pickup..stops.len() {
                let mut order = stops.clone();
                order.insert(pickup, new.0);
                order.insert(dropoff + 1, new.1);
                let Some(times) = solve(world, tour, &start, &order) else { continue };
                let way = times.ride(NEW, &start);
                let cost = cost(world.state.policy(), &start, &old, &times, wish);
                match &mut best {
                    Some(best) if best.cost < cost => {}
                    Some(best) if best.cost == cost => best.ways.push(way),
                    _ => best = Some(Best { cost, ways: vec![way] }),
                }
            }
        }
    }
    best
}

/// Every order in which the breaks have moved among the riders, each break once at every place,
/// their own order kept: the order as it is, too.
fn with_breaks_anywhere(stops: &[Stop], n_locked: usize) -> Vec<Vec<Stop>> {
    let last = stops.len() - 1;
    let is_break = |at: usize| n_locked <= at && at < last && stops[at].kind == Kind::Own;
    let rest: Vec<Stop> =
        (0..stops.len()).filter(|at| !is_break(*at)).map(|at| stops[at]).collect();
    // Each order with the least position that the next break may have.
    let mut orders = vec![(rest, n_locked)];
    for own in (0..stops.len()).filter(|at| is_break(*at)) {
        let mut longer = Vec::new();
        for (order, least) in orders {
            for at in least..order.len() {
                let mut order = order.clone();
                order.insert(at, stops[own]);
                longer.push((order, at + 1));
            }
        }
        orders = longer;
    }
    orders.into_iter().map(|(order, _)| order).collect()
}

fn cost(policy: &Policy, start: &Start, old: &Times, new: &Times, wish: i64) -> (i64, i64) {
    let (pickup, dropoff) = new.ride(NEW, start);
    let weights = match policy.objective {
        Objective::NearestVehicle => return (pickup, dropoff),
        Objective::LeastCost(weights) => weights,
    };
    let drives = |times: &Times| times.visits.iter().map(|visit| visit.drive).sum::<i64>();
    let others: i64 = old
        .riders()
        .into_iter()
        .map(|rider| new.ride(rider, start).1 - old.ride(rider, start).1)
        .sum();
    let sum = weights.driving * (drives(new) - drives(old))
        + weights.wait * (pickup - wish)
        + weights.ride * (dropoff - pickup)
        + weights.others * others;
    (sum, dropoff)
}

fn stops_of(world: &World, tour: &Tour) -> Vec<Stop> {
    let policy = world.state.policy();
    let mut stops = Vec::new();
    for call in &tour.calls {
        for duty in &call.duties {
            let mut stop = Stop {
                road: call.place.road,
                kind: Kind::Own,
                earliest: EARLY,
                latest: LATE,
                stands: 0,
                party: Party::default(),
                max_ride: LATE,
            };
            match duty {
                Duty::Board(id) | Duty::Alight(id) => {
                    let booking = world.state.booking(*id).unwrap();
                    stop.party = booking.request.party;
                    stop.stands = stands(policy, stop.party);
                    if matches!(duty, Duty::Board(_)) {
                        stop.kind = Kind::Board(*id);
                        stop.earliest = booking.promise.pickup_earliest.unix_millis();
                        stop.latest = booking.promise.pickup_latest.unix_millis();
                    } else {
                        stop.kind = Kind::Alight(*id);
                        stop.latest = booking.promise.arrive_latest.unix_millis();
                        stop.max_ride = booking.max_ride.millis();
                    }
                }
                Duty::Break(index) => {
                    let rule = tour.shift.breaks[*index];
                    stop.earliest = rule.earliest.unix_millis();
                    stop.latest = rule.latest.unix_millis();
                    stop.stands = rule.length.millis();
                }
                Duty::Return => {
                    stop.earliest = tour.shift.end.unix_millis();
                    stop.latest = tour.shift.end.unix_millis();
                }
            }
            stops.push(stop);
        }
    }
    stops
}

fn start_of(world: &World, tour: &Tour) -> Start {
    let aboard = tour.calls.iter().flat_map(|call| call.alights()).filter_map(|id| {
        let booking = world.state.booking(id)?;
        match booking.status {
            Status::Aboard { ride_from, .. } => {
                Some((id, (ride_from.unix_millis(), booking.request.party)))
            }
            _ => None,
        }
    });
    let now = world.now.unix_millis();
    let mut start = Start {
        road: tour.origin.place.road,
        ready: tour.origin.ready.unix_millis().max(now),
        now,
        arrived: None,
        aboard: aboard.collect(),
        n_locked: 0,
    };
    let first = &tour.calls[0];
    let seen = world.sightings.get(&tour.shift.vehicle);
    let fresh = seen.filter(|seen| world.now - seen.at <= Seconds::new(60));
    if first.arrived {
        start.arrived = Some(first.arrival.unix_millis());
        start.ready = first.leave.min(first.arrival).unix_millis();
        start.n_locked = first.duties.len();
    } else if first.leave <= world.now {
        match fresh {
            Some(seen) => (start.road, start.ready) = (seen.place.road, now),
            None => {
                start.ready = first.leave.max(tour.origin.ready).unix_millis();
                start.n_locked = first.duties.len();
            }
        }
    }
    start
}

/// The least times of an order; `None` if it breaks a rule.
fn solve(world: &World, tour: &Tour, start: &Start, order: &[Stop]) -> Option<Times> {
    let policy = world.state.policy();
    let visits = visits(world, start, order, policy)?;
    check_loads(tour, start, &visits, policy)?;
    let n = visits.len();
    let (mut arrives, mut begins, mut departs) = (vec![EARLY; n], vec![EARLY; n], vec![EARLY; n]);
    // As many rounds as there are numbers settle everything that can be settled.
    for _ in 0..=3 * n + 2 {
        let mut moved = false;
        let mut raise = |number: &mut i64, to: i64| {
            if *number < to {
                *number = to;
                moved = true;
            }
        };
        for (at, visit) in visits.iter().enumerate() {
            let there = match (at, start.arrived) {
                (0, Some(arrived)) => arrived,
                (0, None) => {
                    let there = start.ready + visit.drive;
                    if there <= start.now { start.now + 10_000 } else { there }
                }
                _ => departs[at - 1] + visit.drive,
            };
            raise(&mut arrives[at], there);
            raise(&mut begins[at], arrives[at]);
            let boards = visit.stops.iter().filter(|stop| !matches!(stop.kind, Kind::Alight(_)));
            for stop in boards {
                raise(&mut begins[at], stop.earliest);
            }
            let departs_at = begins[at] + visit.stands;
            let overdue = at == 0 && start.arrived.is_some() && departs_at <= start.now;
            raise(&mut departs[at], if overdue { start.now + 10_000 } else { departs_at });
        }
        for (at, visit) in visits.iter().enumerate() {
            for stop in &visit.stops {
                let Kind::Alight(id) = stop.kind else { continue };
                let boards = visits.iter().position(|visit| visit.boards(id));
                if let Some(boards) = boards.filter(|_| !start.aboard.contains_key(&id)) {
                    let since = arrives[at] - stop.max_ride;
                    // Where the van waits already, boarding late costs nothing.
                    let waits = departs[boards] - visits[boards].stands;
                    if waits < since {
                        raise(&mut begins[boards], since);
                    }
                }
            }
        }
        let times = Times { visits: Vec::new(), arrives, begins, departs };
        if !times.holds(&visits, start) {
            return None;
        }
        if !moved {
            return times.rides_hold(&visits, start).then_some(Times { visits, ..times });
        }
        Times { arrives, begins, departs, .. } = times;
    }
    None
}

/// Joins what is done at one spot in a row, where windows meet.
fn visits(world: &World, start: &Start, order: &[Stop], policy: &Policy) -> Option<Vec<Visit>> {
    let mut visits: Vec<Visit> = Vec::new();
    for stop in order {
        if let Some(last) = visits.last_mut().filter(|last| last.takes(stop)) {
            last.stops.push(*stop);
            last.stands += stop.stands;
            continue;
        }
        let here = visits.last().map_or(start.road, |last| last.stops[0].road);
        let drive = world.paper.leg(here, stop.road)?.time.millis();
        let call = if stop.kind == Kind::Own { 0 } else { policy.dwell_call.millis() };
        visits.push(Visit { stops: vec![*stop], drive, stands: call + stop.stands });
    }
    Some(visits)
}

fn check_loads(tour: &Tour, start: &Start, visits: &[Visit], policy: &Policy) -> Option<()> {
    let mut aboard: BTreeMap<BookingId, Party> =
        start.aboard.iter().map(|(id, (_, party))| (*id, *party)).collect();
    let held = tour.shift.capacity;
    for visit in visits {
        for stop in &visit.stops {
            match stop.kind {
                Kind::Board(id) => drop(aboard.insert(id, stop.party)),
                Kind::Alight(id) => drop(aboard.remove(&id)),
                Kind::Own if !aboard.is_empty() => return None,
                Kind::Own => {}
            }
        }
        let sum = |of: fn(&Party) -> u16| aboard.values().map(of).sum::<u16>();
        let fits = sum(|party| party.adults + party.children + party.reduced) <= held.seats
            && sum(|party| party.wheelchairs) <= held.wheelchairs
            && sum(|party| party.luggage) <= held.luggage
            && (policy.pooling || aboard.len() <= 1);
        if !fits {
            return None;
        }
    }
    Some(())
}

impl Visit {
    fn boards(&self, id: BookingId) -> bool {
        self.stops.iter().any(|stop| stop.kind == Kind::Board(id))
    }

    fn takes(&self, stop: &Stop) -> bool {
        let first = self.stops[0];
        if first.road != stop.road || first.kind == Kind::Own || stop.kind == Kind::Own {
            return false;
        }
        if let Kind::Alight(id) = stop.kind {
            return !self.boards(id);
        }
        let boards = || self.stops.iter().filter(|stop| matches!(stop.kind, Kind::Board(_)));
        let earliest = boards().map(|stop| stop.earliest).max().unwrap_or(EARLY);
        let latest = boards().map(|stop| stop.latest).min().unwrap_or(LATE);
        stop.earliest <= latest && earliest <= stop.latest
    }
}

impl Times {
    /// Windows and arrivals.
    fn holds(&self, visits: &[Visit], _start: &Start) -> bool {
        visits.iter().enumerate().all(|(at, visit)| {
            visit.stops.iter().all(|stop| match stop.kind {
                Kind::Alight(_) => self.arrives[at] <= stop.latest,
                _ => self.begins[at] <= stop.latest,
            })
        })
    }

    fn rides_hold(&self, visits: &[Visit], start: &Start) -> bool {
        visits.iter().enumerate().all(|(at, visit)| {
            visit.stops.iter().all(|stop| match stop.kind {
                Kind::Alight(id) => {
                    let since = self.since(visits, id, start);
                    self.arrives[at] - since <= stop.max_ride
                }
                _ => true,
            })
        })
    }

    fn since(&self, visits: &[Visit], id: BookingId, start: &Start) -> i64 {
        match start.aboard.get(&id) {
            Some((since, _)) => *since,
            None => {
                let boards = visits.iter().position(|visit| visit.boards(id)).unwrap();
                self.departs[boards] - visits[boards].stands
            }
        }
    }

    fn riders(&self) -> Vec<BookingId> {
        let stops = self.visits.iter().flat_map(|visit| &visit.stops);
        stops
            .filter_map(|stop| match stop.kind {
                Kind::Alight(id) => Some(id),
                _ => None,
            })
            .collect()
    }

    /// When a rider boards and arrives.
    fn ride(&self, id: BookingId, start: &Start) -> (i64, i64) {
        let alights = |visit: &Visit| visit.stops.iter().any(|stop| stop.kind == Kind::Alight(id));
        let at = self.visits.iter().position(alights).unwrap();
        (self.since(&self.visits, id, start), self.arrives[at])
    }
}
