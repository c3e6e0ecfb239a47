//! On real maps every answer equals a plain Dijkstra over the rules of the road.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "support code of tests fails as tests do"
)]

mod common;

use common::oracle::{Oracle, assert_agrees_with};
use common::{Draw, maps};
use noriai_router::{Router, Spot};

#[test]
fn a_thousand_random_pairs_on_natori_equal_dijkstra() {
    compare("natori", 1_000);
}

#[test]
fn a_thousand_random_pairs_on_isle_of_man_equal_dijkstra() {
    compare("isle-of-man", 1_000);
}

#[test]
fn three_hundred_random_pairs_on_toyama_equal_dijkstra() {
    compare("toyama", 300);
}

/// Where the searched graph remembers more than junctions: around every ban, from either side.
#[test]
fn drives_past_every_turn_ban_equal_dijkstra() {
    for map in ["isle-of-man", "toyama", "porto"] {
        let Some(network) = maps::network(map) else { return };
        let router = Router::prepare(network.clone()).unwrap();
        let mut oracle = Oracle::of(&network);
        for ban in network.turn_bans().iter() {
            let (first, last) = (ban.segments()[0], ban.segments()[ban.segments().len() - 1]);
            for spot in [Spot::heading, Spot::place] {
                let [from, to] = [first, last]
                    .map(|segment| spot(&network, segment, network.segment(segment).length_dm / 3));
                assert_agrees_with(&mut oracle, &router, from, to);
                assert_agrees_with(&mut oracle, &router, to, from);
            }
        }
        println!("{map}: {} bans driven past", network.turn_bans().len());
    }
}

fn compare(map: &str, n_pairs: usize) {
    let Some(network) = maps::network(map) else { return };
    let router = Router::prepare(network.clone()).unwrap();
    let again = Router::prepare(network.clone()).unwrap();
    assert_eq!(router.hierarchy_bytes(), again.hierarchy_bytes(), "preparing is deterministic");
    let mut oracle = Oracle::of(&network);
    let mut draw = Draw(7);
    for _ in 0..n_pairs {
        let from = maps::spot(&network, &mut draw);
        let to = maps::spot(&network, &mut draw);
        assert_agrees_with(&mut oracle, &router, from, to);
    }
    // Random pairs are far apart; those on one road are where ahead and behind differ.
    for _ in 0..n_pairs / 10 {
        let from = maps::spot(&network, &mut draw);
        let offset = draw.below(network.segment(from.segment).length_dm as usize + 1) as u32;
        let to = Spot { offset_dm: offset, ..from };
        assert_agrees_with(&mut oracle, &router, from, to);
    }
    println!("{map}: {n_pairs} pairs equal; {:?}", router.size());
}
