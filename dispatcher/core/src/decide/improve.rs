//! Going over to a plan that a search has found on a snapshot.
//!
//! Nothing in it is believed: it says who is to be served by whom in which order, and everything
//! else is computed from the state as it stands now. So a proposal from an older state is taken
//! over if it still holds, and refused if anything has happened that it does not know of.

use std::collections::BTreeSet;

use crate::event::Event;
use crate::ids::BookingId;
use crate::improvement::{FROZEN_FIRMLY, Proposal, TourOrder};
use crate::planning::cost::cost_of;
use crate::planning::plan::plan_of;
use crate::planning::sequence::{Sequence, Slot};
use crate::planning::timetable::Timetable;
use crate::rejection::{PlanFault, Refusal};
use crate::rules;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::{Duty, Shift, Tour};

/// Takes a proposal over, all of it or nothing.
pub(super) fn adopt(
    state: &State,
    proposal: &Proposal,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    adopted(state, proposal, situation).map_err(Refusal::PlanNotAdopted)
}

fn adopted(
    state: &State,
    proposal: &Proposal,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, PlanFault> {
    let n_reached = same_riders(state, proposal)?;
    let (mut timetable, mut order) = (Timetable::default(), Vec::new());
    let (mut before, mut after) = (Some(0), 0);
    let mut events = Vec::new();
    for new in &proposal.tours {
        let tour = state.tour(new.shift).ok_or(PlanFault::Stale)?;
        let mut sequence = Sequence::of(tour, state, situation);
        sequence.lock_next(situation).ok_or(PlanFault::Stale)?;
        // A tour that reality has overtaken can only become better.
        let old = cost_of(&sequence, state, &mut timetable, &mut order).ok();
        before = before.and_then(|sum| Some(sum + old?));
        arrange(&mut sequence, new, &tour.shift, state, situation)?;
        let cost = cost_of(&sequence, state, &mut timetable, &mut order);
        after += cost.map_err(PlanFault::Breaks)?;
        let plan = plan_of(tour, &sequence, &order, &timetable);
        events.push(Event::TourPlanned { shift: new.shift, plan });
    }
    let is_better = 0 < n_reached || before.is_none_or(|before| after < before);
    if is_better && !events.is_empty() { Ok(events) } else { Err(PlanFault::NoBetter) }
}

/// Everybody on the tours named is on them once afterwards, with nobody from elsewhere but riders
/// whom no vehicle could get to: how many of those.
fn same_riders(state: &State, proposal: &Proposal) -> Result<usize, PlanFault> {
    let mut shifts = BTreeSet::new();
    let (mut old, mut new) = (BTreeSet::new(), BTreeSet::new());
    for TourOrder { shift, duties } in &proposal.tours {
        let tour = state.tour(*shift).filter(|tour| !tour.is_over()).ok_or(PlanFault::Stale)?;
        let own: Vec<Duty> = duties_of(tour);
        if !shifts.insert(*shift) || drivers_own(&own) != drivers_own(duties) {
            return Err(PlanFault::Stale);
        }
        let riders_own = |duty: &&Duty| rider_of(**duty).is_some();
        old.extend(own.iter().filter(riders_own).copied());
        for duty in duties.iter().filter(riders_own) {
            if !new.insert(*duty) {
                return Err(PlanFault::Stale);
            }
        }
    }
    if !old.is_subset(&new) {
        return Err(PlanFault::Stale);
    }
    let reached: BTreeSet<BookingId> =
        new.difference(&old).filter_map(|duty| rider_of(*duty)).collect();
    let known = |id: &BookingId| {
        state.cut_off().contains_key(id)
            && new.contains(&Duty::Board(*id))
            && new.contains(&Duty::Alight(*id))
    };
    if reached.iter().all(known) { Ok(reached.len()) } else { Err(PlanFault::Stale) }
}

/// Puts the sequence into the order asked for: own duties as they are, riders from elsewhere new.
fn arrange(
    sequence: &mut Sequence,
    TourOrder { duties, .. }: &TourOrder,
    shift: &Shift,
    state: &State,
    situation: &Situation<'_>,
) -> Result<(), PlanFault> {
    let own: Vec<Duty> = sequence.slots.iter().map(|slot| slot.duty).collect();
    if own.get(..sequence.n_locked) != duties.get(..sequence.n_locked) {
        return Err(PlanFault::Locked);
    }
    let mut boarded: BTreeSet<BookingId> = BTreeSet::new();
    let mut order = Vec::with_capacity(duties.len());
    for duty in duties {
        let index = match own.iter().position(|known| known == duty) {
            Some(index) => index,
            None => {
                if about_to_board(*duty, state, situation) {
                    return Err(PlanFault::Locked);
                }
                sequence.slots.push(newcomer(*duty, shift, state)?);
                sequence.slots.len() - 1
            }
        };
        let aboard = sequence.slots.get(index).is_some_and(|slot| slot.ride_from.is_some());
        match duty {
            Duty::Board(id) => drop(boarded.insert(*id)),
            Duty::Alight(id) if !aboard && !boarded.contains(id) => return Err(PlanFault::Locked),
            _ => {}
        }
        order.push(index);
    }
    // Who is aboard stays aboard.
    let leaves = |slot: &Slot| slot.ride_from.is_some() && !duties.contains(&slot.duty);
    if sequence.slots.iter().any(leaves) {
        return Err(PlanFault::Locked);
    }
    sequence.reorder(&order, situation).ok_or(PlanFault::Stale)
}

/// True for riders who may be at the door already.
fn about_to_board(duty: Duty, state: &State, situation: &Situation<'_>) -> bool {
    let planned = rider_of(duty).and_then(|rider| state.planned(rider));
    planned.is_some_and(|planned| planned.pickup <= situation.now + FROZEN_FIRMLY)
}

/// A rider's duty on a tour that did not have it.
fn newcomer(duty: Duty, shift: &Shift, state: &State) -> Result<Slot, PlanFault> {
    let booking = rider_of(duty).and_then(|rider| state.booking(rider)).ok_or(PlanFault::Stale)?;
    if booking.status != crate::booking::Status::Waiting {
        return Err(PlanFault::Stale);
    }
    rules::fits(shift, booking, state).map_err(PlanFault::Breaks)?;
    let (board, alight) = Slot::pair(booking, &shift.fittings.aids, state.riders(), state.policy());
    Ok(if matches!(duty, Duty::Board(_)) { board } else { alight })
}

fn duties_of(tour: &Tour) -> Vec<Duty> {
    tour.calls.iter().flat_map(|call| call.duties.iter().copied()).collect()
}

/// Breaks and return, in order; the return is last if it is there.
fn drivers_own(duties: &[Duty]) -> (Vec<Duty>, bool) {
    let own = duties.iter().filter(|duty| rider_of(**duty).is_none()).copied().collect();
    (own, duties.last() == Some(&Duty::Return))
}

const fn rider_of(duty: Duty) -> Option<BookingId> {
    match duty {
        Duty::Board(rider) | Duty::Alight(rider) => Some(rider),
        Duty::Break(_) | Duty::Return => None,
    }
}
