//! Who may ride in which vehicle: V1.

use crate::booking::{Booking, Status};
use crate::equipment::Equipment;
use crate::state::State;
use crate::tour::{Call, Tour};

use super::Findings;

/// Everybody who is still to board; who is aboard is aboard.
pub(super) fn check(state: &State, tour: &Tour, found: &mut Findings) {
    let boards = tour.calls.iter().flat_map(Call::boards).filter_map(|id| state.booking(id));
    for booking in boards.filter(|booking| booking.status == Status::Waiting) {
        check_vehicle(tour, booking, found);
    }
}

fn check_vehicle(tour: &Tour, booking: &Booking, found: &mut Findings) {
    let (needs, fittings) = (&booking.request.needs, &tour.shift.fittings);
    let has = |kind: Equipment| fittings.equipment.iter().any(|held| held == kind);
    for needed in needs.equipment.iter() {
        found.expect(has(needed), "V1", booking.id, || {
            format!("needs a {}, which {} lacks", needed.code(), tour.shift.vehicle)
        });
    }
    if let Some(group) = needs.group {
        found.expect(fittings.groups.iter().any(|own| *own == group), "V1", booking.id, || {
            format!("is for vehicles of {group} only, planned on {}", tour.shift.vehicle)
        });
    }
}
