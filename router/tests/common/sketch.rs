//! Roads drawn by coordinates, where angles matter.
//!
//! `A 0,120` puts a junction so many metres east and north of a place on the equator. `A-B-C` is a
//! road both ways, `A>B` one way. Words after it: a class in small letters (`residential` without
//! one), `ring` for a roundabout, `private`, anything else is its name, `#` before its number.
//! `ban A B C` forbids going from A over B to C. A vehicle makes 10 m/s.

use std::collections::BTreeMap;
use std::sync::Arc;

use noriai_network::{
    Limits, NameId, NodeId, RoadClass, RoadName, RoadNetwork, Segment, SegmentFlags, SegmentId,
    TurnBan, TurnBans, VehicleKinds,
};
use noriai_router::{Router, Spot};
use noriai_units::Position;

pub(crate) struct Sketch {
    pub(crate) router: Router,
    nodes: BTreeMap<char, (f64, f64)>,
}

#[derive(Clone)]
struct Stretch {
    ends: (char, char),
    class: RoadClass,
    flags: SegmentFlags,
    name: Option<RoadName>,
    back: bool,
}

impl Sketch {
    pub(crate) fn drawn(text: &str) -> Self {
        let (mut nodes, mut roads, mut bans) = (BTreeMap::new(), Vec::new(), Vec::new());
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words[..] {
                [node, place] if node.len() == 1 => {
                    let (east, north) = place.split_once(',').expect("east,north");
                    let place = (east.parse().expect("metres"), north.parse().expect("metres"));
                    nodes.insert(letter(node), place);
                }
                ["ban", ref letters @ ..] => bans.push(letters.iter().map(|l| letter(l)).collect()),
                [way, ref words @ ..] => roads.extend(stretches(way, words)),
                [] => {}
            }
        }
        let network = network(&nodes, roads, &bans);
        Self { router: Router::prepare(Arc::new(network)).unwrap(), nodes }
    }

    /// The directed segment from one letter to the next.
    pub(crate) fn segment(&self, tail: char, head: char) -> SegmentId {
        let node = |it: char| NodeId(self.nodes.keys().position(|l| *l == it).unwrap() as u32);
        let network = self.router.network();
        let mut leaving = network.leaving(node(tail));
        leaving.find(|id| network.segment(*id).head == node(head)).expect("a road")
    }

    /// `A>B@30`: heading from A to B, 30 m after A. `A-B@30`: the same place either way.
    pub(crate) fn spot(&self, text: &str) -> Spot {
        let letters: Vec<char> = text.chars().collect();
        let segment = self.segment(letters[0], letters[2]);
        let metres: f64 = text.split_once('@').expect("@").1.parse().expect("metres");
        let offset_dm = (metres * 10.0) as u32;
        match letters[1] {
            '>' => Spot::heading(self.router.network(), segment, offset_dm),
            _ => Spot::place(self.router.network(), segment, offset_dm),
        }
    }
}

/// So many metres east and north of a place on the equator.
pub(crate) fn place(east: f64, north: f64) -> Position {
    let degrees = |metres: f64| metres / 111_195.0;
    Position::from_degrees(degrees(north), degrees(east)).unwrap()
}

fn letter(text: &str) -> char {
    text.chars().next().expect("a letter")
}

fn stretches(way: &str, words: &[&str]) -> Vec<Stretch> {
    let (mut class, mut flags) = (RoadClass::Residential, SegmentFlags::default());
    let mut name = RoadName::default();
    for word in words {
        match *word {
            "ring" => flags.roundabout = true,
            "private" => flags.destination_only = true,
            number if number.starts_with('#') => name.number = number.replace('#', ""),
            word => match class_of(word) {
                Some(known) => class = known,
                None => name.local = word.replace('_', " "),
            },
        }
    }
    let name = (name != RoadName::default()).then_some(name);
    let letters: Vec<char> = way.chars().collect();
    let pairs = letters.windows(3).step_by(2);
    pairs
        .map(|three| {
            let back = three[1] == '-';
            let flags = SegmentFlags { oneway: !back, ..flags };
            Stretch { ends: (three[0], three[2]), class, flags, name: name.clone(), back }
        })
        .collect()
}

fn class_of(word: &str) -> Option<RoadClass> {
    Some(match word {
        "motorway" => RoadClass::Motorway,
        "motorway_link" => RoadClass::MotorwayLink,
        "trunk" => RoadClass::Trunk,
        "primary" => RoadClass::Primary,
        "primary_link" => RoadClass::PrimaryLink,
        "secondary" => RoadClass::Secondary,
        "tertiary" => RoadClass::Tertiary,
        "residential" => RoadClass::Residential,
        "service" => RoadClass::Service,
        "ferry" => RoadClass::Ferry,
        _ => return None,
    })
}

fn network(
    nodes: &BTreeMap<char, (f64, f64)>,
    stretches: Vec<Stretch>,
    bans: &[Vec<char>],
) -> RoadNetwork {
    let back = stretches.iter().filter(|stretch| stretch.back).cloned();
    let back = back.map(|stretch| Stretch { ends: (stretch.ends.1, stretch.ends.0), ..stretch });
    let mut directed: Vec<Stretch> = stretches.iter().cloned().chain(back).collect();
    directed.sort_by_key(|stretch| stretch.ends);
    let number =
        |it: char| nodes.keys().position(|l| *l == it).unwrap_or_else(|| panic!("no {it}"));
    let id = |tail: char, head: char| {
        let at = directed.iter().position(|stretch| stretch.ends == (tail, head));
        SegmentId(at.unwrap_or_else(|| panic!("no road from {tail} to {head}")) as u32)
    };
    let mut names: Vec<RoadName> = directed.iter().filter_map(|it| it.name.clone()).collect();
    names.sort();
    names.dedup();
    let (mut points, mut segments) = (Vec::new(), Vec::new());
    for stretch in &directed {
        let (a, b) = (nodes[&stretch.ends.0], nodes[&stretch.ends.1]);
        let length_dm = ((b.0 - a.0).hypot(b.1 - a.1) * 10.0).round() as u32;
        let name = stretch.name.as_ref().and_then(|name| names.binary_search(name).ok());
        segments.push(Segment {
            tail: NodeId(number(stretch.ends.0) as u32),
            head: NodeId(number(stretch.ends.1) as u32),
            twin: stretch.back.then(|| id(stretch.ends.1, stretch.ends.0)),
            time_ms: (length_dm * 10).max(1),
            delay_ms: 0,
            length_dm,
            first_point: points.len() as u32,
            n_points: 2,
            name: name.map(|name| NameId(name as u32)),
            class: stretch.class,
            admits: VehicleKinds::ALL,
            limits: Limits::NONE,
            flags: stretch.flags,
        });
        points.extend([place(a.0, a.1), place(b.0, b.1)]);
    }
    let bans = bans
        .iter()
        .map(|ban| TurnBan::new(ban.windows(2).map(|two| id(two[0], two[1])).collect()).unwrap());
    let nodes = nodes.values().map(|at| place(at.0, at.1)).collect();
    RoadNetwork::new(nodes, segments, points, names, TurnBans::new(bans.collect())).unwrap()
}
