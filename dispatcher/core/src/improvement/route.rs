//! One vehicle's way through the plan that is being improved.

use std::sync::Arc;

use crate::booking::Booking;
use crate::event::Plan;
use crate::ids::{BookingId, ShiftId};
use crate::planning::cost::{cost_of, in_order};
use crate::planning::insertion::{Measure, Scratch, Spot, best_spot};
use crate::planning::plan::plan_of;
use crate::planning::sequence::Sequence;
use crate::rules;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::Tour;

/// A tour, its duties in some order, and what that costs.
#[derive(Clone)]
pub(super) struct Route<'a> {
    pub(super) tour: &'a Tour,
    pub(super) sequence: Sequence,
    pub(super) cost: i64,
}

/// What every evaluation needs.
pub(super) struct Ground<'a> {
    pub(super) state: &'a State,
    pub(super) situation: Situation<'a>,
    pub(super) scratch: Scratch,
}

impl<'a> Route<'a> {
    /// The tour as it is planned; `None` if reality has overtaken it: then it is left alone.
    pub(super) fn of(tour: &'a Tour, ground: &mut Ground<'a>) -> Option<Self> {
        let mut sequence = Sequence::of(tour, ground.state, &ground.situation);
        sequence.lock_next(&ground.situation)?;
        Self::costed(tour, sequence, ground)
    }

    /// All open tours that reality has not overtaken.
    pub(super) fn all(ground: &mut Ground<'a>) -> Vec<Self> {
        let open = |tour: &&Arc<Tour>| !tour.is_over() && 0 < tour.version;
        let tours = ground.state.tours().values().filter(open);
        tours.filter_map(|tour| Self::of(tour, ground)).collect()
    }

    /// False if a rider can't be taken in wherever the vehicle goes.
    pub(super) fn may_take(&self, rider: &Booking, state: &State) -> bool {
        rules::may_take(self.tour, rider, state).is_ok()
    }

    /// The cheapest way to take a rider in.
    pub(super) fn spot(
        &self,
        rider: &Booking,
        measure: Measure,
        ground: &mut Ground<'a>,
    ) -> Option<Spot> {
        if !self.may_take(rider, ground.state) {
            return None;
        }
        let policy = ground.state.policy();
        let mut sequence = self.sequence.clone();
        let Ground { situation, scratch, .. } = ground;
        best_spot(&mut sequence, policy, rider, measure, situation, scratch).ok()
    }

    /// With a rider more.
    pub(super) fn with(
        &self,
        rider: &Booking,
        spot: &Spot,
        ground: &mut Ground<'a>,
    ) -> Option<Self> {
        let mut sequence = self.sequence.clone();
        sequence.put_in(rider, spot, ground.state.policy(), &ground.situation)?;
        Self::costed(self.tour, sequence, ground)
    }

    /// Without some riders; `None` if no road leads past them, or not in time.
    pub(super) fn without(&self, riders: &[BookingId], ground: &mut Ground<'a>) -> Option<Self> {
        let mut sequence = self.sequence.clone();
        sequence.take_out(riders, &ground.situation)?;
        Self::costed(self.tour, sequence, ground)
    }

    /// The plan that carries it out.
    pub(super) fn plan(&self, ground: &mut Ground<'a>) -> Option<(ShiftId, Plan)> {
        let Scratch { timetable, order, .. } = &mut ground.scratch;
        in_order(&self.sequence, ground.state.policy(), timetable, order).ok()?;
        Some((self.tour.shift.id, plan_of(self.tour, &self.sequence, order, timetable)))
    }

    fn costed(tour: &'a Tour, sequence: Sequence, ground: &mut Ground<'a>) -> Option<Self> {
        let Scratch { timetable, order, .. } = &mut ground.scratch;
        let cost = cost_of(&sequence, ground.state, timetable, order).ok()?;
        Some(Self { tour, sequence, cost })
    }
}
