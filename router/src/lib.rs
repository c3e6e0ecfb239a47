//! Travel times, distances and paths over a road network: exact, turn-aware, deterministic.
//!
//! [`Router::prepare`] turns a [`noriai_network::RoadNetwork`] into a graph of *states* (a directed
//! segment and what the law still remembers of the way there), contracts it into a hierarchy and
//! derives hub labels from that; afterwards a drive between two points costs about a microsecond.
//! The method, its sources and the rounding rules are in `docs/router.md`.
//!
//! **Invariant:** no file, clock, randomness, task or hash order in here. Equal networks give equal
//! answers on every machine, however the road network was obtained.

pub mod calibration;
pub mod guidance;
pub mod hierarchy;
pub mod profiles;

mod area;
mod artefact;
mod candidates;
mod conditions;
mod costs;
mod detours;
mod ends;
mod errors;
mod fingerprint;
mod geometry;
mod ground;
mod junctions;
mod kerb;
mod legal;
mod legal_search;
mod matrix;
mod one_to_all;
mod path;
mod pockets;
mod router;
mod selection;
mod snap;
mod spot;
mod turn_rules;
mod turns;
mod vehicle;

pub use conditions::{Condition, Conditions, Slowing};
pub use errors::{HierarchyError, PrepareError, SnapError};
pub use kerb::DrivingSide;
pub use path::{Path, Place};
pub use router::{Router, RouterSize};
pub use selection::Ways;
pub use snap::Snap;
pub use spot::Spot;
pub use vehicle::Vehicle;
