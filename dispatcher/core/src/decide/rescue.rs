//! Riders whom their vehicle can't get to, or not in time, because the roads have changed: another
//! vehicle takes them, if need be later; or they are told that none can.

use noriai_units::{Seconds, Timestamp};

use crate::booking::{Booking, CancelledBy, Promise, Status};
use crate::event::Event;
use crate::ids::BookingId;
use crate::planning::insertion::{Insertion, insertions};
use crate::planning::plan::{order_without, replan};
use crate::planning::sequence::Sequence;
use crate::policy::Policy;
use crate::rules;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::Tour;

use super::story::Story;

/// How many times the longest wait a rider is promised who can't be fetched as promised before.
const LATER_MAX: i64 = 6;
/// So many are handed over to other vehicles at once, and so many looked for again, at most.
const HANDED_OVER_MAX: usize = 20;
const LOOKED_FOR_MAX: usize = 8;
/// Who could not be fetched for so long after the promised window is called off: whatever the ride
/// was for is over.
const GIVEN_UP: Seconds = Seconds::from_minutes(3 * 60);

/// Finds a vehicle for riders who are on no tour; those for whom there is none are told.
pub(super) fn rescue(story: &mut Story, riders: &[BookingId], situation: &Situation<'_>) {
    let mut bookings: Vec<Booking> =
        riders.iter().filter_map(|id| story.state.booking(*id).copied()).collect();
    bookings.retain(|booking| booking.status == Status::Waiting);
    bookings.sort_by_key(|booking| (booking.promise.pickup_latest, booking.id));
    for booking in bookings {
        match again(&story.state, &booking, situation) {
            Some(events) => story.tell_all(events),
            None if story.state.cut_off().contains_key(&booking.id) => {}
            None => story.tell(Event::CutOff { booking: booking.id }),
        }
    }
}

/// Looks again for those whom no vehicle could get to, and gives up in the end.
pub(super) fn look_again(story: &mut Story, situation: &Situation<'_>) {
    let waits = |id: &BookingId| story.state.booking(*id).map(|b| b.promise.pickup_latest);
    let mut riders: Vec<(Timestamp, BookingId)> =
        story.state.cut_off().keys().filter_map(|id| Some((waits(id)?, *id))).collect();
    riders.sort_unstable();
    let lost = |until: &Timestamp| *until + GIVEN_UP < situation.now;
    let (over, open): (Vec<_>, Vec<_>) = riders.into_iter().partition(|(until, _)| lost(until));
    for (_, booking) in over {
        story.tell(Event::Cancelled { booking, by: CancelledBy::Operator });
    }
    let open: Vec<BookingId> = open.into_iter().take(LOOKED_FOR_MAX).map(|(_, id)| id).collect();
    rescue(story, &open, situation);
}

/// Hands riders over to other vehicles who would come too late on their own tour and elsewhere do
/// not.
pub(super) fn hand_over(story: &mut Story, late: &[BookingId], situation: &Situation<'_>) {
    for id in late.iter().take(HANDED_OVER_MAX) {
        let Some(booking) = story.state.booking(*id).copied() else { continue };
        let Some(tour) = story.state.tour_with(*id).cloned() else { continue };
        if booking.status != Status::Waiting {
            continue;
        }
        let mut without = Story::from(&story.state, situation.now);
        let Some(left) = plan_without(&tour, *id, &story.state, situation) else { continue };
        without.tell_all(left.clone());
        if let Some(best) = best(&without.state, &booking, situation)
            && best.shift != tour.shift.id
        {
            story.tell_all(left);
            story.tell(Event::TourPlanned { shift: best.shift, plan: best.plan });
        }
    }
}

/// The tour without a rider; `None` if the vehicle is bound for that very rider.
fn plan_without(
    tour: &Tour,
    rider: BookingId,
    state: &State,
    situation: &Situation<'_>,
) -> Option<Vec<Event>> {
    let bound = tour.calls.first().filter(|call| call.arrived || call.leave <= situation.now);
    if bound.is_some_and(|call| call.boards().any(|id| id == rider)) {
        return None;
    }
    let sequence = Sequence::of(tour, state, situation);
    let order = order_without(&sequence, &[rider]);
    let events = replan(tour, &sequence, &order, state, situation);
    // Promises are made anew once, at the end.
    Some(events.into_iter().filter(|event| matches!(event, Event::TourPlanned { .. })).collect())
}

fn best(state: &State, booking: &Booking, situation: &Situation<'_>) -> Option<Insertion> {
    insertions(state, situation, booking).ok()?.into_iter().next()
}

/// The best way to fetch a rider as promised or, if none can, as soon after as any.
fn again(state: &State, booking: &Booking, situation: &Situation<'_>) -> Option<Vec<Event>> {
    let (from, to) = (booking.request.from.road, booking.request.to.road);
    let direct = situation.times.leg(from, to)?;
    let policy = state.policy();
    let dwell = policy.dwell_call + rules::aids::longest_dwell(booking.request.party, state);
    let max_ride = booking.max_ride.max(policy.max_ride(direct.time) + dwell);
    let old = booking.promise;
    let as_promised = (situation.now <= old.pickup_latest).then_some(*booking);
    let later = (1..=LATER_MAX).map(|step| {
        let pickup_latest = old.pickup_latest.max(situation.now) + policy.max_wait * step;
        let arrive_latest = old.arrive_latest.max((pickup_latest + max_ride).ceil_minute());
        let pickup_earliest = old.pickup_earliest;
        Booking {
            promise: Promise { pickup_earliest, pickup_latest, arrive_latest },
            max_ride,
            ..*booking
        }
    });
    let found = as_promised
        .into_iter()
        .chain(later)
        .find_map(|trial| Some((trial, best(state, &trial, situation)?)));
    let (trial, found) = found?;
    // Planned as it is promised: within a narrower window, who boards at the same spot at another
    // time may have to be served at a call of their own.
    let promised = Booking { promise: around(&found, &trial, policy), ..trial };
    let narrower = (trial.promise != old).then(|| best(state, &promised, situation)).flatten();
    let (promise, best) = match narrower {
        Some(again) => (promised.promise, again),
        None => (trial.promise, found),
    };
    let told = (promise != old || trial.max_ride != booking.max_ride)
        .then_some(Event::Repromised { booking: booking.id, promise, max_ride: trial.max_ride });
    let planned = Event::TourPlanned { shift: best.shift, plan: best.plan };
    Some(told.into_iter().chain([planned]).collect())
}

/// The new promise: a window from the planned pickup on, within what was tried.
fn around(best: &Insertion, trial: &Booking, policy: &Policy) -> Promise {
    let limits = trial.promise;
    let pickup_earliest = best.pickup.floor_minute().max(limits.pickup_earliest);
    let window_end = (pickup_earliest + policy.pickup_window).ceil_minute();
    let pickup_latest = window_end.min(limits.pickup_latest).max(best.pickup);
    let arrival = (pickup_latest + trial.max_ride).ceil_minute();
    let arrive_latest = arrival.min(limits.arrive_latest).max(best.dropoff);
    Promise { pickup_earliest, pickup_latest, arrive_latest }
}
