//! The roads as they are now: the imported network, and the closures in force on it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use noriai_core::{Closure, ClosureId, RoadEffect, RoadMark};
use noriai_network::SegmentId;
use noriai_router::{Conditions, PrepareError, Router, Slowing};
use noriai_units::Metres;

/// The roads of a town.
pub(crate) struct Roads {
    /// Nothing closed.
    first: Arc<Router>,
    now: RwLock<Arc<RoadsNow>>,
    /// What closures name, as far as they were asked for.
    found: Mutex<BTreeMap<ClosureId, Arc<[SegmentId]>>>,
}

/// A router, and which closures it obeys.
pub(crate) struct RoadsNow {
    /// Travel times and ways.
    pub(crate) router: Arc<Router>,
    /// In order of time.
    pub(crate) closures: Vec<ClosureId>,
}

/// So many closures are kept found.
const FOUND_MAX: usize = 500;
/// A mark on a map that was imported anew is looked for this near.
const MARK_MAX: Metres = Metres::new(20);

impl Roads {
    /// As imported.
    pub(crate) fn new(first: Arc<Router>) -> Self {
        let now = Arc::new(RoadsNow { router: Arc::clone(&first), closures: Vec::new() });
        Self { first, now: RwLock::new(now), found: Mutex::default() }
    }

    /// As they are now.
    pub(crate) fn now(&self) -> Arc<RoadsNow> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// As they are from now on.
    pub(super) fn set(&self, now: RoadsNow) {
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(now);
    }

    /// What would be, with these closures: takes a while.
    pub(super) fn with(&self, closures: &[Closure]) -> Result<RoadsNow, PrepareError> {
        let conditions = self.conditions(closures);
        let closures = closures.iter().map(|closure| closure.id).collect();
        let router = if conditions.is_empty() {
            Arc::clone(&self.first)
        } else {
            Arc::new(self.first.under(&conditions)?)
        };
        Ok(RoadsNow { router, closures })
    }

    /// The directed stretches that a closure names, as far as this map has them.
    pub(crate) fn segments(&self, closure: &Closure) -> Arc<[SegmentId]> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if FOUND_MAX < found.len() {
            found.clear();
        }
        let segment = |mark: &RoadMark| self.first.marked(mark.position, mark.heading, MARK_MAX);
        let known = found
            .entry(closure.id)
            .or_insert_with(|| closure.roads.iter().filter_map(segment).collect());
        Arc::clone(known)
    }

    fn conditions(&self, closures: &[Closure]) -> Conditions {
        let mut conditions = Conditions::default();
        for closure in closures {
            for segment in self.segments(closure).iter().copied() {
                let slowing = match closure.effect {
                    RoadEffect::Closed => {
                        conditions.close(segment);
                        continue;
                    }
                    RoadEffect::Slowed { percent } => Slowing::Percent(percent),
                    RoadEffect::Limited { km_per_hour } => Slowing::KmPerHour(km_per_hour),
                };
                conditions.slow(self.first.network(), segment, slowing);
            }
        }
        conditions
    }
}
