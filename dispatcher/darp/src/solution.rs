//! A solution as the outside sees it.

/// Tours for the vehicles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Solution {
    /// For each vehicle in use the nodes it visits, without the depots.
    pub tours: Vec<Vec<usize>>,
    /// Pickups of requests that no tour serves; empty in a complete solution.
    pub unserved: Vec<usize>,
    /// The length of all tours, depot to depot.
    pub distance: f64,
}
