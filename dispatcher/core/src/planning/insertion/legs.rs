//! The drives that a new rider brings into a tour.

use crate::planning::sequence::{Sequence, Slot};
use crate::situation::Situation;
use crate::travel::{Leg, RoadPoint};

/// The drives between a tour's slots and the new rider's two.
#[derive(Default)]
pub(super) struct NewLegs {
    /// From the start (0) and each old slot (1..), to the pickup and to the drop-off, in turn.
    to_new: Vec<Option<Leg>>,
    /// From the pickup to each old slot and to the drop-off, then from the drop-off likewise.
    from_new: Vec<Option<Leg>>,
    /// From the start to the first old slot.
    first: Option<Leg>,
    n_old: usize,
    points: Vec<RoadPoint>,
}

impl NewLegs {
    /// Asks the map for all of them, at once for each direction.
    pub(super) fn fetch(&mut self, sequence: &Sequence, situation: &Situation<'_>) {
        let n_old = sequence.slots.len() - 2;
        let road = |slot: &Slot| slot.place.road;
        let new = [road(&sequence.slots[n_old]), road(&sequence.slots[n_old + 1])];
        self.points.clear();
        self.points.push(sequence.start.place.road);
        self.points.extend(sequence.slots[..n_old].iter().map(road));
        self.n_old = n_old;
        self.first = sequence.slots[..n_old].first().and_then(|slot| {
            let (here, there) = (sequence.start.place.road, slot.place.road);
            // As planned before, unless the vehicle is seen elsewhere on its way.
            if !sequence.start.sighted {
                return Some(slot.leg);
            }
            if here == there { Some(Leg::default()) } else { situation.times.leg(here, there) }
        });
        self.to_new.clear();
        situation.times.legs(&self.points, &new, &mut self.to_new);
        self.points.remove(0);
        self.points.push(new[1]);
        self.from_new.clear();
        situation.times.legs(&new, &self.points, &mut self.from_new);
    }

    /// The drive from one slot of the sequence to another, `None` standing for the start.
    pub(super) fn between(
        &self,
        sequence: &Sequence,
        from: Option<usize>,
        to: usize,
    ) -> Option<Leg> {
        let n_old = self.n_old;
        if n_old <= to {
            return match from {
                Some(from) if from == n_old => self.from_new[n_old],
                _ => self.to_new[2 * from.map_or(0, |from| from + 1) + (to - n_old)],
            };
        }
        match from {
            Some(from) if n_old <= from => self.from_new[(from - n_old) * (n_old + 1) + to],
            Some(_) => Some(sequence.slots[to].leg),
            None => self.first,
        }
    }
}
