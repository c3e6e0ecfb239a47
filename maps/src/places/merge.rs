//! The same place drawn twice is one place.

use std::collections::BTreeMap;

use noriai_units::Metres;

use super::{PlaceEntry, PlaceKind, fold};

/// Joins entries of one kind and name that lie close to each other, such as the two poles of a
/// stop, or a station that is a node and a building. The first keeps its position and learns the
/// names it lacks from the others.
pub(super) fn merge(entries: Vec<PlaceEntry>) -> Vec<PlaceEntry> {
    let mut merged: BTreeMap<(PlaceKind, String), Vec<PlaceEntry>> = BTreeMap::new();
    for entry in entries {
        let same = merged.entry((entry.kind, fold::fold(&entry.name))).or_default();
        let reach = reach(entry.kind);
        let near = |known: &&mut PlaceEntry| known.position.distance(entry.position) <= reach;
        match same.iter_mut().find(near) {
            Some(known) => learn(known, entry),
            None => same.push(entry),
        }
    }
    merged.into_values().flatten().collect()
}

/// How far apart two drawings of one place may lie.
fn reach(kind: PlaceKind) -> Metres {
    match kind {
        PlaceKind::Stop => Metres::new(80),
        PlaceKind::Hospital | PlaceKind::School | PlaceKind::Park => Metres::new(400),
        // An airport's terminal and the middle of its runway are the farthest apart.
        PlaceKind::Station => Metres::new(1_000),
        // A town's point is in its centre, the middle of its outline is not.
        PlaceKind::District => Metres::new(4_000),
        _ => Metres::new(150),
    }
}

fn learn(known: &mut PlaceEntry, other: PlaceEntry) {
    if known.name_kana.is_empty() {
        known.name_kana = other.name_kana;
    }
    if known.name_en.is_empty() {
        known.name_en = other.name_en;
    }
}

#[cfg(test)]
mod tests {
    use noriai_units::Position;

    use super::*;

    fn place(kind: PlaceKind, name: &str, north_e7: i32) -> PlaceEntry {
        PlaceEntry {
            kind,
            name: name.into(),
            name_kana: String::new(),
            name_en: String::new(),
            position: Position::from_e7(360_000_000 + north_e7, 1_370_000_000).unwrap(),
        }
    }

    #[test]
    fn two_poles_of_a_stop_are_one_stop() {
        let mut other = place(PlaceKind::Stop, "市役所前", 5_000);
        other.name_kana = "しやくしょまえ".into();
        let first = place(PlaceKind::Stop, "市役所前", 0);
        let merged = merge(vec![first.clone(), other]);
        assert_eq!(merged.len(), 1);
        assert_eq!(merged[0].position, first.position);
        assert_eq!(merged[0].name_kana, "しやくしょまえ");
    }

    #[test]
    fn stops_of_one_name_a_kilometre_apart_stay_two() {
        let apart = [place(PlaceKind::Stop, "中町", 0), place(PlaceKind::Stop, "中町", 90_000)];
        assert_eq!(merge(apart.to_vec()).len(), 2);
    }

    #[test]
    fn a_stop_and_a_station_of_one_name_stay_two() {
        let two = [place(PlaceKind::Stop, "富山駅", 0), place(PlaceKind::Station, "富山駅", 0)];
        assert_eq!(merge(two.to_vec()).len(), 2);
    }
}
