//! The roads that a plan drives, drawn out segment by segment on the map that it names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use noriai_core::travel::RoadPoint;
use noriai_core::{Call, Duty, State, Status, Tour};
use noriai_network::SegmentId;
use noriai_router::Router;

/// Every map there was, and what is closed on the last.
pub(super) struct Atlas {
    pub(super) routers: BTreeMap<u64, Arc<Router>>,
    /// Kept by who closes, not read back from a router.
    pub(super) closed: BTreeSet<SegmentId>,
}

/// Legs that were looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Legs {
    pub(super) driven: u64,
    /// No open road leads there.
    pub(super) without_a_road: u64,
    /// They begin on a closed road and come out over others.
    pub(super) coming_out: u64,
}

/// What the open plans do that they may not.
pub(super) fn broken(state: &State, atlas: &Atlas) -> (Vec<String>, Legs) {
    let (mut found, mut legs) = (Vec::new(), Legs::default());
    for tour in state.tours().values().filter(|tour| !tour.is_over()) {
        let mut here = tour.origin.place.road;
        for call in &tour.calls {
            let there = call.place.road;
            if !call.arrived && here != there {
                legs.driven += 1;
                match drive(tour, here, call, atlas) {
                    Ok(Some(n_closed)) => legs.coming_out += u64::from(1 < n_closed),
                    // Nobody is to be fetched where no road leads.
                    Ok(None) if !fetches(state, call) => legs.without_a_road += 1,
                    Ok(None) => found.push(format!("{} {}: no road", tour.shift.id, call.id)),
                    Err(why) => found.push(format!("{} {}: {why}", tour.shift.id, call.id)),
                }
            }
            here = there;
        }
    }
    (found, legs)
}

/// Drives to a call as planned, and tells how many closed segments it begins on; `None` if no road
/// leads there.
fn drive(
    tour: &Tour,
    here: RoadPoint,
    call: &Call,
    atlas: &Atlas,
) -> Result<Option<usize>, String> {
    let router = atlas.routers.get(&tour.map);
    let router = router.ok_or_else(|| format!("map {:016x} is not known", tour.map))?;
    let Some(path) = router.path(here, call.place.road) else { return Ok(None) };
    if let Some(closed) = driven_over(&path.segments, &atlas.closed) {
        return Err(format!("{closed:?} is closed"));
    }
    if path.leg != call.leg {
        return Err(format!("takes {}, not {}", path.leg.time, call.leg.time));
    }
    Ok(Some(path.segments.iter().take_while(|on| atlas.closed.contains(on)).count()))
}

fn fetches(state: &State, call: &Call) -> bool {
    let waits = |duty: &Duty| match duty {
        Duty::Board(id) => state.booking(*id).is_some_and(|it| it.status == Status::Waiting),
        _ => false,
    };
    call.duties.iter().any(waits)
}

/// A closed segment that a drive may not be on.
///
/// Asking that none is driven but the first would be too much: where all roads of a quarter close
/// around a vehicle, it comes out over closed ones or not at all. So a drive may begin with closed
/// segments. Once on an open one it enters no more, and it does not end on one.
fn driven_over(segments: &[SegmentId], closed: &BTreeSet<SegmentId>) -> Option<SegmentId> {
    let is_closed = |on: &&SegmentId| closed.contains(*on);
    let after = segments.iter().skip_while(is_closed).find(is_closed);
    after.or_else(|| segments.last().filter(is_closed)).copied()
}

#[test]
fn a_drive_may_leave_closed_roads_but_not_enter_them_or_end_there() {
    let closed = BTreeSet::from([3, 4].map(SegmentId));
    let over = |segments: &[u32]| {
        let segments: Vec<SegmentId> = segments.iter().copied().map(SegmentId).collect();
        driven_over(&segments, &closed).map(|on| on.0)
    };
    assert_eq!(over(&[1, 2]), None);
    assert_eq!(over(&[3, 4, 1]), None);
    assert_eq!(over(&[1, 3, 2]), Some(3));
    assert_eq!(over(&[3, 1, 4, 2]), Some(4));
    assert_eq!(over(&[1, 4]), Some(4));
    assert_eq!(over(&[3, 4]), Some(4));
}
