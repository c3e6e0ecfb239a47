//! Towns drawn in text.
//!
//! Letters are junctions, one character to the next is 100 m and 10 s. Between letters run roads:
//! `-` and `|` both ways, `>` `<` `^` `v` one way, `=` and `"` both ways but open to those with
//! business there only. Below the drawing: `ban A B C` forbids going from A over B to C, with as
//! many letters as it takes; `loop A` hangs a loop of 300 m, 30 s on a junction; `time A B 7` sets
//! a road's time in seconds; `wait A B 5` adds a delay to those who drive from A through B.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use expect_test::Expect;
use noriai_network::{
    Limits, NodeId, RoadClass, RoadNetwork, Segment, SegmentFlags, SegmentId, TurnBan, TurnBans,
    VehicleKinds,
};
use noriai_router::{Conditions, Router, Slowing, Spot};
use noriai_units::Position;

use super::oracle;

pub(crate) struct Town {
    pub(crate) letters: Vec<char>,
    pub(crate) network: Arc<RoadNetwork>,
}

struct Road {
    tail: usize,
    head: usize,
    hundreds: u32,
    seconds: u32,
    kind: char,
}

impl Town {
    pub(crate) fn drawn(text: &str) -> Self {
        let is_note = |line: &&str| {
            ["ban ", "loop ", "time ", "wait "].iter().any(|note| line.starts_with(note))
        };
        let rows: Vec<Vec<char>> =
            text.lines().filter(|line| !is_note(line)).map(|line| line.chars().collect()).collect();
        let mut spots: BTreeMap<char, (usize, usize)> = BTreeMap::new();
        for (y, row) in rows.iter().enumerate() {
            for (x, letter) in row.iter().enumerate().filter(|(_, c)| c.is_ascii_uppercase()) {
                assert!(spots.insert(*letter, (x, y)).is_none(), "{letter} is drawn twice");
            }
        }
        let letters: Vec<char> = spots.keys().copied().collect();
        let mut roads = Vec::new();
        for (tail, letter) in letters.iter().enumerate() {
            for (dx, dy) in [(1, 0), (0, 1)] {
                if let Some((hundreds, kind, other)) = follow(&rows, spots[letter], dx, dy) {
                    let head = letters.iter().position(|l| *l == other).unwrap();
                    roads.push(Road { tail, head, hundreds, seconds: 10 * hundreds, kind });
                }
            }
        }
        for line in text.lines().filter_map(|line| line.strip_prefix("loop ")) {
            let node = letters.iter().position(|l| line.starts_with(*l)).unwrap();
            roads.push(Road { tail: node, head: node, hundreds: 3, seconds: 30, kind: '-' });
        }
        for line in text.lines().filter_map(|line| line.strip_prefix("time ")) {
            let node = |word: &str| letters.iter().position(|l| word.starts_with(*l)).unwrap();
            let words: Vec<&str> = line.split_whitespace().collect();
            let ends = [node(words[0]), node(words[1])];
            let road = roads
                .iter_mut()
                .find(|road| ends == [road.tail, road.head] || ends == [road.head, road.tail]);
            road.unwrap().seconds = words[2].parse().unwrap();
        }
        let nodes = letters.iter().map(|letter| position(spots[letter])).collect();
        let bans = text.lines().filter_map(|line| line.strip_prefix("ban "));
        let bans: Vec<Vec<usize>> = bans
            .map(|ban| {
                ban.split_whitespace()
                    .map(|l| letters.iter().position(|m| l.starts_with(*m)).unwrap())
                    .collect()
            })
            .collect();
        let waits = text.lines().filter_map(|line| line.strip_prefix("wait "));
        let waits: Vec<(usize, usize, u32)> = waits
            .map(|line| {
                let node = |word: &str| letters.iter().position(|l| word.starts_with(*l)).unwrap();
                let words: Vec<&str> = line.split_whitespace().collect();
                (node(words[0]), node(words[1]), words[2].parse().unwrap())
            })
            .collect();
        let network = Arc::new(network(nodes, &roads, &bans, &waits));
        Self { letters, network }
    }

    pub(crate) fn segment(&self, tail: char, head: char) -> SegmentId {
        let node = |letter| {
            NodeId(self.letters.iter().position(|l| *l == letter).expect("a letter") as u32)
        };
        self.network
            .leaving(node(tail))
            .find(|id| self.network.segment(*id).head == node(head))
            .unwrap_or_else(|| panic!("no road from {tail} to {head}"))
    }

    /// `A>B@30`: heading from A to B, 30 m after A. `A-B@30`: the same place either way.
    pub(crate) fn spot(&self, text: &str) -> Spot {
        let letters: Vec<char> = text.chars().collect();
        let segment = self.segment(letters[0], letters[2]);
        let metres: f64 = text.split_once('@').expect("@").1.parse().expect("metres");
        let offset_dm = (metres * 10.0) as u32;
        match letters[1] {
            '>' => Spot::heading(&self.network, segment, offset_dm),
            _ => Spot::place(&self.network, segment, offset_dm),
        }
    }

    pub(crate) fn way(&self, segments: &[SegmentId]) -> String {
        let node = |node: NodeId| self.letters[node.index()];
        let mut way = String::from(node(self.network.segment(segments[0]).tail));
        way.extend(segments.iter().map(|segment| node(self.network.segment(*segment).head)));
        way
    }
}

/// Asks the router for each drive (`from -> to`), checks it against the oracle and the bans, and
/// compares what it says with the expectation.
pub(crate) fn check(drawing: &str, drives: &[&str], expect: Expect) {
    check_under(drawing, &[], drives, expect);
}

