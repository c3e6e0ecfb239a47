//! The questions without rules at nodes: ours, `fast_paths`' and the peer's answers.

use std::error::Error;

use fast_paths::{FastGraph, PathCalculator};
use noriai_router::hierarchy::{Buckets, Hierarchy, Labels, Search, Sweep, UNREACHABLE};

use crate::contest::{self, Contestant, Outcome};
use crate::graphs::Graph;
use crate::peer::Peer;
use crate::report::{Report, Row};

mod plain;

/// Point to point: pairs a round, and rounds.
const PAIRS: (usize, usize) = (20_000, 7);
/// Matrices: how many nodes each way, and rounds.
const MATRICES: [(usize, usize); 2] = [(100, 7), (1_000, 3)];
/// One to all: rounds, each from another node.
const ONE_TO_ALL: usize = 25;
/// An arc of `fast_paths` is five machine words; the type itself is private.
const FAST_PATHS_ARC: usize = 5 * size_of::<usize>();
/// Profiles: rounds.
const PROFILES: usize = 5;

/// All that is prepared for the questions.
struct Prepared<'a> {
    graph: &'a Graph,
    hierarchy: Hierarchy,
    labels: Labels,
    fast: FastGraph,
    peer: Option<&'a dyn Peer>,
}

/// Prepares everyone, asks, and writes down what was seen.
pub(crate) fn ask(
    graph: &Graph,
    peer: Option<&dyn Peer>,
    report: &mut Report,
) -> Result<(), Box<dyn Error>> {
    let prepared = prepare(graph, peer, report)?;
    pairs(&prepared, report);
    for (n, rounds) in MATRICES {
        matrix(&prepared, n, rounds, report);
    }
    one_to_all(&prepared, report);
    Ok(())
}

/// Fresh preparation, and new weights in the known order.
fn prepare<'a>(
    graph: &'a Graph,
    peer: Option<&'a dyn Peer>,
    report: &mut Report,
) -> Result<Prepared<'a>, Box<dyn Error>> {
    let (now, later) = (plain::weighted(graph, &graph.weight)?, plain::profile(graph));
    let (input, later_input) = (plain::input(graph, &graph.weight), plain::input(graph, &later));
    let new_weights = plain::weighted(graph, &later)?;
    let (hierarchy, fast) = (Hierarchy::prepare(&now), fast_paths::prepare(&input));
    let (labels, order) = (Labels::from_hierarchy(&hierarchy), fast.get_node_ordering());
    let again = Hierarchy::prepare_like(&new_weights, &hierarchy)?;
    // No answers are compared here; the rounds are interleaved all the same.
    let outcome = contest::hold(
        PROFILES,
        &mut [
            Box::new(|_, _| drop(Hierarchy::prepare(&now))),
            Box::new(|_, _| drop(Labels::from_hierarchy(&hierarchy))),
            Box::new(|_, _| drop(Hierarchy::prepare_like(&new_weights, &hierarchy))),
            Box::new(|_, _| drop(Labels::from_hierarchy(&again))),
            Box::new(|_, _| drop(fast_paths::prepare(&input))),
            Box::new(|_, _| drop(fast_paths::prepare_with_order(&later_input, &order))),
            Box::new(|_, _| {
                peer.map(|peer| peer.profile(&later));
            }),
        ],
    );
    let [fresh, label, kept, new_label, fast_fresh, fast_kept, peer_kept] = outcome.medians[..]
    else {
        return Err("a contestant got lost".into());
    };
    let customise = peer.map(|_| peer_kept);
    report.row(Row::new(
        "prepare the hierarchy",
        fresh,
        Some(fast_fresh),
        peer.map(Peer::preparation),
    ));
    report.row(Row::new("labels from it", label, None, None));
    report.row(Row::new("profile: new weights, kept order", kept, Some(fast_kept), customise));
    report.row(Row::new("profile, with its labels", kept + new_label, Some(fast_kept), customise));
    report.figure("profile_vs_fresh_preparation", Some((kept + new_label) / (fresh + label)));
    report.figure("profile_vs_fresh_hierarchy_alone", Some(kept / fresh));
    report.note(format!(
        "hierarchy {} KiB, labels {} KiB, {:.1} hubs a label; fast_paths {} KiB",
        hierarchy.memory() / 1024,
        labels.memory() / 1024,
        labels.n_entries() as f64 / 2.0 / graph.n_nodes() as f64,
        (fast.get_num_out_edges() + fast.get_num_in_edges()) * FAST_PATHS_ARC / 1024
    ));
    Ok(Prepared { graph, hierarchy, labels, fast, peer })
}

