//! What hostile bytes are handed to.

mod pbf_import;
mod stored;

use noriai_core::travel::RoadPoint;
use noriai_network::RoadNetwork;
use noriai_router::{Router, Spot};

use crate::chance::Chance;
use crate::{mutation, seeds};

/// Something that reads bytes from outside.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name in the tests and below `libfuzzer/`.
    pub name: &'static str,
    /// Reads the bytes and does with them what the program would. Panics if that goes wrong; an
    /// error that the reader gives is no panic.
    pub run: fn(&[u8]),
    /// Sound inputs.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Changes a sound input.
    pub mutate: fn(&mut Chance, &[u8]) -> Vec<u8>,
}

/// An extract, through the whole import.
pub const PBF_IMPORT: Target = Target {
    name: "pbf_import",
    run: pbf_import::run,
    seeds: || vec![seeds::file_of(&seeds::blocks())],
    mutate: mutation::pbf::mutated,
};

/// The manifest of an artefact.
pub const MANIFEST: Target = Target {
    name: "manifest",
    run: stored::manifest,
    seeds: stored::manifests,
    mutate: mutation::bytes::mutated,
};

/// The road network of an artefact.
pub const STORED_NETWORK: Target = Target {
    name: "stored_network",
    run: stored::network,
    seeds: stored::networks,
    mutate: mutation::bytes::mutated,
};

/// The router's hierarchy.
pub const STORED_HIERARCHY: Target = Target {
    name: "stored_hierarchy",
    run: stored::hierarchy,
    seeds: || vec![seeds::parts().hierarchy.clone()],
    mutate: mutation::bytes::mutated,
};

/// The index of places of an artefact, and searches in it.
pub const STORED_PLACES: Target = Target {
    name: "stored_places",
    run: stored::places,
    seeds: stored::indexes,
    mutate: mutation::bytes::mutated,
};

/// The tiles of an artefact.
pub const STORED_TILES: Target = Target {
    name: "stored_tiles",
    run: stored::tiles,
    seeds: || vec![seeds::parts().basemap.clone()],
    mutate: mutation::bytes::mutated,
};

/// All targets.
pub const ALL: [Target; 6] =
    [PBF_IMPORT, MANIFEST, STORED_NETWORK, STORED_HIERARCHY, STORED_PLACES, STORED_TILES];

/// Asks a router for some drives, whose answers may be anything but a panic.
fn drive(router: &Router) {
    let network: &RoadNetwork = router.network();
    let segments: Vec<_> = network.segment_ids().collect();
    let step = segments.len().div_ceil(4).max(1);
    let spots = segments.iter().step_by(step).flat_map(|segment| {
        let half = network.segment(*segment).length_dm / 2;
        [Spot::place(network, *segment, half), Spot::heading(network, *segment, half)]
    });
    let points: Vec<RoadPoint> = spots.map(|spot| router.road_point(spot)).collect();
    for from in &points {
        for to in &points {
            let _ = router.leg(*from, *to);
        }
        let _ = points.first().map(|to| router.path(*from, *to));
    }
}
