//! The rules of the road, written down a second time: a plain Dijkstra over the network itself.
//!
//! Shares nothing with the router but the network's types. What was driven is kept as the list of
//! segments that still matter to some ban, not as a state of an automaton.

pub(crate) mod row;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use noriai_core::travel::{Leg, TravelTimes};
use noriai_network::{RoadNetwork, SegmentId};
use noriai_router::{Condition, Conditions, Router, Spot, Vehicle};
use noriai_units::{Metres, Seconds};

type Cost = (u64, u64);

/// Where a vehicle is: at the head of the last segment of `trail`, its way there within it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    trail: Vec<SegmentId>,
    /// It has gone from a public road into one for those with business there.
    entered: bool,
}

/// What bars a way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Banned,
    /// Closed, and one is not in there.
    Closed,
    /// Closed, and one is in there.
    Inside,
    Open,
}

pub(crate) struct Oracle<'a> {
    network: &'a RoadNetwork,
    closed: Vec<bool>,
    times_ms: Vec<u64>,
    /// Segments of bans other than their last.
    watched: Vec<bool>,
    /// The longest ban's number of segments, at least 2.
    longest: usize,
    bans_ending: Vec<Vec<&'a [SegmentId]>>,
    settled: Vec<Vec<(At, Cost)>>,
    touched: Vec<SegmentId>,
}

impl<'a> Oracle<'a> {
    pub(crate) fn of(network: &'a RoadNetwork) -> Self {
        Self::under(network, &Conditions::default())
    }

    /// The network as imported, and what holds on it now.
    pub(crate) fn under(network: &'a RoadNetwork, conditions: &Conditions) -> Self {
        Self::for_vehicle(network, Vehicle::TAXI, conditions)
    }

    /// What a vehicle may not drive on is closed to it, and bans bind whom they name.
    pub(crate) fn for_vehicle(
        network: &'a RoadNetwork,
        vehicle: Vehicle,
        conditions: &Conditions,
    ) -> Self {
        let n = network.n_segments();
        let free = network.segment_ids().map(|id| u64::from(network.segment(id).time_ms));
        let (mut closed, mut times_ms) = (vec![false; n], free.collect::<Vec<_>>());
        for (segment, condition) in conditions.iter() {
            match condition {
                Condition::Closed => closed[segment.index()] = true,
                Condition::Takes(time_ms) => times_ms[segment.index()] = u64::from(time_ms),
            }
        }
        for id in network.segment_ids() {
            let segment = network.segment(id);
            let most = [
                (vehicle.width_cm, segment.limits.width_cm()),
                (vehicle.height_cm, segment.limits.height_cm()),
                (vehicle.length_cm, segment.limits.length_cm()),
                (vehicle.weight_kg, segment.limits.weight_kg()),
            ];
            let too_large = most.iter().any(|(size, most)| most.is_some_and(|most| most < *size));
            closed[id.index()] |= too_large || !segment.admits.contain(vehicle.kind);
        }
        let binding = || network.turn_bans().iter().filter(|ban| ban.binds().contain(vehicle.kind));
        let (mut watched, mut bans_ending) = (vec![false; n], vec![Vec::new(); n]);
        for ban in binding() {
            let (last, before) = ban.segments().split_last().unwrap();
            before.iter().for_each(|segment| watched[segment.index()] = true);
            bans_ending[last.index()].push(ban.segments());
        }
        let longest = binding().map(|ban| ban.segments().len()).max();
        let longest = longest.unwrap_or(2);
        Self {
            network,
            closed,
            times_ms,
            watched,
            longest,
            bans_ending,
            settled: vec![Vec::new(); n],
            touched: Vec::new(),
        }
    }

    /// The best drive, by time and then by length.
    pub(crate) fn leg(&mut self, from: Spot, to: Spot) -> Option<Leg> {
        if from == to {
            return Some(Leg::default());
        }
        // Nobody ends on a closed road.
        let mut targets = self.directions(to);
        targets.retain(|(segment, _)| !self.closed[segment.index()]);
        let mut best: Option<Cost> = None;
        for (segment, offset) in self.directions(from) {
            let straight =
                targets.iter().filter(|target| target.0 == segment && offset <= target.1);
            for (_, target) in straight {
                let (a, b) = (self.part(segment, offset), self.part(segment, *target));
                let cost = (b.0 - a.0, b.1 - a.1);
                best = Some(best.map_or(cost, |best| best.min(cost)));
            }
            if let Some(cost) = self.dijkstra(segment, offset, &targets) {
                best = Some(best.map_or(cost, |best| best.min(cost)));
            }
        }
        best.map(|(time, length)| Leg {
            time: Seconds::from_millis(time as i64),
            distance: Metres::from_decimetres(length as i64),
        })
    }

