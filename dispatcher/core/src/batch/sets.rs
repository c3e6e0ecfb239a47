//! The sets of riders that a vehicle can take, grown rider by rider.
//!
//! A set is tried only if the vehicle can take each of its subsets that has one rider less: the
//! cliques of Alonso-Mora et al. (2017). Its route is the cheapest that comes of inserting one of
//! its riders into the route of the others, at the best pair of positions; so a route that needs
//! the others to change their order is not found. Costs add up as insertions' costs do: a set of
//! one costs what the insertion does.

use std::collections::BTreeMap;

use crate::booking::Booking;
use crate::planning::insertion::{Measure, Spot};
use crate::planning::route::{Ground, Route};

use super::BatchLimits;

/// Riders, one bit each, and the route that serves them beside those already promised.
pub(super) struct Set<'a> {
    pub(super) riders: u64,
    pub(super) route: Route<'a>,
    pub(super) cost: i64,
}

/// All sets that a vehicle can take, smaller ones first, as far as the limits go. `alone` has the
/// best way for each rider alone.
pub(super) fn grow<'a>(
    route: &Route<'a>,
    trials: &[Booking],
    alone: &[Option<Spot>],
    limits: &BatchLimits,
    ground: &mut Ground<'a>,
) -> Vec<Set<'a>> {
    let mut sets: Vec<Set<'a>> = Vec::new();
    let mut known: BTreeMap<u64, usize> = BTreeMap::new();
    for (number, (trial, spot)) in trials.iter().zip(alone).enumerate() {
        let Some(spot) = spot else { continue };
        if let Some(with) = route.with(trial, spot, ground) {
            known.insert(1 << number, sets.len());
            sets.push(Set { riders: 1 << number, route: with, cost: spot.cost.0 });
        }
    }
    let (mut first, n_alone) = (0, sets.len());
    for _ in 1..limits.riders_max {
        let n_known = sets.len();
        for smaller in first..n_known {
            for one in 0..n_alone {
                let (smaller, one) = (sets[smaller].riders, sets[one].riders);
                if one <= smaller {
                    continue;
                }
                if limits.sets_max <= sets.len() {
                    return sets;
                }
                if let Some(set) = joined(smaller | one, &sets, &known, trials, ground) {
                    known.insert(set.riders, sets.len());
                    sets.push(set);
                }
            }
        }
        first = n_known;
    }
    sets
}

/// The cheapest way to insert one rider of a set into the route of the others.
fn joined<'a>(
    riders: u64,
    sets: &[Set<'a>],
    known: &BTreeMap<u64, usize>,
    trials: &[Booking],
    ground: &mut Ground<'a>,
) -> Option<Set<'a>> {
    let members = || (0..trials.len()).filter(|number| riders & (1 << number) != 0);
    let others = |number: usize| known.get(&(riders & !(1 << number))).map(|index| &sets[*index]);
    if !members().all(|number| others(number).is_some()) {
        return None;
    }
    let mut best: Option<(i64, usize, Spot)> = None;
    for number in members() {
        let Some(set) = others(number) else { continue };
        let Some(spot) = set.route.spot(&trials[number], Measure::New, ground) else { continue };
        let cost = set.cost + spot.cost.0;
        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
            best = Some((cost, number, spot));
        }
    }
    let (cost, number, spot) = best?;
    let route = others(number)?.route.with(&trials[number], &spot, ground)?;
    Some(Set { riders, route, cost })
}
