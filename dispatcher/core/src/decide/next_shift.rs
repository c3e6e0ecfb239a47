//! Two shifts of one vehicle: the later one waits for a late one before it, and no longer than that.

use std::sync::Arc;

use noriai_units::Timestamp;

use crate::event::Event;
use crate::ids::ShiftId;
use crate::planning::sequence::Sequence;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::{Origin, Tour};
use crate::travel::Leg;

use super::tick::{NOTABLE, in_order, matters};

/// The vehicle's next shift, if it can't begin in time because this one is late.
pub(super) fn put_off(tour: &Tour, state: &State, situation: &Situation<'_>) -> Vec<Event> {
    let Some(back) = tour.calls.last() else { return Vec::new() };
    let waits = |next: &Tour| {
        next.shift.vehicle == tour.shift.vehicle
            && tour.shift.start < next.shift.start
            && next.origin.ready < back.begin
            && !next.calls.iter().any(|call| call.arrived || call.leave <= situation.now)
    };
    let next = state.tours().values().map(Arc::as_ref).filter(|next| waits(next));
    let Some(next) = next.min_by_key(|next| next.shift.start) else { return Vec::new() };
    let mut put_off = next.clone();
    put_off.origin.ready = back.begin;
    let sequence = Sequence::of(&put_off, state, situation);
    let events = in_order(&put_off, &sequence, state, situation);
    if matters(next, &events, situation.now) { events } else { Vec::new() }
}

/// True for a tour that has not begun and is planned to begin after its shift does.
pub(super) fn is_put_off(tour: &Tour, now: Timestamp) -> bool {
    let Origin { place, ready } = tour.origin;
    let waits = now < ready && tour.shift.start < ready;
    let at_depot = place.road == tour.shift.depot.road;
    let begun = || tour.calls.iter().any(|call| call.arrived || call.leave <= now);
    waits && at_depot && !tour.calls.is_empty() && !begun()
}

/// A shift that was put off begins sooner, if the vehicle is back sooner than was thought: the road
/// is open again, or a driver who was silent is home.
pub(super) fn bring_forward(
    shift: ShiftId,
    state: &State,
    situation: &Situation<'_>,
) -> Vec<Event> {
    let tour = state.tour(shift).filter(|tour| is_put_off(tour, situation.now));
    let Some(tour) = tour else { return Vec::new() };
    let before = |other: &&Tour| {
        other.shift.vehicle == tour.shift.vehicle && other.shift.start < tour.shift.start
    };
    let mut free = tour.shift.start;
    let mut follows = false;
    for other in state.tours().values().map(Arc::as_ref).filter(before) {
        let Some(back) = at_depot(other, tour, situation) else { return Vec::new() };
        (free, follows) = (free.max(back), true);
    }
    if !follows || tour.origin.ready - free < NOTABLE {
        return Vec::new();
    }
    let mut sooner = tour.clone();
    sooner.origin.ready = free;
    let sequence = Sequence::of(&sooner, state, situation);
    in_order(&sooner, &sequence, state, situation)
}

/// When the vehicle can be at the depot of its next shift. A tour may be over though the vehicle is
/// still on its way home: it is then where it was last known to be free. `None` if no road leads
/// back from there.
fn at_depot(tour: &Tour, next: &Tour, situation: &Situation<'_>) -> Option<Timestamp> {
    if let Some(back) = tour.calls.last() {
        return Some(back.begin);
    }
    let (here, there) = (tour.origin.place.road, next.shift.depot.road);
    let stays = here == there;
    let leg = if stays { Leg::default() } else { situation.times.leg(here, there)? };
    Some(tour.origin.ready + leg.time)
}