fn pairs(prepared: &Prepared<'_>, report: &mut Report) {
    let (n, rounds) = PAIRS;
    let nodes = plain::nodes(prepared.graph, 2 * n, 1);
    let pairs: Vec<(u32, u32)> = nodes.chunks_exact(2).map(|two| (two[0], two[1])).collect();
    let mut search = Search::new(prepared.hierarchy.n_nodes());
    let mut calculator = fast_paths::create_calculator(&prepared.fast);
    let mut contestants: Vec<Contestant<'_>> = vec![
        Box::new(|_, answers| {
            answers.extend(pairs.iter().map(|(from, to)| prepared.labels.weight(*from, *to)));
        }),
        Box::new(|_, answers| {
            answers.extend(pairs.iter().map(|(from, to)| {
                let found = search.run(&prepared.hierarchy, &[(*from, 0)], &[(*to, 0)]);
                found.map_or(UNREACHABLE, |found| found.weight)
            }));
        }),
        Box::new(|_, answers| {
            let pairs = pairs.iter();
            answers.extend(pairs.map(|(from, to)| prepared.calc_path(&mut calculator, *from, *to)));
        }),
    ];
    if let Some(peer) = prepared.peer {
        contestants.push(Box::new(|_, answers| peer.pairs(&pairs, answers)));
    }
    let outcome = contest::hold(rounds, &mut contestants);
    let each = |index: usize| outcome.medians.get(index).map(|seconds| seconds / n as f64);
    let (labels, search) = (outcome.medians[0] / n as f64, outcome.medians[1] / n as f64);
    report.count(&outcome);
    report.row(Row::new("point to point, labels", labels, each(2), each(3)));
    report.row(Row::new("point to point, search", search, each(2), each(3)));
    report.figure("p2p_vs_calc_path", ratio(&outcome, 2));
    report.figure("p2p_vs_routingkit_cch", ratio(&outcome, 3));
}

fn matrix(prepared: &Prepared<'_>, n: usize, rounds: usize, report: &mut Report) {
    let nodes = plain::nodes(prepared.graph, 2 * n, 2);
    let (sources, targets) = nodes.split_at(n);
    let mut calculator = fast_paths::create_calculator(&prepared.fast);
    let mut row = Vec::new();
    let mut contestants: Vec<Contestant<'_>> = vec![
        Box::new(|_, answers| {
            let buckets = Buckets::of(&prepared.labels, targets);
            for source in sources {
                buckets.weights_from(&prepared.labels, *source, &mut row);
                answers.extend_from_slice(&row);
            }
        }),
        Box::new(|_, answers| {
            for source in sources {
                let row = targets.iter();
                answers.extend(row.map(|to| prepared.calc_path(&mut calculator, *source, *to)));
            }
        }),
    ];
    if let Some(peer) = prepared.peer {
        contestants.push(Box::new(|_, answers| {
            let mut from = peer.pinned(targets);
            sources.iter().for_each(|source| from(*source, answers));
        }));
    }
    let outcome = contest::hold(rounds, &mut contestants);
    report.count(&outcome);
    report.row(Row::of(&format!("{n} x {n}"), &outcome));
    if n == 1_000 {
        report.figure("matrix1000_vs_calc_path_loop", ratio(&outcome, 1));
        report.figure("matrix1000_vs_routingkit_cch", ratio(&outcome, 2));
    }
}

/// `fast_paths` has no such question; a plain Dijkstra stands in its place, in a row of its own.
fn one_to_all(prepared: &Prepared<'_>, report: &mut Report) {
    let sources = &plain::nodes(prepared.graph, ONE_TO_ALL, 3);
    let mut sweep = Sweep::default();
    let mut dijkstra = plain::Dijkstra::of(prepared.graph);
    let mut contestants: Vec<Contestant<'_>> = vec![
        Box::new(|round, all| sweep.run(&prepared.hierarchy, &[(sources[round], 0)], all)),
        Box::new(|round, answers| dijkstra.run(sources[round], answers)),
    ];
    if let Some(peer) = prepared.peer {
        let all: Vec<u32> = (0..prepared.graph.n_nodes() as u32).collect();
        let mut from = peer.pinned(&all);
        contestants.push(Box::new(move |round, answers| from(sources[round], answers)));
    }
    let outcome = contest::hold(ONE_TO_ALL, &mut contestants);
    let [ours, plain] = [outcome.medians[0], outcome.medians[1]];
    report.count(&outcome);
    report.row(Row::new("one to all", ours, None, outcome.medians.get(2).copied()));
    report.figure("one_to_all_vs_dijkstra", Some(ours / plain));
    report.figure("one_to_all_vs_routingkit_cch", ratio(&outcome, 2));
}

/// Ours, the first, over another's.
fn ratio(outcome: &Outcome, other: usize) -> Option<f64> {
    outcome.medians.get(other).map(|seconds| outcome.medians[0] / seconds)
}

impl Prepared<'_> {
    /// It knows only as many nodes as the highest one with an arc.
    fn calc_path(&self, calculator: &mut PathCalculator, from: u32, to: u32) -> u64 {
        let (from, to) = (from as usize, to as usize);
        if from == to {
            return 0;
        }
        if self.fast.get_num_nodes() <= from.max(to) {
            return UNREACHABLE;
        }
        let path = calculator.calc_path(&self.fast, from, to);
        path.map_or(UNREACHABLE, |path| path.get_weight() as u64)
    }
}
