//! Prints a router's size and speed on an extract.
//!
//! ```text
//! cargo run --release -p noriai-router --example measure -- ../shared/data/osm/isle-of-man.osm.pbf
//! ```
#![expect(clippy::print_stdout, reason = "printing is what this is for")]

use std::error::Error;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use noriai_core::travel::{RoadPoint, TravelTimes};
use noriai_maps::{Extract, import_roads};
use noriai_router::{Router, Spot};

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("name an extract (.osm.pbf)")?;
    let (took, import) = timed(|| import_roads(&Extract::open(&file)?));
    let network = Arc::new(import?.network);
    println!("import            {took:>10.1?}  {} segments", network.n_segments());
    let (took, router) = timed(|| Router::prepare(Arc::clone(&network)));
    let router = router?;
    println!("prepare           {took:>10.1?}  {:?}", router.size());
    let (took, bytes) = timed(|| router.hierarchy_bytes());
    println!("write hierarchy   {took:>10.1?}  {} KiB", bytes.len() / 1024);
    let (took, again) = timed(|| Router::from_parts(Arc::clone(&network), &bytes));
    again?;
    println!("open hierarchy    {took:>10.1?}");

    let points = points(&router, 1_000);
    let pairs: Vec<_> = points.iter().copied().zip(points.iter().copied().rev()).collect();
    let (took, _) = timed(|| {
        (0..20).for_each(|_| {
            pairs.iter().for_each(|(from, to)| {
                black_box(router.leg(*from, *to));
            });
        });
    });
    println!("leg               {:>10.2?}  each, between places", took / 20_000);
    let (took, _) = timed(|| {
        pairs.iter().for_each(|(from, to)| {
            black_box(router.path(*from, *to));
        });
    });
    println!("path              {:>10.2?}  each, with geometry", took / 1_000);
    for n in [30, 100, 1_000] {
        let mut legs = Vec::new();
        let (took, ()) = timed(|| router.legs(&points[..n], &points[..n], &mut legs));
        println!("legs {n:>4} x {n:<4}  {took:>10.2?}  {:?} each", took / (n * n) as u32);
    }
    Ok(())
}

/// Places spread over the whole network.
fn points(router: &Router, n: usize) -> Vec<RoadPoint> {
    let network = router.network();
    let n_segments = network.n_segments();
    let segments = (0..n).map(|i| (i * 7_919 + i * i * 31) % n_segments);
    let ids: Vec<_> = network.segment_ids().collect();
    segments
        .map(|index| {
            let length = network.segment(ids[index]).length_dm;
            router.road_point(Spot::place(network, ids[index], length / 3))
        })
        .collect()
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}
