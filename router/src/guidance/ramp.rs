//! Up to and down from roads without crossings.

use noriai_network::{RoadClass, Segment};

use super::course::Course;
use super::instruction::{Maneuver, Side};
use super::joint::Joint;
use super::junction::Other;

/// A ramp leaves its road by less than this; what turns more is a turn.
const LEAVES_MAX: i32 = 45;

/// True for the classes of ramps and turning lanes.
pub(super) const fn is_link(class: RoadClass) -> bool {
    matches!(
        class,
        RoadClass::MotorwayLink
            | RoadClass::TrunkLink
            | RoadClass::PrimaryLink
            | RoadClass::SecondaryLink
            | RoadClass::TertiaryLink
    )
}

/// What to tell where a ramp begins or ends.
pub(super) fn maneuver(
    course: &Course<'_>,
    joint: &Joint,
    ahead: i32,
    others: &[Other<'_>],
) -> Option<Maneuver> {
    let (before, after) = (course.segment(joint.before), course.segment(joint.after));
    let is_gentle = ahead.abs() < LEAVES_MAX;
    match (is_link(before.class), is_link(after.class)) {
        (false, true) if before.class == RoadClass::Motorway || is_fast(before) && is_gentle => {
            Some(Maneuver::OffRamp(side(ahead, others)))
        }
        (false, true) if after.class == RoadClass::MotorwayLink || leads_up(course, joint) => {
            Some(Maneuver::OnRamp(side(ahead, others)))
        }
        // Who turns left to get in line came from the left: the road runs on the right.
        (true, false) if is_fast(after) && is_gentle => {
            Some(Maneuver::Merge(if ahead < 0 { Side::Right } else { Side::Left }))
        }
        _ => None,
    }
}

/// A motorway, or one carriageway of a trunk road.
const fn is_fast(segment: &Segment) -> bool {
    match segment.class {
        RoadClass::Motorway => true,
        RoadClass::Trunk => segment.flags.oneway,
        _ => false,
    }
}

/// True if the ramp ends on a motorway.
fn leads_up(course: &Course<'_>, joint: &Joint) -> bool {
    let classes = (joint.after..course.n_steps()).map(|step| course.segment(step).class);
    classes.into_iter().find(|class| !is_link(*class)) == Some(RoadClass::Motorway)
}

/// On which side the ramp is: of a sharp one as it turns, of a gentle one as seen from the others.
fn side(ahead: i32, others: &[Other<'_>]) -> Side {
    if LEAVES_MAX <= ahead.abs() || others.is_empty() {
        Side::of_angle(ahead)
    } else if others.iter().any(|other| ahead < other.angle) {
        Side::Left
    } else {
        Side::Right
    }
}
