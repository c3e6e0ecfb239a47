//! The files of an artefact, as they are behind their checksums: read as if every checksum fitted.

use std::path::Path;
use std::sync::Arc;

use noriai_maps::artefact::{Manifest, network as stored_network};
use noriai_maps::basemap::TileSource;
use noriai_maps::places::Places;
use noriai_router::Router;

use crate::seeds;

/// Preparing a larger network takes too long to be done thousands of times.
const SEGMENTS_MAX: usize = 500;
/// Tiles that are asked for.
const SAMPLES: u64 = 64;

pub(super) fn manifest(bytes: &[u8]) {
    if let Ok(manifest) = Manifest::from_json(bytes, Path::new("")) {
        let _ = manifest.bounds();
    }
}

pub(super) fn manifests() -> Vec<Vec<u8>> {
    let version = noriai_maps::artefact::VERSION;
    let head =
        format!("{{\"format\": \"noriai-map\", \"version\": {version}, \"checksum\": \"\"}}");
    vec![head.into_bytes(), b"{\"format\": \"noriai-map\", \"version\": 0}".to_vec()]
}

pub(super) fn network(bytes: &[u8]) {
    let Ok(network) = stored_network::from_bytes(bytes) else { return };
    if network.n_segments() <= SEGMENTS_MAX
        && let Ok(router) = Router::prepare(Arc::new(network))
    {
        super::drive(&router);
    }
}

pub(super) fn networks() -> Vec<Vec<u8>> {
    stored_network::to_bytes(&seeds::parts().network).into_iter().collect()
}

pub(super) fn hierarchy(bytes: &[u8]) {
    let network = Arc::clone(&seeds::parts().network);
    if let Ok(router) = Router::from_parts(network, &resigned(bytes)) {
        super::drive(&router);
    }
}

/// With the checksum of its header made right, so that the arrays behind it are looked at: the word
/// from byte 16 on, FNV-like, over the length and the words of what follows.
fn resigned(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let Some((header, body)) = bytes.split_at_mut_checked(24) else { return bytes };
    let mix = |sum: u64, word: u64| {
        let mixed = (sum ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 29)
    };
    let words = body
        .chunks(8)
        .map(|chunk| chunk.iter().rev().fold(0_u64, |word, byte| word << 8 | u64::from(*byte)));
    let sum = words.fold(mix(0xcbf2_9ce4_8422_2325, body.len() as u64), mix);
    header[16..].copy_from_slice(&sum.to_le_bytes());
    bytes
}

pub(super) fn places(bytes: &[u8]) {
    let Ok(places) = Places::from_bytes(bytes) else { return };
    for query in ["えき", "ekimae", "市役所", " ", "A"] {
        let _ = places.search(query, 5);
    }
}

pub(super) fn indexes() -> Vec<Vec<u8>> {
    seeds::parts().places.to_bytes().into_iter().collect()
}

pub(super) fn tiles(bytes: &[u8]) {
    let Ok(source) = TileSource::open(bytes.to_vec()) else { return };
    let _ = (source.bounds(), source.n_tiles(), source.metadata());
    for zoom in source.min_zoom()..=source.max_zoom().min(30) {
        let side = 1_u64 << zoom;
        for sample in 0..SAMPLES {
            let at = (sample * side / SAMPLES) as u32;
            let _ = source.tile(zoom, at, at / 2);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hierarchy_signed_anew_is_the_same_hierarchy() {
        let sound = &seeds::parts().hierarchy;
        assert_eq!(resigned(sound), *sound);
    }
}
