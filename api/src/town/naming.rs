//! What people call a spot.

use noriai_maps::places::{PlaceEntry, PlaceKind};
use noriai_units::{Metres, Position};

use super::Town;
use crate::wire::PlaceBody;

/// A named place further away than this does not name a spot.
const NEAR: Metres = Metres::new(80);
/// Degrees of latitude that are surely more than [`NEAR`], to pass over most places quickly.
const NEAR_LAT_E7: i32 = 10_000;

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
            let apart = entry.position.lat_e7().abs_diff(position.lat_e7());
            is_spot && apart < NEAR_LAT_E7.unsigned_abs()
        });
        let ranked = candidates.map(|entry| (entry.position.distance(position), entry));
        let near = ranked.filter(|(distance, _)| *distance <= NEAR);
        near.min_by_key(|(distance, _)| *distance).map(|(_, entry)| entry)
    }

    fn road_name(&self, position: Position) -> Option<(String, Option<String>)> {
        let snap = self.map.router.snap(position, NEAR).ok()?;
        let network = self.map.router.network();
        let name = network.name(network.segment(snap.spot.segment).name?);
        let local = if name.ja.is_empty() { &name.local } else { &name.ja };
        let shown = if local.is_empty() { &name.number } else { local };
        given(shown).map(|shown| (shown, given(&name.en)))
    }
}

/// `None` for what the map leaves empty.
pub(super) fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
