//! Setting what holds for a rider on every ride. It binds at once: who waits and is planned against
//! it goes to another vehicle, if need be later, or is told that none can come. Who is aboard stays.

use crate::booking::{Booking, Status};
use crate::event::Event;
use crate::ids::{BookingId, RiderId};
use crate::planning::plan::{order_without, replan};
use crate::planning::sequence::Sequence;
use crate::rejection::Refusal;
use crate::rider::{RiderRules, Riders};
use crate::rules;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::{Duty, Tour};

use super::rescue;
use super::story::Story;

/// Sets a rider's rules. The same rules again change nothing.
pub(super) fn set(
    state: &State,
    rider: RiderId,
    rules: &RiderRules,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let mut rules = rules.clone();
    rules.apart.remove(&rider);
    let riders = state.riders();
    if riders.get(rider).cloned().unwrap_or_default() == rules {
        return Ok(Vec::new());
    }
    has_room(riders, rider, &rules)?;
    let mut story = Story::from(state, situation.now);
    story.tell(Event::RiderRulesSet { rider, rules });
    let mut displaced: Vec<BookingId> = Vec::new();
    while let Some(id) = misplaced(&story.state, rider, &displaced) {
        displaced.push(id);
        let Some(tour) = story.state.tour_with(id) else { continue };
        let mut sequence = Sequence::of(tour, &story.state, situation);
        let order = order_without(&sequence, &[id]);
        sequence.skip_to(order.first().copied(), tour, situation.now);
        let events = replan(tour, &sequence, &order, &story.state, situation);
        story.tell_all(events);
    }
    rescue::rescue(&mut story, &displaced, situation);
    Ok(story.events())
}

fn has_room(riders: &Riders, rider: RiderId, rules: &RiderRules) -> Result<(), Refusal> {
    let full = |other: &RiderId| {
        riders.get(*other).is_some_and(|known| {
            !known.apart.contains(&rider) && Riders::APART_MAX <= known.apart.len()
        })
    };
    if Riders::APART_MAX < rules.apart.len() || rules.apart.iter().any(full) {
        return Err(Refusal::TooManyRiderRules { max: Riders::APART_MAX });
    }
    let n_new = 1 + rules.apart.len();
    if Riders::RULES_MAX < riders.len() + n_new && *rules != RiderRules::default() {
        return Err(Refusal::TooManyRiderRules { max: Riders::RULES_MAX });
    }
    Ok(())
}

/// Somebody who waits, other than those known already, whose plan is against the rules of `rider`.
fn misplaced(state: &State, rider: RiderId, known: &[BookingId]) -> Option<BookingId> {
    state.tours().values().find_map(|tour| misplaced_on(tour, state, rider, known))
}

fn misplaced_on(
    tour: &Tour,
    state: &State,
    rider: RiderId,
    known: &[BookingId],
) -> Option<BookingId> {
    let duties = || tour.calls.iter().flat_map(|call| &call.duties);
    let booking = |duty: &Duty| match duty {
        Duty::Board(id) | Duty::Alight(id) => state.booking(*id),
        Duty::Break(_) | Duty::Return => None,
    };
    let waits =
        |booking: &&Booking| booking.status == Status::Waiting && !known.contains(&booking.id);
    let own = |booking: &&Booking| booking.rider == rider;
    let unfit = |booking: &&Booking| rules::fits(&tour.shift, booking, state).is_err();
    let mut boards = duties().filter_map(booking).filter(own).filter(waits);
    if let Some(unfit) = boards.find(unfit) {
        return Some(unfit.id);
    }
    let is_aboard = |booking: &&Booking| matches!(booking.status, Status::Aboard { .. });
    let mut aboard: Vec<&Booking> = duties().filter_map(booking).filter(is_aboard).collect();
    for call in &tour.calls {
        aboard.retain(|party| !call.alights().any(|id| id == party.id));
        aboard.extend(call.boards().filter_map(|id| state.booking(id)));
        for one in aboard.iter().filter(|party| own(party)) {
            let others = aboard.iter().filter(|other| other.id != one.id);
            for other in others {
                if rules::sharing::may_meet(one, other, state.riders()) {
                    continue;
                }
                // Rather the rider whose rules these are.
                if let Some(goes) = [one, other].into_iter().find(|party| waits(party)) {
                    return Some(goes.id);
                }
            }
        }
    }
    None
}
