//! Node order and shortcuts, by the crate `fast_paths`.
//!
//! Its traps and how they are met: arcs without weight are refused by [`WeightedGraph`]; loops and
//! all but the lightest of parallel arcs are left out before it sees them (it would drop them with a
//! warning in the log); nodes beyond the last one with an arc get the highest ranks here. Its graph
//! keeps weights to itself save in its 32-bit form; ours need up to 61 bits, so the graph is read
//! through its serialised form.

use std::collections::BTreeMap;

use fast_paths::{FastGraph, InputGraph, Params};
use serde::Deserialize;

use super::arcs::{Arc, Arcs, Hierarchy, ORIGINAL};
use super::graph::{GraphError, WeightedGraph};
use super::recontraction;

/// How many nodes a witness search may settle: for the first order, for a neighbour's new place in
/// it, for a contraction. Measured, see `docs/router.md`.
const WITNESS_LIMITS: (usize, usize, usize) = (500, 100, 500);
/// How much the depth of the hierarchy counts against the number of shortcuts.
const DEPTH_FACTOR: f32 = 0.1;

pub(super) fn contract(graph: &WeightedGraph) -> Hierarchy {
    let (initial, neighbour, contraction) = WITNESS_LIMITS;
    let params = Params::new(DEPTH_FACTOR, initial, neighbour, contraction);
    let input = input_of(graph);
    export(&fast_paths::prepare_with_params(&input, &params), graph.n_nodes())
}

pub(super) fn contract_in_order(
    graph: &WeightedGraph,
    order: &[u32],
) -> Result<Hierarchy, GraphError> {
    if order.len() != graph.n_nodes() {
        return Err(GraphError::Index);
    }
    Ok(recontraction::contract(graph, order))
}

fn input_of(graph: &WeightedGraph) -> InputGraph {
    let mut input = InputGraph::new();
    for tail in 0..graph.n_nodes() {
        let mut lightest: BTreeMap<u32, u64> = BTreeMap::new();
        for (head, weight) in graph.leaving(tail).filter(|(head, _)| *head as usize != tail) {
            let best = lightest.entry(head).or_insert(weight);
            *best = weight.min(*best);
        }
        for (head, weight) in lightest {
            input.add_edge(tail, head as usize, weight as usize);
        }
    }
    input.freeze();
    input
}

/// The serialised form of [`FastGraph`], field by field.
#[derive(Deserialize, Default)]
struct Mirror {
    _num_nodes: u64,
    ranks: Vec<u64>,
    edges_fwd: Vec<MirrorEdge>,
    first_edge_ids_fwd: Vec<u64>,
    edges_bwd: Vec<MirrorEdge>,
    first_edge_ids_bwd: Vec<u64>,
}

#[derive(Deserialize)]
struct MirrorEdge {
    base_node: u64,
    adj_node: u64,
    weight: u64,
    replaced_in_edge: u64,
    _replaced_out_edge: u64,
}

fn export(prepared: &FastGraph, n_nodes: usize) -> Hierarchy {
    // Writing to memory and reading back what was just written do not fail while the mirror has the
    // crate's shape; should a later version of it differ, the tests of this module fail first.
    let mirror: Mirror = postcard::to_allocvec(prepared)
        .and_then(|bytes| postcard::from_bytes(&bytes))
        .unwrap_or_default();
    let known = mirror.ranks.len();
    let mut rank: Vec<u32> = mirror.ranks.iter().map(|rank| *rank as u32).collect();
    rank.extend(known as u32..n_nodes as u32);
    let middles: Vec<u32> =
        mirror.edges_bwd.iter().map(|edge| rank[edge.base_node as usize]).collect();
    let arcs = |edges: &[MirrorEdge], first: &[u64]| {
        let mut first: Vec<u32> = first.iter().map(|first| *first as u32).collect();
        first.resize(n_nodes + 1, edges.len() as u32);
        let arcs = edges.iter().map(|edge| Arc {
            weight: edge.weight,
            other: rank[edge.adj_node as usize],
            middle: middles.get(edge.replaced_in_edge as usize).copied().unwrap_or(ORIGINAL),
        });
        Arcs { first, arcs: arcs.collect() }
    };
    let up = arcs(&mirror.edges_fwd, &mirror.first_edge_ids_fwd);
    let down = arcs(&mirror.edges_bwd, &mirror.first_edge_ids_bwd);
    Hierarchy::new(rank, up, down)
}

#[cfg(test)]
mod tests {
    use super::super::{Labels, Search, UNREACHABLE};
    use super::*;

    /// A few arcs a node, loops and parallel ones among them; the last node has none.
    fn graph(n_nodes: u32, seed: u64) -> WeightedGraph {
        let (mut first_out, mut head, mut weight) = (vec![0], Vec::new(), Vec::new());
        let mut state = seed;
        for node in 0..n_nodes {
            for _ in 0..if node + 1 < n_nodes { 3 } else { 0 } {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                head.push((state >> 33) as u32 % (n_nodes - 1));
                weight.push((state >> 40) % 9 + 1 + (1 << 40));
            }
            first_out.push(head.len() as u32);
        }
        WeightedGraph::new(first_out, head, weight).unwrap()
    }

    fn assert_exact(graph: &WeightedGraph, hierarchy: &Hierarchy) {
        let n_nodes = graph.n_nodes();
        let mut weight = vec![vec![UNREACHABLE; n_nodes]; n_nodes];
        for (tail, row) in weight.iter_mut().enumerate() {
            row[tail] = 0;
            graph
                .leaving(tail)
                .for_each(|(head, w)| row[head as usize] = w.min(row[head as usize]));
        }
        for via in 0..n_nodes {
            for from in 0..n_nodes {
                for to in 0..n_nodes {
                    let over = weight[from][via] + weight[via][to];
                    weight[from][to] = over.min(weight[from][to]);
                }
            }
        }
        assert!(hierarchy.is_sound());
        let (labels, mut search) = (Labels::from_hierarchy(hierarchy), Search::new(n_nodes));
        for from in 0..n_nodes as u32 {
            for to in 0..n_nodes as u32 {
                let expected = weight[from as usize][to as usize];
                assert_eq!(labels.weight(from, to), expected);
                let found = search.run(hierarchy, &[(from, 0)], &[(to, 0)]);
                assert_eq!(found.map_or(UNREACHABLE, |found| found.weight), expected);
            }
        }
    }

    #[test]
    fn loops_parallel_arcs_and_lonely_nodes_change_no_answer() {
        let graph = graph(40, 3);
        assert_exact(&graph, &Hierarchy::prepare(&graph));
    }

    #[test]
    fn an_order_serves_again_when_weights_and_arcs_have_changed() {
        let (before, after) = (graph(40, 3), graph(40, 4));
        let hierarchy = Hierarchy::prepare(&before);
        assert_exact(&after, &Hierarchy::prepare_like(&after, &hierarchy).unwrap());
        let other = Hierarchy::prepare_like(&graph(41, 3), &hierarchy);
        assert_eq!(other, Err(GraphError::Index));
    }
}
