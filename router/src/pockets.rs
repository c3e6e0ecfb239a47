//! Parts of the road network that closures cut off.

use noriai_network::{RoadNetwork, SegmentId, components};

use crate::junctions::Junctions;

/// A part with less road than this, both directions counted, is a pocket and no town of its own.
const POCKET_DM_MAX: u64 = 100_000;

/// For each segment whether it lies in a pocket: nobody drives there from a large part of the
/// network and back to one. The largest part is large, and so are others of some size: a town in two
/// halves has two.
pub(crate) fn pockets(network: &RoadNetwork, junctions: &Junctions) -> Vec<bool> {
    let large = large_parts(network, junctions);
    let arcs = || junctions.arcs().iter().map(|(tail, head, _)| (*tail, *head));
    let reached = reached(&large, arcs());
    let returns = reached_backwards(&large, arcs());
    let mut pocket = vec![true; network.n_segments()];
    for (tail, _, segment) in junctions.arcs() {
        // Whoever stops on a private road sets out from there afresh.
        if reached[*tail as usize] && returns[junctions.node(segment.0) as usize] {
            pocket[segment.index()] = false;
        }
    }
    pocket
}

/// For each node whether it is in a large part of the network.
fn large_parts(network: &RoadNetwork, junctions: &Junctions) -> Vec<bool> {
    let part = components(junctions.graph.n_nodes() as u32, |node, after| {
        after.extend(junctions.graph.leaving(node as usize).map(|(head, _)| head));
    });
    let within = |arc: &&(u32, u32, SegmentId)| part[arc.0 as usize] == part[arc.1 as usize];
    let mut road_dm = vec![0_u64; part.len()];
    for (tail, _, segment) in junctions.arcs().iter().filter(within) {
        road_dm[part[*tail as usize] as usize] += u64::from(network.segment(*segment).length_dm);
    }
    let least = road_dm.iter().copied().max().unwrap_or(0).clamp(1, POCKET_DM_MAX);
    part.iter().map(|part| least <= road_dm[*part as usize]).collect()
}

fn reached_backwards(from: &[bool], arcs: impl Iterator<Item = (u32, u32)>) -> Vec<bool> {
    reached(from, arcs.map(|(tail, head)| (head, tail)))
}

/// The nodes that can be reached from some, those included.
fn reached(from: &[bool], arcs: impl Iterator<Item = (u32, u32)>) -> Vec<bool> {
    let mut out: Vec<Vec<u32>> = vec![Vec::new(); from.len()];
    arcs.for_each(|(tail, head)| out[tail as usize].push(head));
    let mut reached = from.to_vec();
    let mut open: Vec<u32> = (0..).zip(from).filter(|(_, is)| **is).map(|(node, _)| node).collect();
    while let Some(node) = open.pop() {
        for next in &out[node as usize] {
            if !std::mem::replace(&mut reached[*next as usize], true) {
                open.push(*next);
            }
        }
    }
    reached
}
