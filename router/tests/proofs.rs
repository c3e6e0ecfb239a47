//! The router's answers on real maps, pair by pair: 10,000 of each map against a plain search, and a
//! million asked in three ways.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "support code of tests fails as tests do"
)]

mod common;

use common::oracle::Oracle;
use common::oracle::row::assert_row_agrees;
use common::{Draw, maps};
use noriai_core::travel::{RoadPoint, TravelTimes};
use noriai_router::{Router, Spot};

#[test]
fn ten_thousand_pairs_on_natori_equal_dijkstra_and_so_do_their_paths() {
    ten_thousand("natori");
}

#[test]
fn ten_thousand_pairs_on_isle_of_man_equal_dijkstra_and_so_do_their_paths() {
    ten_thousand("isle-of-man");
}

#[test]
fn ten_thousand_pairs_on_toyama_equal_dijkstra_and_so_do_their_paths() {
    ten_thousand("toyama");
}

/// Fifty origins, two hundred targets each: one search of the oracle serves a whole row.
fn ten_thousand(map: &str) {
    let Some(network) = maps::network(map) else { return };
    let router = Router::prepare(network.clone()).unwrap();
    let oracle = Oracle::of(&network);
    let mut draw = Draw(2_026);
    let (mut n_pairs, mut n_drives) = (0, 0);
    for _ in 0..50 {
        let from = maps::spot(&network, &mut draw);
        let targets: Vec<Spot> = (0..200).map(|_| maps::spot(&network, &mut draw)).collect();
        let (pairs, drives) = assert_row_agrees(&oracle, &router, from, &targets);
        (n_pairs, n_drives) = (n_pairs + pairs, n_drives + drives);
    }
    assert_eq!(n_pairs, 10_000);
    println!("{map}: {n_pairs} pairs equal, {n_drives} of them have a drive");
}

#[test]
fn point_to_point_many_to_many_and_one_to_all_agree_on_a_million_pairs() {
    let Some(network) = maps::network("toyama") else { return };
    let router = Router::prepare(network.clone()).unwrap();
    let mut draw = Draw(1_000_000);
    let mut place = || {
        let spot = maps::spot(&network, &mut draw);
        router.road_point(Spot::place(&network, spot.segment, spot.offset_dm))
    };
    let from: Vec<RoadPoint> = (0..1_000).map(|_| place()).collect();
    let to: Vec<RoadPoint> = (0..1_000).map(|_| place()).collect();
    let mut matrix = Vec::new();
    router.legs(&from, &to, &mut matrix);
    let (mut n_pairs, mut n_drives) = (0, 0);
    let mut row = Vec::new();
    for (origin, expected) in from.iter().zip(matrix.chunks(to.len())) {
        row.clear();
        router.legs_to_all(*origin, &to, &mut row);
        assert_eq!(row, expected, "one to all from {origin:?}");
        for (target, expected) in to.iter().zip(expected) {
            assert_eq!(router.leg(*origin, *target), *expected, "{origin:?} to {target:?}");
            n_pairs += 1;
            n_drives += usize::from(expected.is_some());
        }
    }
    assert_eq!(n_pairs, 1_000_000);
    println!("toyama: {n_pairs} pairs agree three ways, {n_drives} of them have a drive");
}

#[test]
fn one_to_all_knows_vehicles_under_way_and_points_of_no_map() {
    let Some(network) = maps::network("natori") else { return };
    let router = Router::prepare(network.clone()).unwrap();
    let mut draw = Draw(3);
    let mut points: Vec<RoadPoint> =
        (0..60).map(|_| router.road_point(maps::spot(&network, &mut draw))).collect();
    points.push(RoadPoint(u64::MAX));
    for from in &points {
        let mut legs = Vec::new();
        router.legs_to_all(*from, &points, &mut legs);
        let single: Vec<_> = points.iter().map(|to| router.leg(*from, *to)).collect();
        assert_eq!(legs, single, "from {from:?}");
    }
}
