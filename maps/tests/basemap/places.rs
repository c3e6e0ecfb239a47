//! Places of drawings.

use noriai_maps::places::{PlaceKind, Places};

use crate::drawing::{at, extract};

#[test]
fn places_come_from_nodes_houses_and_grounds() {
    let places = Places::from_extract(&extract(
        "a 0,0
         b 40,0
         c 40,40
         d 0,40
         stop 500,0 highway=bus_stop name=役場前
         pole 530,0 highway=bus_stop name=役場前 name:ja-Hira=やくばまえ
         shop 900,0 shop=supermarket name=コープ
         tree 950,0 natural=tree name=大杉
         nameless 990,0 shop=supermarket
         house: a b c d a building=yes amenity=townhall name=町役場 name:en=Town
         wall: a b
         wall2: b c d a
         care= outer:wall outer:wall2 type=multipolygon amenity=hospital name=病院",
    ));
    let found: Vec<_> = places.entries().iter().map(|e| (e.kind, e.name.as_str())).collect();
    assert_eq!(
        found,
        [
            (PlaceKind::Hospital, "病院"),
            (PlaceKind::Hall, "町役場"),
            (PlaceKind::Supermarket, "コープ"),
            (PlaceKind::Stop, "役場前"),
        ]
    );
    assert_eq!(places.entries()[1].position, at(20.0, 20.0));
    assert_eq!(places.entries()[1].name_en, "Town");
    let stops: Vec<_> = places.stops().map(|stop| stop.name_kana.as_str()).collect();
    assert_eq!(stops, ["やくばまえ"]);
}

#[test]
fn an_index_survives_being_stored() {
    let places = Places::from_extract(&extract("a 0,0 railway=station name=町駅 name:en=Machi"));
    let again = Places::from_bytes(&places.to_bytes().unwrap()).unwrap();
    assert_eq!(again, places);
    assert_eq!(again.search("mach", 1)[0].name, "町駅");
}
