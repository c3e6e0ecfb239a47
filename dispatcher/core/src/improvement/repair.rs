//! Putting riders back: regret insertion.
//!
//! The rider whose second (and third) best vehicle is worst compared with the best goes first
//! (Potvin and Rousseau 1993; Ropke and Pisinger 2006): who has no other way now will have none
//! later. Only the route that has just changed is looked at again.

use std::sync::Arc;

use crate::booking::Booking;
use crate::planning::insertion::{Measure, Spot};
use crate::planning::route::Ground;

use super::solution::Solution;

/// How many best vehicles are compared; with one, the cheapest rider goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Regret(pub(crate) usize);

/// Stands for the cost where no vehicle can take the rider: more than any weighted sum of a day.
const NO_WAY: i64 = 1 << 50;

/// Puts as many of the riders back as it can.
pub(crate) fn put_back<'a>(
    solution: &mut Solution<'a>,
    gone: &[usize],
    riders: &[&'a Booking],
    Regret(depth): Regret,
    ground: &mut Ground<'a>,
) -> Option<()> {
    let n_routes = solution.routes.len();
    let mut waiting: Vec<(usize, Vec<Option<Spot>>)> = Vec::with_capacity(gone.len());
    for rider in gone {
        let mut spots = Vec::with_capacity(n_routes);
        for route in &solution.routes {
            spots.push(route.spot(riders[*rider], Measure::Promised, ground));
        }
        waiting.push((*rider, spots));
    }
    while let Some((chosen, number)) = choose(&waiting, depth) {
        let (rider, spots) = waiting.swap_remove(chosen);
        let spot = spots[number]?;
        solution.put_in((rider, riders[rider]), number, &spot, ground)?;
        let changed = Arc::clone(&solution.routes[number]);
        for (other, spots) in &mut waiting {
            spots[number] = changed.spot(riders[*other], Measure::Promised, ground);
        }
    }
    Some(())
}

/// Who goes next, and to which route: the largest regret; the cheaper, then the first, of equals.
fn choose(waiting: &[(usize, Vec<Option<Spot>>)], depth: usize) -> Option<(usize, usize)> {
    let mut best: Option<((i64, i64), (usize, usize))> = None;
    for (index, (_, spots)) in waiting.iter().enumerate() {
        let mut costs: Vec<(i64, usize)> = spots
            .iter()
            .enumerate()
            .filter_map(|(number, spot)| spot.map(|spot| (spot.cost.0, number)))
            .collect();
        costs.sort_unstable();
        let Some((cheapest, number)) = costs.first().copied() else { continue };
        let others = (1..depth).map(|nth| costs.get(nth).map_or(NO_WAY, |(cost, _)| *cost));
        let regret: i64 = others.map(|cost| cost - cheapest).sum();
        let key = (-regret, cheapest);
        if best.is_none_or(|(least, _)| key < least) {
            best = Some((key, (index, number)));
        }
    }
    best.map(|(_, chosen)| chosen)
}
