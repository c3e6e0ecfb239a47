//! One network serves all vehicles: each sees what it may drive on.

mod common;

use std::sync::Arc;

use common::altered::altered;
use common::oracle::{Oracle, assert_agrees_with};
use common::random::{drawing, n_towns, spot};
use common::town::Town;
use common::{Draw, maps};
use noriai_network::{Limits, RoadNetwork, TurnBan, VehicleKind, VehicleKinds};
use noriai_router::{Conditions, Router, Slowing, Vehicle};
use noriai_units::Seconds;

const CAR: VehicleKinds = VehicleKinds::only(VehicleKind::Car);
const BUS: VehicleKinds = VehicleKinds::only(VehicleKind::Bus);

/// A town with a short cut for buses from A to D, and a low bridge on the way over B.
fn town() -> (Town, RoadNetwork) {
    let town = Town::drawn("\nA-B-C-D\n|     |\nE-F-G-H\ntime A E 90\n");
    let low = [town.segment('B', 'C'), town.segment('C', 'B')];
    let short_cut = [town.segment('F', 'G'), town.segment('G', 'F')];
    let network = altered(
        &town.network,
        |id, segment| {
            if low.contains(&id) {
                segment.limits = Limits::NONE.with_height_cm(240);
            }
            if short_cut.contains(&id) {
                segment.admits = BUS;
            }
        },
        |ban| Some(ban.clone()),
    );
    (town, network)
}

#[test]
fn a_bus_drives_round_a_low_bridge_and_a_taxi_under_it() {
    let (town, network) = town();
    let taxi = Router::prepare(Arc::new(network)).unwrap();
    let bus = taxi.for_vehicle(Vehicle::SMALL_BUS, &Conditions::default()).unwrap();
    let van = taxi.for_vehicle(Vehicle::VAN, &Conditions::default()).unwrap();
    let point = |spot: &str| taxi.road_point(town.spot(spot));
    let time = |router: &Router, from: &str, to: &str| {
        router.leg(point(from), point(to)).map(|leg| leg.time)
    };
    assert_eq!(time(&taxi, "A-B@100", "C-D@100"), Some(Seconds::new(40)));
    // 2.29 m pass below 2.40 m, 2.64 m do not.
    assert_eq!(time(&van, "A-B@100", "C-D@100"), Some(Seconds::new(40)));
    assert_eq!(time(&bus, "A-B@100", "C-D@100"), Some(Seconds::new(10 + 90 + 60 + 20 + 10)));
    // The short cut is for buses, and nobody else ends there.
    assert_eq!(time(&bus, "E-F@100", "G-H@100"), Some(Seconds::new(40)));
    assert_eq!(time(&taxi, "E-F@100", "G-H@100"), Some(Seconds::new(10 + 90 + 60 + 20 + 10)));
    assert_eq!(time(&taxi, "E-F@100", "F-G@100"), None);
    assert_eq!(time(&bus, "E-F@100", "F-G@100"), Some(Seconds::new(20)));
    assert_eq!(time(&bus, "A-B@100", "B-C@100"), None);
}

#[test]
fn each_vehicle_has_a_fingerprint_of_its_own_and_all_have_the_same_points() {
    let (_, network) = town();
    let taxi = Router::prepare(Arc::new(network)).unwrap();
    let bus = taxi.for_vehicle(Vehicle::SMALL_BUS, &Conditions::default()).unwrap();
    let taxi_again = bus.for_vehicle(Vehicle::TAXI, &Conditions::default()).unwrap();
    assert_ne!(taxi.fingerprint(), bus.fingerprint());
    assert_eq!(taxi.fingerprint(), taxi_again.fingerprint());
    assert_eq!((taxi.shape(), bus.vehicle()), (bus.shape(), Vehicle::SMALL_BUS));
    // What holds on the roads holds for the vehicle that the router is for.
    let under = bus.under(&Conditions::default()).unwrap();
    assert_eq!((under.vehicle(), under.fingerprint()), (Vehicle::SMALL_BUS, bus.fingerprint()));
}

#[test]
fn buses_and_taxis_equal_dijkstra_on_random_towns() {
    for seed in 0..n_towns(200) {
        let drawing = drawing(&mut Draw(seed));
        println!("seed {seed}{drawing}");
        let mut draw = Draw(seed ^ 0xb05);
        let network = Arc::new(divided(&Town::drawn(&drawing).network, &mut draw));
        let taxi = Router::prepare(Arc::clone(&network)).unwrap();
        let mut conditions = Conditions::default();
        for id in network.segment_ids() {
            match draw.below(12) {
                0 => conditions.close(id),
                1 => conditions.slow(&network, id, Slowing::Percent(150)),
                _ => {}
            }
        }
        for vehicle in [Vehicle::TAXI, Vehicle::VAN, Vehicle::SMALL_BUS] {
            for conditions in [&Conditions::default(), &conditions] {
                let router = taxi.for_vehicle(vehicle, conditions).unwrap();
                let mut oracle = Oracle::for_vehicle(&network, vehicle, conditions);
                for _ in 0..40 {
                    let (from, to) = (spot(&network, &mut draw), spot(&network, &mut draw));
                    assert_agrees_with(&mut oracle, &router, from, to);
                }
            }
        }
    }
}

/// Some roads for one kind alone, some narrow, some bans for one kind alone.
fn divided(network: &RoadNetwork, draw: &mut Draw) -> RoadNetwork {
    let mut other = Draw(draw.next());
    altered(
        network,
        |_, segment| match draw.below(10) {
            0 => segment.admits = CAR,
            1 => segment.admits = BUS,
            2 => segment.limits = Limits::NONE.with_width_cm(180 + draw.below(40) as u32),
            3 => segment.limits = Limits::NONE.with_weight_kg(draw.below(8_000) as u32),
            _ => {}
        },
        |ban| {
            let kinds = [CAR, BUS, VehicleKinds::ALL, VehicleKinds::ALL][other.below(4)];
            TurnBan::for_kinds(ban.segments().to_vec(), kinds)
        },
    )
}

#[test]
fn on_a_real_map_a_small_bus_keeps_off_roads_that_are_too_small_for_it() {
    let Some(network) = maps::network("isle-of-man") else { return };
    let taxi = Router::prepare(Arc::clone(&network)).unwrap();
    let bus = taxi.for_vehicle(Vehicle::SMALL_BUS, &Conditions::default()).unwrap();
    let closed = bus.vehicle().conditions(&network);
    let mut draw = Draw(3);
    let (mut n_other, mut n_none) = (0, 0);
    for _ in 0..2_000 {
        let [from, to] = [(); 2].map(|()| taxi.road_point(maps::spot(&network, &mut draw)));
        let path = bus.path(from, to);
        let entered = path.as_ref().map_or(&[][..], |path| &path.segments[1..]);
        let begins_in = path.as_ref().is_some_and(|path| closed.is_closed(path.segments[0]));
        assert!(begins_in || !entered.iter().any(|segment| closed.is_closed(*segment)));
        let taxi = taxi.leg(from, to);
        n_none += u32::from(taxi.is_some() && path.is_none());
        n_other += u32::from(path.is_some_and(|path| taxi != Some(path.leg)));
    }
    let n_closed = closed.closed().count();
    println!(
        "isle-of-man: {n_closed} segments closed to a small bus; of 2000 drives it takes {n_other} otherwise and {n_none} not"
    );
    assert!(0 < n_closed && 0 < n_other);
}
