//! The road network: what `maps` makes of an extract and what `router` reads.
//!
//! Pure data with checked construction. A *segment* is one direction of a stretch of road between
//! two junctions; the other direction, if it may be driven, is its *twin*. Junctions of degree two
//! are folded into the segment's geometry.
//!
//! The types are `Serialize` because they are the artefact's content, versioned by the artefact
//! itself; they are not part of any wire format.

mod components;
mod ids;
mod network;
mod segment;
mod turns;
mod vehicles;

pub use components::components;
pub use ids::{NameId, NodeId, SegmentId};
pub use network::{NetworkError, RoadName, RoadNetwork, SegmentView};
pub use segment::{RoadClass, Segment, SegmentFlags};
pub use turns::{TurnBan, TurnBans};
pub use vehicles::{Limits, VehicleKind, VehicleKinds};
