//! Time passes: plans that reality has overtaken are made anew, before a promise breaks silently.

use noriai_units::{Seconds, Timestamp};

use crate::event::{Event, Plan};
use crate::planning::plan::replan;
use crate::planning::sequence::Sequence;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::Tour;

/// A plan is made anew only if a time in it moves by this much: tablets and riders are not
/// bothered, and the journal is not filled, with every second of traffic.
const NOTABLE: Seconds = Seconds::new(45);

/// Compares every tour that is under way with what is known of its vehicle.
pub(super) fn tick(state: &State, situation: &Situation<'_>) -> Vec<Event> {
    let tours = state.tours().values().filter(|tour| is_active(tour, situation.now));
    tours.flat_map(|tour| refreshed(tour, state, situation)).collect()
}

/// True if the vehicle is at its next call or should be on its way there.
fn is_active(tour: &Tour, now: Timestamp) -> bool {
    tour.calls.first().is_some_and(|next| next.arrived || next.leave <= now)
}

fn refreshed(tour: &Tour, state: &State, situation: &Situation<'_>) -> Vec<Event> {
    let sequence = Sequence::of(tour, state, situation);
    let order: Vec<usize> = (0..sequence.slots.len()).collect();
    let events = replan(tour, &sequence, &order, state, situation);
    let moved = events.iter().any(|event| match event {
        Event::TourPlanned { plan, .. } => has_moved(tour, plan),
        Event::Repromised { .. } => true,
        _ => false,
    });
    if moved { events } else { Vec::new() }
}

fn has_moved(tour: &Tour, plan: &Plan) -> bool {
    let far = |a: Timestamp, b: Timestamp| NOTABLE <= a - b || NOTABLE <= b - a;
    tour.calls.len() != plan.calls.len()
        || tour.calls.iter().zip(&plan.calls).any(|(old, new)| {
            far(old.arrival, new.arrival) || far(old.begin, new.begin) || old.id != new.id
        })
}
