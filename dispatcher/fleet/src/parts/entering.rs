//! Keeping the buckets up to date with the tours.

use super::{Entered, Leg, Parts};
use crate::buckets::Entry;
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
                self.enter_end(&stop);
                continue;
            };
            n_dropoffs += next.n_dropoffs;
            let is_last = index + 2 == stops.len();
            self.enter_leg(&stop, &next, n_dropoffs, (index == 0, is_last));
        }
    }

    /// Anything may be put behind a last stop.
    fn enter_end(&mut self, stop: &Stop) {
        let slot = stop.slot;
        self.legs_by_slot[slot as usize].departure = stop.departure;
        if self.holders[slot as usize].entered != Entered::Ends {
            self.leave(slot);
            let holder = &mut self.holders[slot as usize];
            let (label, turn) = (self.roads.hubs_ahead(holder.at), self.slots.turn(slot));
            self.ends.add(label, &self.slots, |_, time| Some(Entry { key: time, slot, turn }));
            holder.entered = Entered::Ends;
        }
    }

    /// A vehicle under way is entered anew from where it is by now.
    pub(crate) fn move_on(&mut self, slot: Slot, passed: (u32, Deciseconds)) {
        self.holders[slot as usize].moved = Some(passed);
        let vehicle = self.vehicle(slot);
        let n_dropoffs = self.leg(slot).n_dropoffs;
        let stops = &self.tours[vehicle as usize].stops;
        let (stop, next, is_last) = (stops[0], stops[1], stops.len() == 2);
        self.leave(slot);
        self.enter_leg(&stop, &next, n_dropoffs, (true, is_last));
    }

    fn enter_leg(
        &mut self,
        stop: &Stop,
        next: &Stop,
        n_dropoffs: i32,
        (is_first, is_last): (bool, bool),
    ) {
        let slot = stop.slot as usize;
        let holder = &self.holders[slot];
        let (node, departure) = holder.moved.unwrap_or((holder.at.head, stop.departure));
        let patience = next.latest - departure - self.rules.standing;
        let known = self.legs_by_slot[slot];
        let may_stay = self.holders[slot].entered == Entered::Legs
            && patience <= known.patience
            && known.patience <= patience.or_zero() + STALE
            && known.entered_departure <= departure
            && departure <= known.entered_departure + STALE;
        let leg = Leg {
            departure,
            entered_departure: if may_stay { known.entered_departure } else { departure },
            to: next.at,
            arrival: next.arrival,
            latest: next.latest,
            n_dropoffs,
            patience: if may_stay { known.patience } else { patience },
            bearings: *self.roads.bearings_behind(next.at),
            bearings_ahead: *self.roads.bearings_ahead(next.at),
            vehicle: self.holders[slot].vehicle,
            is_first,
            is_last,
        };
        self.legs_by_slot[slot] = leg;
        let deadline = leg.latest - self.rules.standing;
        self.slots.set_deadline(stop.slot, deadline - leg.delay());
        if !may_stay {
            self.leave(stop.slot);
            let (roads, holder) = (self.roads, &mut self.holders[slot]);
            let (slot, turn) = (stop.slot, self.slots.turn(stop.slot));
            self.legs.add(roads.hubs_from(node), &self.slots, |hub, time| {
                // Whoever is picked up on a way over a hub is not nearer to the end of the leg
                // than the hub, less the way in between.
                let useful = time <= patience
                    && time + roads.bearings_of_hub(hub).least_time(&leg.bearings) + leg.to.entry
                        <= patience;
                useful.then_some(Entry { key: departure + time, slot, turn })
            });
            holder.entered = Entered::Legs;
        }
    }

    pub(super) fn leave(&mut self, slot: Slot) {
        self.holders[slot as usize].entered = Entered::Nowhere;
        self.slots.next_turn(slot);
    }
}
