//! Whether an order of duties keeps every rule.

use std::collections::BTreeMap;

use noriai_core::travel::{RoadPoint, TravelTimes};
use noriai_core::{BookingId, Duty, Party, RiderId, Shift, State};

use super::{REPORT, drive};

/// One duty with its limits, in milliseconds.
#[derive(Clone, Copy)]
pub(super) struct Stop {
    pub(super) duty: Duty,
    pub(super) road: RoadPoint,
    pub(super) earliest: i64,
    pub(super) latest: i64,
    pub(super) stands: i64,
    pub(super) party: Party,
    pub(super) rider: RiderId,
    pub(super) longest: i64,
    /// Its number in the tour as planned, and the drive there from the one before.
    pub(super) planned: Option<(usize, i64)>,
}

pub(super) struct Start {
    pub(super) road: RoadPoint,
    pub(super) ready: i64,
    pub(super) now: i64,
    /// When the vehicle came to the first call, if it has.
    pub(super) arrived: Option<i64>,
    /// True if it was seen on its way: the plan's first drive is void.
    pub(super) seen: bool,
    pub(super) n_locked: usize,
    /// Since when each ride counts.
    pub(super) aboard: BTreeMap<BookingId, (i64, Party, RiderId)>,
}

pub(super) struct Order<'a> {
    pub(super) start: &'a Start,
    pub(super) state: &'a State,
    pub(super) times: &'a dyn TravelTimes,
    pub(super) shift: &'a Shift,
}

/// Duties done together at one spot.
struct Visit {
    road: RoadPoint,
    drivers_own: bool,
    boards: Vec<BookingId>,
    /// Who alights, the latest arrival, and the longest ride.
    alights: Vec<(BookingId, i64, i64)>,
    earliest: i64,
    latest: i64,
    stands: i64,
    drive: i64,
}

