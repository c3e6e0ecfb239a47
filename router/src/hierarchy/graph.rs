//! The input: a directed graph in adjacency-array form.

use thiserror::Error;

/// A directed graph with weights of at least 1, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeightedGraph {
    first_out: Vec<u32>,
    head: Vec<u32>,
    weight: Vec<u64>,
}

/// Why vectors do not make a graph that a hierarchy can hold.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum GraphError {
    /// The index does not cover the arcs, or the vectors differ in length.
    #[error("the index of leaving arcs does not fit the arcs")]
    Index,
    /// An arc leads to a node that does not exist.
    #[error("arc {arc} leads to no node")]
    Head {
        /// The arc's number.
        arc: usize,
    },
    /// The contraction would drop an arc without weight in silence, so it is refused.
    #[error("arc {arc} weighs nothing; every arc must weigh at least 1")]
    NoWeight {
        /// The arc's number.
        arc: usize,
    },
    /// A path could be longer than the numbers can hold.
    #[error("the weights are too large: a path could exceed 2^61")]
    TooHeavy,
    /// More nodes or arcs than 32-bit numbers can name.
    #[error("more than 2^32 - 2 nodes or arcs")]
    TooLarge,
}

/// No path may weigh more: it leaves room for two of them and for partial arcs at both ends.
const PATH_WEIGHT_MAX: u64 = 1 << 61;

impl WeightedGraph {
    /// From vectors: `first_out[n]..first_out[n + 1]` are node `n`'s leaving arcs.
    ///
    /// Loops and parallel arcs may be there; they are never part of a shortest path or replaced by
    /// the lightest.
    ///
    /// # Errors
    /// Tells what does not fit.
    pub fn new(first_out: Vec<u32>, head: Vec<u32>, weight: Vec<u64>) -> Result<Self, GraphError> {
        if u32::MAX as usize <= first_out.len() || u32::MAX as usize <= head.len() {
            return Err(GraphError::TooLarge);
        }
        let covers = first_out.first() == Some(&0)
            && first_out.last().map(|last| *last as usize) == Some(head.len())
            && first_out.is_sorted();
        if !covers || head.len() != weight.len() {
            return Err(GraphError::Index);
        }
        let graph = Self { first_out, head, weight };
        let n_nodes = graph.n_nodes();
        if let Some(arc) = graph.head.iter().position(|head| n_nodes <= *head as usize) {
            return Err(GraphError::Head { arc });
        }
        if let Some(arc) = graph.weight.iter().position(|weight| *weight == 0) {
            return Err(GraphError::NoWeight { arc });
        }
        // A shortest path leaves each node at most once.
        let longest = (0..n_nodes).try_fold(0_u64, |sum, node| {
            let heaviest = graph.leaving(node).map(|(_, weight)| weight).max();
            sum.checked_add(heaviest.unwrap_or(0))
        });
        if longest.is_none_or(|longest| PATH_WEIGHT_MAX < longest) {
            return Err(GraphError::TooHeavy);
        }
        Ok(graph)
    }

    /// How many nodes there are, those without arcs counted.
    #[must_use]
    pub fn n_nodes(&self) -> usize {
        self.first_out.len() - 1
    }

    /// How many arcs there are.
    #[must_use]
    pub fn n_arcs(&self) -> usize {
        self.head.len()
    }

    /// The arcs that leave a node, as head and weight.
    pub fn leaving(&self, node: usize) -> impl Iterator<Item = (u32, u64)> + '_ {
        let arcs = self.first_out[node] as usize..self.first_out[node + 1] as usize;
        arcs.map(|arc| (self.head[arc], self.weight[arc]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_that_do_not_fit_are_refused_by_cause() {
        let graph = |first: &[u32], head: &[u32], weight: &[u64]| {
            WeightedGraph::new(first.into(), head.into(), weight.into()).unwrap_err()
        };
        assert_eq!(graph(&[], &[], &[]), GraphError::Index);
        assert_eq!(graph(&[0, 2], &[0], &[1]), GraphError::Index);
        assert_eq!(graph(&[0, 1], &[0], &[]), GraphError::Index);
        assert_eq!(graph(&[0, 1], &[1], &[1]), GraphError::Head { arc: 0 });
        assert_eq!(graph(&[0, 1], &[0], &[0]), GraphError::NoWeight { arc: 0 });
        assert_eq!(graph(&[0, 1, 2], &[1, 0], &[1 << 61, 1]), GraphError::TooHeavy);
        assert_eq!(graph(&[0, 1, 2], &[1, 0], &[u64::MAX, 1]), GraphError::TooHeavy);
    }
}
