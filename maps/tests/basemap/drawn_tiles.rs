//! What a drawing's tiles show.

use noriai_maps::basemap::{Basemap, TileSource};

use crate::decoding::{EXTENT, Feature, features_at};
use crate::drawing::{at, extract};

fn source(drawing: &str) -> TileSource {
    let basemap = Basemap::from_extract(&extract(drawing));
    TileSource::open(basemap.write_pmtiles().unwrap()).unwrap()
}

/// The layers and attributes of the tile around the drawing's origin.
fn shown(drawing: &str, zoom: u8) -> Vec<String> {
    let features = features_at(&source(drawing), at(0.0, 0.0), zoom);
    features.iter().map(|f| format!("{} {}", f.layer, f.attributes).trim_end().into()).collect()
}

fn only<'a>(features: &'a [Feature], layer: &str) -> &'a Feature {
    let of_layer = features.iter().filter(|feature| feature.layer == layer).collect::<Vec<_>>();
    assert_eq!(of_layer.len(), 1, "{features:?}");
    of_layer[0]
}

#[test]
fn a_road_crosses_its_tile_from_edge_to_edge() {
    let source = source(
        "a -9000,0
         b 9000,10
         road: a b highway=primary name=大通り name:en=Main",
    );
    let features = features_at(&source, at(0.0, 5.0), 14);
    let road = only(&features, "road");
    assert_eq!(road.attributes, "class=primary name=大通り name_en=Main");
    let line = &road.lines()[0];
    assert!(line[0].x < 0.0 && EXTENT < line[line.len() - 1].x, "{line:?}");
}

#[test]
fn a_oneway_against_its_points_is_drawn_with_the_traffic() {
    let source = source(
        "a 0,0
         b 500,0
         road: a b highway=residential oneway=-1",
    );
    let features = features_at(&source, at(5.0, 0.0), 14);
    let road = only(&features, "road");
    assert_eq!(road.attributes, "class=residential oneway=1");
    let line = &road.lines()[0];
    assert!(line[line.len() - 1].x < line[0].x, "traffic runs west: {line:?}");
}

#[test]
fn names_and_small_roads_appear_as_one_draws_near() {
    let town = "a 0,0
         b 300,0
         c 300,300
         high: a b highway=trunk name=国道 ref=41
         lane: b c highway=residential name=小路";
    assert_eq!(shown(town, 6), ["road class=trunk"]);
    assert_eq!(shown(town, 9), ["road class=trunk ref=41"]);
    assert_eq!(
        shown(town, 12),
        ["road class=residential name=小路", "road class=trunk name=国道 ref=41"]
    );
}

#[test]
fn an_island_is_a_hole_in_its_lake() {
    let source = source(
        "a -400,-400
         b 400,-400
         c 400,400
         d -400,400
         e -50,-50
         f 50,-50
         g 0,50
         east: a b c
         west: a d c
         isle: e f g e
         lake= outer:east outer:west inner:isle type=multipolygon natural=water
         road: a c highway=service",
    );
    let features = features_at(&source, at(0.0, 0.0), 13);
    let rings = only(&features, "water").rings();
    let turns: Vec<_> =
        rings.iter().map(|ring| (ring.is_outer, 0.0 < ring.area_doubled())).collect();
    assert_eq!(turns, [(true, true), (false, false)]);
    assert!(rings.iter().all(|ring| ring.points.first() == ring.points.last()));
}

#[test]
fn houses_that_share_a_wall_stay_apart() {
    // The second house begins where the first one ends: an encoder that leaves out the move in
    // between makes one crossed ring of both.
    let source = source(
        "a 0,0
         b 0,20
         c 20,20
         d 20,0
         e 40,0
         f 40,20
         west: d c b a d building=yes
         east: d e f c d building=yes
         road: a e highway=service",
    );
    let features = features_at(&source, at(0.0, 0.0), 14);
    let rings = only(&features, "building").rings();
    assert_eq!(rings.len(), 2);
    assert!(rings.iter().all(|ring| ring.is_outer && 0.0 < ring.area_doubled()));
}

#[test]
fn a_ring_that_lacks_a_way_is_counted_and_the_rest_drawn() {
    let extract = extract(
        "a 0,0
         b 400,0
         c 400,400
         shore: a b c
         lake= outer:shore outer:lost type=multipolygon natural=water
         road: a b highway=primary",
    );
    let basemap = Basemap::from_extract(&extract);
    assert_eq!(basemap.report().incomplete_rings, 1);
    assert_eq!(basemap.report().features, 1);
    assert!(!basemap.has_coast());
}

#[test]
fn a_road_with_a_missing_node_is_drawn_up_to_the_gap() {
    let source = source(
        "a 0,0
         b 100,0
         d 500,0
         e 600,0
         road: a b missing d e highway=primary",
    );
    let features = features_at(&source, at(300.0, 0.0), 14);
    assert_eq!(only(&features, "road").lines().len(), 2);
}

#[test]
fn an_island_in_the_sea_is_land() {
    let source = source(
        "a -400,-400
         b 400,-400
         c 0,400
         south: a b natural=coastline
         north: b c a natural=coastline
         road: a c highway=primary",
    );
    assert!(source.metadata().has_coast);
    let features = features_at(&source, at(0.0, 0.0), 14);
    let land = only(&features, "land").rings();
    assert_eq!(land.len(), 1);
    assert!(0.0 < land[0].area_doubled());
}

#[test]
fn a_harbour_basin_walked_the_other_way_is_no_land() {
    let source = source(
        "a -400,-400
         b 400,-400
         c 0,400
         basin: a c b a natural=coastline
         road: a c highway=primary",
    );
    assert!(!source.metadata().has_coast);
}

#[test]
fn a_small_wood_is_seen_from_near_only_and_large_land_lies_below_small() {
    let drawing = "a -3000,-3000
         b 3000,-3000
         c 3000,3000
         d -3000,3000
         e 0,0
         f 15,0
         g 15,15
         h 0,15
         town: a b c d a landuse=residential
         park: e f g h e leisure=park
         road: a e highway=primary";
    assert_eq!(
        shown(drawing, 14),
        ["landuse kind=residential", "landuse kind=park", "road class=primary"]
    );
    assert_eq!(shown(drawing, 11), ["landuse kind=residential", "road class=primary"]);
}

#[test]
fn settlements_and_places_carry_their_names() {
    let drawing = "a 10,10 railway=station name=町駅 name:en=Machi
         b 20,20 place=town name=町 name:ja=町 name:en=Machi
         c 30,30 place=hamlet name=奥
         d 0,0
         e 50,0
         road: d e highway=primary";
    assert_eq!(
        shown(drawing, 14),
        [
            "road class=primary",
            "place kind=town name=町 name_en=Machi",
            "place kind=hamlet name=奥",
            "poi kind=station name=町駅 name_en=Machi",
        ]
    );
    assert_eq!(shown(drawing, 8), ["road class=primary", "place kind=town name=町 name_en=Machi"]);
}

#[test]
fn the_boundary_is_drawn_once_and_not_at_sea() {
    let drawing = "a 0,0
         b 500,0
         c 500,500
         d 0,500
         land: a b c boundary=administrative admin_level=8
         sea: c d a boundary=administrative admin_level=8 maritime=yes
         town= outer:land outer:sea type=boundary boundary=administrative admin_level=7
         road: a c highway=primary";
    let features = features_at(&source(drawing), at(10.0, 10.0), 14);
    assert_eq!(only(&features, "boundary").lines().len(), 1);
}
