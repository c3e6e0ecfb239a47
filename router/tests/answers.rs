//! Points, snapping, paths in time and stored hierarchies.
#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

mod common;

use std::sync::Arc;

use common::maps;
use common::town::Town;
use noriai_core::travel::{RoadPoint, TravelTimes};
use noriai_network::SegmentId;
use noriai_router::{HierarchyError, Router, SnapError, Spot};
use noriai_units::{Metres, Position, Seconds};

const TOWN: &str = "
A-B-C
|   |
D>E>F
ban A B C
";

fn router(drawing: &str) -> (Town, Router) {
    let town = Town::drawn(drawing);
    let router = Router::prepare(Arc::clone(&town.network)).unwrap();
    (town, router)
}

#[test]
fn a_place_has_one_point_whichever_direction_names_it() {
    let (town, router) = router(TOWN);
    assert_eq!(town.spot("A-B@30"), town.spot("B-A@170"));
    let point = router.road_point(town.spot("A-B@30"));
    assert_eq!(router.spot(point), Some(town.spot("B-A@170")));
    assert_ne!(point, router.road_point(town.spot("A>B@30")));
    // On a one-way street there is nothing to tell apart.
    assert_eq!(town.spot("D>E@50"), town.spot("D-E@50"));
}

#[test]
fn a_point_of_another_map_or_no_point_at_all_has_no_leg() {
    let (town, router) = router(TOWN);
    let (other_town, other) = self::router("\nA-B\n");
    let here = router.road_point(town.spot("A-B@30"));
    let there = other.road_point(other_town.spot("A-B@30"));
    assert_eq!(router.leg(here, there), None);
    assert_eq!(router.path(there, here), None);
    assert_eq!(router.position(there), None);
    for bit in 0..64 {
        // Whatever a damaged point is taken for, nothing panics.
        let damaged = RoadPoint(here.0 ^ 1 << bit);
        let _ = (router.leg(here, damaged), router.path(damaged, here), router.position(damaged));
        let mut legs = Vec::new();
        router.legs(&[here, damaged, there], &[damaged, here, there], &mut legs);
        assert_eq!(legs.len(), 9);
        assert_eq!(legs[2], None);
    }
}

#[test]
fn points_outlive_a_change_of_speeds_and_bans() {
    let (town, router) = router("\nA-B-C\n|   |\nD-E-F\n");
    let (_, slower) = self::router("\nA-B-C\n|   |\nD-E-F\ntime A B 99\nban A B C\n");
    assert_eq!(router.shape(), slower.shape());
    assert_ne!(router.fingerprint(), slower.fingerprint());
    let point = router.road_point(town.spot("A-B@30"));
    assert_eq!(slower.spot(point), router.spot(point));
}

#[test]
fn a_position_is_brought_onto_the_nearest_road() {
    let (town, router) = router(TOWN);
    // A is drawn 100 m south of the origin: this is 30 m east of it and 10 m north of the road.
    let position = Position::from_degrees(-0.000_809_3, 0.000_27).unwrap();
    let snap = router.snap(position, Metres::new(50)).unwrap();
    assert_eq!(snap.distance, Metres::from_decimetres(100));
    assert_eq!(snap.spot, Spot { offset_dm: 300, ..town.spot("A-B@30") });
    assert_eq!(router.position(snap.point), Some(snap.position));
    assert_eq!(
        router.snap(position, Metres::new(9)),
        Err(SnapError::TooFar { nearest: Some(Metres::new(10)) })
    );
    let far = Position::from_degrees(2.0, 2.0).unwrap();
    let error = router.snap(far, Metres::new(100)).unwrap_err();
    assert_eq!(error, SnapError::TooFar { nearest: None });
    assert_eq!(error.code(), "too_far_from_road");
}

#[test]
fn every_snap_on_a_real_map_is_the_nearest_of_all_roads() {
    let Some(network) = maps::network("natori") else { return };
    let router = Router::prepare(Arc::clone(&network)).unwrap();
    let bounds = network.bounds().unwrap();
    let (low, high) = (bounds.south_west, bounds.north_east);
    for step in 0..200 {
        let share = |n: i32| f64::from(step * n % 199) / 199.0;
        let position = Position::from_degrees(
            low.lat() + (high.lat() - low.lat()) * share(7),
            low.lon() + (high.lon() - low.lon()) * share(31),
        );
        let snap = router.snap(position.unwrap(), Metres::new(5_000)).unwrap();
        let measured = position.unwrap().distance(snap.position);
        assert!((measured - snap.distance).decimetres().abs() <= 5, "{snap:?}, {measured}");
        let corners =
            network.segment_ids().flat_map(|id| network.view(id).points().collect::<Vec<_>>());
        let nearest = corners.map(|corner| corner.distance(position.unwrap())).min().unwrap();
        // A line is at least as near as its corners.
        assert!(snap.distance.decimetres() <= nearest.decimetres() * 3 / 2 + 200 + 5);
    }
}

