//! Pointing at roads: near a position, at a junction, in an area.
#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

mod common;

use std::sync::Arc;

use common::town::Town;
use noriai_network::{NodeId, SegmentId};
use noriai_router::{Router, SnapError, Ways};
use noriai_units::{Metres, Position};

const TOWN: &str = "
A-B-C
| | |
D>E-F
";

/// In hundreds of metres to the east and to the south of where the drawing begins.
fn at(east: f64, south: f64) -> Position {
    Position::from_degrees(-south * 0.000_899_3, east * 0.000_899_3).unwrap()
}

fn town() -> (Town, Router) {
    let town = Town::drawn(TOWN);
    let router = Router::prepare(Arc::clone(&town.network)).unwrap();
    (town, router)
}

/// As `AB BA`, in order.
fn said(town: &Town, segments: &[SegmentId]) -> String {
    let mut ways: Vec<String> = segments.iter().map(|segment| town.way(&[*segment])).collect();
    ways.sort();
    ways.join(" ")
}

#[test]
fn the_road_nearest_to_a_position_is_meant_in_one_or_both_directions() {
    let (town, router) = town();
    let near = |ways| router.road_near(at(1.0, 1.1), Metres::new(50), ways).unwrap();
    assert_eq!(said(&town, &near(Ways::Both)), "AB BA");
    assert_eq!(said(&town, &near(Ways::Towards(80))), "AB");
    assert_eq!(said(&town, &near(Ways::Towards(300))), "BA");
    let one_way = router.road_near(at(1.0, 2.9), Metres::new(50), Ways::Towards(270)).unwrap();
    assert_eq!(said(&town, &one_way), "DE");
    assert!(matches!(
        router.road_near(at(1.0, 1.5), Metres::new(20), Ways::Both),
        Err(SnapError::TooFar { nearest: Some(_) })
    ));
}

#[test]
fn a_segments_mark_finds_it_again() {
    let (town, router) = town();
    for segment in town.network.segment_ids() {
        let (position, heading) = router.middle(segment);
        assert_eq!(router.marked(position, heading, Metres::new(5)), Some(segment));
    }
    let (position, _) = router.middle(town.segment('A', 'B'));
    assert_eq!(router.marked(position, 0, Metres::new(5)), None);
}

#[test]
fn every_mark_of_a_real_map_finds_its_own_segment() {
    let Some(network) = common::maps::network("isle-of-man") else { return };
    let router = Router::prepare(Arc::clone(&network)).unwrap();
    let lost = network.segment_ids().filter(|segment| {
        let (position, heading) = router.middle(*segment);
        let found = router.marked(position, heading, Metres::new(20));
        // Two roads drawn over each other are one to the eye.
        found != Some(*segment)
            && found.is_none_or(|found| {
                let (a, b) = (network.segment(found), network.segment(*segment));
                (a.tail, a.head) != (b.tail, b.head)
            })
    });
    assert_eq!(lost.count(), 0);
}

#[test]
fn a_drawn_area_takes_in_what_it_holds_and_what_crosses_its_border() {
    let (town, router) = town();
    let square = |west: f64, north: f64, east: f64, south: f64| {
        [at(west, north), at(east, north), at(east, south), at(west, south)]
    };
    let within = |corners: &[Position]| said(&town, &router.segments_in(corners));
    assert_eq!(within(&square(0.5, 0.9, 1.5, 1.1)), "AB BA");
    assert_eq!(within(&square(0.5, 0.9, 1.5, 3.1)), "AB BA DE");
    assert_eq!(within(&square(1.9, 1.9, 2.1, 2.1)), "BE EB");
    assert_eq!(within(&square(0.5, 1.5, 1.5, 2.5)), "");
    assert_eq!(within(&square(-9.0, -9.0, 9.0, 9.0)).split(' ').count(), 13);
    assert_eq!(within(&[at(0.0, 0.0), at(9.0, 9.0)]), "");
}

#[test]
fn a_junction_is_all_that_leads_in_and_out() {
    let (town, router) = town();
    let junction = router.junction_near(at(2.1, 2.8), Metres::new(50)).unwrap();
    assert_eq!(said(&town, &router.segments_at(junction)), "BE DE EB EF FE");
    assert_eq!(router.segments_at(NodeId(99)), []);
    assert!(router.junction_near(at(2.8, 3.0), Metres::new(50)).is_err());
}
