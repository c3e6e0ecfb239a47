//! Node order and shortcuts, by the crate `fast_paths`.
//!
//! Its traps and how they are met: arcs without weight are refused by [`WeightedGraph`]; loops and
//! all but the lightest of parallel arcs are left out before it sees them (it would drop them with a
//! warning in the log); nodes beyond the last one with an arc get the highest ranks here. Its graph
//! keeps weights to itself save in its 32-bit form; ours need up to 61 bits, so the graph is read
//! through its serialised form.

use std::collections::BTreeMap;

use fast_paths::{FastGraph, InputGraph, Params, ParamsWithOrder};
use serde::Deserialize;

use super::arcs::{Arc, Arcs, Hierarchy, ORIGINAL};
use super::graph::{GraphError, WeightedGraph};

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
    let input = input_of(graph);
    let known = input.get_num_nodes();
    let order: Vec<usize> =
        order.iter().map(|node| *node as usize).filter(|node| *node < known).collect();
    let params = ParamsWithOrder::new(WITNESS_LIMITS.2);
    match fast_paths::prepare_with_order_with_params(&input, &order, &params) {
        Ok(prepared) => Ok(export(&prepared, graph.n_nodes())),
        // Its only complaint is about the number of nodes.
        Err(_) => Err(GraphError::Index),
    }
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
