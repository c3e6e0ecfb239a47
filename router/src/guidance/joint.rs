//! A junction as a driver sees it, which may be several nodes on the map.

use noriai_network::{RoadClass, SegmentId};
use noriai_units::Metres;

use super::bearing;
use super::course::Course;
use super::ramp::is_link;
use crate::geometry;

/// Where one road is left for another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joint {
    /// The last step before it.
    pub(super) before: usize,
    /// The first step behind it; what lies between is the junction's own inside.
    pub(super) after: usize,
}

/// A piece of road between two carriageways is at most so long.
const INSIDE_MAX: Metres = Metres::new(40);
/// And all pieces within one junction together.
const ALL_INSIDE_MAX: Metres = Metres::new(80);
/// A lane for those who turn, past the crossing, is at most so long.
const SLIP_MAX: Metres = Metres::new(120);
/// Such a lane turns by so many degrees.
const SLIP_ANGLE: std::ops::Range<i32> = 40..150;

impl Joint {
    /// The joint at the beginning of a step; the step is not the first.
    pub(super) fn at(course: &Course<'_>, step: usize) -> Self {
        let before = step - 1;
        slip(course, step).unwrap_or_else(|| {
            let mut after = step;
            let goes_on = |after: usize| {
                after + 1 < course.n_steps()
                    && !course.segment(after + 1).flags.roundabout
                    && is_inside(course, after)
                    && course.distance(step, after + 1) <= ALL_INSIDE_MAX
            };
            while goes_on(after) {
                after += 1;
            }
            Self { before, after }
        })
    }

    /// True if it is one node.
    pub(super) const fn is_plain(&self) -> bool {
        self.before + 1 == self.after
    }

    /// Degrees from straight on, to the right positive.
    pub(super) fn angle(&self, course: &Course<'_>) -> i32 {
        geometry::angle(course.arriving(self.before), course.leaving(self.after))
    }
}

/// The lane for those who turn that begins with a step.
fn slip(course: &Course<'_>, step: usize) -> Option<Joint> {
    let class = |step: usize| course.segment(step).class;
    let after = (step..course.n_steps()).find(|step| !is_link(class(*step)))?;
    let joint = Joint { before: step - 1, after };
    let is_short = step < after && course.distance(step, after) <= SLIP_MAX;
    let plain = |step: usize| !is_link(class(step)) && class(step) != RoadClass::Motorway;
    let at_grade = (step..after).all(|step| class(step) != RoadClass::MotorwayLink);
    let is_slip = is_short && at_grade && plain(joint.before) && plain(after);
    (is_slip && SLIP_ANGLE.contains(&joint.angle(course).abs())).then_some(joint)
}

/// True if a step lies between two carriageways of one road: at each of its ends a one-way road goes
/// off, of the same name and class, in opposite directions.
fn is_inside(course: &Course<'_>, step: usize) -> bool {
    let (network, id, segment) = (course.network(), course.id(step), course.segment(step));
    if INSIDE_MAX < segment.length() || segment.flags.roundabout {
        return false;
    }
    let along = bearing::out_of(network, id);
    let is_across = |bearing: u16| (40..=140).contains(&geometry::angle(along, bearing).abs());
    let crossing = |node| {
        let one_way = |other: &SegmentId| network.segment(*other).twin.is_none() && *other != id;
        let leaving = network.leaving(node).filter(one_way);
        let leaving = leaving.map(|other| (other, bearing::out_of(network, other)));
        leaving.filter(|(_, bearing)| is_across(*bearing)).collect::<Vec<_>>()
    };
    let (near, far) = (crossing(segment.tail), crossing(segment.head));
    near.iter().any(|(a, there)| {
        far.iter().any(|(b, back)| {
            let (a, b) = (network.segment(*a), network.segment(*b));
            let of_one_road = a.name == b.name && a.class == b.class;
            of_one_road && 140 <= geometry::angle(*there, *back).abs()
        })
    })
}
