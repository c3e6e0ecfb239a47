//! The search for a pair of positions within one sequence.

use noriai_units::{Seconds, Timestamp};

use crate::booking::Booking;
use crate::ids::BookingId;
use crate::policy::{Objective, Policy};
use crate::rejection::Rejection;
use crate::request::Wish;
use crate::situation::Situation;

use super::legs::NewLegs;
use crate::planning::sequence::{Sequence, Slot};
use crate::planning::timetable::{Mode, Timetable, Violation};

/// Compared from left to right; the second part settles ties in favour of the earlier arrival.
pub(crate) type Cost = (i64, Timestamp);

/// Two positions in a sequence, and what they mean.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    /// The pickup goes before the slot of this number ...
    pub(crate) pickup_at: usize,
    /// ... and the drop-off before the slot of this one, counted without the rider.
    pub(crate) dropoff_at: usize,
    pub(crate) cost: Cost,
    /// When the ride's time begins to count.
    pub(crate) pickup: Timestamp,
    pub(crate) dropoff: Timestamp,
    pub(crate) n_sharing: u16,
}

/// How the rider's own times count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Somebody who is not promised anything yet: wait and ride, each by its weight.
    New,
    /// Somebody who was promised before: as a delay, like that of all others aboard.
    Promised,
}

/// Vectors that are filled again for each tour and each try.
#[derive(Default)]
pub(crate) struct Scratch {
    pub(crate) timetable: Timetable,
    pub(crate) order: Vec<usize>,
    legs: NewLegs,
}

/// The cheapest pair of positions for a rider in a sequence whose own order is its slots' order.
/// The sequence is left as it was.
///
/// # Errors
/// The cause that came nearest to working, if no pair does.
pub(crate) fn best_spot(
    sequence: &mut Sequence,
    policy: &Policy,
    rider: &Booking,
    measure: Measure,
    situation: &Situation<'_>,
    scratch: &mut Scratch,
) -> Result<Spot, Rejection> {
    let n_old = sequence.slots.len();
    let (board, alight) = Slot::pair(rider, &sequence.aids, &sequence.riders, policy);
    sequence.slots.push(board);
    sequence.slots.push(alight);
    let found = search(sequence, policy, rider, measure, situation, scratch);
    sequence.slots.truncate(n_old);
    found
}

fn search(
    sequence: &Sequence,
    policy: &Policy,
    rider: &Booking,
    measure: Measure,
    situation: &Situation<'_>,
    scratch: &mut Scratch,
) -> Result<Spot, Rejection> {
    let n_old = sequence.slots.len() - 2;
    let reach = Reach::of(sequence);
    scratch.legs.fetch(sequence, reach.positions(sequence, rider), situation);
    scratch.order.clear();
    scratch.order.extend(0..n_old);
    scratch.compute(sequence, policy).map_err(|violation| violation.seen_by(rider.id))?;
    let old = Baseline::of(&scratch.timetable);
    let mut search = Search { sequence, policy, rider, measure, old, best: None, nearest: None };
    search.run(&reach, scratch);
    search.best.ok_or_else(|| search.nearest.unwrap_or(Rejection::ShiftEnd { late: Seconds::ZERO }))
}

/// The tour as it is without the new rider.
struct Baseline {
    driving: Seconds,
    arrivals: Vec<(BookingId, Timestamp)>,
}

/// Bounds on the time at each position that hold whatever is inserted, as they rest on windows
/// alone. (Bounds from driving times would not: where a vehicle may turn at a stop, a way over the
/// stop can be shorter than the way past it.)
struct Reach {
    /// Nothing at this position or behind it is before this.
    soonest: Vec<Timestamp>,
    /// Nothing at this position or before it can be after this.
    latest: Vec<Timestamp>,
}

struct Search<'a> {
    sequence: &'a Sequence,
    policy: &'a Policy,
    rider: &'a Booking,
    measure: Measure,
    old: Baseline,
    best: Option<Spot>,
    nearest: Option<Rejection>,
}

