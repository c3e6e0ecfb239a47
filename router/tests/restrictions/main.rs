//! Every turn restriction of real maps is obeyed by every drive that comes by it.
//!
//! The restrictions are read from the extract's relations once more, apart from the import, and a
//! warden watches the positions driven: import, searched graph and unpacking are on trial together.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "support code of tests fails as tests do"
)]

#[path = "../common/mod.rs"]
mod common;
mod osm;
mod watch;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use common::Draw;
use noriai_maps::{Extract, import_roads};
use noriai_network::{NameId, RoadNetwork, SegmentId, TurnBan, TurnBans};
use noriai_router::{Router, Spot};
use noriai_units::Position;
use osm::Rulings;
use watch::Warden;

/// Random targets of the drives past each restriction, beside those right behind it.
const N_TARGETS: usize = 8;

type SpotOn = fn(&RoadNetwork, SegmentId, u32) -> Spot;

struct Map {
    rulings: Rulings,
    network: Arc<RoadNetwork>,
}

fn map(name: &str) -> Option<Map> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/osm");
    let path = Path::new(folder).join(format!("{name}.osm.pbf"));
    if !path.exists() {
        println!("skipped: ../shared/data/osm/{name}.osm.pbf is not there");
        return None;
    }
    let extract = Extract::open(path).unwrap();
    let network = Arc::new(import_roads(&extract).unwrap().network);
    Some(Map { rulings: Rulings::of(&extract), network })
}

#[test]
fn every_restriction_of_isle_of_man_is_obeyed() {
    assert_obeyed("isle-of-man");
}

#[test]
fn every_restriction_of_toyama_is_obeyed() {
    assert_obeyed("toyama");
}

#[test]
fn every_restriction_of_porto_is_obeyed() {
    assert_obeyed("porto");
}

/// Drives past every restriction; on the same map without bans the same drives break most of them,
/// so the warden does see.
fn assert_obeyed(name: &str) {
    let Some(Map { rulings, network }) = map(name) else { return };
    let lawful = watch_drives(&rulings, &network, &network);
    assert!(lawful.broken.is_empty(), "{name}: relations {:?}", relations(&rulings, &lawful));
    let n_restrictions = rulings.all.len();
    let lawless = with_bans(&network, |_| false);
    let lawless = watch_drives(&rulings, &network, &lawless);
    println!(
        "{name}: {n_restrictions} restrictions ({} unclear, {} not ours), {} of them passed by {} \
         drives, none broken; without bans {} broken",
        rulings.n_unclear,
        rulings.n_not_ours,
        lawful.n_restrictions_passed(),
        lawful.n_drives_past(),
        lawless.broken.len(),
    );
    assert!(n_restrictions * 8 / 10 <= lawful.n_restrictions_passed());
    assert!(n_restrictions / 2 <= lawless.broken.len());
}

/// The twin: a single ban that went missing is found by the same drives.
#[test]
fn a_single_dropped_ban_is_noticed() {
    let Some(Map { rulings, network }) = map("isle-of-man") else { return };
    let mut n_noticed = 0;
    for dropped in network.turn_bans().iter() {
        let lawless = with_bans(&network, |ban| ban != dropped);
        n_noticed += usize::from(!watch_drives(&rulings, &network, &lawless).broken.is_empty());
    }
    let n_bans = network.turn_bans().len();
    println!("isle-of-man: {n_noticed} of {n_bans} bans are noticed when dropped alone");
    assert_eq!(n_noticed, n_bans);
}

fn relations(rulings: &Rulings, warden: &Warden<'_>) -> Vec<i64> {
    warden.broken.iter().map(|index| rulings.all[*index].relation).collect()
}

/// Drives from before each restriction to what lies behind it and to random places. Spots are those
/// of `network`; `driven` has the same segments and maybe fewer bans.
fn watch_drives<'a>(
    rulings: &'a Rulings,
    network: &RoadNetwork,
    driven: &RoadNetwork,
) -> Warden<'a> {
    let router = Router::prepare(Arc::new(driven.clone())).unwrap();
    let pieces = pieces(network);
    let mut warden = Warden::of(&rulings.all);
    let mut draw = Draw(5);
    for ruling in &rulings.all {
        let on = |at: usize| pieces.get(&(ruling.way[at], ruling.way[at + 1])).copied();
        // Where the movement cannot be driven at all there is nothing to obey.
        let Some(from) = on(0) else { continue };
        let middle = |segment: SegmentId| network.segment(segment).length_dm / 2;
        let mut origins =
            vec![Spot::heading(network, from, 0), Spot::place(network, from, middle(from))];
        let twin = network.segment(from).twin;
        let tail = network.segment(from).tail;
        let before = network.leaving(tail).filter_map(|out| network.segment(out).twin);
        let before = before.filter(|before| *before != from && Some(*before) != twin);
        origins.extend(before.map(|segment| Spot::place(network, segment, middle(segment))));
        let behind = network.leaving(network.segment(from).head).chain(on(ruling.way.len() - 2));
        let near = behind
            .flat_map(|segment| [Spot::heading as SpotOn, Spot::place].map(|it| (segment, it)));
        let random = (0..N_TARGETS).map(|_| SegmentId(draw.below(network.n_segments()) as u32));
        let random = random.map(|segment| (segment, Spot::place as SpotOn));
        let targets: Vec<Spot> = near
            .chain(random)
            .map(|(segment, spot)| spot(network, segment, middle(segment)))
            .collect();
        for (origin, target) in origins.iter().flat_map(|it| targets.iter().map(move |to| (it, to)))
        {
            let [from, to] = [*origin, *target].map(|spot| router.road_point(spot));
            if let Some(path) = router.path(from, to) {
                warden.watch(&nodes_on(network, &path.segments));
            }
        }
    }
    warden
}

/// Every node on the way of a drive, its first and its last segment in full.
fn nodes_on(network: &RoadNetwork, segments: &[SegmentId]) -> Vec<Position> {
    let points = |segment: &SegmentId| network.view(*segment).points().collect::<Vec<_>>();
    let mut nodes: Vec<Position> = segments.iter().flat_map(points).collect();
    nodes.dedup();
    nodes
}

/// The segment that each straight piece of road belongs to, by its two ends.
fn pieces(network: &RoadNetwork) -> BTreeMap<(Position, Position), SegmentId> {
    let of = |segment| {
        let points: Vec<Position> = network.view(segment).points().collect();
        let pairs: Vec<_> = points.windows(2).map(|two| ((two[0], two[1]), segment)).collect();
        pairs
    };
    network.segment_ids().flat_map(of).collect()
}

/// The same network with the bans that are kept.
fn with_bans(network: &RoadNetwork, keep: impl Fn(&TurnBan) -> bool) -> RoadNetwork {
    let (mut segments, mut points) = (Vec::new(), Vec::new());
    let mut n_names = 0;
    for id in network.segment_ids() {
        let mut segment = network.segment(id).clone();
        segment.first_point = points.len() as u32;
        points.extend(network.view(id).points());
        n_names = n_names.max(segment.name.map_or(0, |name| name.0 + 1));
        segments.push(segment);
    }
    let nodes =
        (0..network.n_nodes() as u32).map(|node| network.node(noriai_network::NodeId(node)));
    let names = (0..n_names).map(|name| network.name(NameId(name)).clone());
    let bans = network.turn_bans().iter().filter(|ban| keep(ban)).cloned().collect();
    RoadNetwork::new(nodes.collect(), segments, points, names.collect(), TurnBans::new(bans))
        .unwrap()
}
