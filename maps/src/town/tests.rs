use noriai_network::RoadClass;

use super::*;
use crate::extract::tag as value;
use crate::{RoadImport, import_roads};

fn town(seed: u64) -> (Extract, RoadImport) {
    let extract = Extract::read(generate(seed).as_slice()).unwrap();
    let import = import_roads(&extract).unwrap();
    (extract, import)
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_one_others() {
    assert_eq!(generate(1), generate(1));
    assert_ne!(generate(1), generate(2));
}

#[test]
fn the_file_is_small() {
    let file = generate(1);
    println!("the town of seed 1 has {} bytes", file.len());
    assert!(file.len() < 1_000_000);
}

#[test]
fn the_town_has_a_few_thousand_junctions_and_hardly_an_island() {
    for seed in [1, 2, 3, 77] {
        let (_, RoadImport { network, report }) = town(seed);
        println!("seed {seed}: {report:#?}");
        network.check().unwrap();
        assert!((2_000..6_000).contains(&network.n_nodes()));
        assert!(report.dropped_segments * 50 < report.segments, "{report:?}");
        assert_eq!(report.dangling_references, 0);
    }
}

#[test]
fn every_turn_restriction_of_the_town_is_in_force() {
    for seed in [1, 2, 3, 77] {
        let (_, RoadImport { network, report }) = town(seed);
        assert!(6 <= report.turn_restrictions);
        assert_eq!(report.turn_restrictions_unresolved, 0);
        let n_via_way = network.turn_bans().iter().filter(|ban| 2 < ban.segments().len()).count();
        assert_eq!(n_via_way, 1, "seed {seed}");
    }
}

#[test]
fn the_town_has_every_kind_of_road() {
    let (_, RoadImport { network, .. }) = town(1);
    let segments = || network.segment_ids().map(|id| network.segment(id));
    for class in [
        RoadClass::Trunk,
        RoadClass::Primary,
        RoadClass::Secondary,
        RoadClass::Tertiary,
        RoadClass::Unclassified,
        RoadClass::Residential,
        RoadClass::Service,
    ] {
        assert!(segments().any(|segment| segment.class == class), "{class:?}");
    }
    assert!(segments().any(|segment| segment.flags.roundabout));
    let n_oneway = segments().filter(|segment| segment.flags.oneway).count();
    let n_private = segments().filter(|segment| segment.flags.destination_only).count();
    println!("{n_oneway} one-way segments, {n_private} for callers alone");
    assert!(80 < n_oneway && 100 < n_private);
}

#[test]
fn stops_and_facilities_carry_their_names_in_three_scripts() {
    let (extract, _) = town(1);
    let is_stop = |tags| value(tags, "highway") == Some("bus_stop");
    let stops = extract.nodes().iter().filter(|node| is_stop(&node.tags)).collect::<Vec<_>>();
    assert!((55..=75).contains(&stops.len()), "{}", stops.len());
    let ways = extract.ways().iter().map(|way| &way.tags);
    let facilities = ways.filter(|tags| value(tags, "amenity").is_some());
    for tags in stops.iter().map(|stop| &stop.tags).chain(facilities) {
        for key in ["name", "name:ja-Hira", "name:en"] {
            assert!(value(tags, key).is_some_and(|name| !name.is_empty()), "{tags:?}");
        }
        let kana = value(tags, "name:ja-Hira").unwrap();
        let is_kana = |c: char| ('ぁ'..='ゖ').contains(&c) || c == 'ー';
        assert!(kana.chars().all(is_kana), "{kana}");
    }
}

#[test]
fn every_stop_lies_beside_a_road() {
    let (extract, RoadImport { network, .. }) = town(1);
    let points = network
        .segment_ids()
        .flat_map(|id| network.view(id).points().collect::<Vec<_>>())
        .collect::<Vec<_>>();
    for stop in extract.nodes() {
        if value(&stop.tags, "highway") == Some("bus_stop") {
            let here = crate::extract::position(stop);
            let closest = points.iter().map(|point| point.distance(here)).min().unwrap();
            assert!(closest.whole() < 60, "{:?} {closest}", stop.tags);
        }
    }
}

#[test]
fn hamlets_lie_in_the_hills() {
    for seed in [1, 2, 3] {
        assert!(hamlets::lie_beyond_the_plain(&Ground::new(seed)));
    }
}

#[test]
fn riders_find_the_towns_places_by_kana_and_its_stops_are_all_there() {
    let (extract, _) = town(1);
    let places = crate::places::Places::from_extract(&extract);
    let first = |query: &str| places.search(query, 8).first().map(|place| place.name.clone());
    assert_eq!(first("そうごうびょういん").as_deref(), Some("雪野瀬総合病院"));
    assert_eq!(first("ゆのさと").as_deref(), Some("ゆきのせ温泉湯の里"));
    let is_stop = |tags| value(tags, "highway") == Some("bus_stop");
    let n_drawn = extract.nodes().iter().filter(|node| is_stop(&node.tags)).count();
    assert_eq!(places.stops().count(), n_drawn);
}
