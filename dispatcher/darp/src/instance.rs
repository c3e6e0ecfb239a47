//! An instance of the static dial-a-ride problem, as published.

mod parse;

pub use parse::InstanceError;

/// A place to visit: a depot, a pickup or a drop-off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// First coordinate; a unit of length takes a unit of time.
    pub x: f64,
    /// Second coordinate.
    pub y: f64,
    /// How long a vehicle stands here once service has begun.
    pub service: f64,
    /// What boards here; negative for what alights.
    pub load: f64,
    /// Service can't begin before this instant.
    pub earliest: f64,
    /// Service can't begin after this instant.
    pub latest: f64,
}

/// A fleet of equal vehicles at one depot, and the requests they are to serve.
///
/// Node 0 is the depot at the start, `1..=n` are pickups, `n + i` is the drop-off of pickup `i`,
/// `2 n + 1` is the depot at the end.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    pub(crate) n_vehicles: usize,
    pub(crate) n_requests: usize,
    pub(crate) duration_max: f64,
    pub(crate) capacity: f64,
    pub(crate) ride_max: f64,
    pub(crate) nodes: Vec<Node>,
}

impl Instance {
    /// How many vehicles may be used.
    #[must_use]
    pub fn n_vehicles(&self) -> usize {
        self.n_vehicles
    }

    /// How many requests there are.
    #[must_use]
    pub fn n_requests(&self) -> usize {
        self.n_requests
    }

    /// How long a tour may last, from leaving the depot to being back.
    #[must_use]
    pub fn duration_max(&self) -> f64 {
        self.duration_max
    }

    /// How much a vehicle can carry at a time.
    #[must_use]
    pub fn capacity(&self) -> f64 {
        self.capacity
    }

    /// How long a rider may be aboard, from the end of service at the pickup to its begin at the
    /// drop-off.
    #[must_use]
    pub fn ride_max(&self) -> f64 {
        self.ride_max
    }

    /// The nodes, in their numbering.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The node at which every tour ends.
    #[must_use]
    pub fn end(&self) -> usize {
        2 * self.n_requests + 1
    }
}
