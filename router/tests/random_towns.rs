//! Small random towns full of bans, one-way streets and private roads: every pair of spots on every
//! one of them equals a plain Dijkstra over the rules of the road, whatever is closed or slow.
#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

mod common;

use std::fmt::Write as _;
use std::sync::Arc;

use common::Draw;
use common::oracle::{Oracle, assert_agrees_with};
use common::town::Town;
use noriai_network::RoadNetwork;
use noriai_router::{Conditions, Router, Slowing, Spot};

const WIDTH: usize = 4;

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

/// More of them by hand: `NORIAI_TOWNS=10000`.
fn n_towns(usual: u64) -> u64 {
    std::env::var("NORIAI_TOWNS").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
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

fn spot(network: &RoadNetwork, draw: &mut Draw) -> Spot {
    let ids: Vec<_> = network.segment_ids().collect();
    let segment = ids[draw.below(ids.len())];
    let offset = draw.below(11) as u32 * network.segment(segment).length_dm / 10;
    match draw.below(2) {
        0 => Spot::heading(network, segment, offset),
        _ => Spot::place(network, segment, offset),
    }
}

/// A grid of letters with random roads, times and bans that follow the roads.
fn drawing(draw: &mut Draw) -> String {
    let letter = |n: usize| char::from(b'A' + n as u8);
    let mut text = String::from("\n");
    let mut onward: Vec<Vec<usize>> = vec![Vec::new(); WIDTH * WIDTH];
    let mut times = String::new();
    let mut road = |draw: &mut Draw, a: usize, b: usize, kinds: &[u8; 4]| {
        let kind = kinds[[0, 0, 0, 0, 0, 0, 1, 2, 3, 4][draw.below(10)].min(3)];
        if draw.below(9) == 0 {
            return ' ';
        }
        if kind != kinds[2] {
            onward[a].push(b);
        }
        if kind != kinds[1] {
            onward[b].push(a);
        }
        writeln!(times, "time {} {} {}", letter(a), letter(b), 1 + draw.below(30)).unwrap();
        char::from(kind)
    };
    for y in 0..WIDTH {
        for x in 0..WIDTH {
            text.push(letter(y * WIDTH + x));
            if x + 1 < WIDTH {
                text.push(road(draw, y * WIDTH + x, y * WIDTH + x + 1, b"-><="));
            }
        }
        text.push('\n');
        if y + 1 < WIDTH {
            for x in 0..WIDTH {
                text.push(road(draw, y * WIDTH + x, (y + 1) * WIDTH + x, b"|v^\""));
                text.push(' ');
            }
            text.push('\n');
        }
    }
    text += &times;
    for _ in 0..draw.below(16) {
        let mut way = vec![draw.below(WIDTH * WIDTH)];
        for _ in 0..2 + draw.below(3) {
            let here = way[way.len() - 1];
            let next = onward[here].get(draw.below(onward[here].len())).copied();
            way.extend(next);
        }
        if 3 <= way.len() {
            let letters = way.iter().map(|n| letter(*n).to_string()).collect::<Vec<_>>().join(" ");
            writeln!(text, "ban {letters}").unwrap();
        }
    }
    text
}
