//! Shortest paths on a plain directed graph with positive integer weights.
//!
//! Knows nothing of roads: the turn-aware router uses it on its graph of states, and the reference
//! queries of a node-based road graph run through the very same code.
//!
//! 1. [`WeightedGraph`]: the checked input.
//! 2. [`Hierarchy`]: a contraction hierarchy (Geisberger, Sanders, Schultes and Delling 2008), node
//!    order and shortcuts by the crate `fast_paths`, kept in arrays sorted by rank.
//! 3. [`Search`]: the bidirectional upward search, for paths.
//! 4. [`Labels`]: hub labels (Abraham, Delling, Goldberg and Werneck 2011 and 2012) taken from the
//!    hierarchy and pruned, for lengths.
//! 5. [`Buckets`]: many to many over labels; [`Sweep`]: one to all over the hierarchy.

mod arcs;
mod buckets;
mod contraction;
mod graph;
mod labelling;
mod labels;
mod packed;
mod recontraction;
mod search;
mod sweep;
mod unpack;
mod weights;

pub use arcs::Hierarchy;
pub use buckets::Buckets;
pub use graph::{GraphError, WeightedGraph};
pub use labels::{Label, Labels};
pub use packed::{PackedPath, PathArc, Prepared};
pub use search::{Found, Search};
pub use sweep::Sweep;

/// Longer than any path; two of them still add up without overflow.
pub const UNREACHABLE: u64 = u64::MAX >> 1;
