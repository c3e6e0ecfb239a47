//! What a plan must hold, a rule a file: what it says, why towns have it, and its test.
//!
//! | rule | what it says |
//! | --- | --- |
//! | [`aids`] | what a wheelchair, a walker or a pram takes of seats and of time, vehicle by vehicle |
//! | [`equipment`] | a vehicle has what the rider can't do without |
//! | [`group`] | some trips are for some vehicles only |
//! | [`attendant`] | who needs somebody along has somebody along |
//! | [`capacity`] | no more aboard than the vehicle holds, on every leg |
//! | [`sharing`] | who shares a vehicle: where the policy has parties share, and riders may meet |
//! | [`wait`] | the vehicle is there within the promised window |
//! | [`arrival`] | the rider is at the goal by the promised time |
//! | [`ride`] | nobody sits in the vehicle longer than promised |
//! | [`breaks`] | the driver rests within the break's window, alone |
//! | [`shift`] | a vehicle drives within its shift, and is back by its end |
//! | [`reserve`] | some vehicles are kept for those who ask on the spot |
//! | [`rotation`] | of companies that could come at hardly more cost, the one behind its share does |
//! | [`zones`] | riders board where their zone lets them, and ride only between zones that are served |
//!
//! A rule is a pure function of few numbers; where it is asked, and in which order, is the
//! timetable's business (`planning/timetable.rs`). The checker knows the same rules by other code.

pub(crate) mod aids;
pub(crate) mod arrival;
pub(crate) mod attendant;
pub(crate) mod breaks;
pub(crate) mod capacity;
pub(crate) mod equipment;
pub(crate) mod group;
pub(crate) mod reserve;
pub(crate) mod ride;
pub(crate) mod rotation;
pub(crate) mod sharing;
pub(crate) mod shift;
pub(crate) mod wait;
pub(crate) mod zones;

use crate::booking::Booking;
use crate::rejection::Rejection;
use crate::state::State;
use crate::tour::{Shift, Tour};

/// What can be said of a rider and a tour without looking at the tour's calls.
///
/// # Errors
/// Why the tour never can take the rider.
pub(crate) fn may_take(tour: &Tour, rider: &Booking, state: &State) -> Result<(), Rejection> {
    shift::covers(tour, &rider.promise)?;
    fits(&tour.shift, rider, state)?;
    shift::not_overrun(tour)
}

/// The vehicle with its crew is fit for the rider, whatever else it has to do.
///
/// # Errors
/// What it lacks.
pub(crate) fn fits(shift: &Shift, rider: &Booking, state: &State) -> Result<(), Rejection> {
    let (needs, fittings) = (&rider.request.needs, &shift.fittings);
    group::allows(needs.group, &fittings.groups)?;
    equipment::has(needs.equipment, fittings.equipment)?;
    let attended = state.riders().get(rider.rider).is_some_and(|rules| rules.attended);
    attendant::attends(rider.request.party, attended, fittings.attendant)?;
    capacity::when_empty(aids::load(rider.request.party, &fittings.aids), shift.capacity)
}
