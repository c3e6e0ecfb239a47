//! What people call a spot.

use noriai_maps::places::{PlaceEntry, PlaceKind};
use noriai_network::SegmentId;
use noriai_units::{Metres, Position};

use super::Town;
use crate::wire::PlaceBody;

/// A named place further away than this does not name a spot.
const NEAR: Metres = Metres::new(80);
/// What everybody knows names a spot from further away: the rider who asked for the station is not
/// told the name of the shop beside it.
const NEAR_LANDMARK: Metres = Metres::new(150);
/// Degrees of latitude that are surely more than both, to pass over most places quickly.
const NEAR_LAT_E7: u32 = 20_000;

impl Town {
    /// A place as answers name it: the stop that stands there, the nearest named place, or the
    /// road.
    pub(crate) fn place_body(&self, position: Position) -> PlaceBody {
        let (name, name_en) = self.name_of(position);
        PlaceBody { name, name_en, position: position.into() }
    }

    fn name_of(&self, position: Position) -> (String, Option<String>) {
        if let Some(stop) = self.stops.at(position) {
            return (stop.name.clone(), given(&stop.name_en));
        }
        if let Some(entry) = self.nearest_place(position) {
            return (entry.name.clone(), given(&entry.name_en));
        }
        if let Some(road) = self.road_name(position) {
            return road;
        }
        (format!("{:.4}, {:.4}", position.lat(), position.lon()), None)
    }

    fn nearest_place(&self, position: Position) -> Option<&PlaceEntry> {
        let candidates = self.map.places.entries().iter().filter(|entry| {
            let is_spot = !matches!(entry.kind, PlaceKind::District | PlaceKind::Hamlet);
            is_spot && entry.position.lat_e7().abs_diff(position.lat_e7()) < NEAR_LAT_E7
        });
        // A landmark wins over anything else that is not nearer by what it may be further away.
        let ranked = candidates.filter_map(|entry| {
            let distance = entry.position.distance(position);
            let left = reach(entry.kind) - distance;
            (Metres::ZERO <= left).then_some((left, entry))
        });
        ranked.max_by_key(|(left, _)| *left).map(|(_, entry)| entry)
    }

    fn road_name(&self, position: Position) -> Option<(String, Option<String>)> {
        let snap = self.map.router.snap(position, NEAR).ok()?;
        self.name_of_road(snap.spot.segment)
    }

    /// What a road is called: its name in Japanese and in latin letters, or its number.
    pub(crate) fn name_of_road(&self, segment: SegmentId) -> Option<(String, Option<String>)> {
        let network = self.map.router.network();
        let name = network.name(network.segment(segment).name?);
        let local = if name.ja.is_empty() { &name.local } else { &name.ja };
        let shown = if local.is_empty() { &name.number } else { local };
        given(shown).map(|shown| (shown, given(&name.en)))
    }
}

/// From how far away a place names a spot.
const fn reach(kind: PlaceKind) -> Metres {
    match kind {
        PlaceKind::Station | PlaceKind::Hospital | PlaceKind::Hall => NEAR_LANDMARK,
        _ => NEAR,
    }
}

/// `None` for what the map leaves empty.
pub(super) fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
