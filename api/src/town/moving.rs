//! Where vehicles stop when the roads change: another name for the same spot on another map, another
//! spot where a road is closed.

use std::collections::{BTreeMap, BTreeSet};

use noriai_core::travel::RoadPoint;
use noriai_core::{MapChange, Place, Relocation, State, Status};
use noriai_router::Router;
use noriai_units::Metres;

use super::Town;

/// A place of an old map is looked for this near on the new one.
const MOVED_MAX: Metres = Metres::new(2_000);
/// A point of this map is no further from its place: a stop stands beside its road.
const OWN_MAX: Metres = Metres::new(250);
/// Who waits on a closed road walks no further to where the van stops; beyond that nobody comes, and
/// the control room is to talk to them.
pub(super) const WALK_MAX: Metres = Metres::new(300);

/// What becomes of every place of the open plans on these roads.
pub(super) fn change(router: &Router, state: &State) -> MapChange {
    let mut points: Vec<(RoadPoint, RoadPoint)> = Vec::new();
    let mut relocations: BTreeMap<RoadPoint, Relocation> = BTreeMap::new();
    for (place, reach) in places(state) {
        let Some(road) = own_name(router, place) else { continue };
        if road != place.road {
            points.push((place.road, road));
        }
        if router.is_cut_off(road)
            && let Ok(snap) = router.snap(place.position, reach)
        {
            let moved = Relocation { from: road, to: snap.point, position: snap.position };
            relocations.entry(road).or_insert(moved);
        }
    }
    points.sort_unstable();
    points.dedup_by_key(|(old, _)| *old);
    let relocations = relocations.into_values().collect();
    MapChange { fingerprint: router.fingerprint(), points, relocations }
}

/// The point of a place on this map; `None` if no road is near. Points of this very network keep
/// their name.
fn own_name(router: &Router, place: Place) -> Option<RoadPoint> {
    let own = router.position(place.road);
    if own.is_some_and(|own| own.distance(place.position) <= OWN_MAX) {
        return Some(place.road);
    }
    router.snap(place.position, MOVED_MAX).ok().map(|snap| snap.point)
}

/// Every place of the open plans, and how far from it a vehicle may stop instead. A rider who sits
/// in a vehicle is let out somewhere, and vehicles go home.
fn places(state: &State) -> BTreeSet<(Place, Metres)> {
    let mut places = BTreeSet::new();
    for tour in state.tours().values().filter(|tour| !tour.is_over()) {
        places.insert((tour.shift.depot, MOVED_MAX));
        places.extend(tour.shift.breaks.iter().map(|rule| (rule.place, MOVED_MAX)));
        // Where the vehicle is, and on the way to riders: those are told below.
        places.insert((tour.origin.place, Metres::ZERO));
        places.extend(tour.calls.iter().map(|call| (call.place, Metres::ZERO)));
    }
    for booking in state.bookings().values().filter(|booking| booking.status.is_open()) {
        let aboard = matches!(booking.status, Status::Aboard { .. });
        places.insert((booking.request.from, WALK_MAX));
        places.insert((booking.request.to, if aboard { MOVED_MAX } else { WALK_MAX }));
    }
    places
}

/// The place itself, or the nearest spot within `max` where a vehicle gets to.
pub(super) fn beside(router: &Router, place: Place, max: Metres) -> Place {
    if !router.is_cut_off(place.road) {
        return place;
    }
    let snap = router.snap(place.position, max);
    snap.map_or(place, |snap| Place { position: snap.position, road: snap.point, ..place })
}

impl Town {
    /// The place itself, or the nearest spot where a vehicle gets to now.
    pub(crate) fn reachable(&self, place: Place, max: Metres) -> Place {
        beside(&self.roads.now().router, place, max)
    }

    /// The same for somebody who waits there.
    pub(crate) fn within_walk(&self, place: Place) -> Place {
        self.reachable(place, WALK_MAX)
    }

    /// The same for a vehicle's own places.
    pub(crate) fn within_drive(&self, place: Place) -> Place {
        self.reachable(place, MOVED_MAX)
    }
}
