//! The real extracts, where they stand beside the project.

use std::path::PathBuf;

use noriai_maps::Extract;
use noriai_maps::basemap::{Basemap, TileSource};
use noriai_maps::places::{PlaceKind, Places};
use noriai_units::Position;

use crate::decoding::{BUFFER, EXTENT, Feature, all_tiles, features_at};

/// `None`, said aloud, where the extract is absent.
fn real(name: &str) -> Option<Extract> {
    let path: PathBuf =
        [env!("CARGO_MANIFEST_DIR"), "..", "..", "shared", "data", "osm", name].iter().collect();
    if path.exists() {
        return Some(Extract::open(&path).unwrap());
    }
    println!("skipped: {} is not there", path.display());
    None
}

fn tiles_of(extract: &Extract) -> TileSource {
    TileSource::open(Basemap::from_extract(extract).write_pmtiles().unwrap()).unwrap()
}

fn check(feature: &Feature) {
    let reach = -BUFFER..=EXTENT + BUFFER;
    let inside = feature.points().iter().all(|p| reach.contains(&p.x) && reach.contains(&p.y));
    assert!(inside, "beyond the buffer: {feature:?}");
    assert!(feature.lines().iter().all(|line| 2 <= line.len()), "too short: {feature:?}");
    for ring in feature.rings() {
        assert!(4 <= ring.points.len() && ring.points.first() == ring.points.last());
        assert_eq!(0.0 < ring.area_doubled(), ring.is_outer, "turned wrongly: {feature:?}");
    }
}

#[test]
fn every_tile_of_every_extract_is_sound() {
    for name in ["natori.osm.pbf", "isle-of-man.osm.pbf", "toyama.osm.pbf"] {
        let Some(extract) = real(name) else { continue };
        let source = tiles_of(&extract);
        let tiles = all_tiles(&source);
        assert_eq!(tiles.len() as u64, source.n_tiles(), "{name}: every tile is in the bounds");
        for tile in &tiles {
            assert!(!tile.is_empty(), "{name}: an empty tile was kept");
            tile.iter().for_each(check);
        }
        println!("{name}: {} tiles, {} bytes", tiles.len(), source.as_bytes().len());
        assert!(source.as_bytes().len() < 4_000_000, "{name}: an archive is a few megabytes");
    }
}

#[test]
fn the_isle_of_man_is_an_island_with_its_towns_on_land() {
    let Some(extract) = real("isle-of-man.osm.pbf") else { return };
    let basemap = Basemap::from_extract(&extract);
    assert!(basemap.has_coast());
    assert_eq!(basemap.report().open_coastlines, 0);
    let source = tiles_of(&extract);
    let layers = |lat, lon| -> Vec<String> {
        let here = Position::from_degrees(lat, lon).unwrap();
        features_at(&source, here, 14).into_iter().map(|feature| feature.layer).collect()
    };
    let inland = layers(54.2361, -4.4616);
    assert!(inland.contains(&"land".to_owned()), "Snaefell is on land: {inland:?}");
    assert!(layers(54.10, -4.40).is_empty(), "the sea has no tile");
}

#[test]
fn toyama_is_land_to_the_south_and_sea_to_the_north() {
    let Some(extract) = real("toyama.osm.pbf") else { return };
    let basemap = Basemap::from_extract(&extract);
    assert!(basemap.has_coast());
    assert_eq!(basemap.report().open_coastlines, 0);
    let source = tiles_of(&extract);
    // In tile 14/14436/6402 the coast runs through; one tile further south all is land.
    let whole = |feature: &&Feature| {
        let area: f64 = feature.rings().iter().map(|ring| ring.area_doubled() / 2.0).sum();
        feature.layer == "land" && f64::from(EXTENT * EXTENT) <= area
    };
    let station = features_at(&source, Position::from_degrees(36.7013, 137.2137).unwrap(), 14);
    assert_eq!(station.iter().filter(whole).count(), 1);
    let harbour = features_at(&source, Position::from_degrees(36.7675, 137.2300).unwrap(), 14);
    assert_eq!(harbour.iter().filter(whole).count(), 0);
}

#[test]
fn an_extract_of_roads_alone_still_makes_a_map() {
    let Some(extract) = real("natori.osm.pbf") else { return };
    let source = tiles_of(&extract);
    assert!(!source.metadata().has_coast);
    let layers: Vec<&str> =
        source.metadata().vector_layers.iter().map(|layer| layer.id.as_str()).collect();
    assert_eq!(layers, ["road", "poi"]);
}

#[test]
fn toyama_is_searched_in_kanji_kana_and_latin_letters() {
    let Some(extract) = real("toyama.osm.pbf") else { return };
    let places = Places::from_extract(&extract);
    println!("toyama: {} places, {} stops", places.len(), places.stops().count());
    for query in ["富山駅", "とやまえき", "トヤマエキ", "toyamaeki"] {
        let first = places.search(query, 1)[0];
        assert_eq!((first.kind, first.name.as_str()), (PlaceKind::Station, "富山駅"), "{query}");
    }
    let hospital = places.search("byouin", 5);
    assert!(hospital.iter().all(|entry| entry.kind == PlaceKind::Hospital), "{hospital:?}");
    assert_eq!(hospital.len(), 5);
}

#[test]
fn the_isle_of_man_is_searched_by_its_names() {
    let Some(extract) = real("isle-of-man.osm.pbf") else { return };
    let places = Places::from_extract(&extract);
    assert_eq!(places.search("nobles hosp", 3)[0].name, "Noble's Hospital");
    let kinds: Vec<PlaceKind> =
        places.search("port erin", 2).iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [PlaceKind::Station, PlaceKind::District]);
}
