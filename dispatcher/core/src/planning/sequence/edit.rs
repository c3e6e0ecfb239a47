//! Taking riders out of a sequence and putting others in, the drives with them.

use crate::booking::Booking;
use crate::ids::BookingId;
use crate::planning::insertion::Spot;
use crate::policy::Policy;
use crate::situation::Situation;
use crate::tour::Duty;
use crate::travel::Leg;

use super::{Sequence, Slot};

impl Sequence {
    /// Notes the drive to the next call from where the vehicle was seen and, unless it `may_turn`,
    /// locks the call that it is at or bound for. `None` if no road leads there.
    pub(crate) fn begin(&mut self, may_turn: bool, situation: &Situation<'_>) -> Option<()> {
        if !may_turn && self.start.bound_for.is_some() {
            let bound_for = self.start.bound_for;
            let n_bound = self.slots.iter().take_while(|slot| slot.call == bound_for).count();
            self.n_locked = self.n_locked.max(n_bound);
        }
        if self.start.sighted && !self.slots.is_empty() {
            self.slots[0].leg = self.drive(0, situation)?;
        }
        Some(())
    }

    /// Takes riders out. `None` if no road leads past them.
    pub(crate) fn take_out(
        &mut self,
        riders: &[BookingId],
        situation: &Situation<'_>,
    ) -> Option<()> {
        let goes = |slot: &Slot| slot.rider().is_some_and(|rider| riders.contains(&rider));
        let mut index = 0;
        let mut gap = false;
        while let Some(slot) = self.slots.get(index) {
            if goes(slot) {
                self.slots.remove(index);
                gap = true;
                continue;
            }
            if gap {
                self.slots[index].leg = self.drive(index, situation)?;
                gap = false;
            }
            index += 1;
        }
        Some(())
    }

    /// Puts a rider in. `None` if no road leads there.
    pub(crate) fn put_in(
        &mut self,
        booking: &Booking,
        spot: &Spot,
        policy: &Policy,
        situation: &Situation<'_>,
    ) -> Option<()> {
        let (board, alight) = Slot::pair(booking, &self.aids, &self.riders, policy);
        let (pickup, dropoff) = (spot.pickup_at, spot.dropoff_at + 1);
        self.slots.insert(pickup, board);
        self.slots.insert(dropoff, alight);
        for index in [pickup, pickup + 1, dropoff, dropoff + 1] {
            if index < self.slots.len() {
                self.slots[index].leg = self.drive(index, situation)?;
            }
        }
        Some(())
    }

    /// Puts the slots into another order, given as their numbers now, and looks every drive up that
    /// has changed. `None` if no road leads along it.
    pub(crate) fn reorder(&mut self, order: &[usize], situation: &Situation<'_>) -> Option<()> {
        let old = std::mem::take(&mut self.slots);
        self.slots = order.iter().filter_map(|index| old.get(*index).copied()).collect();
        for index in 0..self.slots.len() {
            let before = index.checked_sub(1).map(|before| order[before] + 1);
            // Somebody new has no drive of old.
            let is_new = self.slots[index].call.is_none();
            if is_new || order[index] != before.unwrap_or(0) {
                self.slots[index].leg = self.drive(index, situation)?;
            }
        }
        Some(())
    }

    /// The drive to a slot from the one before, or from the start.
    fn drive(&self, index: usize, situation: &Situation<'_>) -> Option<Leg> {
        let before = index.checked_sub(1).and_then(|before| self.slots.get(before));
        let here = before.map_or(self.start.place.road, |slot| slot.place.road);
        let there = self.slots.get(index)?.place.road;
        if here == there { Some(Leg::default()) } else { situation.times.leg(here, there) }
    }
}

impl Slot {
    /// Who boards or alights.
    pub(crate) const fn rider(&self) -> Option<BookingId> {
        match self.duty {
            Duty::Board(rider) | Duty::Alight(rider) => Some(rider),
            Duty::Break(_) | Duty::Return => None,
        }
    }
}
