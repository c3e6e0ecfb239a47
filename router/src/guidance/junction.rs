//! Whether a driver has to be told something at a junction, and what.

use noriai_network::{RoadClass, Segment};

use super::Passage;
use super::bearing;
use super::course::Course;
use super::instruction::{Maneuver, Side, Turn};
use super::joint::Joint;
use super::names::is_one_road;
use super::ramp;
use crate::geometry;

/// A way on that the drive does not take.
pub(super) struct Other<'a> {
    /// Degrees from straight on, to the right positive.
    pub(super) angle: i32,
    segment: &'a Segment,
}

/// Up to so many degrees a road goes straight on if no other one could be meant.
const STRAIGHT_MAX: i32 = 34;
/// Beyond so many degrees a road turns, whatever its name is.
const BEND_MAX: i32 = 45;
/// Two roads fork if they are less apart than this.
const FORK_MAX: i32 = 50;
/// What is straighter than another by this is plainly so.
const PLAINLY: i32 = 20;

/// Past a junction.
pub(super) fn passage(course: &Course<'_>, joint: &Joint) -> Passage {
    let maneuver = maneuver(course, joint).map(|maneuver| (joint.before + 1, maneuver));
    Passage { maneuvers: Vec::from_iter(maneuver), after: joint.after }
}

/// What to tell at a joint, if anything.
fn maneuver(course: &Course<'_>, joint: &Joint) -> Option<Maneuver> {
    let (before, after) = (course.segment(joint.before), course.segment(joint.after));
    if !joint.is_plain() {
        let angle = joint.angle(course);
        return match angle.abs() {
            ..30 => None,
            30..150 => Some(Maneuver::Turn(Turn::of_angle(angle))),
            _ => Some(Maneuver::UTurn),
        };
    }
    if before.twin == Some(course.id(joint.after)) {
        return Some(Maneuver::UTurn);
    }
    if after.class == RoadClass::Ferry && before.class != RoadClass::Ferry {
        return Some(Maneuver::Ferry);
    }
    let (ahead, others) = (joint.angle(course), others(course, joint));
    ramp::maneuver(course, joint, ahead, &others)
        .or_else(|| if others.is_empty() { None } else { at_choice(course, joint, ahead, &others) })
}

/// The ways on that the drive does not take.
fn others<'a>(course: &Course<'a>, joint: &Joint) -> Vec<Other<'a>> {
    let arriving = course.arriving(joint.before);
    let others = course.ways_on(joint.before).filter(|next| *next != course.id(joint.after));
    let other = |next| Other {
        angle: geometry::angle(arriving, bearing::out_of(course.network(), next)),
        segment: course.network().segment(next),
    };
    others.map(other).collect()
}

/// What to tell where there is a choice.
fn at_choice(
    course: &Course<'_>,
    joint: &Joint,
    ahead: i32,
    others: &[Other<'_>],
) -> Option<Maneuver> {
    let (before, after) = (course.segment(joint.before), course.segment(joint.after));
    let rivals: Vec<&Other<'_>> = others.iter().filter(|it| is_rival(it, after)).collect();
    let none_as_large = rivals.iter().all(|it| rank(after.class) < rank(it.segment.class));
    let same_sort = (before.name.or(after.name).is_none() && before.class == after.class)
        || is_one_road(course, before.name, after.name);
    // The driver who simply follows the road gets there.
    let follows = rivals.is_empty() || same_sort && none_as_large;
    let straightest = others.iter().all(|it| ahead.abs() + PLAINLY <= it.angle.abs());
    if BEND_MAX < ahead.abs() {
        return (!(follows && straightest)).then_some(Maneuver::Turn(Turn::of_angle(ahead)));
    }
    let near: Vec<i32> = rivals.iter().map(|it| it.angle).filter(|it| forks(ahead, *it)).collect();
    if !near.is_empty() {
        let is_plain = follows && ahead.abs() <= PLAINLY;
        return if is_plain { None } else { Some(fork(ahead, &near)) };
    }
    if STRAIGHT_MAX < ahead.abs() {
        return (!(follows && straightest)).then_some(Maneuver::Turn(Turn::of_angle(ahead)));
    }
    let main_road_turns_off = rivals.iter().any(|it| {
        is_one_road(course, before.name, it.segment.name)
            && it.segment.class <= before.class
            && before.class < after.class
    });
    main_road_turns_off.then_some(Maneuver::Straight)
}

/// True if another way could be taken for this one.
fn is_rival(other: &Other<'_>, after: &Segment) -> bool {
    let (private, ours) = (other.segment.flags.destination_only, after.flags.destination_only);
    (!private || ours) && rank(other.segment.class) < rank(after.class) + 5
}

/// True if a way at one angle is not plainly the straighter one beside a way at another.
fn forks(ahead: i32, other: i32) -> bool {
    (ahead - other).abs() < FORK_MAX && other.abs() < ahead.abs() + PLAINLY + 5
}

fn fork(ahead: i32, near: &[i32]) -> Maneuver {
    let turns_off = near.iter().any(|it| it.abs() < 15) && 25 <= ahead.abs();
    if turns_off {
        Maneuver::Turn(Turn::of_angle(ahead))
    } else if near.iter().all(|it| ahead < *it) {
        Maneuver::Keep(Side::Left)
    } else if near.iter().all(|it| *it < ahead) {
        Maneuver::Keep(Side::Right)
    } else {
        Maneuver::Straight
    }
}

/// How small a road is: what is five or more steps down is no rival.
const fn rank(class: RoadClass) -> u8 {
    match class {
        RoadClass::Motorway | RoadClass::Ferry => 0,
        RoadClass::MotorwayLink => 1,
        RoadClass::Trunk => 2,
        RoadClass::TrunkLink => 3,
        RoadClass::Primary => 4,
        RoadClass::PrimaryLink => 5,
        RoadClass::Secondary => 6,
        RoadClass::SecondaryLink => 7,
        RoadClass::Tertiary => 8,
        RoadClass::TertiaryLink => 9,
        RoadClass::Unclassified => 10,
        RoadClass::Residential => 11,
        RoadClass::LivingStreet => 13,
        RoadClass::Service => 16,
        RoadClass::Track => 17,
    }
}
