//! Time passes: plans that reality has overtaken are made anew, before a promise breaks silently.

use std::sync::Arc;

use noriai_units::{Seconds, Timestamp};

use crate::event::{Event, Plan};
use crate::ids::ShiftId;
use crate::planning::plan::replan;
use crate::planning::sequence::Sequence;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::{Duty, Tour};

use super::next_shift;
use super::rescue;
use super::story::Story;

/// A plan is made anew only if a time in it moves by this much: tablets and riders are not
/// bothered, and the journal is not filled, with every second of traffic.
pub(super) const NOTABLE: Seconds = Seconds::new(45);

/// ... or by this share of what the vehicle is late, whichever is more: a driver who has gone home
/// without saying so does not fill the journal either.
const SHARE_OF_LATE: i64 = 8;

/// Compares every tour that is under way with what is known of its vehicle.
pub(super) fn tick(state: &State, situation: &Situation<'_>) -> Vec<Event> {
    let tours = || state.tours().values();
    let active = tours().filter(|tour| is_active(tour, situation.now));
    let late = tours().filter(|tour| Seconds::ZERO < tour.overrun && tour.serves_riders());
    let refreshed = active.flat_map(|tour| refreshed(tour, state, situation));
    let late: Vec<&Arc<Tour>> = late.collect();
    let put_off = tours().filter(|tour| next_shift::is_put_off(tour, situation.now));
    let put_off: Vec<ShiftId> = put_off.map(|tour| tour.shift.id).collect();
    if state.cut_off().is_empty() && late.is_empty() && put_off.is_empty() {
        return refreshed.collect();
    }
    let mut story = Story::from(state, situation.now);
    story.tell_all(refreshed);
    // One after the other: two shifts that are late may put off the same third.
    for tour in late {
        let later = next_shift::put_off(tour, &story.state, situation);
        story.tell_all(later);
    }
    for shift in put_off {
        let sooner = next_shift::bring_forward(shift, &story.state, situation);
        story.tell_all(sooner);
    }
    rescue::look_again(&mut story, situation);
    story.events()
}

/// True if the vehicle is at its next call or should be on its way there.
fn is_active(tour: &Tour, now: Timestamp) -> bool {
    tour.calls.first().is_some_and(|next| next.arrived || next.leave <= now)
}

fn refreshed(tour: &Tour, state: &State, situation: &Situation<'_>) -> Vec<Event> {
    if let Some(done) = drivers_own(tour, state, situation) {
        return done;
    }
    let sequence = Sequence::of(tour, state, situation);
    let events = in_order(tour, &sequence, state, situation);
    if matters(tour, &events, situation.now) { events } else { Vec::new() }
}

/// True if anybody is to be told.
pub(super) fn matters(tour: &Tour, events: &[Event], now: Timestamp) -> bool {
    events.iter().any(|event| match event {
        Event::TourPlanned { plan, .. } => has_moved(tour, plan, now),
        Event::Repromised { .. } => true,
        _ => false,
    })
}

/// A break or return that needs no word from the driver: where the vehicle stands already, it
/// begins by itself, and it is over when its time is.
fn drivers_own(tour: &Tour, state: &State, situation: &Situation<'_>) -> Option<Vec<Event>> {
    let next = tour.calls.first()?;
    if gives_way(tour, state, situation.now) {
        let mut over = tour.clone();
        over.calls.clear();
        let sequence = Sequence::of_standing(&over, state, situation);
        return Some(in_order(&over, &sequence, state, situation));
    }
    let length = match next.duties.first()? {
        Duty::Break(index) => tour.shift.breaks.get(*index)?.length,
        Duty::Return => Seconds::ZERO,
        Duty::Board(_) | Duty::Alight(_) => return None,
    };
    let stands_there = tour.origin.place.road == next.place.road;
    if next.arrived && next.begin + length <= situation.now {
        let after = tour.after_first(next.begin + length);
        let sequence = Sequence::of_standing(&after, state, situation);
        return Some(in_order(&after, &sequence, state, situation));
    }
    if !next.arrived && stands_there && next.begin <= situation.now {
        let begun = tour.arrived_at_first(next.begin);
        let sequence = Sequence::of(&begun, state, situation);
        let mut events = vec![Event::Arrived { shift: tour.shift.id, call: next.id }];
        events.extend(in_order(&begun, &sequence, state, situation));
        return Some(events);
    }
    None
}

/// True for a tour with nobody left to serve whose vehicle is on its next shift by now.
fn gives_way(tour: &Tour, state: &State, now: Timestamp) -> bool {
    let follows = |next: &Tour| {
        next.shift.vehicle == tour.shift.vehicle
            && tour.shift.start < next.shift.start
            && next.shift.start <= now
    };
    !tour.serves_riders() && state.tours().values().any(|next| follows(next) && !next.is_over())
}

/// The tour's duties planned again as they come.
pub(super) fn in_order(
    tour: &Tour,
    sequence: &Sequence,
    state: &State,
    situation: &Situation<'_>,
) -> Vec<Event> {
    let order: Vec<usize> = (0..sequence.slots.len()).collect();
    replan(tour, sequence, &order, state, situation)
}

/// True if a time that matters to anybody has moved.
fn has_moved(tour: &Tour, plan: &Plan, now: Timestamp) -> bool {
    let first = tour.calls.first();
    let late = first.map_or(Seconds::ZERO, |call| now - call.leave - call.leg.time);
    let notable = NOTABLE.max(Seconds::from_millis(late.millis() / SHARE_OF_LATE));
    let far = |a: Timestamp, b: Timestamp| notable <= a - b || notable <= b - a;
    tour.calls.len() != plan.calls.len()
        || tour.calls.iter().zip(&plan.calls).any(|(old, new)| {
            let alights = old.alights().next().is_some();
            old.id != new.id
                || far(old.begin, new.begin)
                || (alights && far(old.arrival, new.arrival))
        })
}
