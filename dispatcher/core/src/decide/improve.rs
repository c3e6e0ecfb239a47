//! Going over to a plan that a search has found on a snapshot.
//!
//! Nothing in it is believed: it says who is to be served by whom in which order, and everything
//! else is computed from the state as it stands now. So a proposal from an older state is taken
//! over if it still holds, and refused if anything has happened that it does not know of.

use std::collections::BTreeSet;

use crate::booking::Status;
use crate::event::Event;
use crate::ids::BookingId;
use crate::improvement::{FROZEN_FIRMLY, Proposal, TourOrder};
use crate::planning::cost::cost_of;
use crate::planning::plan::plan_of;
use crate::planning::sequence::{Sequence, Slot};
use crate::planning::timetable::Timetable;
use crate::rejection::{PlanFault, Refusal};
use crate::rules::rotation::{Rides, taken_away};
use crate::rules::{self, reserve};
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
    let Laid { events, n_reached, saving } = lay(state, &proposal.tours, situation, false)?;
    let is_better = 0 < n_reached || saving.is_none_or(|saving| 0 < saving);
    if is_better && !events.is_empty() { Ok(events) } else { Err(PlanFault::NoBetter) }
}

/// Tours in another order, timed.
pub(super) struct Laid {
    /// The new plans.
    pub(super) events: Vec<Event>,
    /// How many riders are on a tour who were on none.
    pub(super) n_reached: usize,
    /// How much cheaper the tours are; `None` if one of them could not be driven as it was.
    saving: Option<i64>,
}

/// Puts tours into other orders, by all rules. Vehicles seen on their way `may_turn`, or make their
/// next call first.
pub(super) fn lay(
    state: &State,
    tours: &[TourOrder],
    situation: &Situation<'_>,
    may_turn: bool,
) -> Result<Laid, PlanFault> {
    let n_reached = same_riders(state, tours)?;
    let (mut timetable, mut order) = (Timetable::default(), Vec::new());
    let (mut before, mut after) = (Some(0), 0);
    let (mut rides_before, mut rides_after) = (Rides::new(), Rides::new());
    let mut events = Vec::new();
    for new in tours {
        let tour = state.tour(new.shift).ok_or(PlanFault::Stale)?;
        let mut sequence = Sequence::of(tour, state, situation);
        sequence.begin(may_turn, situation).ok_or(PlanFault::Stale)?;
        // A tour that reality has overtaken can only become better.
        let old = cost_of(&sequence, state, &mut timetable, &mut order).ok();
        before = before.and_then(|sum| Some(sum + old?));
        arrange(&mut sequence, new, &tour.shift, state, situation)?;
        let cost = cost_of(&sequence, state, &mut timetable, &mut order);
        after += cost.map_err(PlanFault::Breaks)?;
        check_reserve(tour, &new.duties, state, situation)?;
        if let Some(company) = tour.shift.company {
            *rides_before.entry(company).or_default() += n_rides(&duties_of(tour));
            *rides_after.entry(company).or_default() += n_rides(&new.duties);
        }
        let plan = plan_of(tour, &sequence, &order, &timetable);
        events.push(Event::TourPlanned { shift: new.shift, plan });
    }
    after += taken_away(&rides_before, &rides_after, state.policy());
    Ok(Laid { events, n_reached, saving: before.map(|before| before - after) })
}

/// Nobody goes to a vehicle that is kept for those who ask on the spot, unless no other can come.
fn check_reserve(
    tour: &Tour,
    duties: &[Duty],
    state: &State,
    situation: &Situation<'_>,
) -> Result<(), PlanFault> {
    for id in duties.iter().filter_map(|duty| rider_of(*duty)) {
        let Some(booking) = state.booking(id) else { continue };
        if !reserve::may_have(tour, booking, state, situation.now) {
            return Err(PlanFault::Locked);
        }
    }
    Ok(())
}

fn n_rides(duties: &[Duty]) -> i64 {
    duties.iter().map(|duty| i64::from(matches!(duty, Duty::Alight(_)))).sum()
}

/// Everybody on the tours named is on them once afterwards, with nobody from elsewhere but riders
/// who wait and are on no tour: how many of those.
fn same_riders(state: &State, tours: &[TourOrder]) -> Result<usize, PlanFault> {
    let mut shifts = BTreeSet::new();
    let (mut old, mut new) = (BTreeSet::new(), BTreeSet::new());
    for TourOrder { shift, duties } in tours {
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
        state.booking(*id).is_some_and(|booking| booking.status == Status::Waiting)
            && state.tour_with(*id).is_none()
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
