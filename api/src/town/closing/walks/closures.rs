//! Roads that close and open on such a day, in somebody's way where there is one.

use std::collections::BTreeSet;
use std::sync::Arc;

use noriai_core::{
    Closure, ClosureId, ClosureReason, ClosureSource, Command, MapChange, RoadEffect,
};
use noriai_network::SegmentId;
use noriai_router::Router;
use noriai_units::{Seconds, Timestamp};

use super::day::Day;
use super::ground::{both, square};
use super::law;
use crate::town::closing::{closures_in_force, mark};
use crate::town::moving;
use crate::town::roads::RoadsNow;

impl Day {
    /// Closes a road that some plan drives, with nobody's plan made anew yet: what the change of
    /// the map would be.
    pub(super) fn close_in_the_way(&mut self) -> Option<MapChange> {
        let mut segment = None;
        for _ in 0..30 {
            self.pass_to(self.now + Seconds::from_minutes(1));
            self.ask();
            segment = self.ahead();
            if segment.is_some() {
                break;
            }
        }
        self.close_all(both(&self.roads.now().router, segment?), RoadEffect::Closed, None);
        let next = self.prepared();
        let router = Arc::clone(&next.router);
        self.atlas.routers.insert(router.fingerprint(), Arc::clone(&router));
        Some(moving::change(&router, &self.state))
    }

    pub(super) fn close(&mut self) {
        let router = Arc::clone(&self.roads.now().router);
        let Some(segment) = self.ahead().or_else(|| self.chance_segment(&router)) else { return };
        let segments = match self.rng.below(10) {
            0..=5 => both(&router, segment),
            6 => vec![segment],
            7 => router.segments_at(router.network().segment(segment).head),
            _ => router.segments_in(&square(router.middle(segment).0, self.rng.between(50, 300))),
        };
        let effect = match self.rng.below(5) {
            0 => RoadEffect::Slowed { percent: 400 },
            _ => RoadEffect::Closed,
        };
        let until = self.now + Seconds::from_minutes(self.rng.between(3, 30));
        let until = self.rng.chance(300).then_some(until);
        self.close_all(segments, effect, until);
    }

    fn close_all(
        &mut self,
        segments: Vec<SegmentId>,
        effect: RoadEffect,
        until: Option<Timestamp>,
    ) {
        let router = Arc::clone(&self.roads.now().router);
        self.next += 1;
        let id = ClosureId(self.next);
        let closure = Closure {
            id,
            roads: segments.iter().map(|segment| mark(&router, *segment)).collect(),
            effect,
            reason: ClosureReason::Other,
            by: ClosureSource::Operator,
            since: self.now,
            until,
            lifted: None,
        };
        if self.command(&Command::CloseRoad(closure.clone())) {
            let found: BTreeSet<SegmentId> =
                self.roads.segments(&closure).iter().copied().collect();
            assert_eq!(found, segments.iter().copied().collect(), "seed {}", self.seed);
            self.chosen.push((id, segments));
        }
        self.atlas.closed = self.closed_now();
    }

    pub(super) fn reopen(&mut self) {
        let open: Vec<ClosureId> =
            closures_in_force(&self.state, self.now).iter().map(|closure| closure.id).collect();
        if let Some(id) = open.get(self.rng.below(open.len() as u64) as usize) {
            self.command(&Command::ReopenRoad(*id));
        }
    }

    /// What is closed by what was chosen, apart from marks and routers.
    fn closed_now(&self) -> BTreeSet<SegmentId> {
        let closes = |id: &ClosureId| {
            // One that is long over is not kept.
            self.state.closures().get(id).is_some_and(|closure| {
                !closure.is_over(self.now) && closure.effect == RoadEffect::Closed
            })
        };
        let closing = self.chosen.iter().filter(|(id, _)| closes(id));
        closing.flat_map(|(_, segments)| segments.iter().copied()).collect()
    }

    /// Goes over to the roads as they are now, as the service does.
    pub(super) fn keep_roads(&mut self) {
        let ids: Vec<ClosureId> =
            closures_in_force(&self.state, self.now).iter().map(|closure| closure.id).collect();
        if ids == self.roads.now().closures {
            return;
        }
        let next = self.prepared();
        let router = Arc::clone(&next.router);
        self.atlas.routers.insert(router.fingerprint(), Arc::clone(&router));
        self.atlas.closed = self.closed_now();
        self.tally.in_the_way += u64::from(!law::broken(&self.state, &self.atlas).0.is_empty());
        let change = moving::change(&router, &self.state);
        self.roads.set(next);
        assert!(self.command_on(&Command::AdoptMap(change), &router));
    }

    fn prepared(&self) -> RoadsNow {
        let closures: Vec<Closure> =
            closures_in_force(&self.state, self.now).into_iter().cloned().collect();
        self.roads.with(&closures).unwrap()
    }

    /// A segment in the midst of some planned drive.
    fn ahead(&mut self) -> Option<SegmentId> {
        let router = &self.roads.now().router;
        let mut found = Vec::new();
        for tour in self.state.tours().values().filter(|tour| tour.serves_riders()) {
            let mut here = tour.origin.place.road;
            for call in &tour.calls {
                let path = router.path(here, call.place.road);
                let segments = path.map(|path| path.segments).unwrap_or_default();
                found.extend(segments.iter().skip(2).rev().skip(2).copied());
                here = call.place.road;
            }
        }
        found.get(self.rng.below(found.len() as u64) as usize).copied()
    }

    fn chance_segment(&mut self, router: &Router) -> Option<SegmentId> {
        let n = router.network().n_segments() as u64;
        router.network().segment_ids().nth(self.rng.below(n) as usize)
    }
}
