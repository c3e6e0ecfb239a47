//! Going over to another version of the map while tours are under way: other roads, or the same
//! ones with some closed.

use std::sync::Arc;

use crate::booking::Status;
use crate::command::MapChange;
use crate::event::Event;
use crate::ids::{BookingId, ShiftId};
use crate::place::Place;
use crate::planning::plan::{order_without, replan};
use crate::planning::sequence::Sequence;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::{Duty, Tour};
use crate::travel::{Leg, RoadPoint};

use super::rescue;
use super::story::Story;

/// Takes the new road points over and times every open tour on the new roads. Riders whom their
/// vehicle can't get to any more, or not in time, go to another; whoever is hurt is told.
pub(super) fn adopt(state: &State, change: &MapChange, situation: &Situation<'_>) -> Vec<Event> {
    if state.map() == change.fingerprint {
        return Vec::new();
    }
    let mut story = Story::from(state, situation.now);
    story.tell(Event::MapAdopted(change.clone()));
    let open = |tour: &&Arc<Tour>| !tour.is_over();
    let shifts: Vec<ShiftId> =
        story.state.tours().values().filter(open).map(|tour| tour.shift.id).collect();

    let mut cut_off: Vec<BookingId> = story.state.cut_off().keys().copied().collect();
    for shift in &shifts {
        let Some(tour) = story.state.tour(*shift) else { continue };
        let (sequence, gone) = on_new_roads(tour, &story.state, situation);
        let order = order_without(&sequence, &gone);
        let planned = replan(tour, &sequence, &order, &story.state, situation);
        // Promises are made anew once all is planned.
        story.tell_all(planned.into_iter().filter(is_plan));
        cut_off.extend(gone);
    }
    let late: Vec<BookingId> =
        shifts.iter().flat_map(|shift| hurt(*shift, &story.state, situation)).collect();
    rescue::hand_over(&mut story, &late, situation);
    for shift in &shifts {
        let again = in_order(*shift, &story.state, situation);
        if again.iter().any(|event| is_news(event, &story.state)) {
            story.tell_all(again);
        }
    }
    rescue::rescue(&mut story, &cut_off, situation);
    story.events()
}

/// The tour with its drives on the new roads, and who is to be left out: riders whom the vehicle
/// can't get to or away from, or not before somebody who is aboard, unless it is at their door.
fn on_new_roads(
    tour: &Tour,
    state: &State,
    situation: &Situation<'_>,
) -> (Sequence, Vec<BookingId>) {
    let mut sequence = Sequence::of(tour, state, situation);
    let mut gone: Vec<BookingId> = Vec::new();
    // Leaving a rider out changes the drive to who comes next.
    while let Some(rider) = drive(&mut sequence, &gone, state, situation) {
        gone.push(rider);
    }
    let bound_for_gone = |call: &crate::tour::Call| {
        !call.arrived && call.duties.iter().all(|duty| is_of(*duty, &gone))
    };
    let start = &mut sequence.start;
    if start.bound_for.is_some() && !start.sighted && tour.calls.first().is_some_and(bound_for_gone)
    {
        // It never got there; nobody knows better than where it set out.
        start.ready = start.ready.max(situation.now);
        start.bound_for = None;
        sequence.n_locked = 0;
    }
    (sequence, gone)
}

/// Drives along the sequence without some riders; the first rider who can't be kept, if any.
fn drive(
    sequence: &mut Sequence,
    gone: &[BookingId],
    state: &State,
    situation: &Situation<'_>,
) -> Option<BookingId> {
    let mut here = sequence.start.place.road;
    let mut stuck = false;
    let at_the_door: Vec<Duty> =
        sequence.slots.iter().filter(|slot| slot.arrived.is_some()).map(|slot| slot.duty).collect();
    let waits = |id| {
        state.booking(id).is_some_and(|booking| booking.status == Status::Waiting)
            && !at_the_door.contains(&Duty::Board(id))
    };
    for slot in sequence.slots.iter_mut().filter(|slot| !is_of(slot.duty, gone)) {
        let there = slot.place.road;
        let leg =
            if here == there { Some(Leg::default()) } else { situation.times.leg(here, there) };
        slot.leg = leg.unwrap_or(slot.leg);
        match slot.duty {
            // Where it stands it is, whatever leads there.
            _ if slot.arrived.is_some() => {}
            _ if leg.is_some() && !stuck => {}
            Duty::Board(id) | Duty::Alight(id) if waits(id) => return Some(id),
            // What can't be left out keeps the drive that was known.
            _ => stuck = true,
        }
        here = there;
    }
    None
}

fn is_of(duty: Duty, riders: &[BookingId]) -> bool {
    matches!(duty, Duty::Board(id) | Duty::Alight(id) if riders.contains(&id))
}

/// The riders still to board whose promise the tour does not keep as it is planned.
fn hurt(shift: ShiftId, state: &State, situation: &Situation<'_>) -> Vec<BookingId> {
    let of_event = |event: &Event| match event {
        Event::Repromised { booking, .. } => Some(*booking),
        _ => None,
    };
    in_order(shift, state, situation).iter().filter_map(of_event).collect()
}

/// The tour planned again as it stands.
fn in_order(shift: ShiftId, state: &State, situation: &Situation<'_>) -> Vec<Event> {
    let Some(tour) = state.tour(shift) else { return Vec::new() };
    let sequence = Sequence::of(tour, state, situation);
    let order = order_without(&sequence, &[]);
    replan(tour, &sequence, &order, state, situation)
}

/// True for a promise made anew, and for a plan other than the one in force: a vehicle that has to
/// leave at once on the new roads is under way now, and counts from where it was seen.
fn is_news(event: &Event, state: &State) -> bool {
    match event {
        Event::TourPlanned { shift, plan } => {
            state.tour(*shift).is_some_and(|tour| tour.calls != plan.calls)
        }
        _ => true,
    }
}

const fn is_plan(event: &Event) -> bool {
    matches!(event, Event::TourPlanned { .. })
}

impl MapChange {
    /// What a road point of the old map becomes on the new one.
    #[must_use]
    pub fn moved(&self, old: RoadPoint) -> RoadPoint {
        let found = self.points.binary_search_by_key(&old, |(from, _)| *from);
        found.ok().and_then(|index| self.points.get(index)).map_or(old, |(_, to)| *to)
    }

    /// The same spot by its new name.
    pub(crate) fn rename(&self, place: &mut Place) {
        place.road = self.moved(place.road);
    }

    /// The place by its new name, or where vehicles stop for it from now on, unless one stands there.
    pub(crate) fn settle(&self, place: &mut Place, stays: bool) {
        if stays { self.rename(place) } else { self.move_place(place) }
    }

    /// The spot where vehicles stop for a place from now on.
    pub(crate) fn move_place(&self, place: &mut Place) {
        self.rename(place);
        let found = self.relocations.binary_search_by_key(&place.road, |known| known.from);
        if let Some(relocation) = found.ok().and_then(|index| self.relocations.get(index)) {
            (place.road, place.position) = (relocation.to, relocation.position);
        }
    }
}
