//! One vehicle's way through a plan that is being searched for: tried without being carried out.

use std::sync::Arc;

use crate::booking::Booking;
use crate::event::Plan;
use crate::ids::{BookingId, ShiftId};
use crate::improvement::TourOrder;
use crate::rules;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::Tour;

use super::cost::{cost_of, in_order};
use super::insertion::{Measure, Scratch, Spot, best_spot};
use super::plan::plan_of;
use super::sequence::Sequence;
use super::timetable::RiderTimes;

/// A tour, its duties in some order, and what that costs.
#[derive(Clone)]
pub(crate) struct Route<'a> {
    pub(crate) tour: &'a Tour,
    pub(crate) sequence: Sequence,
    pub(crate) cost: i64,
}

/// What every evaluation needs.
pub(crate) struct Ground<'a> {
    pub(crate) state: &'a State,
    pub(crate) situation: Situation<'a>,
    pub(crate) scratch: Scratch,
    /// True: a vehicle seen on its way to a call may be sent elsewhere first, as an insertion does.
    pub(crate) may_turn: bool,
}

impl<'a> Ground<'a> {
    /// Where every vehicle makes its next call first.
    pub(crate) fn steady(state: &'a State, situation: &Situation<'a>) -> Self {
        Self { state, situation: *situation, scratch: Scratch::default(), may_turn: false }
    }

    /// Where vehicles seen on their way may be turned.
    pub(crate) fn turning(state: &'a State, situation: &Situation<'a>) -> Self {
        Self { may_turn: true, ..Self::steady(state, situation) }
    }
}

impl<'a> Route<'a> {
    /// The tour as it is planned; `None` if reality has overtaken it: then it is left alone.
    pub(crate) fn of(tour: &'a Tour, ground: &mut Ground<'a>) -> Option<Self> {
        let mut sequence = Sequence::of(tour, ground.state, &ground.situation);
        sequence.begin(ground.may_turn, &ground.situation)?;
        Self::costed(tour, sequence, ground)
    }

    /// All open tours that reality has not overtaken.
    pub(crate) fn all(ground: &mut Ground<'a>) -> Vec<Self> {
        let open = |tour: &&Arc<Tour>| !tour.is_over() && 0 < tour.version;
        let tours = ground.state.tours().values().filter(open);
        tours.filter_map(|tour| Self::of(tour, ground)).collect()
    }

    /// False if a rider can't be taken in wherever the vehicle goes.
    pub(crate) fn may_take(&self, rider: &Booking, ground: &Ground<'a>) -> bool {
        rules::may_take(self.tour, rider, ground.state).is_ok()
            && rules::reserve::may_have(self.tour, rider, ground.state, ground.situation.now)
    }

    /// The cheapest way to take a rider in.
    pub(crate) fn spot(
        &self,
        rider: &Booking,
        measure: Measure,
        ground: &mut Ground<'a>,
    ) -> Option<Spot> {
        if !self.may_take(rider, ground) {
            return None;
        }
        let policy = ground.state.policy();
        let mut sequence = self.sequence.clone();
        let Ground { situation, scratch, .. } = ground;
        best_spot(&mut sequence, policy, rider, measure, situation, scratch).ok()
    }

    /// With a rider more.
    pub(crate) fn with(
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
    pub(crate) fn without(&self, riders: &[BookingId], ground: &mut Ground<'a>) -> Option<Self> {
        let mut sequence = self.sequence.clone();
        sequence.take_out(riders, &ground.situation)?;
        Self::costed(self.tour, sequence, ground)
    }

    /// The plan that carries it out.
    pub(crate) fn plan(&self, ground: &mut Ground<'a>) -> Option<(ShiftId, Plan)> {
        let Scratch { timetable, order, .. } = &mut ground.scratch;
        in_order(&self.sequence, ground.state.policy(), timetable, order).ok()?;
        Some((self.tour.shift.id, plan_of(self.tour, &self.sequence, order, timetable)))
    }

    /// The order of its duties.
    pub(crate) fn order(&self) -> TourOrder {
        let duties = self.sequence.slots.iter().map(|slot| slot.duty).collect();
        TourOrder { shift: self.tour.shift.id, duties }
    }

    /// When each of its riders is served.
    pub(crate) fn times(&self, ground: &mut Ground<'a>) -> Vec<RiderTimes> {
        let Scratch { timetable, order, .. } = &mut ground.scratch;
        match in_order(&self.sequence, ground.state.policy(), timetable, order) {
            Ok(()) => timetable.riders().collect(),
            Err(_) => Vec::new(),
        }
    }

    fn costed(tour: &'a Tour, sequence: Sequence, ground: &mut Ground<'a>) -> Option<Self> {
        let Scratch { timetable, order, .. } = &mut ground.scratch;
        let cost = cost_of(&sequence, ground.state, timetable, order).ok()?;
        Some(Self { tour, sequence, cost })
    }
}
