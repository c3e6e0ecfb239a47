//! Putting a vehicle on duty: a tour with its breaks and its return.

use std::sync::Arc;

use noriai_units::{Seconds, Timestamp};

use crate::event::{Event, Plan};
use crate::ids::CallId;
use crate::place::Place;
use crate::planning::plan::plan_of;
use crate::planning::sequence::Sequence;
use crate::planning::timetable::{Mode, Timetable};
use crate::rejection::Refusal;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::{Call, Duty, Shift, Tour};
use crate::travel::Leg;

/// Plans a shift. The same shift again changes nothing.
pub(super) fn plan(
    state: &State,
    shift: &Shift,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    if let Some(known) = state.tour(shift.id) {
        let same = known.shift == *shift;
        return if same { Ok(Vec::new()) } else { Err(Refusal::ShiftDoesNotFit) };
    }
    let overlaps = |tour: &Arc<Tour>| {
        let other = &tour.shift;
        let at_once = other.start < shift.end && shift.start < other.end;
        other.vehicle == shift.vehicle && at_once && !tour.is_over()
    };
    let ends_in_time = shift.start.max(situation.now) < shift.end;
    if !ends_in_time || state.tours().values().any(overlaps) {
        return Err(Refusal::ShiftDoesNotFit);
    }
    let tour = Tour::of(shift.clone());
    let plan = first_plan(&tour, state, situation).ok_or(Refusal::ShiftDoesNotFit)?;
    let shift_planned = Event::ShiftPlanned(shift.clone());
    Ok(vec![shift_planned, Event::TourPlanned { shift: shift.id, plan }])
}

/// The breaks in order, then the return; `None` if they can't be held.
fn first_plan(tour: &Tour, state: &State, situation: &Situation<'_>) -> Option<Plan> {
    let shift = &tour.shift;
    let mut outline = tour.clone();
    let duties = (0..shift.breaks.len()).map(Duty::Break).chain([Duty::Return]);
    let mut here = shift.depot;
    for duty in duties {
        let place = match duty {
            Duty::Break(index) => shift.breaks.get(index)?.place,
            _ => shift.depot,
        };
        let stays = here.road == place.road;
        let leg =
            if stays { Leg::default() } else { situation.times.leg(here.road, place.road)? };
        here = place;
        let id = CallId(outline.next_call);
        outline.next_call += 1;
        outline.calls.push(blank_call(id, place, leg, duty));
    }
    let sequence = Sequence::of(&outline, state, situation);
    let order: Vec<usize> = (0..sequence.slots.len()).collect();
    let mut timetable = Timetable::default();
    let legs = |_: Option<usize>, to: usize| sequence.slots.get(to).map(|slot| slot.leg);
    let policy = state.policy();
    timetable.compute(&sequence, &order, legs, policy, Mode::Strict).ok()?;
    let plan = plan_of(&outline, &sequence, &order, &timetable);
    (plan.overrun <= Seconds::ZERO).then_some(plan)
}

/// A call whose times are still to be computed.
fn blank_call(id: CallId, place: Place, leg: Leg, duty: Duty) -> Call {
    // Not under way, whatever the time.
    let open = Timestamp::MAX;
    Call {
        id,
        place,
        leg,
        leave: open,
        arrival: open,
        begin: open,
        departure: open,
        duties: vec![duty],
        arrived: false,
    }
}
