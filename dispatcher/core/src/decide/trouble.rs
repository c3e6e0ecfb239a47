//! A vehicle breaks down, or its shift ends at another time: others take its riders over, if need
//! be at a promise made anew; nobody is dropped.

use noriai_units::{Seconds, Timestamp};

use crate::booking::{Booking, Status};
use crate::event::{Event, Plan};
use crate::ids::{BookingId, ShiftId};
use crate::place::Place;
use crate::planning::plan::{order_without, replan};
use crate::planning::sequence::Sequence;
use crate::rejection::Refusal;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::{Duty, Origin, Tour};

use super::rescue;
use super::story::Story;

/// Ends a tour where the vehicle stands. A shift that is over, by an earlier report or because the
/// vehicle is back, stays so.
pub(super) fn break_down(
    state: &State,
    shift: ShiftId,
    place: Place,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let tour = state.tour(shift).ok_or(Refusal::NoSuchShift)?;
    if tour.is_over() {
        return Ok(Vec::new());
    }
    let mut story = Story::from(state, situation.now);
    story.tell(Event::BrokenDown { shift, place });
    let mut waiting = Vec::new();
    for id in tour.calls.iter().flat_map(|call| call.alights()) {
        match state.booking(id) {
            Some(Booking { status: Status::Waiting, .. }) => waiting.push(id),
            // It has come as far as they wanted to go.
            Some(booking) if booking.request.to.road == place.road => {
                story.tell(Event::Alighted { booking: id });
            }
            Some(_) => {
                story.tell(Event::TakenOff { booking: id, place });
                waiting.push(id);
            }
            None => {}
        }
    }
    let plan = Plan {
        version: tour.version + 1,
        origin: Origin { place, ready: situation.now.max(tour.origin.ready) },
        calls: Vec::new(),
        next_call: tour.next_call,
        overrun: tour.overrun,
        map: state.map(),
    };
    story.tell(Event::TourPlanned { shift, plan });
    rescue::rescue(&mut story, &waiting, situation);
    Ok(story.events())
}

/// Has a shift end at another time ahead. Riders aboard are brought home in any case, and so is who
/// is at the door; those for whom there is no time left go to other vehicles.
pub(super) fn change_shift(
    state: &State,
    shift: ShiftId,
    end: Timestamp,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let tour = state.tour(shift).ok_or(Refusal::NoSuchShift)?;
    if tour.shift.end == end {
        return Ok(Vec::new());
    }
    if tour.is_over() {
        return Err(Refusal::ShiftOver);
    }
    let overlaps = |other: &Tour| {
        let own = &tour.shift;
        let at_once = other.shift.start < end && own.start < other.shift.end;
        other.shift.id != shift && other.shift.vehicle == own.vehicle && at_once && !other.is_over()
    };
    let is_ahead = tour.shift.start.max(situation.now) < end;
    if !is_ahead || state.tours().values().any(|other| overlaps(other)) {
        return Err(Refusal::ShiftDoesNotFit);
    }
    let mut story = Story::from(state, situation.now);
    story.tell(Event::ShiftChanged { shift, end });
    let gone = cut(&mut story, shift, situation);
    rescue::rescue(&mut story, &gone, situation);
    Ok(story.events())
}

/// Plans a tour by its shift's new end: breaks that don't fit any more are left out, then riders to
/// whom nobody is on the way, from the last on, until the vehicle is back in time. Those are given
/// back.
fn cut(story: &mut Story, shift: ShiftId, situation: &Situation<'_>) -> Vec<BookingId> {
    let state = &story.state;
    let Some(tour) = state.tour(shift) else { return Vec::new() };
    let sequence = Sequence::of(tour, state, situation);
    let fits = |duty: Duty| match duty {
        Duty::Break(index) => {
            let rule = tour.shift.breaks.get(index);
            rule.is_some_and(|rule| rule.earliest + rule.length <= tour.shift.end)
        }
        _ => true,
    };
    let may_go = |index: usize| match sequence.slots[index].duty {
        Duty::Board(rider) if sequence.n_locked <= index => Some(rider),
        _ => None,
    };
    let mut riders: Vec<BookingId> = (0..sequence.slots.len()).filter_map(may_go).collect();
    let mut gone = Vec::new();
    loop {
        let mut order = order_without(&sequence, &gone);
        order.retain(|index| *index < sequence.n_locked || fits(sequence.slots[*index].duty));
        let mut start = sequence.clone();
        start.skip_to(order.first().copied(), tour, situation.now);
        let planned = replan(tour, &start, &order, state, situation);
        let late = planned.iter().any(|event| {
            matches!(event, Event::TourPlanned { plan, .. } if Seconds::ZERO < plan.overrun)
        });
        match riders.pop() {
            Some(rider) if late => gone.push(rider),
            _ => {
                story.tell_all(planned);
                return gone;
            }
        }
    }
}
