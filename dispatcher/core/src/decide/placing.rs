//! Riders who are on no tour, placed together.

use noriai_units::Timestamp;

use crate::booking::{Booking, Promise};
use crate::event::Event;
use crate::improvement::TourOrder;
use crate::improvement::repair::{Regret, put_back};
use crate::improvement::solution::Solution;
use crate::planning::insertion::insertions;
use crate::planning::route::{Ground, Route};
use crate::policy::Policy;
use crate::situation::Situation;
use crate::state::State;

use super::improve::lay;
use super::story::Story;

/// How many best vehicles are compared.
const REGRET: Regret = Regret(3);

/// Gives riders to vehicles by regret, so that who has only one way goes first, and tells them of
/// promises that are new: a window around the planned pickup.
pub(super) fn place(story: &mut Story, trials: &[Booking], situation: &Situation<'_>) {
    let found = put_in(&story.state, trials, situation);
    let told = |promise_of: &dyn Fn(&Placed) -> Promise| {
        let mut told = story.clone();
        for placed in &found.placed {
            let (old, max_ride) = (told.state.booking(placed.trial.id), placed.trial.max_ride);
            let promise = promise_of(placed);
            if old.is_some_and(|old| (old.promise, old.max_ride) != (promise, max_ride)) {
                told.tell(Event::Repromised { booking: placed.trial.id, promise, max_ride });
            }
        }
        let laid = lay(&told.state, &found.tours, situation, true).ok()?;
        told.tell_all(laid.events);
        Some(told)
    };
    let policy = story.state.policy();
    let is_new = |trial: &Booking| {
        story.state.booking(trial.id).is_some_and(|old| old.promise != trial.promise)
    };
    let narrow = |placed: &Placed| {
        let trial = &placed.trial;
        if is_new(trial) { around(placed, policy) } else { trial.promise }
    };
    // Within a narrower window, who boards at the same spot at another time may have to be served at
    // a call of their own: if that does not hold, the window stays wide.
    let planned = told(&narrow).or_else(|| told(&|placed| placed.trial.promise));
    if let Some(planned) = planned {
        *story = planned;
    }
    let left = trials.iter().filter(|trial| story.state.tour_with(trial.id).is_none());
    for trial in left.collect::<Vec<_>>() {
        put_in_alone(story, trial, situation);
    }
}

/// Gives a rider for whom no tour has room as it is planned to one that has, once its breaks are
/// held before or after other riders.
fn put_in_alone(story: &mut Story, trial: &Booking, situation: &Situation<'_>) {
    let first = |state: &State, trial: &Booking| {
        insertions(state, situation, trial).ok()?.into_iter().next()
    };
    let Some(wide) = first(&story.state, trial) else { return };
    let Some(old) = story.state.booking(trial.id).copied() else { return };
    let (mut trial, mut found) = (*trial, wide);
    if old.promise != trial.promise {
        let placed = Placed { trial, pickup: found.pickup, dropoff: found.dropoff };
        let narrow = Booking { promise: around(&placed, story.state.policy()), ..trial };
        if let Some(within) = first(&story.state, &narrow) {
            (trial, found) = (narrow, within);
        }
    }
    let Booking { id: booking, promise, max_ride, .. } = trial;
    if (old.promise, old.max_ride) != (promise, max_ride) {
        story.tell(Event::Repromised { booking, promise, max_ride });
    }
    story.tell_all(found.events());
}

/// Who was given to a vehicle, and when.
struct Placed {
    trial: Booking,
    pickup: Timestamp,
    dropoff: Timestamp,
}

/// The tours that take riders in.
struct Found {
    placed: Vec<Placed>,
    tours: Vec<TourOrder>,
}

fn put_in(state: &State, trials: &[Booking], situation: &Situation<'_>) -> Found {
    let mut ground = Ground::turning(state, situation);
    let riders: Vec<&Booking> = trials.iter().collect();
    let mut solution = Solution::without(Route::all(&mut ground), riders.len());
    let all: Vec<usize> = (0..riders.len()).collect();
    // Whoever it could not place is tried again later.
    let _ = put_back(&mut solution, &all, &riders, REGRET, &mut ground);
    let mut found = Found { placed: Vec::new(), tours: Vec::new() };
    for (number, route) in solution.routes.iter().enumerate() {
        let own: Vec<&Booking> = all
            .iter()
            .filter(|rider| solution.at[**rider] == Some(number))
            .map(|n| riders[*n])
            .collect();
        if own.is_empty() {
            continue;
        }
        let times = route.times(&mut ground);
        let placed = own.into_iter().filter_map(|trial| {
            let times = times.iter().find(|times| times.rider == trial.id)?;
            Some(Placed { trial: *trial, pickup: times.since, dropoff: times.dropoff })
        });
        found.placed.extend(placed);
        found.tours.push(route.order());
    }
    found
}

/// The new promise: a window from the planned pickup on, within what was tried.
fn around(placed: &Placed, policy: &Policy) -> Promise {
    let Placed { trial, pickup, dropoff } = placed;
    let limits = trial.promise;
    let pickup_earliest = pickup.floor_minute().max(limits.pickup_earliest);
    let window_end = (pickup_earliest + policy.pickup_window).ceil_minute();
    let pickup_latest = window_end.min(limits.pickup_latest).max(*pickup);
    let arrival = (pickup_latest + trial.max_ride).ceil_minute();
    let arrive_latest = arrival.min(limits.arrive_latest).max(*dropoff);
    Promise { pickup_earliest, pickup_latest, arrive_latest }
}
