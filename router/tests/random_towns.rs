//! Small random towns full of bans, one-way streets and private roads: every pair of spots on every
//! one of them equals a plain Dijkstra over the rules of the road, whatever is closed or slow.

mod common;

use std::sync::Arc;

use common::Draw;
use common::oracle::{Oracle, assert_agrees_with};
use common::random::{drawing, n_towns, spot};
use common::town::Town;
use noriai_network::RoadNetwork;
use noriai_router::{Conditions, Router, Slowing};

#[test]
fn bans_of_all_lengths_hold_on_random_towns() {
    for seed in 0..n_towns(400) {
        let drawing = drawing(&mut Draw(seed));
        let town = Town::drawn(&drawing);
        let router = Router::prepare(Arc::clone(&town.network)).unwrap();
        let mut oracle = Oracle::of(&town.network);
        let mut draw = Draw(seed);
        println!("seed {seed}{drawing}");
        for _ in 0..150 {
            let (from, to) = (spot(&town.network, &mut draw), spot(&town.network, &mut draw));
            assert_agrees_with(&mut oracle, &router, from, to);
        }
    }
}

#[test]
fn closed_and_slowed_roads_are_obeyed_on_random_towns() {
    for seed in 0..n_towns(300) {
        let drawing = drawing(&mut Draw(seed));
        let town = Town::drawn(&drawing);
        let first = Router::prepare(Arc::clone(&town.network)).unwrap();
        let mut draw = Draw(seed ^ 0x5eed);
        println!("seed {seed}{drawing}");
        for _ in 0..4 {
            let conditions = conditions(&town.network, &mut draw);
            println!("{conditions:?}");
            let router = first.under(&conditions).unwrap();
            let mut oracle = Oracle::under(&town.network, &conditions);
            for _ in 0..60 {
                let (from, to) = (spot(&town.network, &mut draw), spot(&town.network, &mut draw));
                assert_agrees_with(&mut oracle, &router, from, to);
            }
        }
    }
}

/// Some roads closed, both ways or one way only, now and then all around a junction; some slowed.
fn conditions(network: &RoadNetwork, draw: &mut Draw) -> Conditions {
    let ids: Vec<_> = network.segment_ids().collect();
    let mut conditions = Conditions::default();
    for _ in 0..draw.below(5) {
        let segment = ids[draw.below(ids.len())];
        conditions.close(segment);
        match draw.below(4) {
            0 => {}
            1 => {
                let (node, ids) = (network.segment(segment).head, network.segment_ids());
                let touch = |id: &_| [network.segment(*id).tail, network.segment(*id).head];
                ids.filter(|id| touch(id).contains(&node)).for_each(|id| conditions.close(id));
            }
            _ => {
                network.segment(segment).twin.into_iter().for_each(|id| conditions.close(id));
            }
        }
    }
    for _ in 0..draw.below(6) {
        let slowing = match draw.below(2) {
            0 => Slowing::Percent(50 + draw.below(400) as u32),
            _ => Slowing::KmPerHour(1 + draw.below(40) as u32),
        };
        conditions.slow(network, ids[draw.below(ids.len())], slowing);
    }
    conditions
}
