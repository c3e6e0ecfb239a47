//! Random small towns and spots in them.

use std::fmt::Write as _;

use noriai_network::RoadNetwork;
use noriai_router::Spot;

use super::Draw;

const WIDTH: usize = 4;

/// More of them by hand: `NORIAI_TOWNS=10000`.
pub(crate) fn n_towns(usual: u64) -> u64 {
    std::env::var("NORIAI_TOWNS").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// A place or a vehicle under way, often at the very end of a road.
pub(crate) fn spot(network: &RoadNetwork, draw: &mut Draw) -> Spot {
    let ids: Vec<_> = network.segment_ids().collect();
    let segment = ids[draw.below(ids.len())];
    let offset = draw.below(11) as u32 * network.segment(segment).length_dm / 10;
    match draw.below(2) {
        0 => Spot::heading(network, segment, offset),
        _ => Spot::place(network, segment, offset),
    }
}

/// A grid of letters with random roads, times and bans that follow the roads.
pub(crate) fn drawing(draw: &mut Draw) -> String {
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
        for (from, to) in [(a, b), (b, a)] {
            if draw.below(4) == 0 {
                let wait = 1 + draw.below(20);
                writeln!(times, "wait {} {} {wait}", letter(from), letter(to)).unwrap();
            }
        }
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
