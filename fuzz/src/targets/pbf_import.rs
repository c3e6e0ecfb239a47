//! An extract, through the whole import: roads, places, tiles, router.

use std::sync::Arc;

use noriai_maps::artefact::network;
use noriai_maps::basemap::{Basemap, TileSource};
use noriai_maps::places::Places;
use noriai_maps::{Extract, RoadImport, import_roads};
use noriai_router::Router;

/// Preparing a larger network takes too long to be done thousands of times.
const SEGMENTS_MAX: usize = 2_000;

#[expect(clippy::expect_used, reason = "a target panics when something is wrong")]
pub(super) fn run(bytes: &[u8]) {
    let Ok(extract) = Extract::read(bytes) else { return };
    let places = Places::from_extract(&extract);
    let stored = places.to_bytes().expect("places can be stored");
    assert_eq!(Places::from_bytes(&stored).expect("what was stored can be read"), places);
    if let Ok(tiles) = Basemap::from_extract(&extract).write_pmtiles() {
        TileSource::open(tiles).expect("what was packed can be opened");
    }
    let Ok(RoadImport { network, .. }) = import_roads(&extract) else { return };
    let stored = network::to_bytes(&network).expect("a network can be stored");
    assert_eq!(network::from_bytes(&stored).expect("what was stored can be read"), network);
    if SEGMENTS_MAX < network.n_segments() {
        return;
    }
    let Ok(router) = Router::prepare(Arc::new(network)) else { return };
    let again = Router::from_parts(Arc::clone(router.network()), &router.hierarchy_bytes());
    super::drive(&again.expect("what was stored can be read"));
}
