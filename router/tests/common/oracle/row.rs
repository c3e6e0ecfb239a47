//! One origin, many targets: a single Dijkstra answers them all.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use noriai_core::travel::Leg;
use noriai_network::SegmentId;
use noriai_router::{Router, Spot};
use noriai_units::{Metres, Seconds};

use super::{At, Cost, Oracle, assert_drivable};

impl Oracle<'_> {
    /// The best drive to each target, by time and then by length.
    pub(crate) fn row(&self, from: Spot, targets: &[Spot]) -> Vec<Option<Leg>> {
        let origins = self.directions(from);
        let entered: Vec<Vec<Option<Cost>>> =
            origins.iter().map(|(segment, offset)| self.entries(*segment, *offset)).collect();
        let leg = |to: &Spot| {
            if from == *to {
                return Some(Leg::default());
            }
            let mut costs = Vec::new();
            for (segment, offset) in self.directions(*to) {
                if self.closed[segment.index()] {
                    continue;
                }
                let part = self.part(segment, offset);
                let reached = entered.iter().filter_map(|entered| entered[segment.index()]);
                costs.extend(reached.map(|cost| (cost.0 + part.0, cost.1 + part.1)));
                let on = origins.iter().filter(|from| from.0 == segment && from.1 <= offset);
                let before = on.map(|from| self.part(segment, from.1));
                costs.extend(before.map(|before| (part.0 - before.0, part.1 - before.1)));
            }
            costs.into_iter().min().map(|(time, length)| Leg {
                time: Seconds::from_millis(time as i64),
                distance: Metres::from_decimetres(length as i64),
            })
        };
        targets.iter().map(leg).collect()
    }

    /// What it costs at least to enter each segment, from a spot by way of its own segment's head.
    fn entries(&self, from: SegmentId, offset: u32) -> Vec<Option<Cost>> {
        let n_segments = self.network.n_segments();
        let mut entered: Vec<Option<Cost>> = vec![None; n_segments];
        let mut settled: Vec<Vec<At>> = vec![Vec::new(); n_segments];
        let (whole, part) = (self.whole(from), self.part(from, offset));
        let start = (whole.0 - part.0, whole.1 - part.1);
        let mut heap =
            BinaryHeap::from([Reverse((start, At { trail: vec![from], entered: false }))]);
        while let Some(Reverse((cost, at))) = heap.pop() {
            let segment = at.trail[at.trail.len() - 1];
            if settled[segment.index()].contains(&at) {
                continue;
            }
            for next in self.turns(&at) {
                let segment = next.trail[next.trail.len() - 1];
                let known = &mut entered[segment.index()];
                *known = Some(known.map_or(cost, |known| known.min(cost)));
                if !settled[segment.index()].contains(&next) {
                    let whole = self.whole(segment);
                    heap.push(Reverse(((cost.0 + whole.0, cost.1 + whole.1), next)));
                }
            }
            settled[segment.index()].push(at);
        }
        entered
    }
}

/// From one origin to each target: leg, path and oracle say the same, and the path obeys the rules
/// and is as long as its own segments are. Returns how many were compared, and how many of those
/// have a drive.
pub(crate) fn assert_row_agrees(
    oracle: &Oracle<'_>,
    router: &Router,
    from: Spot,
    targets: &[Spot],
) -> (usize, usize) {
    let expected = oracle.row(from, targets);
    let mut n_drives = 0;
    for (to, expected) in targets.iter().zip(&expected) {
        let (a, b) = (router.road_point(from), router.road_point(*to));
        assert_eq!(router.leg(a, b), *expected, "{from:?} to {to:?}");
        let path = router.path(a, b);
        assert_eq!(path.as_ref().map(|path| path.leg), *expected, "{from:?} to {to:?}");
        if let Some(path) = path {
            assert_drivable(oracle, router, &path, from, *to);
            n_drives += 1;
        }
    }
    (expected.len(), n_drives)
}
