//! Where a pretended U-turn could beat the law.
//!
//! The searched graph forgets by which road a junction was reached, and so permits turning round
//! there. That never pays: whoever turns round and comes back could have gone on at once. The one
//! exception is a vehicle that a ban kept from going on; were it to drive past, turn round somewhere
//! and come back from the other side, it would get round the ban.
//!
//! For each banned turn this finds the cheapest legal way to make it after all (usually around the
//! block), and then every state on a way out and back that is cheaper: in those the searched graph
//! must remember by which road the vehicle came. The same for memories that are worth having: who
//! has begun what a ban forbids may find no other way on, and may turn round there. The argument in
//! full is in `docs/router.md`.

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
    let roads = Roads { network, legal, packing, closed };
    let on = StatesOn::of(legal);
    let mut states = BTreeSet::new();
    for (kept_from, turn) in legal.hindered() {
        for start in legal.after(*kept_from) {
            let made = roads.made_by_coming_back(&on, *kept_from, *start, *turn);
            if !made.is_empty() {
                states.extend(roads.out_and_back(*start, roads.legal_way(*kept_from, &made)));
            }
        }
    }
    let freeing = roads.freeing();
    for (last, plain) in legal.hindered() {
        let of_turn = |next: &&u32| legal.segment(**next) == legal.segment(*plain);
        for memory in legal.after(*last).iter().filter(of_turn).filter(|it| freeing.contains(it)) {
            for (from, start) in roads.ways_back_to(*last) {
                states.extend(roads.out_and_back(start, roads.legal_way(from, &[*memory])));
            }
        }
    }
    states
}

/// By segment, all states but that of a fresh start.
struct StatesOn(BTreeMap<SegmentId, Vec<u32>>);

impl StatesOn {
    fn of(legal: &Legal) -> Self {
        let mut on: BTreeMap<SegmentId, Vec<u32>> = BTreeMap::new();
        let fresh = |state: u32| legal.segment(state).0 == state;
        for state in (0..legal.n_states() as u32).filter(|state| !fresh(*state)) {
            on.entry(legal.segment(state)).or_default().push(state);
        }
        Self(on)
    }

    fn others(&self, segment: SegmentId) -> &[u32] {
        self.0.get(&segment).map_or(&[], Vec::as_slice)
    }
}

/// What detours depend on.
#[derive(Clone, Copy)]
struct Roads<'a> {
    network: &'a RoadNetwork,
    legal: &'a Legal,
    packing: Packing,
    closed: &'a [bool],
}

impl Roads<'_> {
    /// The states after a turn that is made coming back on the road one went out by; none if it may
    /// not be made from there either.
    ///
    /// What really follows permits no more than one of these: a fresh start on the way back permits
    /// whatever any state there does, but for turning round.
    fn made_by_coming_back(
        &self,
        on: &StatesOn,
        kept_from: u32,
        start: u32,
        turn: u32,
    ) -> Vec<u32> {
        let Some(back) = self.way_back(self.legal.segment(start)) else { return Vec::new() };
        let same = |next: &u32| self.legal.segment(*next) == self.legal.segment(turn);
        let mut made: Vec<u32> = self.legal.after(back.0).iter().copied().filter(same).collect();
        if made.is_empty() {
            let others = on.others(back).iter().flat_map(|state| self.legal.after(*state));
            let anew = |next: &u32| !self.legal.after(kept_from).contains(next);
            made.extend(others.copied().filter(same).filter(anew));
        }
        if !made.is_empty() {
            made.push(turn);
        }
        made
    }

    /// The memories that permit, now or further on, to turn round where without them one may not: a
    /// ban that leaves nothing else makes a dead end of a junction.
    fn freeing(&self) -> BTreeSet<u32> {
        let turns_round = |state: u32| {
            let twin = self.network.segment(self.legal.segment(state)).twin;
            let mut after = self.legal.after(state).iter();
            twin.is_some() && after.any(|next| Some(self.legal.segment(*next)) == twin)
        };
        let states = 0..self.legal.n_states() as u32;
        let memories: Vec<u32> = states.filter(|state| self.legal.remembers(*state)).collect();
        let frees = |state: &u32| turns_round(*state) && !turns_round(self.legal.segment(*state).0);
        let mut freeing: BTreeSet<u32> = memories.iter().copied().filter(frees).collect();
        loop {
            let leads = |state: &u32| self.legal.after(*state).iter().any(|n| freeing.contains(n));
            let known = |state: &u32| freeing.contains(state);
            let more: Vec<u32> =
                memories.iter().copied().filter(|s| !known(s) && leads(s)).collect();
            if more.is_empty() {
                return freeing;
            }
            freeing.extend(more);
        }
    }

    /// The states from which one could drive out and come back in the state `last`, each with the
    /// first state on the way out.
    fn ways_back_to(&self, last: u32) -> Vec<(u32, u32)> {
        let segment = self.legal.segment(last);
        let record = self.network.segment(segment);
        let Some(out) = record.twin.filter(|out| self.way_back(*out) == Some(segment)) else {
            return Vec::new();
        };
        let beside = |state: &u32| {
            let own = self.legal.segment(*state);
            own != segment && self.network.segment(own).head == record.head
        };
        let from = (0..self.legal.n_states() as u32).filter(beside);
        let starts = |state: u32| {
            let after = self.legal.after(state).iter().copied();
            after.filter(|next| self.legal.segment(*next) == out).map(move |next| (state, next))
        };
        from.flat_map(starts).collect()
    }

    /// The other direction of a segment, if who drives the one might ever drive the other.
    fn way_back(&self, segment: SegmentId) -> Option<SegmentId> {
        let twin = self.network.segment(segment).twin?;
        (!self.closed[twin.index()] || self.closed[segment.index()]).then_some(twin)
    }

    /// What it costs to make a turn legally, starting from the head of a state that must not make it.
    fn legal_way(&self, from: u32, made: &[u32]) -> u64 {
        let onward = |state: u32, cost: u64| {
            let after = self.legal.after(state).iter();
            after.map(move |next| (*next, cost + self.whole(*next)))
        };
        let is_made = |state: u32| self.legal.after(state).iter().any(|next| made.contains(next));
        nearest_first([(from, 0)], onward, is_made).1.unwrap_or(UNREACHABLE)
    }

    /// All states from which one would be back where one set out within the limit. Equal costs
    /// count: a path must be legal even where one that is not would be as fast.
    fn out_and_back(&self, start: u32, limit: u64) -> impl Iterator<Item = u32> {
        let both_ways = |state: u32| {
            let back = self.way_back(self.legal.segment(state))?;
            Some(self.whole(state) + self.packing.whole(self.network.segment(back)))
        };
        let onward = |state: u32, cost: u64| {
            let after = self.legal.after(state).iter();
            after
                .filter_map(move |next| Some((*next, cost + both_ways(*next)?)))
                .filter(move |(_, cost)| *cost <= limit)
        };
        let start = both_ways(start).map(|cost| (start, cost)).filter(|(_, cost)| *cost <= limit);
        nearest_first(start, onward, |_| false).0.into_keys()
    }

    fn whole(&self, state: u32) -> u64 {
        self.packing.whole(self.network.segment(self.legal.segment(state)))
    }
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
