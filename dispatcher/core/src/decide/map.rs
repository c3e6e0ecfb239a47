//! Going over to another version of the map while tours are under way.

use crate::command::MapChange;
use crate::event::Event;
use crate::place::Place;
use crate::planning::plan::replan;
use crate::planning::sequence::Sequence;
use crate::situation::Situation;
use crate::state::State;
use crate::travel::{Leg, RoadPoint};

/// Takes the new road points over and times every open tour on the new roads.
pub(super) fn adopt(state: &State, change: &MapChange, situation: &Situation<'_>) -> Vec<Event> {
    if state.map() == change.fingerprint {
        return Vec::new();
    }
    let adopted = Event::MapAdopted(change.clone());
    let mut moved = state.clone();
    if moved.apply(situation.now, &adopted).is_err() {
        return Vec::new();
    }
    let mut events = vec![adopted];
    for tour in moved.tours().values().filter(|tour| !tour.is_over()) {
        let mut sequence = Sequence::of(tour, &moved, situation);
        let mut here = sequence.start.place.road;
        for slot in &mut sequence.slots {
            let there = slot.place.road;
            if here == there {
                slot.leg = Leg::default();
            } else if let Some(leg) = situation.times.leg(here, there) {
                slot.leg = leg;
            }
            here = there;
        }
        let order: Vec<usize> = (0..sequence.slots.len()).collect();
        events.extend(replan(tour, &sequence, &order, &moved, situation));
    }
    events
}

impl MapChange {
    /// What a road point of the old map becomes on the new one.
    #[must_use]
    pub fn moved(&self, old: RoadPoint) -> RoadPoint {
        let found = self.points.binary_search_by_key(&old, |(from, _)| *from);
        found.ok().and_then(|index| self.points.get(index)).map_or(old, |(_, to)| *to)
    }

    pub(crate) fn move_place(&self, place: &mut Place) {
        place.road = self.moved(place.road);
    }
}
