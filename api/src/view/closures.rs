//! Roads, and what is closed or slow of them.

use noriai_core::{Closure, State};
use noriai_network::SegmentId;
use noriai_units::Timestamp;

use crate::town::{Town, closures_in_force};
use crate::wire::{ClosureBody, ClosuresBody, RoadBody};

impl Town {
    /// A stretch of road.
    pub(crate) fn road_body(&self, segment: SegmentId) -> RoadBody {
        let router = &self.map.router;
        let record = router.network().segment(segment);
        let (name, name_en) = self.road_words(&[segment]);
        let (middle, _) = router.middle(segment);
        RoadBody {
            name,
            name_en,
            position: middle.into(),
            line: self.line(segment),
            length_m: record.length().whole(),
            one_way: record.twin.is_none(),
        }
    }

    /// Everything that is closed or slow.
    pub(crate) fn closures_body(&self, state: &State, now: Timestamp) -> ClosuresBody {
        ClosuresBody {
            map: format!("{:016x}", state.map()),
            closures: self.closure_bodies(state, now),
            n_cut_off: state.cut_off().len(),
        }
    }

    /// What is closed or slow at a time.
    pub(crate) fn closure_bodies(&self, state: &State, now: Timestamp) -> Vec<ClosureBody> {
        let closures = closures_in_force(state, now).into_iter();
        closures.map(|closure| self.closure_body(state, closure)).collect()
    }

    /// A closure.
    pub(crate) fn closure_body(&self, state: &State, closure: &Closure) -> ClosureBody {
        let roads = self.roads.now();
        let segments = self.roads.segments(closure);
        let (name, name_en) = self.road_words(&segments);
        let network = self.map.router.network();
        // Of the two directions of a road one is drawn.
        let drawn = segments.iter().filter(|segment| {
            let twin = network.segment(**segment).twin;
            twin.is_none_or(|twin| **segment < twin || !segments.contains(&twin))
        });
        let planned = roads.router.fingerprint() == state.map();
        ClosureBody {
            id: closure.id.to_string(),
            name,
            name_en,
            lines: drawn.map(|segment| self.line(*segment)).collect(),
            effect: closure.effect.into(),
            reason: closure.reason.into(),
            by: closure.by.into(),
            since: closure.since.into(),
            until: closure.until.map(Into::into),
            in_force: planned && roads.closures.contains(&closure.id),
            n_missing: closure.roads.len() - segments.len(),
        }
    }

    /// The first name that one of the stretches has.
    fn road_words(&self, segments: &[SegmentId]) -> (Option<String>, Option<String>) {
        let named = segments.iter().find_map(|segment| self.name_of_road(*segment));
        named.map_or((None, None), |(name, name_en)| (Some(name), name_en))
    }

    fn line(&self, segment: SegmentId) -> Vec<[f64; 2]> {
        let view = self.map.router.network().view(segment);
        view.points().map(|at| [at.lon(), at.lat()]).collect()
    }
}
