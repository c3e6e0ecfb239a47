//! The prepared hierarchy, in arrays sorted by rank.

use serde::{Deserialize, Serialize};

use super::contraction;
use super::graph::{GraphError, WeightedGraph};

/// A contraction hierarchy: every node has a rank, every arc leads up or comes from above.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hierarchy {
    /// Node to rank; all else in here speaks of ranks only.
    rank: Vec<u32>,
    /// Arcs to higher ranks, by tail.
    pub(super) up: Arcs,
    /// Arcs from higher ranks, by head, reversed.
    pub(super) down: Arcs,
}

/// Arcs of one direction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Arcs {
    pub(super) first: Vec<u32>,
    pub(super) arcs: Vec<Arc>,
}

/// An arc or shortcut between two ranks, seen from the lower one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Arc {
    pub(super) weight: u64,
    /// The higher rank.
    pub(super) other: u32,
    /// The rank that a shortcut passes, lower than both ends; [`ORIGINAL`] for an arc of the graph.
    pub(super) middle: u32,
}

/// In place of a middle: the arc is one of the graph's own.
pub(super) const ORIGINAL: u32 = u32::MAX;

impl Hierarchy {
    /// Contracts a graph; the node order is chosen on the way.
    #[must_use]
    pub fn prepare(graph: &WeightedGraph) -> Self {
        contraction::contract(graph)
    }

    /// Contracts a graph in the order of an earlier hierarchy over the same nodes: several times
    /// faster, for when weights have changed or arcs have gone.
    ///
    /// # Errors
    /// [`GraphError::Index`] if the number of nodes differs.
    pub fn prepare_like(graph: &WeightedGraph, earlier: &Self) -> Result<Self, GraphError> {
        contraction::contract_in_order(graph, &earlier.order())
    }

    /// Contracts a graph in a given order, from the lowest rank to the highest.
    ///
    /// # Errors
    /// [`GraphError::Index`] if the order is not one of the graph's nodes.
    pub fn prepare_in_order(graph: &WeightedGraph, order: &[u32]) -> Result<Self, GraphError> {
        contraction::contract_in_order(graph, order)
    }

    /// How many nodes there are.
    #[must_use]
    pub fn n_nodes(&self) -> usize {
        self.rank.len()
    }

    /// How many arcs and shortcuts there are.
    #[must_use]
    pub fn n_arcs(&self) -> usize {
        self.up.arcs.len() + self.down.arcs.len()
    }

    /// Bytes that the arrays take.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.n_arcs() * size_of::<Arc>() + 3 * self.rank.len() * size_of::<u32>()
    }

    /// The nodes from the lowest rank to the highest.
    #[must_use]
    pub fn order(&self) -> Vec<u32> {
        let mut order = vec![0; self.rank.len()];
        for (node, rank) in self.rank.iter().enumerate() {
            order[*rank as usize] = node as u32;
        }
        order
    }

    /// A node's place in that order.
    #[must_use]
    pub fn rank(&self, node: u32) -> u32 {
        self.rank[node as usize]
    }

    pub(super) fn new(rank: Vec<u32>, up: Arcs, down: Arcs) -> Self {
        Self { rank, up, down }
    }

    /// True if every reference is in range and every shortcut can be unpacked; to be asked of
    /// anything that was read from outside.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let mut seen = vec![false; self.rank.len()];
        for rank in &self.rank {
            match seen.get_mut(*rank as usize) {
                Some(seen) if !*seen => *seen = true,
                _ => return false,
            }
        }
        let n_nodes = self.rank.len();
        self.up.fits(n_nodes)
            && self.down.fits(n_nodes)
            && self.up.iter().all(|(lower, arc)| self.unpacks(lower, arc.other, arc))
            && self.down.iter().all(|(lower, arc)| self.unpacks(arc.other, lower, arc))
    }

    fn unpacks(&self, tail: u32, head: u32, arc: Arc) -> bool {
        if arc.middle == ORIGINAL {
            return true;
        }
        // Lower middles at every step mean that unpacking ends.
        if tail.min(head) <= arc.middle {
            return false;
        }
        let (before, after) = (self.down.find(arc.middle, tail), self.up.find(arc.middle, head));
        matches!((before, after), (Some(before), Some(after))
            if before.weight.checked_add(after.weight) == Some(arc.weight))
    }
}

impl Arcs {
    /// The arcs at a rank.
    pub(super) fn at(&self, rank: u32) -> &[Arc] {
        let rank = rank as usize;
        &self.arcs[self.first[rank] as usize..self.first[rank + 1] as usize]
    }

    /// The arc between two ranks; there is at most one in each direction.
    pub(super) fn find(&self, lower: u32, higher: u32) -> Option<Arc> {
        self.at(lower).iter().copied().find(|arc| arc.other == higher)
    }

    fn iter(&self) -> impl Iterator<Item = (u32, Arc)> + '_ {
        (0..self.first.len() as u32 - 1)
            .flat_map(|rank| self.at(rank).iter().map(move |arc| (rank, *arc)))
    }

    fn fits(&self, n_nodes: usize) -> bool {
        self.first.len() == n_nodes + 1
            && self.first.first() == Some(&0)
            && self.first.last().map(|last| *last as usize) == Some(self.arcs.len())
            && self.first.is_sorted()
            && self.iter().all(|(rank, arc)| {
                rank < arc.other
                    && (arc.other as usize) < n_nodes
                    && (1..super::UNREACHABLE >> 1).contains(&arc.weight)
            })
    }
}
