//! Riders whom their vehicle can't get to, or not in time, because the roads have changed, it has
//! broken down, or its shift ends: other vehicles take them, if need be later; or they are told that
//! none can.

use noriai_units::{Seconds, Timestamp};

use crate::booking::{Booking, CancelledBy, Promise, Status};
use crate::event::Event;
use crate::ids::BookingId;
use crate::planning::insertion::{Insertion, insertions};
use crate::planning::plan::{order_without, replan};
use crate::planning::sequence::Sequence;
use crate::rules;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::Tour;

use super::placing::place;
use super::story::Story;

/// How many times the longest wait a rider is promised who can't be fetched as promised before.
const LATER_MAX: i64 = 6;
/// So many are handed over to other vehicles at once, and so many looked for again, at most.
const HANDED_OVER_MAX: usize = 20;
const LOOKED_FOR_MAX: usize = 8;
/// Who could not be fetched for so long after the promised window is called off: whatever the ride
/// was for is over.
const GIVEN_UP: Seconds = Seconds::from_minutes(3 * 60);

/// Finds vehicles for riders who are on no tour, all of them together; those for whom there is none
/// are told. As promised if any vehicle can, otherwise as soon after as any.
pub(super) fn rescue(story: &mut Story, riders: &[BookingId], situation: &Situation<'_>) {
    let mut left: Vec<Booking> =
        riders.iter().filter_map(|id| story.state.booking(*id).copied()).collect();
    left.retain(|booking| booking.status == Status::Waiting);
    left.sort_by_key(|booking| (booking.promise.pickup_latest, booking.id));
    for step in 0..=LATER_MAX {
        let trial = |booking: &Booking| later(booking, step, &story.state, situation);
        let trials: Vec<Booking> = left.iter().filter_map(trial).collect();
        if !trials.is_empty() {
            place(story, &trials, situation);
            left.retain(|booking| story.state.tour_with(booking.id).is_none());
        }
    }
    for booking in left {
        if !story.state.cut_off().contains_key(&booking.id) {
            story.tell(Event::CutOff { booking: booking.id });
        }
    }
}

/// The booking as promised before or, from the first step on, so many times the longest wait later.
fn later(
    booking: &Booking,
    step: i64,
    state: &State,
    situation: &Situation<'_>,
) -> Option<Booking> {
    let policy = state.policy();
    let old = booking.promise;
    if step == 0 {
        return (situation.now <= old.pickup_latest).then_some(*booking);
    }
    let direct = situation.times.leg(booking.request.from.road, booking.request.to.road)?;
    let dwell = policy.dwell_call + rules::aids::longest_dwell(booking.request.party, state);
    let max_ride = booking.max_ride.max(policy.max_ride(direct.time) + dwell);
    let pickup_latest = old.pickup_latest.max(situation.now) + policy.max_wait * step;
    let arrive_latest = old.arrive_latest.max((pickup_latest + max_ride).ceil_minute());
    let promise = Promise { pickup_latest, arrive_latest, ..old };
    Some(Booking { promise, max_ride, ..*booking })
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
