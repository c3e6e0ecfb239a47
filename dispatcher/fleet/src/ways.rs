//! Where vehicles under way are: each one's way is found once it matters, and kept.

use noriai_router::hierarchy::PackedPath;

use crate::moment::Deciseconds;
use crate::roads::{Passing, Roads};
use crate::spot::Spot;

/// The ways that vehicles are on.
#[derive(Clone, Debug)]
pub(crate) struct Ways {
    by_vehicle: Vec<Way>,
}

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
        Self { by_vehicle: vec![Way::default(); n_vehicles] }
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
        now: Deciseconds,
        slack: Deciseconds,
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
