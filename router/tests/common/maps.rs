//! Real maps beside the project.

use std::path::PathBuf;
use std::sync::Arc;

use noriai_maps::{Extract, import_roads};
use noriai_network::RoadNetwork;
use noriai_router::Spot;

use super::Draw;

/// The road network of an extract beside the project; `None`, said aloud, where it is absent.
pub(crate) fn network(name: &str) -> Option<Arc<RoadNetwork>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/osm");
    let path = PathBuf::from(folder).join(format!("{name}.osm.pbf"));
    if !path.exists() {
        println!("skipped: ../shared/data/osm/{name}.osm.pbf is not there");
        return None;
    }
    let extract = Extract::open(path).unwrap();
    Some(Arc::new(import_roads(&extract).unwrap().network))
}

/// A random spot: a place or a vehicle under way, sometimes at the very end of a segment.
pub(crate) fn spot(network: &RoadNetwork, draw: &mut Draw) -> Spot {
    let segment = draw.below(network.n_segments()) as u32;
    let segment = network.segment_ids().nth(segment as usize).unwrap();
    let length = network.segment(segment).length_dm;
    let offset = match draw.below(10) {
        0 => 0,
        1 => length,
        _ => draw.below(length as usize + 1) as u32,
    };
    match draw.below(3) {
        0 => Spot::heading(network, segment, offset),
        _ => Spot::place(network, segment, offset),
    }
}
