//! The bidirectional upward search.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::UNREACHABLE;
use super::arcs::{Arcs, Hierarchy};
use super::unpack;

/// Working memory of a search, to be kept and used again: a search allocates nothing after a few.
#[derive(Clone, Debug)]
pub struct Search {
    forward: Side,
    backward: Side,
}

/// A shortest path's weight, and where the two halves of the search met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The path's weight, the weights of its two ends included.
    pub weight: u64,
    meeting: u32,
}

/// One half of the search; indexed by rank.
#[derive(Clone, Debug)]
struct Side {
    weight: Vec<u64>,
    /// The rank before; itself at an end.
    parent: Vec<u32>,
    touched: Vec<u32>,
    heap: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Search {
    /// For any hierarchy of this many nodes.
    #[must_use]
    pub fn new(n_nodes: usize) -> Self {
        Self { forward: Side::new(n_nodes), backward: Side::new(n_nodes) }
    }

    /// The lightest way from any source to any target; each node comes with a weight that is added
    /// to a path that begins or ends there. `None` if there is no way.
    ///
    /// Ties are broken by rank, so the same question gives the same path.
    pub fn run(
        &mut self,
        hierarchy: &Hierarchy,
        sources: &[(u32, u64)],
        targets: &[(u32, u64)],
    ) -> Option<Found> {
        self.forward.begin(hierarchy, sources);
        self.backward.begin(hierarchy, targets);
        let mut best = Found { weight: UNREACHABLE, meeting: 0 };
        let (mut forward_on, mut backward_on) = (true, true);
        while forward_on || backward_on {
            forward_on = forward_on
                && self.forward.step(&hierarchy.up, &hierarchy.down, &self.backward, &mut best);
            backward_on = backward_on
                && self.backward.step(&hierarchy.down, &hierarchy.up, &self.forward, &mut best);
        }
        (best.weight < UNREACHABLE).then_some(best)
    }

    /// The nodes of the path that was found last, source first.
    #[must_use]
    pub fn nodes(&self, hierarchy: &Hierarchy, order: &[u32], found: Found) -> Vec<u32> {
        let mut climb = self.forward.back_to_end(found.meeting);
        climb.reverse();
        climb.extend(self.backward.back_to_end(found.meeting).into_iter().skip(1));
        let ranks = unpack::unpack(hierarchy, &climb);
        ranks.into_iter().map(|rank| order[rank as usize]).collect()
    }
}

impl Side {
    fn new(n_nodes: usize) -> Self {
        Self {
            weight: vec![UNREACHABLE; n_nodes],
            parent: vec![0; n_nodes],
            touched: Vec::new(),
            heap: BinaryHeap::new(),
        }
    }

    fn begin(&mut self, hierarchy: &Hierarchy, ends: &[(u32, u64)]) {
        for rank in self.touched.drain(..) {
            self.weight[rank as usize] = UNREACHABLE;
        }
        self.heap.clear();
        for (node, weight) in ends {
            let rank = hierarchy.rank(*node);
            self.reach(rank, *weight, rank);
        }
    }

    fn reach(&mut self, rank: u32, weight: u64, parent: u32) {
        let known = &mut self.weight[rank as usize];
        if weight < *known {
            if *known == UNREACHABLE {
                self.touched.push(rank);
            }
            *known = weight;
            self.parent[rank as usize] = parent;
            self.heap.push(Reverse((weight, rank)));
        }
    }

    /// Settles one rank; false when nothing on this side can improve the best any more.
    fn step(&mut self, onward: &Arcs, inward: &Arcs, other: &Self, best: &mut Found) -> bool {
        let Some(Reverse((weight, rank))) = self.heap.pop() else { return false };
        if best.weight <= weight {
            return false;
        }
        if self.weight[rank as usize] < weight || self.stalls(inward, rank, weight) {
            return true;
        }
        let through = weight + other.weight[rank as usize];
        if through < best.weight {
            *best = Found { weight: through, meeting: rank };
        }
        for arc in onward.at(rank) {
            self.reach(arc.other, weight + arc.weight, rank);
        }
        true
    }

    /// Stall on demand: a higher rank leads here more cheaply, so no shortest path climbs on.
    fn stalls(&self, inward: &Arcs, rank: u32, weight: u64) -> bool {
        let mut arcs = inward.at(rank).iter();
        arcs.any(|arc| self.weight[arc.other as usize] + arc.weight < weight)
    }

    fn back_to_end(&self, from: u32) -> Vec<u32> {
        let mut ranks = vec![from];
        let mut rank = from;
        while self.parent[rank as usize] != rank {
            rank = self.parent[rank as usize];
            ranks.push(rank);
        }
        ranks
    }
}
