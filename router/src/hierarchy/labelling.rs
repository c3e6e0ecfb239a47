//! How labels are made: from the highest rank down, each from its higher neighbours' labels.

use super::UNREACHABLE;
use super::arcs::{Arcs, Hierarchy};
use super::labels::{LabelSet, Labels};

/// Labels of both directions. A hub that does not lie on a shortest path is pruned: some other
/// common hub gives a smaller sum (Abraham et al. 2012, "Hierarchical hub labelings").
pub(super) fn label(hierarchy: &Hierarchy) -> Labels {
    let n_nodes = hierarchy.n_nodes();
    // While they are made, labels lie in order of falling rank.
    let mut forward = LabelSet { first: vec![0], ..LabelSet::default() };
    let mut backward = LabelSet { first: vec![0], ..LabelSet::default() };
    let (mut ahead, mut behind) = (Candidates::new(n_nodes), Candidates::new(n_nodes));
    for rank in (0..n_nodes as u32).rev() {
        ahead.gather(rank, &hierarchy.up, &forward);
        behind.gather(rank, &hierarchy.down, &backward);
        ahead.keep_shortest(&backward, &mut forward);
        behind.keep_shortest(&forward, &mut backward);
    }
    Labels { forward: forward.by_node(hierarchy), backward: backward.by_node(hierarchy) }
}

/// A label before pruning, and the distances by hub for looking up.
struct Candidates {
    rank: u32,
    hubs: Vec<u32>,
    weight_to: Vec<u64>,
}

impl Candidates {
    fn new(n_nodes: usize) -> Self {
        Self { rank: 0, hubs: Vec::new(), weight_to: vec![UNREACHABLE; n_nodes] }
    }

    fn gather(&mut self, rank: u32, arcs: &Arcs, labels: &LabelSet) {
        for hub in self.hubs.drain(..) {
            self.weight_to[hub as usize] = UNREACHABLE;
        }
        self.rank = rank;
        let n_nodes = self.weight_to.len() as u32;
        self.offer(place(n_nodes, rank), 0);
        for arc in arcs.at(rank) {
            for (hub, weight) in labels.at(place(n_nodes, arc.other) as usize).iter() {
                self.offer(hub, arc.weight + weight);
            }
        }
        self.hubs.sort_unstable();
    }

    fn offer(&mut self, hub: u32, weight: u64) {
        let known = &mut self.weight_to[hub as usize];
        if weight < *known {
            if *known == UNREACHABLE {
                self.hubs.push(hub);
            }
            *known = weight;
        }
    }

    /// `opposite` holds the finished labels of the other direction, this node's own perhaps not.
    fn keep_shortest(&self, opposite: &LabelSet, into: &mut LabelSet) {
        let own = place(self.weight_to.len() as u32, self.rank);
        for hub in &self.hubs {
            let weight = self.weight_to[*hub as usize];
            let shorter =
                |(common, rest): (u32, u64)| self.weight_to[common as usize] + rest < weight;
            if *hub == own || !opposite.at(*hub as usize).iter().any(shorter) {
                into.hubs.push(*hub);
                into.weights.push(weight);
            }
        }
        into.first.push(into.hubs.len());
    }
}

/// Hubs are named by their place from the top, so that the most important come first.
const fn place(n_nodes: u32, rank: u32) -> u32 {
    n_nodes - 1 - rank
}

impl LabelSet {
    fn by_node(&self, hierarchy: &Hierarchy) -> Self {
        let n_nodes = hierarchy.n_nodes() as u32;
        let mut sorted = Self { first: vec![0], ..Self::default() };
        sorted.hubs.reserve_exact(self.hubs.len());
        sorted.weights.reserve_exact(self.weights.len());
        for node in 0..n_nodes {
            let label = self.at(place(n_nodes, hierarchy.rank(node)) as usize);
            sorted.hubs.extend_from_slice(label.hubs);
            sorted.weights.extend_from_slice(label.weights);
            sorted.first.push(sorted.hubs.len());
        }
        sorted
    }
}
