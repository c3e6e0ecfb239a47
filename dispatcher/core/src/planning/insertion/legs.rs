//! The drives that a new rider brings into a tour.

use crate::planning::sequence::{Sequence, Slot};
use crate::situation::Situation;
use crate::travel::{Leg, RoadPoint};

/// The drives between a tour's slots and the new rider's two, at the positions that are tried.
#[derive(Default)]
pub(super) struct NewLegs {
    /// From what comes before each position to the pickup and to the drop-off, in turn.
    to_new: Vec<Option<Leg>>,
    /// From the pickup to the old slot at each position and to the drop-off, then from the drop-off
    /// likewise.
    from_new: Vec<Option<Leg>>,
    /// From the start to the first old slot.
    first: Option<Leg>,
    n_old: usize,
    /// The first position that is tried.
    low: usize,
    points: Vec<RoadPoint>,
    /// Old slots among the targets of `from_new`.
    n_after: usize,
}

impl NewLegs {
    /// Asks the map for all that positions from `low` to `high` need, at once for each direction.
    pub(super) fn fetch(
        &mut self,
        sequence: &Sequence,
        (low, high): (usize, usize),
        situation: &Situation<'_>,
    ) {
        let n_old = sequence.slots.len() - 2;
        let old = &sequence.slots[..n_old];
        let road = |slot: &Slot| slot.place.road;
        (self.n_old, self.low) = (n_old, low);
        self.first = old.first().and_then(|slot| {
            let (here, there) = (sequence.start.place.road, slot.place.road);
            // As planned before, unless the vehicle is seen elsewhere on its way.
            if !sequence.start.sighted {
                return Some(slot.leg);
            }
            if here == there { Some(Leg::default()) } else { situation.times.leg(here, there) }
        });
        self.to_new.clear();
        self.from_new.clear();
        if high < low {
            return;
        }
        let new = [road(&sequence.slots[n_old]), road(&sequence.slots[n_old + 1])];
        self.points.clear();
        if low == 0 {
            self.points.push(sequence.start.place.road);
        }
        self.points.extend(old[low.saturating_sub(1)..high.min(n_old)].iter().map(road));
        situation.times.legs(&self.points, &new, &mut self.to_new);
        self.points.clear();
        self.points.extend(old[low..n_old.min(high + 1)].iter().map(road));
        self.n_after = self.points.len();
        self.points.push(new[1]);
        situation.times.legs(&new, &self.points, &mut self.from_new);
    }

    /// The drive from one slot of the sequence to another, `None` standing for the start.
    pub(super) fn between(
        &self,
        sequence: &Sequence,
        from: Option<usize>,
        to: usize,
    ) -> Option<Leg> {
        let (n_old, low) = (self.n_old, self.low);
        if n_old <= to {
            return match from {
                Some(from) if from == n_old => self.from_new[self.n_after],
                _ => self.to_new[2 * (from.map_or(0, |from| from + 1) - low) + (to - n_old)],
            };
        }
        match from {
            Some(from) if n_old <= from => {
                self.from_new[(from - n_old) * (self.n_after + 1) + (to - low)]
            }
            Some(_) => Some(sequence.slots[to].leg),
            None => self.first,
        }
    }
}
