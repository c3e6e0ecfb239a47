//! Which node may come right after which.

use crate::model::NodeId;

/// A matrix of bits.
#[derive(Clone, Debug)]
pub(in crate::partition) struct Roads {
    n_words: usize,
    closed: Vec<u64>,
    n_nodes: usize,
}

impl Roads {
    /// Any node may come after any other.
    pub(in crate::partition) fn all_open(n_nodes: usize) -> Self {
        let n_words = n_nodes.div_ceil(64);
        Self { n_words, closed: vec![0; n_words * n_nodes], n_nodes }
    }

    pub(in crate::partition) fn close(&mut self, from: NodeId, to: NodeId) {
        let (from, to) = (usize::from(from), usize::from(to));
        self.closed[from * self.n_words + to / 64] |= 1 << (to % 64);
    }

    /// Leaves no other way out of `from`, unless it is the depot, and no other way into `to`.
    pub(in crate::partition) fn keep_only(&mut self, from: NodeId, to: NodeId) {
        for other in 0..self.n_nodes as NodeId {
            if other != to && from != 0 {
                self.close(from, other);
            }
            if other != from && usize::from(to) + 1 < self.n_nodes {
                self.close(other, to);
            }
        }
    }

    pub(in crate::partition) fn is_open(&self, from: NodeId, to: NodeId) -> bool {
        let (from, to) = (usize::from(from), usize::from(to));
        (self.closed[from * self.n_words + to / 64] >> (to % 64)) & 1 < 1
    }

    /// Is this tour still allowed, depot to depot?
    pub(in crate::partition) fn allow(&self, nodes: &[NodeId]) -> bool {
        let end = (self.n_nodes - 1) as NodeId;
        let from = std::iter::once(0).chain(nodes.iter().copied());
        let to = nodes.iter().copied().chain([end]);
        from.zip(to).all(|(from, to)| self.is_open(from, to))
    }
}
