//! Stops on the door's side of the road, and choices of where to board.
#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

mod common;

use common::sketch::{Sketch, place};
use common::{Draw, maps};
use noriai_network::RoadClass;
use noriai_router::guidance::{Arrival, Maneuver};
use noriai_router::{Conditions, DrivingSide, Router, Snap, Spot};
use noriai_units::{Metres, Position};

const FAR: Metres = Metres::new(1_000);

fn kerb(router: &Router, door: Position, side: DrivingSide) -> Spot {
    router.at_kerb(router.snap(door, FAR).unwrap(), door, side).spot
}

#[test]
fn on_a_wide_road_the_stop_is_made_on_the_doors_side() {
    let sketch = Sketch::drawn("A 0,0\nB 0,200\nA-B tertiary");
    let (west, east) = (place(-10.0, 50.0), place(10.0, 50.0));
    let (up, down) = (sketch.spot("A>B@50"), sketch.spot("B>A@150"));
    for (door, side, expected) in [
        (west, DrivingSide::Left, up),
        (east, DrivingSide::Left, down),
        (west, DrivingSide::Right, down),
        (east, DrivingSide::Right, up),
    ] {
        assert_eq!(kerb(&sketch.router, door, side), expected, "{door} {side:?}");
    }
    // The vehicle comes and goes in that direction: past the dead end first.
    let router = &sketch.router;
    let from = router.road_point(sketch.spot("A>B@20"));
    let leg = |spot: Spot| router.leg(from, router.road_point(spot)).unwrap().distance;
    assert_eq!((leg(up), leg(down)), (Metres::new(30), Metres::new(330)));
    assert_eq!(router.spot(router.road_point(down)), Some(down));
}

#[test]
fn on_small_and_one_way_roads_and_beside_no_kerb_in_particular_the_place_stays() {
    let (left, here) = (DrivingSide::Left, place(-10.0, 50.0));
    for class in ["residential", "service"] {
        let sketch = Sketch::drawn(&format!("A 0,0\nB 0,200\nA-B {class}"));
        assert_eq!(kerb(&sketch.router, here, left), sketch.spot("A-B@50"), "{class}");
    }
    let sketch = Sketch::drawn("A 0,0\nB 0,200\nC 300,100\nA>B tertiary\nB-C-A tertiary");
    assert_eq!(kerb(&sketch.router, here, left), sketch.spot("A-B@50"));
    let sketch = Sketch::drawn("A 0,0\nB 0,200\nA-B tertiary");
    for door in [place(2.0, 50.0), place(1.0, 230.0)] {
        let snap = sketch.router.snap(door, FAR).unwrap();
        assert_eq!(sketch.router.at_kerb(snap, door, left), snap, "{door}");
    }
}

#[test]
fn where_the_doors_side_is_closed_the_stop_is_made_on_the_other() {
    let sketch = Sketch::drawn("A 0,0\nB 0,200\nC 300,100\nA-B-C-A tertiary");
    let mut conditions = Conditions::default();
    conditions.close(sketch.segment('A', 'B'));
    let router = sketch.router.under(&conditions).unwrap();
    let door = place(-10.0, 50.0);
    let snap = router.snap(door, FAR).unwrap();
    assert_eq!(router.at_kerb(snap, door, DrivingSide::Left), snap);
    assert_eq!(router.spot(snap.point), Some(sketch.spot("B>A@150")));
}

/// Around a door at the origin: a street in front with a corner, one behind, a motorway, and two
/// carriageways.
const AROUND: &str = "
    A -200,20
    B 50,20
    C 300,20
    D 50,300
    E -200,-60
    F 300,-60
    G -200,-30
    H 300,-30
    I -200,90
    J 300,90
    K 300,100
    L -200,100
    A-B-C Front_Street
    B-D Side_Street
    A-E
    C-F
    E-F
    G-H motorway
    A-G motorway_link
    C-H motorway_link
    I>J primary Bypass
    K>L primary Bypass
    J>K primary Bypass
    L>I primary Bypass
    C-J
";

fn distances(snaps: &[Snap]) -> Vec<i64> {
    snaps.iter().map(|snap| snap.distance.whole()).collect()
}

#[test]
fn choices_are_of_different_roads_the_nearest_first_and_none_too_far() {
    let sketch = Sketch::drawn(AROUND);
    let router = &sketch.router;
    let door = place(0.0, 0.0);
    let candidates = router.snap_candidates(door, Metres::new(150), 10);
    // Front Street, Side Street at its own corner left out, the street behind, both carriageways.
    let on = |text: &str| sketch.spot(text);
    let spots: Vec<Spot> = candidates.iter().map(|snap| snap.spot).collect();
    let expected = ["A-B@200", "E-F@200", "I-J@200", "K-L@300"].map(on);
    assert_eq!((spots, distances(&candidates)), (expected.to_vec(), vec![20, 60, 90, 100]));
    assert_eq!(router.snap_candidates(door, Metres::new(150), 2), candidates[..2]);
    assert_eq!(router.snap_candidates(door, Metres::new(90), 10), candidates[..3]);
    assert_eq!(router.snap_candidates(door, Metres::new(19), 10), []);
    assert_eq!(router.snap_candidates(door, Metres::new(150), 0), []);
}

