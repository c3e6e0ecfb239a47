//! The best way to take a new rider in: every pair of positions in every tour.
//!
//! Exact: each pair is tested against all hard constraints by [`Timetable`]. Positions are left
//! out only where a bound proves that no later one can work.

mod legs;

use noriai_units::{Seconds, Timestamp};

use crate::booking::Booking;
use crate::event::Plan;
use crate::ids::{BookingId, ShiftId, VehicleId};
use crate::policy::{Objective, Policy};
use crate::rejection::Rejection;
use crate::request::Wish;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::Tour;

use super::plan::plan_of;
use super::sequence::{Sequence, Slot};
use super::timetable::{Mode, RiderTimes, Timetable, Violation};
use legs::NewLegs;

/// A tour, two positions in it, and what that costs.
#[derive(Clone, Debug)]
pub(crate) struct Insertion {
    pub(crate) shift: ShiftId,
    pub(crate) vehicle: VehicleId,
    pub(crate) cost: Cost,
    /// When boarding begins.
    pub(crate) pickup: Timestamp,
    /// When the rider is at the goal.
    pub(crate) dropoff: Timestamp,
    /// How many other parties share a part of the ride.
    pub(crate) n_sharing: u16,
    pub(crate) plan: Plan,
}

/// Compared from left to right; the second part settles ties in favour of the earlier arrival.
pub(crate) type Cost = (i64, Timestamp);

/// The best insertion in each tour that has one, cheapest first.
///
/// # Errors
/// The cause that came nearest to working, if no tour has one.
pub(crate) fn insertions(
    state: &State,
    situation: &Situation<'_>,
    rider: &Booking,
) -> Result<Vec<Insertion>, Rejection> {
    let direct = situation.times.leg(rider.request.from.road, rider.request.to.road);
    if direct.is_none() {
        return Err(Rejection::NoRoad);
    }
    let mut scratch = Scratch::default();
    let mut nearest = Rejection::NoShift;
    let mut found = Vec::new();
    for tour in state.tours().values() {
        match best_in_tour(tour, state, situation, rider, &mut scratch) {
            Ok(insertion) => found.push(insertion),
            Err(cause) if nearest.nearness() < cause.nearness() => nearest = cause,
            Err(_) => {}
        }
    }
    found.sort_by_key(|insertion| (insertion.cost, insertion.vehicle, insertion.shift));
    if found.is_empty() { Err(nearest) } else { Ok(found) }
}

/// Vectors that are filled again for each tour and each try.
#[derive(Default)]
struct Scratch {
    timetable: Timetable,
    order: Vec<usize>,
    legs: NewLegs,
}

fn best_in_tour(
    tour: &Tour,
    state: &State,
    situation: &Situation<'_>,
    rider: &Booking,
    scratch: &mut Scratch,
) -> Result<Insertion, Rejection> {
    fits_at_all(tour, rider)?;
    let policy = state.policy();
    let mut sequence = Sequence::of(tour, state, situation);
    let n_old = sequence.slots.len();
    let (board, alight) = Slot::pair(rider.id, rider, policy);
    sequence.slots.push(board);
    sequence.slots.push(alight);
    scratch.legs.fetch(&sequence, situation);

    scratch.order.clear();
    scratch.order.extend(0..n_old);
    scratch.compute(&sequence, policy).map_err(|violation| violation.seen_by(rider.id))?;
    let old = Baseline::of(&scratch.timetable);

    let mut search = Search { tour, sequence, policy, rider, old, best: None, nearest: None };
    search.run(scratch);
    search
        .best
        .map(|(_, insertion)| insertion)
        .ok_or_else(|| search.nearest.unwrap_or(Rejection::ShiftEnd { late: Seconds::ZERO }))
}