/// The same with roads closed (`close A-B`, one direction only: `close A>B`) or slowed to a share of
/// their time in percent (`slow A-B 300`).
pub(crate) fn check_under(drawing: &str, notes: &[&str], drives: &[&str], expect: Expect) {
    let town = Town::drawn(drawing);
    let conditions = conditions(&town, notes);
    let router = Router::prepare(Arc::clone(&town.network)).unwrap().under(&conditions).unwrap();
    let mut oracle = oracle::Oracle::under(&town.network, &conditions);
    let mut said = String::new();
    for drive in drives {
        let (from, to) = drive.split_once(" -> ").expect("from -> to");
        let (from, to) = (town.spot(from), town.spot(to));
        oracle::assert_agrees_with(&mut oracle, &router, from, to);
        match router.path(router.road_point(from), router.road_point(to)) {
            None => writeln!(said, "{drive}: no way").unwrap(),
            Some(path) => {
                let (time, distance) = (path.leg.time, path.leg.distance);
                writeln!(said, "{drive}: {time} {distance} {}", town.way(&path.segments)).unwrap();
            }
        }
    }
    expect.assert_eq(&said);
}

fn conditions(town: &Town, notes: &[&str]) -> Conditions {
    let mut conditions = Conditions::default();
    for note in notes {
        let words: Vec<&str> = note.split_whitespace().collect();
        let road: Vec<char> = words[1].chars().collect();
        let segment = town.segment(road[0], road[2]);
        let back = town.network.segment(segment).twin.filter(|_| road[1] == '-');
        for segment in std::iter::once(segment).chain(back) {
            match words[0] {
                "close" => conditions.close(segment),
                _ => {
                    let slowing = Slowing::Percent(words[2].parse().unwrap());
                    conditions.slow(&town.network, segment, slowing);
                }
            }
        }
    }
    conditions
}

fn follow(
    rows: &[Vec<char>],
    from: (usize, usize),
    dx: usize,
    dy: usize,
) -> Option<(u32, char, char)> {
    let at = |x: usize, y: usize| rows.get(y).and_then(|row| row.get(x)).copied().unwrap_or(' ');
    let roads = if dx == 1 { "-=<>" } else { "|\"^v" };
    let (mut x, mut y, mut kind, mut steps) = (from.0 + dx, from.1 + dy, None, 1);
    while roads.contains(at(x, y)) {
        kind = Some(at(x, y));
        (x, y, steps) = (x + dx, y + dy, steps + 1);
    }
    Some((steps, kind?, at(x, y))).filter(|(_, _, other)| other.is_ascii_uppercase())
}

fn position((x, y): (usize, usize)) -> Position {
    // 100 m are 9e-4 degree of latitude, and of longitude on the equator.
    Position::from_degrees(-(y as f64) * 0.000_899_3, x as f64 * 0.000_899_3).unwrap()
}

/// Roads into directed segments, sorted by tail, twins naming each other.
fn network(
    nodes: Vec<Position>,
    roads: &[Road],
    bans: &[Vec<usize>],
    waits: &[(usize, usize, u32)],
) -> RoadNetwork {
    let mut directed: Vec<(usize, usize, usize, bool)> = Vec::new();
    for (number, road) in roads.iter().enumerate() {
        if !"<^".contains(road.kind) {
            directed.push((road.tail, road.head, number, false));
        }
        if !">v".contains(road.kind) {
            directed.push((road.head, road.tail, number, true));
        }
    }
    directed.sort();
    let mut points: Vec<Position> = Vec::new();
    let segments: Vec<Segment> = directed
        .iter()
        .map(|(tail, head, number, back)| {
            let road = &roads[*number];
            let twin = directed.iter().position(|d| d.2 == *number && d.3 != *back);
            let first_point = points.len() as u32;
            points.push(nodes[*tail]);
            if tail == head {
                let (lat, lon) = (nodes[*tail].lat(), nodes[*tail].lon());
                let mut around = [(0.0009, 0.0), (0.0009, 0.0009)];
                if *back {
                    around.reverse();
                }
                points.extend(
                    around.map(|(dy, dx)| Position::from_degrees(lat + dy, lon + dx).unwrap()),
                );
            }
            points.push(nodes[*head]);
            let wait = waits.iter().find(|wait| (wait.0, wait.1) == (*tail, *head));
            let delay_ms = wait.map_or(0, |wait| wait.2 * 1_000);
            Segment {
                tail: NodeId(*tail as u32),
                head: NodeId(*head as u32),
                twin: twin.map(|twin| SegmentId(twin as u32)),
                time_ms: road.seconds * 1_000 + delay_ms,
                delay_ms,
                length_dm: road.hundreds * 1_000,
                first_point,
                n_points: points.len() as u32 - first_point,
                name: None,
                class: RoadClass::Residential,
                admits: VehicleKinds::ALL,
                limits: Limits::NONE,
                flags: SegmentFlags {
                    roundabout: false,
                    destination_only: "=\"".contains(road.kind),
                    oneway: twin.is_none(),
                    built_up: false,
                },
            }
        })
        .collect();
    let between = |tail: usize, head: usize| {
        let segment = directed.iter().position(|d| d.0 == tail && d.1 == head);
        SegmentId(segment.expect("a ban follows roads") as u32)
    };
    let bans = bans.iter().map(|ban| {
        TurnBan::new(ban.windows(2).map(|two| between(two[0], two[1])).collect()).unwrap()
    });
    RoadNetwork::new(nodes, segments, points, Vec::new(), TurnBans::new(bans.collect())).unwrap()
}
