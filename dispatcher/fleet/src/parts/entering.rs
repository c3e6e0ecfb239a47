//! Keeping the buckets up to date with the tours.

use super::{ENDLESS, Entered, Leg, Parts};
use crate::moment::Deciseconds;
use crate::tour::{Slot, Stop};

/// How far an entry may promise too much.
const STALE: Deciseconds = Deciseconds(1800);

impl Parts<'_> {
    /// Brings the buckets up to date with a tour.
    ///
    /// An entry that promises more than its leg can bear costs a look at the leg, an entry that is
    /// renewed costs a label; so it stays until it promises too little or much too much.
    pub(crate) fn enter(&mut self, vehicle: u32) {
        let stops = &self.tours[vehicle as usize].stops;
        let mut n_dropoffs = 0;
        for index in (0..stops.len()).rev() {
            let stops = &self.tours[vehicle as usize].stops;
            let stop = stops[index];
            let Some(next) = stops.get(index + 1).copied() else {
                self.enter_end(stop.slot);
                continue;
            };
            n_dropoffs += next.n_dropoffs;
            self.enter_leg(&stop, &next, n_dropoffs);
        }
    }

    fn enter_end(&mut self, slot: Slot) {
        if self.slots[slot as usize].entered != Entered::Ends {
            self.leave(slot);
            let holder = &mut self.slots[slot as usize];
            let label = self.roads.hubs_ahead(holder.at);
            self.ends.add(label, holder.vehicle, ENDLESS, |_, _| true, &mut holder.left);
            holder.entered = Entered::Ends;
        }
    }

    fn enter_leg(&mut self, stop: &Stop, next: &Stop, n_dropoffs: i32) {
        let slot = stop.slot as usize;
        let patience = next.latest - stop.departure - self.rules.standing;
        let known = self.legs_by_slot[slot].patience;
        let may_stay = self.slots[slot].entered == Entered::Legs
            && patience <= known
            && known <= patience.or_zero() + STALE;
        let leg = Leg {
            departure: stop.departure,
            to: next.at,
            entry: self.roads.entry_time(next.at),
            arrival: next.arrival,
            latest: next.latest,
            n_dropoffs,
            patience: if may_stay { known } else { patience },
            bearings: *self.roads.bearings_behind(next.at),
        };
        self.legs_by_slot[slot] = leg;
        if !may_stay {
            self.leave(stop.slot);
            let (roads, holder) = (self.roads, &mut self.slots[slot]);
            // Whoever is picked up on a way over a hub is not nearer to the end of the leg than
            // the hub, less the way in between.
            let useful = |hub: u32, time: Deciseconds| {
                let onward = roads.bearings_of_hub(hub).least_time(&leg.bearings);
                time + onward + leg.entry <= patience
            };
            let label = roads.hubs_ahead(holder.at);
            self.legs.add(label, stop.slot, patience, useful, &mut holder.left);
            holder.entered = Entered::Legs;
        }
    }

    pub(super) fn leave(&mut self, slot: Slot) {
        let holder = &mut self.slots[slot as usize];
        match std::mem::replace(&mut holder.entered, Entered::Nowhere) {
            Entered::Legs => self.legs.remove(slot, &mut holder.left),
            Entered::Ends => self.ends.remove(holder.vehicle, &mut holder.left),
            Entered::Nowhere => {}
        }
    }
}