/// What can be said without looking at the tour's calls.
fn fits_at_all(tour: &Tour, rider: &Booking) -> Result<(), Rejection> {
    let shift = &tour.shift;
    let promise = &rider.promise;
    // A driver may have begun before the shift did.
    let before = promise.arrive_latest < shift.start.min(tour.origin.ready);
    if tour.is_over() || before || shift.end < promise.pickup_earliest {
        return Err(Rejection::NoShift);
    }
    if let Some((kind, wanted, held)) = rider.request.party.load().exceeds(shift.capacity) {
        return Err(Rejection::NoVehicleFits { kind, wanted, held });
    }
    // A driver who is late for the break or for home is not sent anywhere else.
    let late = tour.calls.last().map_or(Seconds::ZERO, |last| last.begin - shift.end);
    match tour.overrun {
        Seconds::ZERO => Ok(()),
        _ if Seconds::ZERO < late => Err(Rejection::ShiftEnd { late }),
        _ => Err(Rejection::Break),
    }
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
    tour: &'a Tour,
    sequence: Sequence,
    policy: &'a Policy,
    rider: &'a Booking,
    old: Baseline,
    best: Option<(Cost, Insertion)>,
    nearest: Option<Rejection>,
}

impl Search<'_> {
    fn run(&mut self, scratch: &mut Scratch) {
        let n_old = self.sequence.slots.len() - 2;
        // The return to the depot stays last.
        let last = n_old.saturating_sub(1);
        let promise = self.rider.promise;
        let reach = Reach::of(&self.sequence);
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
                scratch.order.clear();
                scratch.order.extend(0..pickup);
                scratch.order.push(n_old);
                scratch.order.extend(pickup..dropoff);
                scratch.order.push(n_old + 1);
                scratch.order.extend(dropoff..n_old);
                let result = scratch.compute(&self.sequence, self.policy);
                match result.map_err(|violation| violation.seen_by(self.rider.id)) {
                    Ok(()) => self.consider(&scratch.timetable, &scratch.order),
                    Err(cause) => self.note(cause),
                }
            }
        }
    }

    fn consider(&mut self, timetable: &Timetable, order: &[usize]) {
        let id = self.rider.id;
        let Some(own) = timetable.rider(id) else { return };
        let (pickup, dropoff) = (own.since, own.dropoff);
        let cost = self.cost(timetable, pickup, dropoff);
        if self.best.as_ref().is_some_and(|(best, _)| *best <= cost) {
            return;
        }
        let shares = |other: &RiderTimes| {
            other.rider != id && other.since < dropoff && pickup < other.dropoff
        };
        let n_sharing = timetable.riders().filter(shares).count();
        let insertion = Insertion {
            shift: self.tour.shift.id,
            vehicle: self.tour.shift.vehicle,
            cost,
            pickup,
            dropoff,
            n_sharing: u16::try_from(n_sharing).unwrap_or(u16::MAX),
            plan: plan_of(self.tour, &self.sequence, order, timetable),
        };
        self.best = Some((cost, insertion));
    }

    fn cost(&self, timetable: &Timetable, pickup: Timestamp, dropoff: Timestamp) -> Cost {
        let weights = match self.policy.objective {
            Objective::LeastCost(weights) => weights,
            Objective::NearestVehicle => return (pickup.unix_millis(), dropoff),
        };
        let driving = timetable.driving() - self.old.driving;
        let wait = match self.rider.request.wish {
            Wish::DepartAt(at) => pickup - at,
            Wish::ArriveBy(at) => at - dropoff,
        };
        let delays = timetable.riders().filter_map(|other| {
            let before = self.old.arrivals.iter().find(|(old, _)| *old == other.rider)?;
            Some(other.dropoff - before.1)
        });
        let sum = weights.driving * driving.millis()
            + weights.wait * wait.millis()
            + weights.ride * (dropoff - pickup).millis()
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
    fn compute(&mut self, sequence: &Sequence, policy: &Policy) -> Result<(), Violation> {
        let legs = &self.legs;
        let leg = |from: Option<usize>, to: usize| legs.between(sequence, from, to);
        self.timetable.compute(sequence, &self.order, leg, policy, Mode::Strict)
    }
}

impl Violation {
    /// The violation as the new rider is told it.
    fn seen_by(self, new: BookingId) -> Rejection {
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
