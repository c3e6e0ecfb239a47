//! Rides are counted for the company whose driver drove them: R1.

use std::collections::BTreeMap;

use crate::booking::Status;
use crate::ids::CompanyId;
use crate::state::State;
use crate::tour::Tour;

use super::Findings;

pub(super) fn check(state: &State, found: &mut Findings) {
    let mut driven: BTreeMap<CompanyId, i64> = BTreeMap::new();
    if let Some(rotation) = &state.policy().rotation {
        for booking in state.bookings().values() {
            let Status::Completed { vehicle, alighted, .. } = booking.status else { continue };
            let mut shifts: Vec<&Tour> = state.tours().values().map(AsRef::as_ref).collect();
            shifts.retain(|tour| tour.shift.vehicle == vehicle);
            shifts.sort_by_key(|tour| tour.shift.start);
            let n_begun = shifts.iter().take_while(|tour| tour.shift.start <= alighted).count();
            let own = shifts.get(n_begun.max(1) - 1);
            if let Some(company) = own.and_then(|tour| tour.shift.company)
                && rotation.since <= alighted
            {
                *driven.entry(company).or_default() += 1;
            }
        }
    }
    found.expect(driven == *state.rides(), "R1", "rides", || {
        format!("{:?} are counted, {driven:?} were driven", state.rides())
    });
}
