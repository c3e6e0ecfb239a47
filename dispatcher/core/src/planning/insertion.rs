//! The best way to take a new rider in: every pair of positions in every tour.
//!
//! Exact: each pair is tested against all hard constraints by [`Timetable`]. Positions are left
//! out only where a bound proves that no later one can work.

mod breaks;
mod legs;
mod search;

use noriai_units::Timestamp;

use crate::booking::{Booking, OfferPlan};
use crate::event::{Event, Plan};
use crate::ids::{ShiftId, VehicleId};
use crate::improvement::make_room;
use crate::policy::Objective;
use crate::rejection::Rejection;
use crate::rules;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::Tour;

use super::cost::cost_of;
use super::plan::plan_of;
use super::sequence::{Sequence, Slot};

pub(crate) use search::{Cost, Measure, Scratch, Spot, best_spot};

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
    /// Plans of other tours that make room for it.
    pub(crate) others: Vec<(ShiftId, Plan)>,
}

impl Insertion {
    /// What an offer says of it.
    pub(crate) const fn offered(&self) -> OfferPlan {
        let Self { vehicle, pickup, dropoff, n_sharing, .. } = *self;
        OfferPlan { vehicle, pickup, dropoff, n_sharing }
    }

    /// The plans, as events.
    pub(crate) fn events(self) -> impl Iterator<Item = Event> {
        let plans = std::iter::once((self.shift, self.plan)).chain(self.others);
        plans.map(|(shift, plan)| Event::TourPlanned { shift, plan })
    }
}

/// The best insertion in each tour that has one, cheapest first; of those that cost hardly more than
/// the cheapest, the one whose company is to have the ride.
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
    rules::rotation::prefer(&mut found, state);
    if found.is_empty() { Err(nearest) } else { Ok(found) }
}

/// The same; if no tour has room, the one way to make it, where the policy has room made.
///
/// # Errors
/// As [`insertions`].
pub(crate) fn insertions_or_room(
    state: &State,
    situation: &Situation<'_>,
    rider: &Booking,
) -> Result<Vec<Insertion>, Rejection> {
    let found = insertions(state, situation, rider);
    match found {
        Err(cause) if state.policy().make_room && cause.can_change_with_time() => {
            make_room(state, situation, rider).map(|way| vec![way]).ok_or(cause)
        }
        found => found,
    }
}

fn best_in_tour(
    tour: &Tour,
    state: &State,
    situation: &Situation<'_>,
    rider: &Booking,
    scratch: &mut Scratch,
) -> Result<Insertion, Rejection> {
    rules::may_take(tour, rider, state)?;
    let policy = state.policy();
    let (mut sequence, cost) = best_order(tour, state, situation, rider, scratch)?;
    // A promise outranks what is kept: who is booked already is to be fetched.
    if state.booking(rider.id).is_none() {
        let (ahead, wish) = (tour.shift.books_ahead, rider.request.wish.at());
        rules::reserve::is_near(ahead, wish, situation.now)?;
    }
    let spot = best_spot(&mut sequence, policy, rider, Measure::New, situation, scratch)?;
    let (board, alight) = Slot::pair(rider, &sequence.aids, &sequence.riders, policy);
    let n_old = sequence.slots.len();
    sequence.slots.push(board);
    sequence.slots.push(alight);
    spot.order_into(n_old, &mut scratch.order);
    scratch.compute(&sequence, policy).map_err(|violation| violation.seen_by(rider.id))?;
    Ok(Insertion {
        shift: tour.shift.id,
        vehicle: tour.shift.vehicle,
        cost,
        pickup: spot.pickup,
        dropoff: spot.dropoff,
        n_sharing: spot.n_sharing,
        plan: plan_of(tour, &sequence, &scratch.order, &scratch.timetable),
        others: Vec::new(),
    })
}

/// The tour's duties in the order in which the rider is taken in at the least cost: as planned, or
/// with breaks moved among the riders.
fn best_order(
    tour: &Tour,
    state: &State,
    situation: &Situation<'_>,
    rider: &Booking,
    scratch: &mut Scratch,
) -> Result<(Sequence, Cost), Rejection> {
    let policy = state.policy();
    let mut planned = Sequence::of(tour, state, situation);
    // The drive to the next call is from where the vehicle was seen, for the tour as planned too.
    planned.begin(true, situation).ok_or(Rejection::NoRoad)?;
    let mut best = best_spot(&mut planned, policy, rider, Measure::New, situation, scratch)
        .map(|spot| (planned.clone(), spot.cost));
    let others = breaks::other_orders(&planned);
    if others.is_empty() {
        return best;
    }
    let Scratch { timetable, order, .. } = scratch;
    let Ok(before) = cost_of(&planned, state, timetable, order) else { return best };
    for other in others {
        let mut moved = planned.clone();
        if moved.reorder(&other, situation).is_none() {
            continue;
        }
        let Scratch { timetable, order, .. } = scratch;
        let Ok(after) = cost_of(&moved, state, timetable, order) else { continue };
        let spot = best_spot(&mut moved, policy, rider, Measure::New, situation, scratch);
        // Where the nearest vehicle is sent, nothing but its pickup counts.
        let changed = match policy.objective {
            Objective::LeastCost(_) => after - before,
            Objective::NearestVehicle => 0,
        };
        let found = spot.map(|spot| (moved, (spot.cost.0 + changed, spot.cost.1)));
        best = match (best, found) {
            (Ok(best), Ok(found)) => Ok(if found.1 < best.1 { found } else { best }),
            (Err(one), Err(other)) if one.nearness() < other.nearness() => Err(other),
            (Err(_), Ok(found)) => Ok(found),
            (best, Err(_)) => best,
        };
    }
    best
}
