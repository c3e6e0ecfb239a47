//! The graph in each contestant's own form, and the plain search beside them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use fast_paths::InputGraph;
use noriai_router::hierarchy::{GraphError, UNREACHABLE, WeightedGraph};

use crate::graphs::Graph;

/// For our hierarchy.
pub(super) fn weighted(graph: &Graph, weights: &[u32]) -> Result<WeightedGraph, GraphError> {
    let weights = weights.iter().map(|weight| u64::from(*weight)).collect();
    WeightedGraph::new(graph.first_out(), graph.head.clone(), weights)
}

/// For `fast_paths`.
pub(super) fn input(graph: &Graph, weights: &[u32]) -> InputGraph {
    let mut input = InputGraph::new();
    for ((tail, head), weight) in graph.tail.iter().zip(&graph.head).zip(weights) {
        input.add_edge(*tail as usize, *head as usize, *weight as usize);
    }
    input.freeze();
    input
}

/// The weights of a busy hour: every arc takes up to 1.6 times as long, each its own share.
pub(super) fn profile(graph: &Graph) -> Vec<u32> {
    let mut draw = Draw(4);
    graph.weight.iter().map(|weight| weight + weight * draw.below(60) / 100).collect()
}

/// Nodes by chance, the same in every run.
pub(super) fn nodes(graph: &Graph, n: usize, seed: u64) -> Vec<u32> {
    let mut draw = Draw(seed);
    (0..n).map(|_| draw.below(graph.n_nodes() as u32)).collect()
}

/// A linear congruential generator (Knuth's MMIX constants).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit.max(1))) as u32
    }
}

/// Dijkstra 1959, with a binary heap.
pub(super) struct Dijkstra<'a> {
    graph: &'a Graph,
    first_out: Vec<u32>,
    heap: BinaryHeap<Reverse<(u64, u32)>>,
}

impl<'a> Dijkstra<'a> {
    /// On a graph's own weights.
    pub(super) fn of(graph: &'a Graph) -> Self {
        Self { graph, first_out: graph.first_out(), heap: BinaryHeap::new() }
    }

    /// The weights from a source to all nodes.
    pub(super) fn run(&mut self, source: u32, best: &mut Vec<u64>) {
        best.resize(self.graph.n_nodes(), UNREACHABLE);
        best[source as usize] = 0;
        self.heap.push(Reverse((0, source)));
        while let Some(Reverse((weight, node))) = self.heap.pop() {
            let node = node as usize;
            if best[node] < weight {
                continue;
            }
            for arc in self.first_out[node] as usize..self.first_out[node + 1] as usize {
                let (head, weight) =
                    (self.graph.head[arc], weight + u64::from(self.graph.weight[arc]));
                if weight < best[head as usize] {
                    best[head as usize] = weight;
                    self.heap.push(Reverse((weight, head)));
                }
            }
        }
    }
}
