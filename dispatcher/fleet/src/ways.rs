//! Where vehicles under way are: each one's way is found once it matters, and kept.

use noriai_router::hierarchy::PackedPath;

use crate::moment::Deciseconds;
use crate::roads::{ArcId, Passing, Roads};

/// The ways that vehicles are on.
#[derive(Clone, Debug)]
pub(crate) struct Ways {
    by_vehicle: Vec<Way>,
}

#[derive(Clone, Debug, Default)]
struct Way {
    /// From where, when, and where to; `None` before the first.
    of: Option<(Passing, ArcId)>,
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
        to: ArcId,
        now: Deciseconds,
    ) -> Passing {
        let way = &mut self.by_vehicle[vehicle as usize];
        if way.of != Some((left, to)) {
            roads.find_path(left.0, to, &mut way.path);
            way.of = Some((left, to));
            way.next = None;
        }
        if let Some((arc, time)) = way.next
            && time - roads.entry_time(arc) < now
            && now <= time
        {
            return (arc, time);
        }
        let next = roads.passing(&way.path, left, to, now);
        way.next = Some(next);
        next
    }
}