impl Order<'_> {
    pub(super) fn holds(&self, stops: &[Stop]) -> bool {
        self.loads_hold(stops) && self.visits(stops).is_some_and(|visits| self.times_hold(&visits))
    }

    fn visits(&self, stops: &[Stop]) -> Option<Vec<Visit>> {
        let mut visits: Vec<Visit> = Vec::new();
        for (n, stop) in stops.iter().enumerate() {
            if let Some(last) = visits.last_mut().filter(|last| last.takes(stop)) {
                last.add(stop);
                continue;
            }
            let before = n.checked_sub(1).and_then(|before| stops.get(before));
            let drivers_own = matches!(stop.duty, Duty::Break(_) | Duty::Return);
            let mut visit = Visit {
                road: stop.road,
                drivers_own,
                boards: Vec::new(),
                alights: Vec::new(),
                earliest: i64::MIN,
                latest: i64::MAX,
                stands: if drivers_own { 0 } else { self.state.policy().dwell_call.millis() },
                drive: self.drive_to(stop, before)?,
            };
            visit.add(stop);
            visits.push(visit);
        }
        Some(visits)
    }

    /// What is planned already is known to be driven, whatever the map says.
    fn drive_to(&self, stop: &Stop, before: Option<&Stop>) -> Option<i64> {
        let number = |stop: &Stop| stop.planned.map(|(number, _)| number);
        let follows = match (before, number(stop)) {
            (None, Some(0)) => !self.start.seen,
            (Some(before), Some(own)) => number(before).is_some_and(|before| before + 1 == own),
            _ => false,
        };
        let here = before.map_or(self.start.road, |before| before.road);
        let planned = stop.planned.filter(|_| follows).map(|(_, drive)| drive);
        planned.or_else(|| drive(self.times, here, stop.road))
    }

    fn loads_hold(&self, stops: &[Stop]) -> bool {
        let here = self.start.aboard.iter();
        let mut aboard: BTreeMap<BookingId, (Party, RiderId)> =
            here.map(|(id, (_, party, rider))| (*id, (*party, *rider))).collect();
        let fits = |aboard: &BTreeMap<BookingId, (Party, RiderId)>| {
            let sum = |of: fn(&Party) -> u16| {
                aboard.values().map(|(party, _)| i64::from(of(party))).sum::<i64>()
            };
            let held = self.shift.capacity;
            let aids = &self.shift.fittings.aids;
            let folded = i64::from(aids.wheelchair.seats) * sum(|party| party.wheelchairs)
                + i64::from(aids.walker.seats) * sum(|party| party.walkers)
                + i64::from(aids.pram.seats) * sum(|party| party.prams);
            let seats = sum(|party| party.adults)
                + sum(|party| party.children.max(party.child_seats))
                + sum(|party| party.reduced)
                + folded;
            let pieces =
                sum(|party| party.luggage) + sum(|party| party.walkers) + sum(|party| party.prams);
            seats <= i64::from(held.seats)
                && sum(|party| party.wheelchairs) <= i64::from(held.wheelchairs)
                && sum(|party| party.child_seats) <= i64::from(held.child_seats)
                && pieces <= i64::from(held.luggage)
                && self.may_share(aboard.values().map(|(_, rider)| *rider).collect())
        };
        // Counted where the vehicle drives on: who alights makes room for who boards there.
        let Some(visits) = self.visits(stops) else { return false };
        let party = |id: BookingId| {
            let own = stops.iter().find(|stop| stop.duty == Duty::Board(id));
            own.map(|stop| (stop.party, stop.rider))
        };
        visits.iter().all(|visit| {
            aboard.retain(|id, _| !visit.alights.iter().any(|(out, ..)| out == id));
            aboard.extend(visit.boards.iter().filter_map(|id| Some((*id, party(*id)?))));
            if visit.drivers_own { aboard.is_empty() } else { fits(&aboard) }
        })
    }

    /// Nobody is there whom another one must not meet.
    fn may_share(&self, riders: Vec<RiderId>) -> bool {
        let company = |at: usize| (0..riders.len()).filter(move |other| *other != at);
        let content = |at: usize| match self.state.rider_rules(riders[at]) {
            None => true,
            Some(rules) if rules.alone => company(at).count() == 0,
            Some(rules) => company(at).all(|other| !rules.apart.contains(&riders[other])),
        };
        let shared = self.state.policy().pooling || riders.len() <= 1;
        shared && (0..riders.len()).all(content)
    }

    /// The earliest times, later and later until no ride is too long, or a limit is passed.
    fn times_hold(&self, visits: &[Visit]) -> bool {
        let n = visits.len();
        let (mut not_before, mut arrives, mut since) = (vec![i64::MIN; n], vec![0; n], vec![0; n]);
        for _ in 0..=n + 1 {
            let mut free = self.start.ready;
            for (at, visit) in visits.iter().enumerate() {
                let arrived = self.start.arrived.filter(|_| at == 0);
                arrives[at] = arrived.unwrap_or_else(|| self.not_in_the_past(free + visit.drive));
                let begins = arrives[at].max(visit.earliest).max(not_before[at]);
                if visit.latest < begins {
                    return false;
                }
                let done = begins + visit.stands;
                free = if arrived.is_some() { self.not_in_the_past(done) } else { done };
                since[at] = begins.max(free - visit.stands);
            }
            let mut moved = false;
            for (at, visit) in visits.iter().enumerate() {
                for (id, latest, longest) in &visit.alights {
                    if *latest < arrives[at] {
                        return false;
                    }
                    let least = arrives[at].saturating_sub(*longest);
                    let aboard = self.start.aboard.get(id).map(|(since, ..)| *since);
                    let boards = visits.iter().position(|visit| visit.boards.contains(id));
                    match (aboard, boards) {
                        (Some(since), _) if least <= since => {}
                        (None, Some(boards)) if least <= since[boards] => {}
                        (None, Some(boards)) => (not_before[boards], moved) = (least, true),
                        _ => return false,
                    }
                }
            }
            if !moved {
                return true;
            }
        }
        false
    }

    const fn not_in_the_past(&self, at: i64) -> i64 {
        if at <= self.start.now { self.start.now + REPORT } else { at }
    }
}

impl Visit {
    fn takes(&self, stop: &Stop) -> bool {
        let meets = match stop.duty {
            Duty::Alight(id) => !self.boards.contains(&id),
            Duty::Board(_) => stop.earliest <= self.latest && self.earliest <= stop.latest,
            Duty::Break(_) | Duty::Return => false,
        };
        meets && !self.drivers_own && self.road == stop.road
    }

    fn add(&mut self, stop: &Stop) {
        self.stands += stop.stands;
        match stop.duty {
            Duty::Alight(id) => self.alights.push((id, stop.latest, stop.longest)),
            duty => {
                self.boards.extend(match duty {
                    Duty::Board(id) => Some(id),
                    _ => None,
                });
                self.earliest = self.earliest.max(stop.earliest);
                self.latest = self.latest.min(stop.latest);
            }
        }
    }
}
