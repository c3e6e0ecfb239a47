//! A drive segment by segment, and where a vehicle is on it.

use std::cmp::Reverse;

use noriai_core::travel::{Leg, RoadPoint};
use noriai_network::SegmentId;
use noriai_units::{Position, Seconds};

use crate::costs::{part_ms, reached_dm};
use crate::ends;
use crate::geometry;
use crate::hierarchy::UNREACHABLE;
use crate::legal_search::{self, Ending};
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
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) segment: SegmentId,
    pub(crate) from_dm: u32,
    pub(crate) to_dm: u32,
}

impl Router {
    /// The fastest drive, unpacked. `None` where [`Router::leg`] has none.
    #[must_use]
    pub fn path(&self, from: RoadPoint, to: RoadPoint) -> Option<Path> {
        let (from, to) = (self.spot(from)?, self.spot(to)?);
        let (cost, segments) = self.best_way(from, to)?;
        let offset = |spot: Spot, segment: Option<&SegmentId>| {
            let mut directions = spot.directions(&self.network);
            directions.find(|(on, _)| Some(on) == segment).map(|(_, offset_dm)| offset_dm)
        };
        let mut path = Path {
            leg: self.junctions.packing.leg(cost),
            from_dm: offset(from, segments.first())?,
            to_dm: offset(to, segments.last())?,
            segments,
            geometry: Vec::new(),
        };
        path.geometry = self.line(&path).0;
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
            let is_last = number + 1 == n_steps;
            // Who drives on has the delay at the head behind it, too.
            let until = if is_last { part_ms(segment, step.to_dm) } else { segment.time_ms };
            let time = u64::from(until) - before;
            if rest < time || is_last {
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

    /// The segments of the best drive and what it costs.
    fn best_way(&self, from: Spot, to: Spot) -> Option<(u64, Vec<SegmentId>)> {
        let cost = self.cost(from, to);
        if UNREACHABLE <= cost {
            return None;
        }
        let packing = self.junctions.packing;
        let straight = self
            .pairs(from, to)
            .find(|(origin, target)| origin.ahead(target, &self.network, packing) == Some(cost));
        if let Some((origin, _)) = straight {
            return Some((cost, vec![origin.segment]));
        }
        if ends::is_bound(&self.network, from) || ends::is_bound(&self.network, to) {
            let plan = legal_search::plan(self, from, to)?;
            let mut segments = plan.begin;
            match plan.end {
                Ending::On(segment) => segments.push(segment),
                Ending::From(node) => segments.extend(self.onward(node, to)?),
            }
            return Some((cost, segments));
        }
        // A place at the very end of its road can be left either way at the same cost: on along the
        // road, or at once from its end by turning round, which only the first may. Whichever drives
        // more of its own road is the legal one.
        let equal = self.pairs(from, to).filter(|(o, target)| self.apart(o, target) == cost);
        let (origin, _) = equal.max_by_key(|(origin, _)| origin.rest)?;
        let onward = self.onward(origin.node, to)?;
        Some((cost, std::iter::once(origin.segment).chain(onward).collect()))
    }

    /// The best way of the searched graph from a node to a spot, its last segment included.
    fn onward(&self, node: u32, to: Spot) -> Option<Vec<SegmentId>> {
        let targets = ends::targets(&self.network, &self.junctions, to);
        let ends =
            targets.flat_map(|target| target.entries.iter().map(move |entry| (*entry, target)));
        // The same holds for a place at the very end of its road: whoever passes it and turns round
        // has driven less of the last segment.
        let (entry, target) = ends.min_by_key(|(entry, target)| {
            (self.labels.weight(node, *entry) + target.part, Reverse(target.part))
        })?;
        let nodes = self.with_search(|search| {
            let found = search.run(&self.hierarchy, &[(node, 0)], &[(entry, 0)])?;
            Some(search.nodes(&self.hierarchy, &self.order, found))
        })?;
        let between = nodes
            .windows(2)
            .map(|two| self.junctions.segment_between(&self.network, two[0], two[1]));
        between.chain([Some(target.segment)]).collect()
    }

    /// The parts of segments that a path of this router drives.
    pub(crate) fn steps<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = Step> + 'a {
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

    /// The line driven, and the index in it at which each step begins.
    pub(crate) fn line(&self, path: &Path) -> (Vec<Position>, Vec<usize>) {
        let (mut line, mut starts): (Vec<Position>, Vec<usize>) = (Vec::new(), Vec::new());
        for step in self.steps(path) {
            let from = geometry::at_offset(&self.network, step.segment, step.from_dm);
            let to = geometry::at_offset(&self.network, step.segment, step.to_dm);
            let between = self.network.view(step.segment).points();
            let between = between.take(to.piece + 1).skip(from.piece + 1);
            starts.push(line.len() - usize::from(line.last() == Some(&from.position)));
            for position in std::iter::once(from.position).chain(between).chain([to.position]) {
                if line.last() != Some(&position) {
                    line.push(position);
                }
            }
        }
        if let [only] = line[..] {
            line.push(only);
        }
        (line, starts)
    }
}
