//! Drives that begin or end with a vehicle under way, which cannot turn round where it is.
//!
//! The hub labels of the searched graph give a lower bound for every remaining way (they may turn
//! round where a vehicle may not), so a best-first search over the legal states that trusts them
//! (A*; Hart, Nilsson and Raphael 1968) is exact. It ends as soon as the bound is certain to be
//! met: when turning round and coming back would cost more than the best way does. In most cases
//! that is at once, otherwise after driving around the block.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use noriai_network::SegmentId;

use crate::ends::{self, Target};
use crate::hierarchy::UNREACHABLE;
use crate::router::Router;
use crate::spot::Spot;

/// The best drive found.
pub(crate) struct Plan {
    pub(crate) cost: u64,
    /// The segments driven first.
    pub(crate) begin: Vec<SegmentId>,
    /// How it goes on from the head of the last of them.
    pub(crate) end: Ending,
}

/// How a plan ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ending {
    /// At once, on this segment.
    On(SegmentId),
    /// By the best way of the searched graph from this node.
    From(u32),
}

/// A state that was reached, and from where.
struct Visit {
    state: u32,
    cost: u64,
    parent: Option<usize>,
}

/// The best legal drive, except for going straight ahead on the first segment.
pub(crate) fn plan(router: &Router, from: Spot, to: Spot) -> Option<Plan> {
    let targets: Vec<Target<'_>> = ends::targets(&router.network, &router.junctions, to).collect();
    let mut visits: Vec<Visit> = Vec::new();
    let mut heap = BinaryHeap::new();
    for origin in ends::origins(&router.network, &router.junctions, from) {
        let bound = router.remaining(origin.node, &targets);
        if bound < UNREACHABLE {
            heap.push(Reverse((origin.rest + bound, visits.len(), None)));
            visits.push(Visit { state: origin.segment.0, cost: origin.rest, parent: None });
        }
    }
    let mut settled = BTreeSet::new();
    while let Some(Reverse((cost, index, goal))) = heap.pop() {
        if let Some(segment) = goal {
            return Some(Plan {
                cost,
                begin: begin(router, &visits, index),
                end: Ending::On(segment),
            });
        }
        let Visit { state, cost: driven, .. } = visits[index];
        if !settled.insert(state) {
            continue;
        }
        if is_certain(router, state, cost - driven, &targets, to) {
            let end = Ending::From(router.junctions.node(state));
            return Some(Plan { cost, begin: begin(router, &visits, index), end });
        }
        for next in router.legal.after(state) {
            let segment = router.legal.segment(*next);
            for target in targets.iter().filter(|target| target.segment == segment) {
                heap.push(Reverse((driven + target.part, index, Some(segment))));
            }
            let record = router.network.segment(segment);
            let cost = driven + router.junctions.packing.whole(record);
            let bound = router.remaining(router.junctions.node(*next), &targets);
            if bound < UNREACHABLE {
                heap.push(Reverse((cost + bound, visits.len(), None)));
                visits.push(Visit { state: *next, cost, parent: Some(index) });
            }
        }
    }
    None
}

/// True if the best way on from a state, of which the searched graph says what it costs, is legal.
fn is_certain(
    router: &Router,
    state: u32,
    remaining: u64,
    targets: &[Target<'_>],
    to: Spot,
) -> bool {
    remaining < turning_round(router, state, targets)
        && remaining < coming_round(router, router.junctions.node(state), to)
}

/// The least that a way on from a state costs if it turns round and comes back; [`UNREACHABLE`] if
/// it may do so or there is no open way back.
pub(crate) fn turning_round(router: &Router, state: u32, targets: &[Target<'_>]) -> u64 {
    let segment = router.legal.segment(state);
    let closed = |segment: SegmentId| router.junctions.is_closed(segment);
    let back = router.network.segment(segment).twin;
    let Some(back) = back.filter(|back| !closed(*back) || closed(segment)) else {
        return UNREACHABLE;
    };
    if router.legal.after(state).iter().any(|next| router.legal.segment(*next) == back) {
        return UNREACHABLE;
    }
    let there = targets.iter().filter(|target| target.segment == back).map(|target| target.part);
    let whole = router.junctions.packing.whole(router.network.segment(back));
    let beyond = whole + router.remaining(router.junctions.node(back.0), targets);
    there.fold(beyond.min(UNREACHABLE), u64::min)
}

/// The least that a way from a node to a target costs if it passes the target in the other direction
/// and turns round; [`UNREACHABLE`] if that is no worse than any other way.
fn coming_round(router: &Router, node: u32, to: Spot) -> u64 {
    match router.network.segment(to.segment).twin.filter(|_| !to.both_ways) {
        None => UNREACHABLE,
        Some(back) => {
            let length = router.network.segment(back).length_dm;
            let whole = Spot::heading(&router.network, back, length);
            let targets: Vec<Target<'_>> =
                ends::passages(&router.network, &router.junctions, whole).collect();
            router.remaining(node, &targets)
        }
    }
}

fn begin(router: &Router, visits: &[Visit], index: usize) -> Vec<SegmentId> {
    let mut segments = Vec::new();
    let mut at = Some(index);
    while let Some(index) = at {
        segments.push(router.legal.segment(visits[index].state));
        at = visits[index].parent;
    }
    segments.reverse();
    segments
}
