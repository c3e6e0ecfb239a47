//! Contraction in a known order.
//!
//! With the order given nothing is left to choose, so this takes the nodes one after the other,
//! looks for witnesses (Geisberger, Sanders, Schultes and Delling 2008) and adds the shortcuts that
//! have none.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::UNREACHABLE;
use super::arcs::{Arc, Arcs, Hierarchy, ORIGINAL};
use super::graph::WeightedGraph;

/// How many nodes a witness search may settle. A missed witness costs a shortcut and no answer.
/// Measured, see `docs/router.md`.
const WITNESS_LIMIT: usize = 60;
/// The same where at most two arcs lead on: the shortcuts replace as many arcs as they add.
const WITNESS_LIMIT_ON_A_LINE: usize = 8;

/// The hierarchy of a graph whose nodes are contracted in this order.
pub(super) fn contract(graph: &WeightedGraph, order: &[u32]) -> Hierarchy {
    let mut open = Open::of(graph);
    let mut witnesses = Witnesses::new(order.len());
    for node in order {
        open.contract(*node, &mut witnesses);
    }
    let mut rank = vec![0; order.len()];
    for (place, node) in order.iter().enumerate() {
        rank[*node as usize] = place as u32;
    }
    let (up, down) = (by_rank(&open.leaving, order, &rank), by_rank(&open.entering, order, &rank));
    Hierarchy::new(rank, up, down)
}

/// The arcs between nodes that are not contracted yet; of those that are, the arcs to and from
/// nodes that were contracted later. By node, not by rank: neighbours lie near each other in memory.
struct Open {
    leaving: Vec<Vec<Arc>>,
    entering: Vec<Vec<Arc>>,
}

impl Open {
    fn of(graph: &WeightedGraph) -> Self {
        let n_nodes = graph.n_nodes();
        let mut open =
            Self { leaving: vec![Vec::new(); n_nodes], entering: vec![Vec::new(); n_nodes] };
        for tail in 0..n_nodes as u32 {
            for (head, weight) in graph.leaving(tail as usize).filter(|(head, _)| *head != tail) {
                open.add(tail, head, weight, ORIGINAL);
            }
        }
        open
    }

    /// Adds an arc, or makes the one that is there lighter.
    fn add(&mut self, tail: u32, head: u32, weight: u64, middle: u32) {
        let leaving = &mut self.leaving[tail as usize];
        match leaving.iter_mut().find(|arc| arc.other == head) {
            Some(arc) if arc.weight <= weight => return,
            Some(arc) => (arc.weight, arc.middle) = (weight, middle),
            None => leaving.push(Arc { weight, other: head, middle }),
        }
        let entering = &mut self.entering[head as usize];
        match entering.iter_mut().find(|arc| arc.other == tail) {
            Some(arc) => (arc.weight, arc.middle) = (weight, middle),
            None => entering.push(Arc { weight, other: tail, middle }),
        }
    }

    /// Takes a node out.
    fn contract(&mut self, node: u32, witnesses: &mut Witnesses) {
        let leaving = std::mem::take(&mut self.leaving[node as usize]);
        let entering = std::mem::take(&mut self.entering[node as usize]);
        for arc in &leaving {
            remove(&mut self.entering[arc.other as usize], node);
        }
        for arc in &entering {
            remove(&mut self.leaving[arc.other as usize], node);
        }
        for before in &entering {
            for (head, weight) in witnesses.unwitnessed(self, before, &leaving) {
                self.add(before.other, head, weight, node);
            }
        }
        self.leaving[node as usize] = leaving;
        self.entering[node as usize] = entering;
    }
}

fn remove(arcs: &mut Vec<Arc>, other: u32) {
    if let Some(index) = arcs.iter().position(|arc| arc.other == other) {
        arcs.swap_remove(index);
    }
}

fn by_rank(by_node: &[Vec<Arc>], order: &[u32], rank: &[u32]) -> Arcs {
    let mut arcs = Arcs { first: vec![0], arcs: Vec::new() };
    for node in order {
        let from = arcs.arcs.len();
        arcs.arcs.extend(by_node[*node as usize].iter().map(|arc| Arc {
            other: rank[arc.other as usize],
            middle: rank.get(arc.middle as usize).copied().unwrap_or(ORIGINAL),
            ..*arc
        }));
        arcs.arcs[from..].sort_unstable_by_key(|arc| arc.other);
        arcs.first.push(arcs.arcs.len() as u32);
    }
    arcs
}

/// A small Dijkstra search for ways round a node.
struct Witnesses {
    weight: Vec<u64>,
    touched: Vec<u32>,
    heap: BinaryHeap<Reverse<(u64, u32)>>,
    /// Heads that no witness leads to yet, each with what the way by the contracted node weighs.
    heads: Vec<(u32, u64)>,
}

impl Witnesses {
    fn new(n_nodes: usize) -> Self {
        let (touched, heap, heads) = (Vec::new(), BinaryHeap::new(), Vec::new());
        Self { weight: vec![UNREACHABLE; n_nodes], touched, heap, heads }
    }

    /// The heads of `after` for which no way was found, from the tail of `before`, that weighs no
    /// more than the one by the contracted node; that one is in `open` no more.
    ///
    /// The search covers all of a way but its last arc, which is looked for backwards from the head.
    fn unwitnessed<'a>(
        &'a mut self,
        open: &Open,
        before: &Arc,
        after: &[Arc],
    ) -> impl Iterator<Item = (u32, u64)> + use<'a> {
        for node in self.touched.drain(..) {
            self.weight[node as usize] = UNREACHABLE;
        }
        self.heap.clear();
        self.heads.clear();
        let others = after.iter().filter(|arc| arc.other != before.other);
        self.heads.extend(others.map(|arc| (arc.other, before.weight + arc.weight)));
        if !self.heads.is_empty() {
            self.reach(before.other, 0);
            self.search(open, 1);
            self.drop_witnessed(open);
        }
        if !self.heads.is_empty() {
            let limit = if after.len() <= 2 { WITNESS_LIMIT_ON_A_LINE } else { WITNESS_LIMIT };
            self.search(open, limit);
            self.drop_witnessed(open);
        }
        self.heads.iter().copied()
    }

    fn search(&mut self, open: &Open, limit: usize) {
        let radius = self.heads.iter().map(|(head, weight)| {
            let last = open.entering[*head as usize].iter().map(|arc| arc.weight).min();
            weight.saturating_sub(last.unwrap_or(*weight))
        });
        let radius = radius.max().unwrap_or(0);
        for _ in 0..limit {
            let Some(Reverse((weight, node))) = self.heap.pop() else { break };
            if radius < weight {
                break;
            }
            if self.weight[node as usize] < weight {
                continue;
            }
            for arc in &open.leaving[node as usize] {
                let over = weight + arc.weight;
                if over <= radius {
                    self.reach(arc.other, over);
                }
            }
        }
    }

    fn drop_witnessed(&mut self, open: &Open) {
        let weights = &self.weight;
        self.heads.retain(|(head, weight)| {
            let mut last = open.entering[*head as usize].iter();
            !last.any(|arc| weights[arc.other as usize] + arc.weight <= *weight)
        });
    }

    fn reach(&mut self, node: u32, weight: u64) {
        let known = &mut self.weight[node as usize];
        if weight < *known {
            if *known == UNREACHABLE {
                self.touched.push(node);
            }
            *known = weight;
            self.heap.push(Reverse((weight, node)));
        }
    }
}
