//! The fast search against the slowest one, request after request on small random networks.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod exhaustive;
mod streets;

use exhaustive::Exhaustive;
use noriai_core::rng::Rng;
use noriai_fleet::{Deciseconds, Fleet, Request, Roads, Rules, Vehicle};
use streets::Streets;

/// A day of requests on one random network; the costs of all insertions by both searches.
///
/// Most requests are only asked about, over and over while vehicles are on their ways: whatever a
/// search remembers of where they were must not mislead the next.
fn costs_of_both(
    seed: u64,
    rules: &Rules,
    rules_of_the_slow: Rules,
) -> Vec<(Option<i32>, Option<i32>)> {
    let mut dice = Rng::new(seed);
    let streets = Streets::random(&mut dice);
    let roads = Roads::new(streets.n_nodes, streets.arcs.clone()).unwrap();
    let n_vehicles = 1 + dice.below(6);
    let vehicles: Vec<Vehicle> = (0..n_vehicles)
        .map(|_| Vehicle {
            at: streets.any(&mut dice),
            start: Deciseconds(dice.below(2000) as i32),
            end: Deciseconds(20_000 + dice.below(40_000) as i32),
            places: 1 + dice.below(3) as u16,
        })
        .collect();
    let mut fleet = Fleet::new(&roads, rules, &vehicles).unwrap();
    let mut slow = Exhaustive::new(&streets, rules_of_the_slow, &vehicles);
    let (mut at, mut costs) = (0, Vec::new());
    let pace = 1 + if dice.below(2) == 0 { dice.below(40) } else { dice.below(400) };
    for number in 0..300 {
        at += dice.below(pace) as i32;
        let (from, to) = (streets.any(&mut dice), streets.any(&mut dice));
        let request = Request { at: Deciseconds(at), from, to };
        let best = fleet.best(&request).unwrap();
        costs.push((best.map(|it| it.cost.0), slow.best_cost(&request).map(|cost| cost.0)));
        if number % 6 == 0
            && let Some(best) = best
        {
            fleet.insert(&request, best.vehicle, best.pickup, best.dropoff).unwrap();
            slow.insert(&request, best.vehicle as usize, best.pickup, best.dropoff);
            assert_eq!(fleet.n_stops(best.vehicle), slow.n_stops(best.vehicle as usize));
        }
    }
    costs
}

#[test]
fn the_cheapest_insertion_is_found_whatever_the_network_and_the_day() {
    let rules = Rules::default();
    let (mut n_served, mut n_refused) = (0, 0);
    for seed in 0..200 {
        for (number, (fast, slow)) in costs_of_both(seed, &rules, rules).into_iter().enumerate() {
            assert_eq!(fast, slow, "request {number} of day {seed}");
            n_served += usize::from(slow.is_some());
            n_refused += usize::from(slow.is_none());
        }
    }
    assert!(25_000 < n_served && 2_500 < n_refused, "{n_served} served, {n_refused} refused");
}

#[test]
fn the_comparison_notices_a_rule_that_differs_by_a_second() {
    let rules = Rules::default();
    let other = Rules { longest_wait: rules.longest_wait + Deciseconds(10), ..rules };
    let differs = |seed| costs_of_both(seed, &rules, other).iter().any(|(a, b)| a != b);
    assert!((0..20).any(differs));
}
