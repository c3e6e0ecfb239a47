//! The hierarchy alone, on a node-based road graph with reference answers for 100,000 queries.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "support code of tests fails as tests do and says what it skips"
)]

use std::path::PathBuf;
use std::{fs, iter};

use noriai_router::hierarchy::{Hierarchy, Labels, Search, UNREACHABLE, WeightedGraph};

/// Weights are shifted up and each arc gets one more, so that arcs without weight may stay: a path's
/// weight is then its true weight in the high bits and its number of arcs in the low ones.
const SHIFT: u32 = 20;

#[test]
fn all_hundred_thousand_reference_travel_times_are_met() {
    compare("travel_time");
}

#[test]
fn all_hundred_thousand_reference_lengths_are_met() {
    compare("geo_distance");
}

fn compare(metric: &str) {
    let Some(first_out) = vector("first_out") else {
        println!("skipped: ../shared/data/road-graph/luxembourg is not there");
        return;
    };
    let [head, weight, from, to, answers] =
        ["head", metric, "source_node", "target_node", &format!("query_reference_{metric}_length")]
            .map(|name| vector(name).unwrap());
    let weight = weight.iter().map(|weight| (u64::from(*weight) << SHIFT) + 1).collect();
    let graph = WeightedGraph::new(first_out, head, weight).unwrap();
    let hierarchy = Hierarchy::prepare(&graph);
    assert!(hierarchy.is_sound());
    let labels = Labels::from_hierarchy(&hierarchy);
    let order = hierarchy.order();
    let mut search = Search::new(hierarchy.n_nodes());
    let queries = iter::zip(iter::zip(from, to), answers);
    let mut n_compared = 0;
    for ((source, target), answer) in queries {
        let by_labels = labels.weight(source, target);
        let found = search.run(&hierarchy, &[(source, 0)], &[(target, 0)]);
        let by_search = found.map_or(UNREACHABLE, |found| found.weight);
        assert_eq!(by_labels, by_search, "{source} to {target}");
        // The reference names what cannot be reached by the largest number of its type.
        let reference = if answer == i32::MAX as u32 { None } else { Some(u64::from(answer)) };
        assert_eq!(found.map(|found| found.weight >> SHIFT), reference, "{source} to {target}");
        if let Some(found) = found {
            let nodes = search.nodes(&hierarchy, &order, found);
            assert_eq!(path_weight(&graph, &nodes), found.weight);
            assert_eq!((nodes[0], nodes[nodes.len() - 1]), (source, target));
        }
        n_compared += 1;
    }
    assert_eq!(n_compared, 100_000);
    println!(
        "{metric}: {n_compared} equal; {} nodes, {} arcs in the hierarchy, {:.1} hubs a label",
        hierarchy.n_nodes(),
        hierarchy.n_arcs(),
        labels.n_entries() as f64 / 2.0 / hierarchy.n_nodes() as f64
    );
}

/// The sum of the lightest arcs along the nodes; fails where there is none.
fn path_weight(graph: &WeightedGraph, nodes: &[u32]) -> u64 {
    let arcs = nodes.windows(2).map(|two| {
        let arcs = graph.leaving(two[0] as usize).filter(|(head, _)| *head == two[1]);
        arcs.map(|(_, weight)| weight).min().unwrap()
    });
    arcs.sum()
}

fn vector(name: &str) -> Option<Vec<u32>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/road-graph/luxembourg");
    let bytes = fs::read(PathBuf::from(folder).join(format!("luxembourg_{name}"))).ok()?;
    let words = bytes.chunks_exact(4);
    Some(words.map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect())
}
