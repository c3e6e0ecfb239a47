//! One to all: PHAST (Delling, Goldberg, Nowatzyk and Werneck, *PHAST: Hardware-accelerated shortest
//! path trees*, IPDPS 2011 and JPDC 2013).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::UNREACHABLE;
use super::arcs::Hierarchy;

/// Working memory of a sweep, to be kept and used again: it allocates nothing after the first.
#[derive(Clone, Debug, Default)]
pub struct Sweep {
    /// By rank.
    weight: Vec<u64>,
    /// Ranks that the climb has reached and not yet left, the lowest first.
    climb: BinaryHeap<Reverse<u32>>,
}

impl Sweep {
    /// The weight of the lightest way from any source to every node, by node; [`UNREACHABLE`] where
    /// there is none. Each source comes with a weight that is added to a path that begins there.
    ///
    /// A climb over the few ranks above the sources, then one pass over all arcs that lead down,
    /// from the highest rank to the lowest: each shortest path climbs first and descends then.
    pub fn run(&mut self, hierarchy: &Hierarchy, sources: &[(u32, u64)], weights: &mut Vec<u64>) {
        self.weight.clear();
        self.weight.resize(hierarchy.n_nodes(), UNREACHABLE);
        self.climb(hierarchy, sources);
        for rank in (0..hierarchy.n_nodes() as u32).rev() {
            let mut best = self.weight[rank as usize];
            for arc in hierarchy.down.at(rank) {
                best = best.min(self.weight[arc.other as usize] + arc.weight);
            }
            self.weight[rank as usize] = best;
        }
        weights.clear();
        let nodes = 0..hierarchy.n_nodes() as u32;
        weights.extend(nodes.map(|node| self.weight[hierarchy.rank(node) as usize]));
    }

    /// Every arc climbs, so a rank is final once all lower ones that lead to it are done.
    fn climb(&mut self, hierarchy: &Hierarchy, sources: &[(u32, u64)]) {
        self.climb.clear();
        for (node, weight) in sources {
            self.reach(hierarchy.rank(*node), *weight);
        }
        while let Some(Reverse(rank)) = self.climb.pop() {
            let weight = self.weight[rank as usize];
            for arc in hierarchy.up.at(rank) {
                self.reach(arc.other, weight + arc.weight);
            }
        }
    }

    fn reach(&mut self, rank: u32, weight: u64) {
        let known = &mut self.weight[rank as usize];
        if *known == UNREACHABLE {
            self.climb.push(Reverse(rank));
        }
        *known = weight.min(*known);
    }
}
