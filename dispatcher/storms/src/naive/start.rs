//! Where a vehicle is, for all that is known.

use std::collections::BTreeMap;

use noriai_core::{Situation, State, Status, Tour};

use super::order::Start;

/// A position report older than this says nothing.
const FRESH: i64 = 60_000;

/// From where and when the vehicle can do something else.
pub(super) fn start(state: &State, situation: &Situation<'_>, tour: &Tour) -> Start {
    let now = situation.now.unix_millis();
    let mut aboard = BTreeMap::new();
    for id in tour.calls.iter().flat_map(|call| call.alights()) {
        if let Some(booking) = state.booking(id)
            && let Status::Aboard { ride_from, .. } = booking.status
        {
            aboard.insert(id, (ride_from.unix_millis(), booking.request.party, booking.rider));
        }
    }
    let ready = tour.origin.ready.unix_millis().max(now);
    let road = tour.origin.place.road;
    let mut start = Start { road, ready, now, arrived: None, seen: false, n_locked: 0, aboard };
    let Some(first) = tour.calls.first() else { return start };
    let age = |at: i64| (0..=FRESH).contains(&(now - at));
    let seen = situation.sightings.get(&tour.shift.vehicle);
    let seen = seen.filter(|seen| age(seen.at.unix_millis()));
    if first.arrived {
        start.arrived = Some(first.arrival.unix_millis());
        start.n_locked = first.duties.len();
    } else if first.leave.unix_millis() <= now {
        if let Some(seen) = seen {
            (start.road, start.ready, start.seen) = (seen.place.road, now, true);
        } else {
            start.ready = first.leave.max(tour.origin.ready).unix_millis();
            start.n_locked = first.duties.len();
        }
    }
    start
}
