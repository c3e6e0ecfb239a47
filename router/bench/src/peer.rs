//! What a peer in another language is asked.

use std::error::Error;

/// Appends the weights from a source to fixed targets.
pub(crate) type FromSource<'a> = Box<dyn FnMut(u32, &mut Vec<u64>) + 'a>;

/// What is done with a peer; with none where it was not built.
pub(crate) type Work<'a> = dyn FnMut(Option<&dyn Peer>) -> Result<(), Box<dyn Error>> + 'a;

/// A prepared graph of another library; unreachable is [`noriai_router::hierarchy::UNREACHABLE`].
pub(crate) trait Peer {
    /// Seconds to find a node order, to build the hierarchy and to weigh it.
    fn preparation(&self) -> f64;

    /// Seconds to weigh the built hierarchy anew.
    fn profile(&self, weights: &[u32]) -> f64;

    /// The weight of each pair's shortest path, appended.
    fn pairs(&self, pairs: &[(u32, u32)], answers: &mut Vec<u64>);

    /// Fixes targets; the result appends the weights from a source to all of them.
    fn pinned<'a>(&'a self, targets: &[u32]) -> FromSource<'a>;
}
