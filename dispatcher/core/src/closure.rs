//! Roads that are closed or slow for a while: facts that the control room tells.
//!
//! The dispatcher keeps them, in order and for good, and does nothing about them: they act through
//! the travel times of the map version that takes them in ([`crate::Command::AdoptMap`]).

use noriai_units::{Position, Timestamp};

use crate::ids::ClosureId;

/// A closure, or a slow stretch.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Closure {
    /// Made by the client; the same id always has the same answer.
    pub id: ClosureId,
    /// What is closed.
    pub roads: Vec<RoadMark>,
    /// What that means for driving.
    pub effect: RoadEffect,
    /// Why.
    pub reason: ClosureReason,
    /// Who says so.
    pub by: ClosureSource,
    /// When that was said.
    pub since: Timestamp,
    /// When it ends by itself.
    pub until: Option<Timestamp>,
    /// When it was lifted.
    pub lifted: Option<Timestamp>,
}

/// One direction of a stretch of road from junction to junction, by its middle: segments' numbers
/// mean nothing any more once the map is imported again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoadMark {
    /// A spot half way along.
    pub position: Position,
    /// The compass bearing driven there: 0 is north, 90 east, below 360.
    pub heading: u16,
}

/// What a closure means for driving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoadEffect {
    /// Nobody may enter.
    Closed,
    /// It takes this share of its usual time, in percent.
    Slowed {
        /// 200 is twice as long.
        percent: u32,
    },
    /// It is driven at this speed, if that is slower than usual.
    Limited {
        /// Kilometres an hour.
        km_per_hour: u32,
    },
}

/// Why a road is closed. A value and no text: nothing personal can get into the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the word itself")]
pub enum ClosureReason {
    Works,
    Accident,
    Flood,
    Snow,
    Event,
    Other,
}

/// Who closes roads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClosureSource {
    /// The control room.
    Operator,
    /// A visitor of the demonstration.
    Visitor,
}

impl Closure {
    /// True once it is lifted, or its time has come.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.lifted.is_some() || self.until.is_some_and(|until| until <= now)
    }

    /// True if both say the same of the same roads, whenever that was said.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        let Self { id, roads, effect, reason, by, since: _, until, lifted: _ } = self;
        (*id, roads, *effect, *reason, *by, *until)
            == (other.id, &other.roads, other.effect, other.reason, other.by, other.until)
    }
}