impl Search<'_> {
    fn run(&mut self, reach: &Reach, scratch: &mut Scratch) {
        let n_old = self.sequence.slots.len() - 2;
        // The return to the depot stays last.
        let last = n_old.saturating_sub(1);
        let promise = self.rider.promise;
        for pickup in self.sequence.n_locked..=last {
            if promise.pickup_latest < reach.soonest[pickup] {
                self.note(Rejection::Wait { late: reach.soonest[pickup] - promise.pickup_latest });
                return;
            }
            if reach.latest[pickup] < promise.pickup_earliest {
                continue;
            }
            for dropoff in pickup..=last {
                if promise.arrive_latest < reach.soonest[dropoff] {
                    break;
                }
                order_with(pickup, dropoff, n_old, &mut scratch.order);
                let result = scratch.compute(self.sequence, self.policy);
                match result.map_err(|violation| violation.seen_by(self.rider.id)) {
                    Ok(()) => self.consider(&scratch.timetable, pickup, dropoff),
                    Err(cause) => self.note(cause),
                }
            }
        }
    }

    fn consider(&mut self, timetable: &Timetable, pickup_at: usize, dropoff_at: usize) {
        let id = self.rider.id;
        let Some(own) = timetable.rider(id) else { return };
        let (pickup, dropoff) = (own.since, own.dropoff);
        let cost = self.cost(timetable, pickup, dropoff);
        if self.best.as_ref().is_some_and(|best| best.cost <= cost) {
            return;
        }
        let n_sharing = timetable.n_sharing(&own);
        self.best = Some(Spot { pickup_at, dropoff_at, cost, pickup, dropoff, n_sharing });
    }

    fn cost(&self, timetable: &Timetable, pickup: Timestamp, dropoff: Timestamp) -> Cost {
        if (self.policy.objective, self.measure) == (Objective::NearestVehicle, Measure::New) {
            return (pickup.unix_millis(), dropoff);
        }
        let weights = self.policy.objective.weights();
        let driving = timetable.driving() - self.old.driving;
        let own = match (self.measure, self.rider.request.wish) {
            (Measure::New, Wish::DepartAt(at)) => {
                weights.wait * (pickup - at).millis() + weights.ride * (dropoff - pickup).millis()
            }
            (Measure::New, Wish::ArriveBy(at)) => {
                weights.wait * (at - dropoff).millis() + weights.ride * (dropoff - pickup).millis()
            }
            (Measure::Promised, _) => {
                weights.others * (dropoff - self.rider.promise.pickup_earliest).millis()
            }
        };
        let delays = timetable.riders().filter_map(|other| {
            let before = self.old.arrivals.iter().find(|(old, _)| *old == other.rider)?;
            Some(other.dropoff - before.1)
        });
        let sum = weights.driving * driving.millis()
            + own
            + weights.others * delays.sum::<Seconds>().millis();
        (sum, dropoff)
    }

    fn note(&mut self, cause: Rejection) {
        if self.nearest.is_none_or(|nearest| nearest.nearness() < cause.nearness()) {
            self.nearest = Some(cause);
        }
    }
}

impl Reach {
    fn of(sequence: &Sequence) -> Self {
        let old = &sequence.slots[..sequence.slots.len() - 2];
        let mut soonest = vec![sequence.start.ready];
        for slot in old {
            soonest.push(slot.earliest.max(soonest[soonest.len() - 1]));
        }
        let mut latest = vec![Timestamp::MAX; old.len() + 1];
        for (index, slot) in old.iter().enumerate().rev() {
            latest[index] = slot.latest.min(latest[index + 1]);
        }
        Self { soonest, latest }
    }

    /// The first and the last position that can work for a rider; turned round if none can.
    fn positions(&self, sequence: &Sequence, rider: &Booking) -> (usize, usize) {
        let promise = &rider.promise;
        let last = sequence.slots.len().saturating_sub(3);
        let low = self.latest.partition_point(|latest| *latest < promise.pickup_earliest);
        let n_soon_enough = self.soonest.partition_point(|at| *at <= promise.arrive_latest);
        match n_soon_enough.checked_sub(1) {
            Some(high) => (low.max(sequence.n_locked), high.min(last)),
            None => (1, 0),
        }
    }
}

impl Spot {
    /// Writes down the order with the rider's two slots, which are numbered from `n_old` on.
    pub(crate) fn order_into(&self, n_old: usize, order: &mut Vec<usize>) {
        order_with(self.pickup_at, self.dropoff_at, n_old, order);
    }
}

fn order_with(pickup: usize, dropoff: usize, n_old: usize, order: &mut Vec<usize>) {
    order.clear();
    order.extend(0..pickup);
    order.push(n_old);
    order.extend(pickup..dropoff);
    order.push(n_old + 1);
    order.extend(dropoff..n_old);
}

impl Baseline {
    fn of(timetable: &Timetable) -> Self {
        Self {
            driving: timetable.driving(),
            arrivals: timetable.riders().map(|old| (old.rider, old.dropoff)).collect(),
        }
    }
}

impl Scratch {
    pub(super) fn compute(
        &mut self,
        sequence: &Sequence,
        policy: &Policy,
    ) -> Result<(), Violation> {
        let legs = &self.legs;
        let leg = |from: Option<usize>, to: usize| legs.between(sequence, from, to);
        self.timetable.compute(sequence, &self.order, leg, policy, Mode::Strict)
    }
}

impl Violation {
    /// The violation as the new rider is told it.
    pub(super) fn seen_by(self, new: BookingId) -> Rejection {
        match (self.rider, self.cause) {
            (Some(rider), Rejection::Wait { late } | Rejection::Arrival { late })
                if rider != new =>
            {
                Rejection::OthersPromise { late }
            }
            (Some(rider), Rejection::Ride { longer }) if rider != new => {
                Rejection::OthersPromise { late: longer }
            }
            (_, cause) => cause,
        }
    }
}
