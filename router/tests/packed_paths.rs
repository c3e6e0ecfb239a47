//! Paths found from labels alone and unpacked in part: as long as a search's, and made of arcs.
#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

use noriai_router::hierarchy::{Hierarchy, Labels, PackedPath, Prepared, Search, WeightedGraph};
use proptest::prelude::*;

/// Few arcs a node, in both directions where chance wants it, some parallel, some loops.
fn graphs() -> impl Strategy<Value = WeightedGraph> {
    (3..60_u32).prop_flat_map(|n_nodes| {
        let arc = (0..n_nodes, 0..n_nodes, 1..100_000_u64);
        prop::collection::vec(arc, 1..(4 * n_nodes as usize)).prop_map(move |mut arcs| {
            arcs.sort_unstable();
            let first = (0..=n_nodes).map(|node| arcs.partition_point(|arc| arc.0 < node) as u32);
            let heads = arcs.iter().map(|arc| arc.1).collect();
            let weights = arcs.iter().map(|arc| arc.2).collect();
            WeightedGraph::new(first.collect(), heads, weights).unwrap()
        })
    })
}

proptest! {
    #[test]
    fn every_arc_of_a_packed_path_is_the_graphs_and_they_join_up_to_a_shortest_path(graph in graphs()) {
        let hierarchy = Hierarchy::prepare(&graph);
        let (labels, order) = (Labels::from_hierarchy(&hierarchy), hierarchy.order());
        let prepared = Prepared { hierarchy: &hierarchy, order: &order, labels: &labels };
        let (mut path, mut search) = (PackedPath::default(), Search::new(graph.n_nodes()));
        for source in 0..graph.n_nodes() as u32 {
            for target in 0..graph.n_nodes() as u32 {
                let there = path.find(prepared, source, target);
                let found = search.run(&hierarchy, &[(source, 0)], &[(target, 0)]);
                prop_assert_eq!(there, found.is_some());
                let Some(found) = found else { continue };
                prop_assert_eq!(path.weight(), found.weight);
                let (mut at, mut reached) = (source, 0);
                let mut arcs = Vec::new();
                while let Some(arc) = path.advance(prepared, reached + 1) {
                    let step = (arc.head, arc.weight - reached);
                    prop_assert_eq!(arc.tail, at);
                    prop_assert!(graph.leaving(at as usize).any(|leaving| leaving == step));
                    prop_assert_eq!(path.advance(prepared, arc.weight), Some(arc));
                    (at, reached) = (arc.head, arc.weight);
                    arcs.push(arc);
                }
                prop_assert_eq!(at, target);
                prop_assert_eq!(reached, found.weight);
                // The same in strides, over parts that are never unpacked.
                for stride in [1 + found.weight / 7, 1 + found.weight / 3, found.weight] {
                    prop_assert!(path.find(prepared, source, target));
                    let mut weight = stride / 2;
                    while weight <= found.weight + stride {
                        let next = arcs.iter().find(|arc| weight <= arc.weight);
                        prop_assert_eq!(path.advance(prepared, weight), next.copied());
                        weight += stride.max(1);
                    }
                    // Where it has been, more or less nearly.
                    for slack in [0, stride / 5, stride, found.weight] {
                        prop_assert!(path.find(prepared, source, target));
                        for weight in (1..=found.weight).step_by(1 + stride as usize / 2) {
                            let next = arcs.iter().find(|arc| weight <= arc.weight).unwrap();
                            let (node, since) = path.passed(prepared, weight, slack);
                            let by_arc = arcs.iter().map(|arc| (arc.head, arc.weight));
                            prop_assert!(by_arc.chain([(source, 0)]).any(|it| it == (node, since)));
                            prop_assert!(since < weight);
                            prop_assert!(weight - since <= slack || (node == next.tail));
                            prop_assert_eq!(path.advance(prepared, weight), Some(*next));
                        }
                    }
                }
            }
        }
    }
}