    fn dijkstra(
        &mut self,
        from: SegmentId,
        offset: u32,
        targets: &[(SegmentId, u32)],
    ) -> Option<Cost> {
        for segment in self.touched.drain(..) {
            self.settled[segment.index()].clear();
        }
        let (whole, part) = (self.whole(from), self.part(from, offset));
        let start: Cost = (whole.0 - part.0, whole.1 - part.1);
        let mut heap =
            BinaryHeap::from([Reverse((start, At { trail: vec![from], entered: false }))]);
        let mut best: Option<Cost> = None;
        while let Some(Reverse((cost, at))) = heap.pop() {
            if best.is_some_and(|best| best <= cost) {
                break;
            }
            let segment = at.trail[at.trail.len() - 1];
            if self.settled[segment.index()].iter().any(|(known, _)| *known == at) {
                continue;
            }
            self.settled[segment.index()].push((at.clone(), cost));
            self.touched.push(segment);
            for next in self.turns(&at) {
                let next_segment = next.trail[next.trail.len() - 1];
                for (_, offset) in targets.iter().filter(|target| target.0 == next_segment) {
                    let part = self.part(next_segment, *offset);
                    let arrival = (cost.0 + part.0, cost.1 + part.1);
                    best = Some(best.map_or(arrival, |best| best.min(arrival)));
                }
                let whole = self.whole(next_segment);
                heap.push(Reverse(((cost.0 + whole.0, cost.1 + whole.1), next)));
            }
        }
        best
    }

    /// Where one can go: no banned turn, no leaving a private road that was entered, no entering a
    /// closed road from an open one, no U-turn unless nothing else of the same sort, public or
    /// private, goes on along open roads.
    fn turns(&self, at: &At) -> Vec<At> {
        let segment = at.trail[at.trail.len() - 1];
        let twin = self.network.segment(segment).twin;
        let ways = self.ways(at);
        let private = |s: SegmentId| self.network.segment(s).flags.destination_only;
        let goes_on = |(next, way): &(SegmentId, Way)| {
            *way == Way::Open && private(*next) == private(segment) && Some(*next) != twin
        };
        let dead_end = !ways.iter().any(goes_on);
        // Only a closure bars this way: one turns before the junction and its bans.
        let barred = !ways.iter().any(|way| matches!(way.1, Way::Open | Way::Inside))
            && ways.iter().any(|way| way.1 == Way::Closed);
        let mut turns = Vec::new();
        for (next, way) in ways {
            let round = Some(next) == twin;
            let drivable = matches!(way, Way::Open | Way::Inside);
            let entered = self.enters(at, next);
            if drivable && (!round || dead_end) {
                turns.push(At { trail: self.trail(&at.trail, next), entered });
            } else if round && barred && way == Way::Banned && self.is_enterable(segment, next) {
                turns.push(At { trail: vec![next], entered });
            }
        }
        turns
    }

    /// The segments at the end of the last one that one has business on, and what bars them.
    fn ways(&self, at: &At) -> Vec<(SegmentId, Way)> {
        let segment = at.trail[at.trail.len() - 1];
        let private = |s: SegmentId| self.network.segment(s).flags.destination_only;
        let leaving = self.network.leaving(self.network.segment(segment).head);
        let allowed = leaving.filter(|next| !at.entered || private(*next));
        let ways = allowed.map(|next| match () {
            () if self.is_banned(&at.trail, next) => (next, Way::Banned),
            () if !self.is_enterable(segment, next) => (next, Way::Closed),
            () if self.closed[next.index()] => (next, Way::Inside),
            () => (next, Way::Open),
        });
        ways.collect()
    }

    fn is_enterable(&self, segment: SegmentId, next: SegmentId) -> bool {
        !self.closed[next.index()] || self.closed[segment.index()]
    }

    fn enters(&self, at: &At, next: SegmentId) -> bool {
        let private = |s: SegmentId| self.network.segment(s).flags.destination_only;
        private(next) && (at.entered || !private(at.trail[at.trail.len() - 1]))
    }

    /// The directions a spot stands for: a place on a road with one closed side is on the other.
    fn directions(&self, spot: Spot) -> Vec<(SegmentId, u32)> {
        let all = directions(self.network, spot);
        let open = all.iter().copied().filter(|(segment, _)| !self.closed[segment.index()]);
        let open: Vec<_> = open.collect();
        if open.is_empty() { all } else { open }
    }