#[test]
fn a_vehicle_is_where_its_path_has_it_at_any_time() {
    let (town, router) = router("\nA-B-C\n|   |\nD>E>F\ntime A B 7\n");
    let (from, to) = (town.spot("A>B@30"), town.spot("E>F@50"));
    let (from, to) = (router.road_point(from), router.road_point(to));
    let path = router.path(from, to).unwrap();
    let start = router.point_after(&path, Seconds::new(-5));
    assert_eq!((start.point, start.heading), (from, 90));
    assert_eq!(Some(start.position), router.position(from));
    let end = router.point_after(&path, Seconds::new(9_999));
    assert_eq!((end.point, Some(end.position)), (to, router.position(to)));
    for millis in 0..=path.leg.time.millis() {
        let place = router.point_after(&path, Seconds::from_millis(millis));
        let left = router.leg(place.point, to).unwrap();
        // It has come as far as it certainly can have, to the decimetre.
        let late = left.time.millis() + millis - path.leg.time.millis();
        assert!((0..=200).contains(&late), "after {millis} ms it is {late} ms late");
    }
}

#[test]
fn a_vehicle_waits_at_the_head_of_its_road_and_a_place_before_it_is_reached_without() {
    let (town, router) = router("\nA-B-C\nwait A B 15\n");
    let point = |spot: &str| router.road_point(town.spot(spot));
    let time = |from: &str, to: &str| router.leg(point(from), point(to)).unwrap().time;
    assert_eq!(time("A-B@0", "A-B@50"), Seconds::new(5));
    assert_eq!(time("A-B@0", "A-B@200"), Seconds::new(20));
    assert_eq!(time("A-B@0", "B-C@0"), Seconds::new(35));
    assert_eq!(time("A>B@200", "B-C@50"), Seconds::new(20));
    assert_eq!(time("B-C@50", "A-B@50"), Seconds::new(20));
    let path = router.path(point("A>B@150"), point("B>C@50")).unwrap();
    let after = |seconds: i64| router.point_after(&path, Seconds::new(seconds)).point;
    assert_eq!(after(4), point("A>B@190"));
    for waiting in 5..20 {
        assert_eq!(after(waiting), point("A>B@200"), "after {waiting} s");
    }
    assert_eq!(after(21), point("B>C@10"));
}

#[test]
fn a_stored_hierarchy_gives_the_same_answers() {
    let (town, router) = router(TOWN);
    let bytes = router.hierarchy_bytes();
    let again = Router::from_parts(Arc::clone(&town.network), &bytes).unwrap();
    assert_eq!(again.hierarchy_bytes(), bytes);
    let prepared_again = Router::prepare(Arc::clone(&town.network)).unwrap();
    assert_eq!(prepared_again.hierarchy_bytes(), bytes, "preparing twice gives the same bytes");
    let points: Vec<_> =
        ["A-B@30", "B>C@10", "D>E@5"].map(|spot| router.road_point(town.spot(spot))).into();
    let (mut a, mut b) = (Vec::new(), Vec::new());
    router.legs(&points, &points, &mut a);
    again.legs(&points, &points, &mut b);
    assert_eq!(a, b);
}

#[test]
fn a_stored_hierarchy_with_any_bit_changed_is_refused() {
    let (town, router) = router(TOWN);
    let bytes = router.hierarchy_bytes();
    for byte in 0..bytes.len() {
        for bit in 0..8 {
            let mut damaged = bytes.clone();
            damaged[byte] ^= 1 << bit;
            assert!(Router::from_parts(Arc::clone(&town.network), &damaged).is_err());
        }
        assert!(Router::from_parts(Arc::clone(&town.network), &bytes[..byte]).is_err());
    }
}

#[test]
fn a_hierarchy_of_another_network_is_refused_by_name() {
    let (town, _) = router(TOWN);
    let (_, slower) = router(&format!("{TOWN}time A B 99\n"));
    let error = Router::from_parts(town.network, &slower.hierarchy_bytes()).map(|_| ());
    assert_eq!(error, Err(HierarchyError::OtherNetwork));
}

#[test]
fn an_empty_network_answers_nothing_and_does_not_panic() {
    let (_, router) = router("\n");
    assert_eq!(router.leg(RoadPoint(0), RoadPoint(0)), None);
    assert_eq!(
        router.snap(Position::default(), Metres::new(100)),
        Err(SnapError::TooFar { nearest: None })
    );
    assert_eq!(router.spot(RoadPoint(u64::MAX)), None);
    let bytes = router.hierarchy_bytes();
    assert!(Router::from_parts(Arc::clone(router.network()), &bytes).is_ok());
    assert_eq!(SegmentId(0).index(), 0);
}

#[test]
fn a_router_is_asked_from_many_threads_at_once() {
    let (town, router) = router(TOWN);
    let [from, to] = ["A-B@30", "E>F@50"].map(|spot| router.road_point(town.spot(spot)));
    let expected = router.path(from, to);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..100).for_each(|_| assert_eq!(router.path(from, to), expected)));
        }
    });
}
