//! Prints what a router for each profile takes in memory and time, and what profiles do to drives.
//!
//! ```text
//! cargo run --release -p noriai-router --example profiles -- ../shared/data/osm/toyama.osm.pbf
//! ```
#![expect(clippy::print_stdout, reason = "printing is what this is for")]

use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

use noriai_core::travel::RoadPoint;
use noriai_maps::{Extract, import_roads};
use noriai_router::profiles::{Calendar, Period, ProfileId, ProfileTable, Profiled};
use noriai_router::{Conditions, Router, Spot};
use noriai_units::{Seconds, Timestamp};

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("name an extract (.osm.pbf)")?;
    let table: ProfileTable = serde_json::from_str(include_str!("../data/profiles.json"))?;
    let calendar = Calendar::of(&table)?;
    let network = Arc::new(import_roads(&Extract::open(&file)?)?.network);
    let began = Instant::now();
    let router = Router::prepare(Arc::clone(&network))?;
    println!("first router in {:.2?}", began.elapsed());
    let now = Conditions::default();
    let began = Instant::now();
    let profiled = Profiled::prepare(&router, &calendar, &now)?;
    println!("{} profiles in {:.2?}", calendar.profiles().len(), began.elapsed());
    let pairs = pairs(&router, 1_000);
    for (id, profile) in calendar.profiles().iter().enumerate() {
        let Some(router) = profiled.router(ProfileId(id)) else { continue };
        let legs = pairs.iter().filter_map(|(from, to)| router.leg(*from, *to));
        let whole = legs.map(|leg| leg.time).sum::<Seconds>();
        let (size, kib) = (router.size(), 1_024);
        println!(
            "{:12} labels {} KiB, hierarchy {} KiB, {} arcs; 1000 drives take {:.1} min on average",
            profile.name(),
            size.label_bytes / kib,
            size.hierarchy_bytes / kib,
            size.hierarchy_arcs,
            whole.millis() as f64 / 60_000.0 / pairs.len() as f64,
        );
    }
    let at = |seconds: i64| Timestamp::from_unix_millis(seconds * 1_000);
    let periods = [(0_i64, 0), (300, 1), (900, 0)]
        .map(|(from, profile)| Period { from: at(from), profile: ProfileId(profile) });
    for (what, departure) in [("within one profile", 5_000_i64), ("over boundaries", 200)] {
        let began = Instant::now();
        let legs =
            pairs.iter().filter_map(|(from, to)| profiled.leg(&periods, at(departure), *from, *to));
        let n = legs.count() as u32;
        println!("{n} legs {what}: {:.2?} each", began.elapsed() / n.max(1));
    }
    Ok(())
}

/// Pairs of places spread over the whole network.
fn pairs(router: &Router, n: usize) -> Vec<(RoadPoint, RoadPoint)> {
    let network = router.network();
    let ids: Vec<_> = network.segment_ids().collect();
    let point = |index: usize| {
        let segment = ids[index % ids.len()];
        let offset_dm = network.segment(segment).length_dm / 3;
        router.road_point(Spot::place(network, segment, offset_dm))
    };
    (0..n).map(|i| (point(i * 7_919), point(i * 104_729 + 17))).collect()
}
