//! Through a roundabout.

use noriai_network::{RoadNetwork, SegmentId};

use super::course::Course;
use super::instruction::Maneuver;
use super::{Passage, THEN_MAX};
use crate::geometry;

/// A ring of more segments than this is none.
const RING_MAX: usize = 64;

/// The passage that begins with a step; `None` where there is no roundabout.
pub(super) fn passage(course: &Course<'_>, step: usize) -> Option<Passage> {
    let is_in = |step: usize| course.segment(step).flags.roundabout;
    if is_in(step - 1) {
        // The drive began in there: nobody counts exits from the middle of a circle.
        let leave = (!is_in(step)).then_some((step, Maneuver::LeaveRoundabout));
        return Some(Passage { maneuvers: Vec::from_iter(leave), after: step });
    }
    if !is_in(step) {
        return None;
    }
    let clockwise = is_clockwise(course.network(), course.id(step));
    let after = (step..course.n_steps()).find(|step| !is_in(*step));
    let Some(after) = after else {
        let maneuver = Maneuver::Roundabout { exit: None, clockwise };
        return Some(Passage { maneuvers: vec![(step, maneuver)], after: course.n_steps() });
    };
    let is_exit = |way: &SegmentId| !course.network().segment(*way).flags.roundabout;
    let passed = (step..after - 1).flat_map(|step| course.ways_on(step)).filter(is_exit).count();
    let exit = Some(u8::try_from(passed + 1).unwrap_or(u8::MAX));
    let mut maneuvers = vec![(step, Maneuver::Roundabout { exit, clockwise })];
    if THEN_MAX < course.distance(step, after) {
        maneuvers.push((after, Maneuver::LeaveRoundabout));
    }
    Some(Passage { maneuvers, after })
}

/// Which way round a ring is driven, by the sign of the area that it encloses (Gauss's shoelace).
fn is_clockwise(network: &RoadNetwork, first: SegmentId) -> bool {
    let on = |segment: &SegmentId| {
        let mut leaving = network.leaving(network.segment(*segment).head);
        leaving.find(|next| *next != first && network.segment(*next).flags.roundabout)
    };
    let ring = std::iter::successors(Some(first), on).take(RING_MAX);
    let centre = network.node(network.segment(first).tail);
    let points = ring.flat_map(|segment| network.view(segment).points().collect::<Vec<_>>());
    let points: Vec<(f64, f64)> = points.map(|point| geometry::offset_m(centre, point)).collect();
    let area: f64 = points.windows(2).map(|two| two[0].0 * two[1].1 - two[1].0 * two[0].1).sum();
    area < 0.0
}
