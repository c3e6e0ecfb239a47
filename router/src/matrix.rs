//! Many origins to many targets at once.
//!
//! Each spot gets one label: its states' labels merged, the way within the segment added. The
//! targets' labels are turned round into buckets, hub by hub; one walk over an origin's label then
//! meets every pair of common hubs and nothing else. This is the bucket method (Knopp, Sanders,
//! Schultes, Schulz and Wagner 2007) on labels instead of search spaces.

use std::collections::BTreeMap;

use noriai_core::travel::{Leg, RoadPoint};

use crate::ends::{self, End, Relation};
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
            for end in ends::targets(&router.network, &router.states, *spot) {
                let label = router.labels.to(end.state);
                all.extend(label.iter().map(|(hub, w)| (hub, index as u32, w + end.part)));
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
    let Some(origin) = origin else { return vec![None; targets.len()] };
    let ends: Vec<End> = ends::origins(&router.network, router.states.packing, origin).collect();
    // Origins' parts are taken off, so a common amount is added first and taken off at the end.
    let shift = ends.iter().map(|end| end.part).max().unwrap_or(0);
    let mut best = vec![UNREACHABLE; targets.len()];
    for end in &ends {
        let mut from = 0;
        for (hub, weight) in router.labels.from(end.state).iter() {
            let weight = weight + (shift - end.part);
            for (target, rest) in buckets.at(hub, &mut from) {
                let best = &mut best[*target as usize];
                *best = (*best).min(weight + rest);
            }
        }
    }
    let costs = targets.iter().zip(best).map(|(target, best)| match target {
        None => UNREACHABLE,
        Some(target) if share_segment(router, &ends, *target) => router.cost(origin, *target),
        Some(_) if best < UNREACHABLE => best - shift,
        Some(_) => UNREACHABLE,
    });
    costs.map(|cost| (cost < UNREACHABLE).then(|| router.states.packing.leg(cost))).collect()
}

/// True if a pair of ends lies on one segment, where labels do not tell ahead from behind.
fn share_segment(router: &Router, origins: &[End], target: Spot) -> bool {
    let mut targets = ends::targets(&router.network, &router.states, target);
    targets.any(|target| origins.iter().any(|origin| origin.relation(&target) != Relation::Apart))
}
