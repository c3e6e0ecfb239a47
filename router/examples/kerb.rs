//! Prints what it costs on an extract to stop on the door's side of wide roads: for drives, and for
//! the router.
//!
//! ```text
//! cargo run --release -p noriai-router --example kerb -- ../shared/data/osm/toyama.osm.pbf
//! ```
#![expect(clippy::print_stdout, reason = "printing is what this is for")]

use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

use noriai_core::travel::{RoadPoint, TravelTimes};
use noriai_maps::{Extract, import_roads};
use noriai_router::{DrivingSide, Router, Snap};
use noriai_units::{Metres, Position};

const N_DOORS: usize = 400;
const N_MATRIX: usize = 60;

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("name an extract (.osm.pbf)")?;
    let network = Arc::new(import_roads(&Extract::open(&file)?)?.network);
    let router = Router::prepare(network)?;
    let doors = doors(&router);
    let at_kerb =
        |(door, snap): &(Position, Snap)| router.at_kerb(*snap, *door, DrivingSide::Left).point;
    let either: Vec<RoadPoint> = doors.iter().map(|(_, snap)| snap.point).collect();
    let kerb: Vec<RoadPoint> = doors.iter().map(at_kerb).collect();
    let n_sided = either.iter().zip(&kerb).filter(|(a, b)| a != b).count();
    println!("{n_sided} of {} doors are beside a wide road's kerb", doors.len());
    let time = |points: &[RoadPoint]| {
        let pairs = points.iter().zip(points.iter().rev());
        let legs = pairs.filter_map(|(from, to)| router.leg(*from, *to));
        legs.map(|leg| leg.time.millis()).sum::<i64>() as f64 / points.len() as f64 / 1_000.0
    };
    println!("mean drive from door to door: {:.1} s", time(&either));
    println!("and from kerb to kerb:        {:.1} s", time(&kerb));
    for (name, points) in [("either side", &either), ("at the kerb", &kerb)] {
        let mut times: Vec<_> = (0..5)
            .map(|_| {
                let (begin, mut legs) = (Instant::now(), Vec::new());
                router.legs(&points[..N_MATRIX], &points[..N_MATRIX], &mut legs);
                begin.elapsed()
            })
            .collect();
        times.sort();
        println!("legs {N_MATRIX} x {N_MATRIX}, {name}: {:.1?} (median of 5)", times[2]);
    }
    Ok(())
}

/// Doors 8 m beside roads all over the map.
fn doors(router: &Router) -> Vec<(Position, Snap)> {
    let network = router.network();
    let ids: Vec<_> = network.segment_ids().collect();
    let beside = |number: usize| {
        let points = network.view(ids[(number * 7_919 + number * number * 31) % ids.len()]);
        let mut points = points.points();
        let (a, b) = (points.next()?, points.next()?);
        let metres = a.distance(b).decimetres().max(1) as f64 / 10.0;
        let (north, east) = (b.lat() - a.lat(), b.lon() - a.lon());
        let shrink = a.lat().to_radians().cos();
        // The middle of the piece, and from there at a right angle.
        let lat = a.lat() + north / 2.0 - east * shrink / metres * 8.0;
        let lon = a.lon() + east / 2.0 + north / shrink / metres * 8.0;
        let door = Position::from_degrees(lat, lon)?;
        Some((door, router.snap(door, Metres::new(50)).ok()?))
    };
    (0..).filter_map(beside).take(N_DOORS).collect()
}