#[test]
fn a_street_round_the_corner_is_a_choice_where_it_is_nearer_than_the_corner() {
    let sketch = Sketch::drawn(AROUND);
    let door = place(30.0, 60.0);
    let candidates = sketch.router.snap_candidates(door, Metres::new(45), 10);
    assert_eq!(distances(&candidates), [20, 30, 40, 40]);
    assert_eq!(candidates[0].spot, sketch.spot("B-D@40"));
}

#[test]
fn what_a_closure_cuts_off_is_no_choice() {
    // A close of 400 m behind B, too small for a town of its own.
    let sketch = Sketch::drawn(
        "
        A 0,0
        B 0,100
        C 0,300
        D -3000,0
        E 3000,0
        F 3000,-3000
        D-A-E-F
        A-B
        B-C Close
        ",
    );
    let door = place(20.0, 200.0);
    let close = sketch.router.snap_candidates(door, Metres::new(300), 10);
    assert_eq!(distances(&close), [20, 200]);
    let mut conditions = Conditions::default();
    conditions.close(sketch.segment('A', 'B'));
    conditions.close(sketch.segment('B', 'A'));
    let router = sketch.router.under(&conditions).unwrap();
    assert_eq!(distances(&router.snap_candidates(door, Metres::new(300), 10)), [200]);
}

/// Sided places and instructions check each other: at the kerb no rider crosses the road, while at
/// places with two directions some do.
#[test]
fn on_real_maps_no_rider_crosses_the_road_to_a_vehicle_at_the_kerb() {
    for map in ["isle-of-man", "toyama"] {
        let Some(network) = maps::network(map) else { continue };
        let router = Router::prepare(network.clone()).unwrap();
        let mut draw = Draw(21);
        let (mut n_sided, mut n_across) = (0, 0);
        while n_sided < 300 {
            let on_road = maps::spot(&network, &mut draw);
            let near = router.position(router.road_point(on_road)).unwrap();
            let off = |draw: &mut Draw| (draw.below(8_000) as i32) - 4_000;
            let (lat, lon) = (near.lat_e7() + off(&mut draw), near.lon_e7() + off(&mut draw));
            let door = Position::from_e7(lat, lon).unwrap();
            let from = router.road_point(maps::spot(&network, &mut draw));
            let Ok(snap) = router.snap(door, Metres::new(200)) else { continue };
            let sided = router.at_kerb(snap, door, DrivingSide::Left);
            if sided == snap {
                continue;
            }
            assert!(network.segment(snap.spot.segment).class <= RoadClass::TertiaryLink);
            assert_eq!((sided.position, sided.distance), (snap.position, snap.distance));
            let crosses = |to: &Snap| {
                let path = router.path(from, to.point).unwrap();
                let arrival = Arrival { door: Some(door), driving_side: DrivingSide::Left };
                let told = router.instructions(&path, arrival);
                let last = told[told.len() - 1].maneuver;
                matches!(last, Maneuver::Arrive { across: true, .. })
            };
            assert!(!crosses(&sided), "{door}: {sided:?}");
            n_sided += 1;
            n_across += usize::from(crosses(&snap));
        }
        println!("{map}: of {n_sided} doors {n_across} were across the road but for the kerb");
        assert!(0 < n_across);
    }
}

#[test]
fn on_real_maps_the_first_choice_is_where_one_snaps_to() {
    let Some(network) = maps::network("toyama") else { return };
    let router = Router::prepare(network.clone()).unwrap();
    let mut draw = Draw(22);
    let mut n_candidates = 0;
    for _ in 0..500 {
        let spot = maps::spot(&network, &mut draw);
        let near = router.position(router.road_point(spot)).unwrap();
        let off = |draw: &mut Draw| (draw.below(10_000) as i32) - 5_000;
        let (lat, lon) = (near.lat_e7() + off(&mut draw), near.lon_e7() + off(&mut draw));
        let door = Position::from_e7(lat, lon).unwrap();
        let max = Metres::new(300);
        let candidates = router.snap_candidates(door, max, 5);
        assert!(candidates.len() <= 5);
        assert!(candidates.is_sorted_by_key(|snap| snap.distance));
        assert!(candidates.iter().all(|snap| snap.distance <= max));
        if let (Ok(snap), Some(first)) = (router.snap(door, max), candidates.first()) {
            let class = network.segment(snap.spot.segment).class;
            let boards = !matches!(
                class,
                RoadClass::Motorway | RoadClass::MotorwayLink | RoadClass::TrunkLink
            );
            assert!(!boards || *first == snap, "{door}: {first:?}, {snap:?}");
        }
        n_candidates += candidates.len();
    }
    println!("toyama: {n_candidates} places to board near 500 doors");
    assert!(1_000 < n_candidates);
}
