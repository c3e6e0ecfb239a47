//! Where vehicles under way are: each one's way is found once it matters, and kept.

use noriai_router::hierarchy::PackedPath;

use crate::landmarks::Bearings;
use crate::moment::Deciseconds;
use crate::roads::{Passing, Roads};
use crate::sides::Sides;
use crate::spot::Spot;
use crate::tour::Slot;

/// The ways that vehicles are on.
#[derive(Clone, Debug)]
pub(crate) struct Ways {
    by_vehicle: Vec<Way>,
    /// Where vehicles under way were seen last, by the slot of the stop that they come from.
    seen: Vec<Seen>,
}

/// A vehicle that enters an arc at this time; nowhere before the first turn.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Seen {
    turn: u32,
    at: Deciseconds,
    /// The beginning of the arc, seen from the landmarks.
    here: Bearings,
    spot: Spot,
    /// In how many searches it was looked at since its entries are what they are.
    n_looks: u32,
}

/// Whoever has been looked at as often as this is worth being entered anew from where they are:
/// that costs about as much as so many looks.
const MANY_LOOKS: u32 = 90;

#[derive(Clone, Debug, Default)]
struct Way {
    /// From where, when, and where to; `None` before the first.
    of: Option<(Passing, Spot)>,
    path: PackedPath,
    /// What was answered last.
    next: Option<Passing>,
}

impl Ways {
    pub(crate) fn new(n_vehicles: usize) -> Self {
        Self { by_vehicle: vec![Way::default(); n_vehicles], seen: Vec::new() }
    }

    /// For so many slots.
    pub(crate) fn make_room(&mut self, n_slots: usize) {
        self.seen.resize(n_slots, Seen::default());
    }

    /// Notes where a vehicle passes that comes from this stop.
    pub(crate) fn note(&mut self, slot: Slot, turn: u32, passing: Passing, here: &Bearings) {
        let (spot, time) = passing;
        let seen = &mut self.seen[slot as usize];
        (seen.turn, seen.at, seen.here, seen.spot) = (turn, time - spot.entry, *here, spot);
    }

    /// When a vehicle that comes from this stop can be at a place at the soonest, as far as is
    /// known from where it was seen last.
    #[inline]
    pub(crate) fn soonest(&mut self, slot: Slot, turn: u32, place: &Sides<'_>) -> Deciseconds {
        let seen = &mut self.seen[slot as usize];
        seen.n_looks += 1;
        let soonest = seen.at + seen.here.least_time(place.behind) + place.at.entry;
        if seen.turn == turn { soonest } else { Deciseconds(i32::MIN) }
    }

    /// Looked at so often that its entries had better be renewed.
    #[inline]
    pub(crate) fn is_worn(&self, slot: Slot) -> bool {
        MANY_LOOKS <= self.seen[slot as usize].n_looks
    }

    /// Its entries are new.
    pub(crate) fn renew(&mut self, slot: Slot) {
        self.seen[slot as usize].n_looks = 0;
    }

    /// Where a vehicle passed when it was seen last, and when.
    #[inline]
    pub(crate) fn seen(&self, slot: Slot, turn: u32) -> Option<Passing> {
        let seen = &self.seen[slot as usize];
        (seen.turn == turn).then_some((seen.spot, seen.at + seen.spot.entry))
    }

    /// The next arc's head that a vehicle passes at `now` or later.
    pub(crate) fn passing(
        &mut self,
        roads: &Roads,
        vehicle: u32,
        left: Passing,
        to: Spot,
        now: Deciseconds,
    ) -> Passing {
        let way = self.way(roads, vehicle, left, to);
        if let Some((spot, time)) = way.next
            && time - spot.entry < now
            && now <= time
        {
            return (spot, time);
        }
        let next = roads.passing(&mut way.path, left, to, now);
        way.next = Some(next);
        next
    }

    /// A node that it has come by before `now`, no more than `slack` or an arc ago, and when.
    pub(crate) fn passed(
        &mut self,
        roads: &Roads,
        vehicle: u32,
        left: Passing,
        to: Spot,
        (now, slack): (Deciseconds, Deciseconds),
    ) -> (u32, Deciseconds) {
        let way = self.way(roads, vehicle, left, to);
        roads.passed(&mut way.path, left.1, now, slack)
    }

    /// The way that a vehicle is on.
    fn way(&mut self, roads: &Roads, vehicle: u32, left: Passing, to: Spot) -> &mut Way {
        let way = &mut self.by_vehicle[vehicle as usize];
        if way.of != Some((left, to)) {
            roads.find_path(left.0, to, &mut way.path);
            way.of = Some((left, to));
            way.next = None;
        }
        way
    }
}
