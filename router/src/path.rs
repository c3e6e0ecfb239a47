//! A drive segment by segment, and where a vehicle is on it.

use noriai_core::travel::{Leg, RoadPoint};
use noriai_network::SegmentId;
use noriai_units::{Position, Seconds};

use crate::costs::{part_ms, reached_dm};
use crate::ends::{self, End, Relation};
use crate::geometry;
use crate::hierarchy::UNREACHABLE;
use crate::router::Router;
use crate::spot::Spot;

/// The fastest drive between two points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Its time and length, equal to [`Router::leg`]'s.
    pub leg: Leg,
    /// The segments in driving order, at least one.
    pub segments: Vec<SegmentId>,
    /// Where on the first segment it begins, in decimetres from the tail.
    pub from_dm: u32,
    /// Where on the last segment it ends, in decimetres from the tail.
    pub to_dm: u32,
    /// The line driven, at least two positions.
    pub geometry: Vec<Position>,
}

/// Where a vehicle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// For asking for legs from here: directed, as the vehicle cannot turn round.
    pub point: RoadPoint,
    /// On the map.
    pub position: Position,
    /// The compass bearing it drives in: 0 is north, 90 east, below 360.
    pub heading: u16,
}

/// A part of a segment that is driven.
struct Step {
    segment: SegmentId,
    from_dm: u32,
    to_dm: u32,
}

/// A way to drive and its packed cost.
type Candidate = (u64, Vec<SegmentId>, End, End);

impl Router {
    /// The fastest drive, unpacked. `None` where [`Router::leg`] has none.
    #[must_use]
    pub fn path(&self, from: RoadPoint, to: RoadPoint) -> Option<Path> {
        let (from, to) = (self.spot(from)?, self.spot(to)?);
        let (cost, segments, origin, target) = self.best_candidate(from, to)?;
        let mut path = Path {
            leg: self.states.packing.leg(cost),
            segments,
            from_dm: origin.offset_dm,
            to_dm: target.offset_dm,
            geometry: Vec::new(),
        };
        path.geometry = self.geometry(&path);
        Some(path)
    }

    /// Where a vehicle is that set out on the path `elapsed` ago: as far as it has certainly come.
    /// Before it begins and after its end it stands at the first and the last point.
    #[must_use]
    pub fn point_after(&self, path: &Path, elapsed: Seconds) -> Place {
        let mut rest = u64::try_from(elapsed.millis()).unwrap_or(0);
        let n_steps = path.segments.len();
        for (number, step) in self.steps(path).enumerate() {
            let segment = self.network.segment(step.segment);
            let before = u64::from(part_ms(segment, step.from_dm));
            let time = u64::from(part_ms(segment, step.to_dm)) - before;
            if rest < time || number + 1 == n_steps {
                let reached = reached_dm(segment, before.saturating_add(rest.min(time)));
                let offset_dm = reached.clamp(step.from_dm, step.to_dm);
                return self.place_at(step.segment, offset_dm);
            }
            rest -= time;
        }
        self.place_at(SegmentId(0), 0)
    }

    fn place_at(&self, segment: SegmentId, offset_dm: u32) -> Place {
        let spot = Spot::heading(&self.network, segment, offset_dm);
        let on_line = geometry::at_offset(&self.network, segment, spot.offset_dm);
        Place { point: self.road_point(spot), position: on_line.position, heading: on_line.heading }
    }

    fn best_candidate(&self, from: Spot, to: Spot) -> Option<Candidate> {
        let mut best: Option<Candidate> = None;
        for origin in ends::origins(&self.network, self.states.packing, from) {
            for target in ends::targets(&self.network, &self.states, to) {
                let known = best.as_ref().map_or(UNREACHABLE, |best| best.0);
                // The labels tell in a microsecond whether this pair is worth a search.
                if self.cost_between(&origin, &target) < known {
                    best = self.candidate(origin, target);
                }
            }
        }
        best
    }

    fn candidate(&self, origin: End, target: End) -> Option<Candidate> {
        let graph = &self.states.graph;
        let (first, sources): (Option<SegmentId>, Vec<(u32, u64)>) = match origin.relation(&target)
        {
            Relation::Ahead => {
                let cost = target.part - origin.part;
                return Some((cost, vec![origin.segment], origin, target));
            }
            Relation::Apart => (None, vec![(origin.state, 0)]),
            Relation::Behind => {
                (Some(origin.segment), graph.leaving(origin.state as usize).collect())
            }
        };
        self.with_search(|search| {
            let found = search.run(&self.hierarchy, &sources, &[(target.state, 0)])?;
            let states = search.nodes(&self.hierarchy, &self.order, found);
            let driven = states.into_iter().map(|state| self.states.segment(state));
            let segments = first.into_iter().chain(driven).collect();
            Some((found.weight - origin.part + target.part, segments, origin, target))
        })
    }

    fn steps<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = Step> + 'a {
        let last = path.segments.len().saturating_sub(1);
        path.segments.iter().enumerate().map(move |(number, segment)| Step {
            segment: *segment,
            from_dm: if number == 0 { path.from_dm } else { 0 },
            to_dm: if number == last {
                path.to_dm
            } else {
                self.network.segment(*segment).length_dm
            },
        })
    }

    fn geometry(&self, path: &Path) -> Vec<Position> {
        let mut line: Vec<Position> = Vec::new();
        for step in self.steps(path) {
            let from = geometry::at_offset(&self.network, step.segment, step.from_dm);
            let to = geometry::at_offset(&self.network, step.segment, step.to_dm);
            let between = self.network.view(step.segment).points();
            let between = between.take(to.piece + 1).skip(from.piece + 1);
            line.extend(std::iter::once(from.position).chain(between).chain([to.position]));
        }
        let ends = (line.first().copied(), line.last().copied());
        line.dedup();
        if let ((Some(first), Some(last)), 1) = (ends, line.len()) {
            line = vec![first, last];
        }
        line
    }
}
