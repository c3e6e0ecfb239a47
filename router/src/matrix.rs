//! Many origins to many targets at once.
//!
//! Each spot gets one label: its states' labels merged, the way within the segment added. The
//! targets' labels are turned round into buckets, hub by hub; one walk over an origin's label then
//! meets every pair of common hubs and nothing else. This is the bucket method (Knopp, Sanders,
//! Schultes, Schulz and Wagner 2007) on labels instead of search spaces.

use std::collections::BTreeMap;

use noriai_core::travel::{Leg, RoadPoint};
use noriai_network::SegmentId;

use crate::ends::{self, Origin};
use crate::hierarchy::UNREACHABLE;
use crate::router::Router;
use crate::spot::Spot;

/// Points without doubles.
struct Distinct {
    spots: Vec<Option<Spot>>,
    /// For each point asked for, its index in `spots`.
    index: Vec<usize>,
}

/// The targets' labels by hub.
#[derive(Default)]
struct Buckets {
    hubs: Vec<u32>,
    first: Vec<usize>,
    entries: Vec<(u32, u64)>,
}

/// All drives from each origin to each target, origin by origin, appended to `legs`.
pub(crate) fn legs(
    router: &Router,
    from: &[RoadPoint],
    to: &[RoadPoint],
    legs: &mut Vec<Option<Leg>>,
) {
    // Buckets pay from a few pairs on.
    if from.len() * to.len() <= 4 {
        for origin in from {
            legs.extend(to.iter().map(|target| router.leg(*origin, *target)));
        }
        return;
    }
    let (origins, targets) = (Distinct::of(router, from), Distinct::of(router, to));
    let buckets = Buckets::of(router, &targets.spots);
    let rows: Vec<Vec<Option<Leg>>> =
        origins.spots.iter().map(|origin| row(router, *origin, &targets.spots, &buckets)).collect();
    legs.reserve(from.len() * to.len());
    for origin in &origins.index {
        legs.extend(targets.index.iter().map(|target| rows[*origin][*target]));
    }
}

impl Distinct {
    fn of(router: &Router, points: &[RoadPoint]) -> Self {
        let mut known = BTreeMap::new();
        let mut spots = Vec::new();
        let index = points.iter().map(|point| {
            *known.entry(*point).or_insert_with(|| {
                spots.push(router.spot(*point));
                spots.len() - 1
            })
        });
        let index = index.collect();
        Self { spots, index }
    }
}

impl Buckets {
    fn of(router: &Router, targets: &[Option<Spot>]) -> Self {
        let mut all: Vec<(u32, u32, u64)> = Vec::new();
        for (index, target) in targets.iter().enumerate() {
            let Some(spot) = target else { continue };
            for target in ends::targets(&router.network, &router.junctions, *spot) {
                for entry in target.entries {
                    let label = router.labels.to(*entry);
                    all.extend(label.iter().map(|(hub, w)| (hub, index as u32, w + target.part)));
                }
            }
        }
        all.sort_unstable();
        // Of several ways from a hub to a target only the lightest can matter.
        all.dedup_by_key(|(hub, target, _)| (*hub, *target));
        let mut buckets = Self::default();
        for (hub, target, weight) in all {
            if buckets.hubs.last() != Some(&hub) {
                buckets.hubs.push(hub);
                buckets.first.push(buckets.entries.len());
            }
            buckets.entries.push((target, weight));
        }
        buckets.first.push(buckets.entries.len());
        buckets
    }

    /// The cost of the way from an origin to each target by way of its segment's head.
    fn costs(
        &self,
        router: &Router,
        origins: impl Iterator<Item = Origin>,
        n_targets: usize,
    ) -> Vec<u64> {
        let mut best = vec![UNREACHABLE; n_targets];
        for origin in origins {
            let mut from = 0;
            for (hub, weight) in router.labels.from(origin.node).iter() {
                let weight = weight + origin.rest;
                for (target, rest) in self.at(hub, &mut from) {
                    let best = &mut best[*target as usize];
                    *best = (*best).min(weight + rest);
                }
            }
        }
        best
    }

    /// The bucket of a hub; `from` is where to look on, for hubs in ascending order.
    fn at(&self, hub: u32, from: &mut usize) -> &[(u32, u64)] {
        *from += self.hubs[*from..].partition_point(|other| *other < hub);
        match self.hubs.get(*from) {
            Some(other) if *other == hub => &self.entries[self.first[*from]..self.first[*from + 1]],
            _ => &[],
        }
    }
}

/// The drives from one origin to all targets.
fn row(
    router: &Router,
    origin: Option<Spot>,
    targets: &[Option<Spot>],
    buckets: &Buckets,
) -> Vec<Option<Leg>> {
    let Some(spot) = origin else { return vec![None; targets.len()] };
    let origins = ends::origins(&router.network, &router.junctions, spot);
    let best = buckets.costs(router, origins, targets.len());
    let turning = turning_round(router, spot, targets, buckets);
    let costs =
        targets.iter().zip(best.into_iter().zip(turning)).map(|(target, (best, turning))| {
            match target {
                None => UNREACHABLE,
                // The searched graph would turn a vehicle round that may not.
                Some(target) if turning <= best || ends::is_bound(&router.network, *target) => {
                    router.cost(spot, *target)
                }
                Some(target) => best.min(router.ahead(spot, *target)),
            }
        });
    costs.map(|cost| (cost < UNREACHABLE).then(|| router.junctions.packing.leg(cost))).collect()
}

/// For a vehicle under way: what each target costs at least if it turns round at its segment's head.
fn turning_round(
    router: &Router,
    spot: Spot,
    targets: &[Option<Spot>],
    buckets: &Buckets,
) -> Vec<u64> {
    let twin = router.network.segment(spot.segment).twin;
    let may_turn = |back: SegmentId| {
        let mut after = router.legal.after(spot.segment.0).iter();
        after.any(|next| router.legal.segment(*next) == back)
    };
    match twin.filter(|back| !spot.both_ways && !may_turn(*back)) {
        None => vec![UNREACHABLE; targets.len()],
        Some(back) => {
            let back = Spot::heading(&router.network, back, 0);
            let rest = ends::origins(&router.network, &router.junctions, spot);
            let rest = rest.map(|origin| origin.rest).max().unwrap_or(0);
            let origins = ends::origins(&router.network, &router.junctions, back);
            let beyond = buckets.costs(router, origins, targets.len());
            let ahead = targets
                .iter()
                .map(|target| target.map_or(UNREACHABLE, |target| router.ahead(back, target)));
            beyond.into_iter().zip(ahead).map(|(a, b)| (rest + a.min(b)).min(UNREACHABLE)).collect()
        }
    }
}
