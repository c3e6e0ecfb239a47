//! Where riders board and alight.

use noriai_units::Position;

use crate::ids::StopId;
use crate::travel::RoadPoint;

/// A spot a vehicle can be sent to: a coordinate, or a designated stop (乗降場所).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Where a person finds it.
    pub position: Position,
    /// Where a vehicle reaches it.
    pub road: RoadPoint,
    /// The designated stop, if it is one.
    pub stop: Option<StopId>,
}

/// The boarding rule of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoardingRule {
    /// Anywhere on the road network.
    Free,
    /// At designated stops only.
    DesignatedStops,
}
