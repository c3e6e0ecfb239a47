//! How labels are made: from the highest rank down, each from its higher neighbours' labels.

use super::arcs::{Arc, Arcs, Hierarchy};
use super::labels::{LabelSet, Labels};
use super::weights::Width;

/// Labels of both directions. A hub that does not lie on a shortest path is pruned: some other
/// common hub gives a smaller sum (Abraham et al. 2012, "Hierarchical hub labelings").
pub(super) fn label(hierarchy: &Hierarchy) -> Labels {
    let longest = longest_climb(&hierarchy.up).max(longest_climb(&hierarchy.down));
    if longest < u64::from(u32::UNREACHABLE) {
        derive::<u32>(hierarchy)
    } else {
        derive::<u64>(hierarchy)
    }
}

/// No candidate of any label weighs more.
fn longest_climb(arcs: &Arcs) -> u64 {
    let n_nodes = arcs.first.len() as u32 - 1;
    let mut longest = vec![0_u64; n_nodes as usize];
    for rank in (0..n_nodes).rev() {
        let climbs = arcs.at(rank).iter();
        let climbs = climbs.map(|arc| arc.weight.saturating_add(longest[arc.other as usize]));
        longest[rank as usize] = climbs.max().unwrap_or(0);
    }
    longest.into_iter().max().unwrap_or(0)
}

fn derive<W: Width>(hierarchy: &Hierarchy) -> Labels {
    let n_nodes = hierarchy.n_nodes();
    let (mut forward, mut backward) = (Unsorted::<W>::new(), Unsorted::<W>::new());
    let (mut ahead, mut behind) = (Candidates::<W>::new(n_nodes), Candidates::<W>::new(n_nodes));
    for rank in (0..n_nodes as u32).rev() {
        let (up, down) = (hierarchy.up.at(rank), hierarchy.down.at(rank));
        ahead.gather(rank, up, &forward);
        behind.gather(rank, down, &backward);
        ahead.keep_shortest(up, &backward, &mut forward);
        behind.keep_shortest(down, &forward, &mut backward);
    }
    Labels { forward: forward.by_node(hierarchy), backward: backward.by_node(hierarchy) }
}

/// Labels in the making, in order of falling rank.
struct Unsorted<W> {
    first: Vec<u32>,
    hubs: Vec<u32>,
    weights: Vec<W>,
}

/// A label before pruning, and the distances by hub for looking up.
struct Candidates<W> {
    rank: u32,
    hubs: Vec<u32>,
    known: Vec<Known<W>>,
}

/// What is known of a hub.
#[derive(Clone, Copy)]
struct Known<W> {
    weight: W,
    /// How many neighbours' labels have it.
    n_times: u32,
}

impl<W: Width> Candidates<W> {
    fn new(n_nodes: usize) -> Self {
        let known = vec![Known { weight: W::UNREACHABLE, n_times: 0 }; n_nodes];
        Self { rank: 0, hubs: Vec::new(), known }
    }

    fn gather(&mut self, rank: u32, neighbours: &[Arc], labels: &Unsorted<W>) {
        for hub in self.hubs.drain(..) {
            self.known[hub as usize] = Known { weight: W::UNREACHABLE, n_times: 0 };
        }
        self.rank = rank;
        if neighbours.len() == 1 {
            return;
        }
        let n_nodes = self.known.len() as u32;
        for arc in neighbours {
            let weight = W::of(arc.weight);
            let (hubs, weights) = labels.at(place(n_nodes, arc.other));
            for (hub, rest) in hubs.iter().zip(weights) {
                self.offer(*hub, weight.plus(*rest));
            }
        }
        self.hubs.sort_unstable();
    }

    fn offer(&mut self, hub: u32, weight: W) {
        let known = &mut self.known[hub as usize];
        if known.n_times == 0 {
            self.hubs.push(hub);
        }
        known.n_times += 1;
        known.weight = weight.min(known.weight);
    }

    /// `opposite` holds the finished labels of the other direction for all higher ranks.
    ///
    /// A hub in the labels of all higher neighbours needs no proof: each of those knows its true
    /// distance, and every shortest path from here begins with one of them. So the label over a
    /// single neighbour is that one's label, and a bit further.
    fn keep_shortest(&self, neighbours: &[Arc], opposite: &Unsorted<W>, into: &mut Unsorted<W>) {
        let n_nodes = self.known.len() as u32;
        if let [only] = neighbours {
            into.extend_from(place(n_nodes, only.other), W::of(only.weight));
        }
        for hub in &self.hubs {
            let Known { weight, n_times } = self.known[*hub as usize];
            if n_times as usize == neighbours.len() || self.is_shortest(*hub, weight, opposite) {
                into.hubs.push(*hub);
                into.weights.push(weight);
            }
        }
        // Its own place is behind all higher ones.
        into.hubs.push(place(n_nodes, self.rank));
        into.weights.push(W::ZERO);
        into.first.push(into.hubs.len() as u32);
    }

    fn is_shortest(&self, hub: u32, weight: W, opposite: &Unsorted<W>) -> bool {
        let (hubs, rests) = opposite.at(hub);
        hubs.iter()
            .zip(rests)
            .all(|(common, rest)| weight <= self.known[*common as usize].weight.plus(*rest))
    }
}

/// Hubs are named by their place from the top, so that the most important come first.
const fn place(n_nodes: u32, rank: u32) -> u32 {
    n_nodes - 1 - rank
}

impl<W: Width> Unsorted<W> {
    fn new() -> Self {
        Self { first: vec![0], hubs: Vec::new(), weights: Vec::new() }
    }

    fn at(&self, place: u32) -> (&[u32], &[W]) {
        let place = place as usize;
        let range = self.first[place] as usize..self.first[place + 1] as usize;
        (&self.hubs[range.clone()], &self.weights[range])
    }

    /// Adds the label at another place, everything further by `weight`.
    fn extend_from(&mut self, other: u32, weight: W) {
        let other = other as usize;
        let range = self.first[other] as usize..self.first[other + 1] as usize;
        self.hubs.extend_from_within(range.clone());
        self.weights.extend_from_within(range.clone());
        let begin = self.weights.len() - range.len();
        for longer in &mut self.weights[begin..] {
            *longer = longer.plus(weight);
        }
    }

    fn by_node(&self, hierarchy: &Hierarchy) -> LabelSet {
        let n_nodes = hierarchy.n_nodes() as u32;
        let mut first = vec![0];
        let mut hubs = Vec::with_capacity(self.hubs.len());
        let mut weights = Vec::with_capacity(self.weights.len());
        for node in 0..n_nodes {
            let (of_node, distances) = self.at(place(n_nodes, hierarchy.rank(node)));
            hubs.extend_from_slice(of_node);
            weights.extend_from_slice(distances);
            first.push(hubs.len() as u32);
        }
        LabelSet { first, hubs, weights: W::keep(weights) }
    }
}
