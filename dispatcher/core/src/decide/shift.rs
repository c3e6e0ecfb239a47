//! Putting a vehicle on duty: a tour with its breaks and its return.

use noriai_units::Seconds;

use crate::event::{Event, Plan};
use crate::ids::CallId;
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
    let overlaps = |other: &Shift| {
        other.vehicle == shift.vehicle && other.start < shift.end && shift.start < other.end
    };
    if shift.end <= shift.start || state.tours().values().any(|tour| overlaps(&tour.shift)) {
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
        outline.calls.push(blank_call(&mut outline.next_call, place, leg, duty, shift));
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
fn blank_call(
    next_call: &mut u32,
    place: crate::place::Place,
    leg: Leg,
    duty: Duty,
    shift: &Shift,
) -> Call {
    let id = CallId(*next_call);
    *next_call += 1;
    let at = shift.end;
    Call {
        id,
        place,
        leg,
        leave: at,
        arrival: at,
        begin: at,
        departure: at,
        duties: vec![duty],
        arrived: false,
    }
}
