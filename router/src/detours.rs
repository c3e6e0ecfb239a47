//! Where a pretended U-turn could beat the law.
//!
//! The searched graph forgets by which road a junction was reached, and so permits turning round
//! there. That never pays: whoever turns round and comes back could have gone on at once. The one
//! exception is a vehicle that a ban kept from going on; were it to drive past, turn round somewhere
//! and come back from the other side, it would get round the ban.
//!
//! For each banned turn this finds the cheapest legal way to make it after all (usually around the
//! block), and then every state on a way out and back that is cheaper: in those the searched graph
//! must remember by which road the vehicle came. The argument in full is in `docs/router.md`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use noriai_network::{RoadNetwork, SegmentId};

use crate::costs::Packing;
use crate::hierarchy::UNREACHABLE;
use crate::legal::Legal;

/// The states in which turning round must be impossible in the searched graph.
pub(crate) fn where_u_turns_would_pay(
    network: &RoadNetwork,
    legal: &Legal,
    packing: Packing,
    closed: &[bool],
) -> BTreeSet<u32> {
    let mut states = BTreeSet::new();
    for (kept_from, turn) in legal.hindered() {
        for start in legal.after(*kept_from) {
            let made = made_by_coming_back(network, legal, closed, *start, *turn);
            if !made.is_empty() {
                let limit = legal_way(network, legal, packing, *kept_from, &made);
                states.extend(out_and_back(network, legal, packing, closed, *start, limit));
            }
        }
    }
    states
}

/// The states after a turn that is made coming back on the road one went out by; none if it may not
/// be made from there either.
///
/// What really follows permits no more than one of these: a fresh start on the way back permits
/// whatever any state there does.
fn made_by_coming_back(
    network: &RoadNetwork,
    legal: &Legal,
    closed: &[bool],
    start: u32,
    turn: u32,
) -> Vec<u32> {
    let back = way_back(network, closed, legal.segment(start));
    let after = back.map_or(&[][..], |back| legal.after(back.0));
    let same = |next: &u32| legal.segment(*next) == legal.segment(turn);
    let mut made: Vec<u32> = after.iter().copied().filter(same).collect();
    if !made.is_empty() {
        made.push(turn);
    }
    made
}

/// The other direction of a segment, if who drives the one might ever drive the other.
fn way_back(network: &RoadNetwork, closed: &[bool], segment: SegmentId) -> Option<SegmentId> {
    let twin = network.segment(segment).twin?;
    (!closed[twin.index()] || closed[segment.index()]).then_some(twin)
}

/// What it costs to make a turn legally, starting from the head of a state that must not make it.
fn legal_way(
    network: &RoadNetwork,
    legal: &Legal,
    packing: Packing,
    from: u32,
    made: &[u32],
) -> u64 {
    let whole = |state: u32| packing.whole(network.segment(legal.segment(state)));
    let found = nearest_first(
        [(from, 0)],
        |state, cost| legal.after(state).iter().map(move |next| (*next, cost + whole(*next))),
        |state| legal.after(state).iter().any(|next| made.contains(next)),
    );
    found.1.unwrap_or(UNREACHABLE)
}

/// All states from which one would be back where one set out within the limit. Equal costs count: a
/// path must be legal even where one that is not would be as fast.
fn out_and_back(
    network: &RoadNetwork,
    legal: &Legal,
    packing: Packing,
    closed: &[bool],
    start: u32,
    limit: u64,
) -> impl Iterator<Item = u32> {
    let both_ways = |state: u32| {
        let there = network.segment(legal.segment(state));
        let back = network.segment(way_back(network, closed, legal.segment(state))?);
        Some(packing.whole(there) + packing.whole(back))
    };
    let onward = |state: u32, cost: u64| {
        let after = legal.after(state).iter();
        after
            .filter_map(move |next| Some((*next, cost + both_ways(*next)?)))
            .filter(move |(_, cost)| *cost <= limit)
    };
    let start = both_ways(start).map(|cost| (start, cost)).filter(|(_, cost)| *cost <= limit);
    nearest_first(start, onward, |_| false).0.into_keys()
}

/// Dijkstra's algorithm from some states until the first that is looked for: the settled states, and
/// what that one costs.
fn nearest_first<I: Iterator<Item = (u32, u64)>>(
    from: impl IntoIterator<Item = (u32, u64)>,
    onward: impl Fn(u32, u64) -> I,
    is_found: impl Fn(u32) -> bool,
) -> (BTreeMap<u32, u64>, Option<u64>) {
    let mut settled = BTreeMap::new();
    let mut heap: BinaryHeap<_> =
        from.into_iter().map(|(state, cost)| Reverse((cost, state))).collect();
    while let Some(Reverse((cost, state))) = heap.pop() {
        if settled.contains_key(&state) {
            continue;
        }
        settled.insert(state, cost);
        if is_found(state) {
            return (settled, Some(cost));
        }
        heap.extend(onward(state, cost).map(|(next, cost)| Reverse((cost, next))));
    }
    (settled, None)
}
