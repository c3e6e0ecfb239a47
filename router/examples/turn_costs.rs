//! Prints what it would cost to charge for turns by their angle: how large the hierarchy and its
//! labels become, and what drivers would gain. Record 0013 has the figures.
//!
//! ```text
//! cargo run --release -p noriai-router --example turn_costs -- ../shared/data/osm/toyama.osm.pbf
//! ```
#![expect(clippy::print_stdout, reason = "printing is what this is for")]

use std::collections::BTreeMap;
use std::error::Error;
use std::f64::consts::PI;
use std::time::Instant;

use noriai_maps::{Extract, import_roads};
use noriai_network::{NodeId, RoadClass, RoadNetwork, SegmentId};
use noriai_router::hierarchy::{Hierarchy, Labels, Search, UNREACHABLE, WeightedGraph};
use noriai_units::Position;

/// Whether the approaches of a junction are kept apart.
type IsSplit = fn(&RoadNetwork, NodeId) -> bool;

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("name an extract (.osm.pbf)")?;
    let network = import_roads(&Extract::open(&file)?)?.network;
    // One node a junction, as if no turn cost anything; one for each approach of larger roads'
    // junctions; one for each approach of all.
    let sorts: [(&str, IsSplit); 3] = [
        ("no turn costs", |_, _| false),
        ("at larger junctions", |network, node| meets_larger(network, node)),
        ("at all junctions", |_, _| true),
    ];
    let mut prepared = Vec::new();
    for (name, is_split) in sorts {
        let split = Split::of(&network, is_split);
        let graph = split.graph(&network)?;
        let began = Instant::now();
        let hierarchy = Hierarchy::prepare(&graph);
        let contracted = began.elapsed();
        let labels = Labels::from_hierarchy(&hierarchy);
        println!(
            "{name:20} {:6} nodes {:6} arcs, hierarchy {:7} arcs in {contracted:.1?}, labels {:6} KiB, {:.1} hubs in {:.1?}",
            graph.n_nodes(),
            graph.n_arcs(),
            hierarchy.n_arcs(),
            labels.memory() / 1024,
            labels.n_entries() as f64 / graph.n_nodes() as f64 / 2.0,
            began.elapsed() - contracted,
        );
        prepared.push((split, hierarchy, labels));
    }
    if let [(_, plain, _), _, (_, _, costed)] = &prepared[..] {
        gains(&network, plain, costed);
    }
    Ok(())
}

/// How much longer drives are, turns charged for, that were chosen as if turns were free.
fn gains(network: &RoadNetwork, plain: &Hierarchy, costed: &Labels) {
    let (order, mut search) = (plain.order(), Search::new(plain.n_nodes()));
    let n = network.n_segments();
    let (mut lost, mut n_lost, mut n_pairs) = (Vec::new(), 0, 0);
    let (mut whole, mut all_lost, mut turning) = (0, 0, 0);
    for i in 0..5_000_usize {
        let [from, to] = [i * 7_919 % n, (i * 104_729 + 17) % n].map(|at| SegmentId(at as u32));
        let best = costed.weight(from.0, to.0);
        let ends = (network.segment(from).head.0, network.segment(to).tail.0);
        let found = search.run(plain, &[(ends.0, 0)], &[(ends.1, 0)]);
        let Some(found) = found.filter(|_| best < UNREACHABLE) else { continue };
        let nodes = search.nodes(plain, &order, found);
        let between = nodes.windows(2).filter_map(|pair| {
            network.leaving(NodeId(pair[0])).find(|id| network.segment(*id).head.0 == pair[1])
        });
        let drive: Vec<SegmentId> = [from].into_iter().chain(between).chain([to]).collect();
        // Turning round is for the router's other rules.
        if drive.windows(2).any(|two| network.segment(two[0]).twin == Some(two[1])) {
            continue;
        }
        let weights = drive.windows(2).map(|two| weight(network, two[0], two[1]));
        let taken = weights.sum::<u64>();
        let loss = taken.saturating_sub(best);
        (n_pairs, whole, all_lost) = (n_pairs + 1, whole + taken, all_lost + loss);
        turning += drive.windows(2).map(|two| turn_ms(network, two[0], two[1])).sum::<u64>();
        n_lost += u64::from(0 < loss);
        lost.push(loss);
    }
    lost.sort_unstable();
    let at = |share: usize| lost[(lost.len() - 1) * share / 100] as f64 / 1_000.0;
    println!(
        "of {n_pairs} drives {n_lost} have a better one once turns cost; turns are {:.1} % of all time; lost {:.2} %, median {:.1} s, 90 % below {:.1} s, 99 % below {:.1} s",
        turning as f64 * 100.0 / whole as f64,
        all_lost as f64 * 100.0 / whole as f64,
        at(50),
        at(90),
        at(99),
    );
}

