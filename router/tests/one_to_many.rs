//! One to all and many to many, against a plain search (Dijkstra 1959).
#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use noriai_router::hierarchy::{Buckets, Hierarchy, Labels, Sweep, UNREACHABLE, WeightedGraph};

/// Streets on a square grid, some one-way, some gone; the last two nodes are an island.
fn town(side: u32, seed: u64) -> WeightedGraph {
    let mut state = seed;
    let mut draw = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        (state >> 33) % below
    };
    let n_nodes = side * side + 2;
    let mut arcs = vec![(n_nodes - 2, n_nodes - 1, 5)];
    for node in 0..side * side {
        let east = (node % side + 1 < side).then_some(node + 1);
        let south = (node / side + 1 < side).then_some(node + side);
        for other in [east, south].into_iter().flatten() {
            let weight = 1 + draw(100);
            match draw(8) {
                0 => {}
                1 => arcs.push((node, other, weight)),
                2 => arcs.push((other, node, weight)),
                _ => arcs.extend([(node, other, weight), (other, node, weight + draw(3))]),
            }
        }
    }
    arcs.sort_unstable();
    let first = (0..=n_nodes).map(|node| arcs.partition_point(|arc| arc.0 < node) as u32);
    let head = arcs.iter().map(|arc| arc.1).collect();
    let weight = arcs.iter().map(|arc| arc.2).collect();
    WeightedGraph::new(first.collect(), head, weight).unwrap()
}

fn dijkstra(graph: &WeightedGraph, sources: &[(u32, u64)]) -> Vec<u64> {
    let mut best = vec![UNREACHABLE; graph.n_nodes()];
    let mut open: BinaryHeap<_> = sources.iter().map(|(node, w)| Reverse((*w, *node))).collect();
    while let Some(Reverse((weight, node))) = open.pop() {
        if weight < best[node as usize] {
            best[node as usize] = weight;
            open.extend(graph.leaving(node as usize).map(|(head, w)| Reverse((weight + w, head))));
        }
    }
    best
}

#[test]
fn a_sweep_reaches_every_node_at_the_weight_of_a_plain_search() {
    let (mut sweep, mut weights) = (Sweep::default(), Vec::new());
    for seed in 0..8 {
        // One sweep serves hierarchies of any size.
        let graph = town(12 + 3 * (seed as u32 % 3), seed);
        let hierarchy = Hierarchy::prepare(&graph);
        for source in 0..graph.n_nodes() as u32 {
            sweep.run(&hierarchy, &[(source, 0)], &mut weights);
            assert_eq!(weights, dijkstra(&graph, &[(source, 0)]), "seed {seed}, from {source}");
        }
    }
}

#[test]
fn a_sweep_from_several_sources_gives_each_node_the_nearest() {
    let graph = town(20, 9);
    let hierarchy = Hierarchy::prepare(&graph);
    let sources = [(7, 30), (200, 0), (399, 12), (7, 31)];
    let mut weights = Vec::new();
    Sweep::default().run(&hierarchy, &sources, &mut weights);
    assert_eq!(weights, dijkstra(&graph, &sources));
    Sweep::default().run(&hierarchy, &[], &mut weights);
    assert_eq!(weights, vec![UNREACHABLE; graph.n_nodes()]);
}

#[test]
fn buckets_labels_and_sweeps_give_the_same_numbers() {
    let graph = town(24, 4);
    let hierarchy = Hierarchy::prepare(&graph);
    let labels = Labels::from_hierarchy(&hierarchy);
    let n_nodes = graph.n_nodes() as u32;
    // Every second node, backwards, and one of them twice.
    let targets: Vec<u32> = (0..n_nodes).rev().step_by(2).chain([0, 0]).collect();
    let buckets = Buckets::of(&labels, &targets);
    let (mut sweep, mut all, mut row) = (Sweep::default(), Vec::new(), Vec::new());
    for source in 0..n_nodes {
        sweep.run(&hierarchy, &[(source, 0)], &mut all);
        buckets.weights_from(&labels, source, &mut row);
        let expected: Vec<u64> = targets.iter().map(|target| all[*target as usize]).collect();
        assert_eq!(row, expected, "from {source}");
        let single = targets.iter().map(|target| labels.weight(source, *target));
        assert!(single.eq(expected), "from {source}");
    }
}
