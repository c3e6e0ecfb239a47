//! The archive of tiles: the same bytes every time, and no harm from damaged ones.

use noriai_maps::basemap::{Basemap, OSM_ATTRIBUTION, TileSource};
use proptest::prelude::*;

use crate::decoding::tile_at;
use crate::drawing::{at, extract};

const TOWN: &str = "a 0,0 railway=station name=町駅
     b 900,0
     c 900,900
     d 0,900
     high: a b highway=trunk name=国道
     wood: a b c d a natural=wood";

fn archive() -> Vec<u8> {
    Basemap::from_extract(&extract(TOWN)).write_pmtiles().unwrap()
}

#[test]
fn the_same_extract_gives_the_same_bytes() {
    assert_eq!(archive(), archive());
}

#[test]
fn an_archive_tells_what_it_holds() {
    let basemap = Basemap::from_extract(&extract(TOWN));
    let source = TileSource::open(basemap.write_pmtiles().unwrap()).unwrap();
    assert_eq!((source.min_zoom(), source.max_zoom()), (6, 14));
    assert_eq!(Some(source.bounds()), basemap.bounds());
    let metadata = source.metadata();
    assert_eq!(metadata.attribution, OSM_ATTRIBUTION);
    let layers: Vec<&str> = metadata.vector_layers.iter().map(|layer| layer.id.as_str()).collect();
    assert_eq!(layers, ["landuse", "road", "poi"]);
    let road = &metadata.vector_layers[1];
    assert_eq!(road.fields.keys().collect::<Vec<_>>(), ["class", "name"]);
    assert_eq!((road.minzoom, road.maxzoom), (6, 14));
}

#[test]
fn a_generated_town_names_its_own_source() {
    let basemap = Basemap::from_extract(&extract(TOWN))
        .with_name("みどり野町")
        .with_attribution("a generated town");
    let source = TileSource::open(basemap.write_pmtiles().unwrap()).unwrap();
    assert_eq!(source.metadata().name, "みどり野町");
    assert_eq!(source.metadata().attribution, "a generated town");
}

#[test]
fn outside_of_the_map_there_is_no_tile() {
    let source = TileSource::open(archive()).unwrap();
    let (zoom, column, row) = tile_at(at(1.0, 1.0), 14);
    assert!(source.tile(zoom, column, row).is_some());
    for (zoom, column, row) in [(14, 0, 0), (5, 0, 0), (15, column, row), (14, u32::MAX, row)] {
        assert!(source.tile(zoom, column, row).is_none(), "{zoom}/{column}/{row}");
    }
    assert!(source.tile(255, 0, 0).is_none());
}

/// A node without a position often comes out as 0, 0, off the coast of Africa: between there and
/// here lie tens of millions of tiles.
#[test]
fn a_map_with_a_node_far_away_is_refused() {
    let drawing = format!("{TOWN}\n zero -12320000,-4000000\n slip: d zero highway=primary");
    let fault = Basemap::from_extract(&extract(&drawing)).write_pmtiles().unwrap_err();
    assert_eq!(fault.code(), "basemap_too_wide");
    assert!(fault.to_string().contains("tiles"), "{fault}");
}

#[test]
fn an_empty_extract_has_no_tiles_and_says_so() {
    let fault = Basemap::from_extract(&extract("")).write_pmtiles().unwrap_err();
    assert_eq!(fault.code(), "basemap_empty");
    assert_eq!(TileSource::open(Vec::new()).unwrap_err().code(), "tiles_damaged");
}

#[test]
fn a_truncated_archive_is_refused_wherever_it_is_cut() {
    let whole = archive();
    for end in (0..whole.len()).step_by(37).chain([whole.len() - 1]) {
        assert!(TileSource::open(whole[..end].to_vec()).is_err(), "{end} of {}", whole.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_damaged_archive_never_ends_the_process(
        damage in prop::collection::vec((0_usize..127, any::<u8>()), 1..9),
        tail in prop::collection::vec((127_usize..20_000, any::<u8>()), 0..9),
    ) {
        let mut bytes = archive();
        for (at, byte) in damage.into_iter().chain(tail) {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        if let Ok(source) = TileSource::open(bytes) {
            for zoom in 0..=31 {
                let (zoom, column, row) = tile_at(at(1.0, 1.0), zoom);
                let _ = source.tile(zoom, column, row);
            }
        }
    }

    #[test]
    fn noise_is_no_archive(noise in prop::collection::vec(any::<u8>(), 0..4096)) {
        prop_assert!(TileSource::open(noise).is_err());
    }
}