/// Which state one is in at the head of a segment.
struct Split {
    /// By segment.
    states: Vec<u32>,
    n_states: usize,
}

impl Split {
    fn of(network: &RoadNetwork, is_split: IsSplit) -> Self {
        let mut merged: BTreeMap<NodeId, u32> = BTreeMap::new();
        let mut states = Vec::new();
        let mut n_states = 0;
        // Whole junctions keep the network's numbers.
        let none = (0..network.n_nodes() as u32).all(|node| !is_split(network, NodeId(node)));
        for id in network.segment_ids() {
            let head = network.segment(id).head;
            let mut fresh = || {
                n_states += 1;
                n_states - 1
            };
            let state = match (none, is_split(network, head)) {
                (true, _) => head.0,
                (false, true) => fresh(),
                (false, false) => *merged.entry(head).or_insert_with(fresh),
            };
            states.push(state);
        }
        let n_states = if none { network.n_nodes() } else { n_states as usize };
        Self { states, n_states }
    }

    /// An arc leads from the head of one segment to that of the next; it weighs the next, and the
    /// turn where approaches are apart.
    fn graph(&self, network: &RoadNetwork) -> Result<WeightedGraph, Box<dyn Error>> {
        let mut n_at = vec![0_u32; self.n_states];
        self.states.iter().for_each(|state| n_at[*state as usize] += 1);
        let mut arcs = BTreeMap::new();
        for from in network.segment_ids() {
            let record = network.segment(from);
            let is_dead_end = network.leaving(record.head).count() == 1;
            let is_apart = n_at[self.states[from.index()] as usize] == 1;
            for next in network.leaving(record.head) {
                if record.twin == Some(next) && !is_dead_end && is_apart {
                    continue;
                }
                let ends = (self.states[from.index()], self.states[next.index()]);
                let weight = match is_apart {
                    true => weight(network, from, next),
                    false => u64::from(network.segment(next).time_ms),
                };
                let least = arcs.entry(ends).or_insert(weight);
                *least = weight.min(*least);
            }
        }
        let mut first = vec![0_u32; self.n_states + 1];
        for (tail, _) in arcs.keys() {
            first[*tail as usize + 1] += 1;
        }
        for node in 1..first.len() {
            first[node] += first[node - 1];
        }
        let heads = arcs.keys().map(|(_, head)| *head).collect();
        Ok(WeightedGraph::new(first, heads, arcs.into_values().collect())?)
    }
}

/// A turn and the segment behind it, in milliseconds.
fn weight(network: &RoadNetwork, from: SegmentId, to: SegmentId) -> u64 {
    turn_ms(network, from, to) + u64::from(network.segment(to).time_ms)
}

/// The turn penalty of OSRM's profile for cars (`car.lua`): up to 7.5 s by the angle, with a bias of
/// 7.5 % against turns across the oncoming traffic, here to the right.
fn turn_ms(network: &RoadNetwork, from: SegmentId, to: SegmentId) -> u64 {
    let n_ways = network.leaving(network.segment(from).head).count();
    if n_ways < 3 {
        return 0;
    }
    let before: Vec<Position> = network.view(from).points().collect();
    let after: Vec<Position> = network.view(to).points().collect();
    let came = bearing(before[before.len() - 2], before[before.len() - 1]);
    let angle = (bearing(after[0], after[1]) - came + 3.0 * PI).rem_euclid(2.0 * PI) - PI;
    let bias = if 0.0 < angle { 1.075 } else { 1.0 / 1.075 };
    let share = angle.abs() / PI;
    let penalty = 7.5 / (1.0 + (-(13.0 * bias * share - 6.5 / bias)).exp());
    (penalty * 1_000.0) as u64
}

/// Clockwise from the north, in radians.
fn bearing(from: Position, to: Position) -> f64 {
    let east = (to.lon() - from.lon()) * from.lat().to_radians().cos();
    east.atan2(to.lat() - from.lat())
}

/// True where a tertiary road or a larger one meets others.
fn meets_larger(network: &RoadNetwork, node: NodeId) -> bool {
    3 <= network.leaving(node).count()
        && network.leaving(node).any(|id| network.segment(id).class <= RoadClass::TertiaryLink)
}
