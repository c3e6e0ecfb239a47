//! On which side the destination is.

use noriai_units::Position;

use super::instruction::{Maneuver, Side, Whereabouts};
use crate::geometry;
use crate::kerb::{BESIDE_MIN, DrivingSide};

/// What is known of the end of a drive beside the path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Where the rider's door truly is; the path knows the place on the road only.
    pub door: Option<Position>,
    /// On which side of the road one drives.
    pub driving_side: DrivingSide,
}

/// A door that lies within this many degrees of the heading is ahead.
const AHEAD_MAX: i32 = 30;

/// What to tell at the end of a drive that arrives `here` in this heading.
pub(super) fn maneuver(here: Position, heading: u16, arrival: Arrival) -> Maneuver {
    let beside = |door: &Position| BESIDE_MIN < here.distance(*door);
    let Some(door) = arrival.door.filter(beside) else {
        return Maneuver::Arrive { door: Whereabouts::Here, across: false };
    };
    let angle = geometry::angle(heading, geometry::bearing(here, door));
    if angle.abs() <= AHEAD_MAX {
        return Maneuver::Arrive { door: Whereabouts::Ahead, across: false };
    }
    let (door, side) = match Side::of_angle(angle) {
        Side::Left => (Whereabouts::Left, DrivingSide::Left),
        Side::Right => (Whereabouts::Right, DrivingSide::Right),
    };
    Maneuver::Arrive { door, across: side != arrival.driving_side }
}