    fn is_banned(&self, trail: &[SegmentId], next: SegmentId) -> bool {
        self.bans_ending[next.index()].iter().any(|ban| trail.ends_with(&ban[..ban.len() - 1]))
    }

    /// Once a segment is part of no ban, nothing before it matters.
    fn trail(&self, trail: &[SegmentId], next: SegmentId) -> Vec<SegmentId> {
        let from = trail.iter().rposition(|s| !self.watched[s.index()]).map_or(0, |last| last + 1);
        let kept = if self.watched[next.index()] { &trail[from..] } else { &[] };
        // Nor does what lies further back than any ban reaches.
        let kept = &kept[kept.len().saturating_sub(self.longest - 2)..];
        kept.iter().copied().chain([next]).collect()
    }

    fn whole(&self, segment: SegmentId) -> Cost {
        let length = u64::from(self.network.segment(segment).length_dm);
        (self.times_ms[segment.index()], length)
    }

    fn part(&self, segment: SegmentId, offset: u32) -> Cost {
        let (time, length) = self.whole(segment);
        // The delay waits behind the last offset.
        let delay = u64::from(self.network.segment(segment).delay_ms);
        let driving = time - delay.min(time - 1);
        let offset = u64::from(offset);
        (if offset == 0 { 0 } else { driving * offset / length }, offset)
    }
}

fn directions(network: &RoadNetwork, spot: Spot) -> Vec<(SegmentId, u32)> {
    let segment = network.segment(spot.segment);
    let mut directions = vec![(spot.segment, spot.offset_dm)];
    if let (true, Some(twin)) = (spot.both_ways, segment.twin) {
        assert_eq!(network.segment(twin).length_dm, segment.length_dm, "twins are equally long");
        directions.push((twin, segment.length_dm - spot.offset_dm));
    }
    directions
}

/// Leg, matrix, path and oracle say the same, and the path obeys the rules.
pub(crate) fn assert_agrees_with(oracle: &mut Oracle<'_>, router: &Router, from: Spot, to: Spot) {
    let (a, b) = (router.road_point(from), router.road_point(to));
    let leg = router.leg(a, b);
    assert_eq!(leg, oracle.leg(from, to), "{from:?} to {to:?}");
    let mut legs = Vec::new();
    router.legs(&[a, b, a], &[b, a, b], &mut legs);
    assert_eq!(legs[0], leg);
    assert_eq!(legs[3], router.leg(b, b));
    assert_eq!(legs[8], leg);
    let path = router.path(a, b);
    assert_eq!(path.as_ref().map(|path| path.leg), leg);
    let Some(path) = path else { return };
    assert_drivable(oracle, router, &path, from, to);
}

fn assert_drivable(
    oracle: &Oracle<'_>,
    router: &Router,
    path: &noriai_router::Path,
    from: Spot,
    to: Spot,
) {
    let ends = |spot: Spot, segment: SegmentId, offset: u32| {
        oracle.directions(spot).contains(&(segment, offset))
    };
    assert!(ends(from, path.segments[0], path.from_dm));
    assert!(ends(to, path.segments[path.segments.len() - 1], path.to_dm));
    let mut at = At { trail: vec![path.segments[0]], entered: false };
    let mut sum: Cost = (0, 0);
    for segment in &path.segments[1..] {
        let left = oracle.whole(at.trail[at.trail.len() - 1]);
        sum = (sum.0 + left.0, sum.1 + left.1);
        let mut turns = oracle.turns(&at).into_iter();
        at = turns.find(|next| next.trail[next.trail.len() - 1] == *segment).unwrap_or_else(|| {
            panic!("{from:?} to {to:?}: {path:?} turns into {segment:?} against the rules")
        });
    }
    let before = oracle.part(path.segments[0], path.from_dm);
    let after = oracle.part(path.segments[path.segments.len() - 1], path.to_dm);
    assert_eq!(path.leg.time.millis() as u64, sum.0 + after.0 - before.0);
    assert_eq!(path.leg.distance.decimetres() as u64, sum.1 + after.1 - before.1);
    assert!(2 <= path.geometry.len());
    let (first, last) = (path.geometry[0], path.geometry[path.geometry.len() - 1]);
    assert_near(Some(first), router.position(router.road_point(from)));
    assert_near(Some(last), router.position(router.road_point(to)));
}

/// Mirrored offsets and rounding to 1e-7 degree may move a position by centimetres.
fn assert_near(a: Option<noriai_units::Position>, b: Option<noriai_units::Position>) {
    let distance = a.unwrap().distance(b.unwrap());
    assert!(distance.decimetres() <= 2, "{a:?} and {b:?} are {distance} apart");
}
