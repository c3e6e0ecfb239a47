//! What an instruction says.

use noriai_network::RoadName;
use noriai_units::{Metres, Position, Seconds};

/// One thing that the driver is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// What to do.
    pub maneuver: Maneuver,
    /// How far it is from the instruction before; nothing for the first.
    pub distance: Metres,
    /// How long it takes from the instruction before; nothing for the first.
    pub time: Seconds,
    /// The road that is driven afterwards; of an arrival the road it is on. `None` without a name.
    pub road: Option<RoadName>,
    /// The index in the path's geometry of the place where it is done.
    pub at: usize,
    /// That place.
    pub position: Position,
    /// True if the next instruction follows so closely that both are to be told at once.
    pub then: bool,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maneuver {
    /// Set out in this direction.
    Depart(Compass),
    /// Turn at a junction.
    Turn(Turn),
    /// Go straight on where that is not plain: another road looks like the main one.
    Straight,
    /// Keep to a side where the road forks.
    Keep(Side),
    /// Turn round.
    UTurn,
    /// Enter a roundabout.
    Roundabout {
        /// Which of the exits that a vehicle may take; `None` if the drive ends in there.
        exit: Option<u8>,
        /// True where it is driven clockwise, as in countries that drive on the left.
        clockwise: bool,
    },
    /// Leave a roundabout.
    LeaveRoundabout,
    /// Take the ramp up to a motorway.
    OnRamp(Side),
    /// Take the exit.
    OffRamp(Side),
    /// Join the stream of a larger road that runs on this side of the ramp.
    Merge(Side),
    /// Board a ferry.
    Ferry,
    /// Go on; the road has another name from here.
    Continue,
    /// The destination.
    Arrive {
        /// Where the door is.
        door: Whereabouts,
        /// True if the rider has to cross the road between vehicle and door.
        across: bool,
    },
}

/// Left or right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they speak for themselves")]
pub enum Side {
    Left,
    Right,
}

/// How far to turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they speak for themselves")]
pub enum Turn {
    SlightLeft,
    Left,
    SharpLeft,
    SlightRight,
    Right,
    SharpRight,
}

/// Where the door is as seen from the driver's seat at the end of the drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they speak for themselves")]
pub enum Whereabouts {
    Here,
    Ahead,
    Left,
    Right,
}

/// The eight points of the compass, clockwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they speak for themselves")]
pub enum Compass {
    North,
    NorthEast,
    East,
    SouthEast,
    South,
    SouthWest,
    West,
    NorthWest,
}

impl Compass {
    const ALL: [Self; 8] = [
        Self::North,
        Self::NorthEast,
        Self::East,
        Self::SouthEast,
        Self::South,
        Self::SouthWest,
        Self::West,
        Self::NorthWest,
    ];

    /// The point nearest to a bearing in degrees, 0 north and 90 east.
    #[must_use]
    pub fn of_bearing(bearing: u16) -> Self {
        Self::ALL[usize::from((bearing % 360 + 22) / 45) % 8]
    }
}

impl Turn {
    /// By degrees from straight on, to the right positive. Below 50 it is slight, from 130 on sharp.
    #[must_use]
    pub fn of_angle(angle: i32) -> Self {
        match (Side::of_angle(angle), angle.abs()) {
            (Side::Left, ..50) => Self::SlightLeft,
            (Side::Left, ..130) => Self::Left,
            (Side::Left, _) => Self::SharpLeft,
            (Side::Right, ..50) => Self::SlightRight,
            (Side::Right, ..130) => Self::Right,
            (Side::Right, _) => Self::SharpRight,
        }
    }
}

impl Side {
    /// Of an angle in degrees, to the right positive.
    #[must_use]
    pub const fn of_angle(angle: i32) -> Self {
        if angle < 0 { Self::Left } else { Self::Right }
    }
}
