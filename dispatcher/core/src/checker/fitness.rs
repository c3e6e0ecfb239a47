//! Who may ride in which vehicle, and with whom: V1, V2.

use crate::booking::{Booking, Status};
use crate::equipment::Equipment;
use crate::request::Party;
use crate::state::State;
use crate::tour::{Call, Tour};

use super::Findings;

/// Everybody who is still to board; who is aboard is aboard.
pub(super) fn check(state: &State, tour: &Tour, found: &mut Findings) {
    let boards = tour.calls.iter().flat_map(Call::boards).filter_map(|id| state.booking(id));
    for booking in boards.filter(|booking| booking.status == Status::Waiting) {
        check_vehicle(tour, booking, found);
        check_attendant(state, tour, booking, found);
    }
    check_company(state, tour, found);
}

/// Somebody looks after a small child, and after a rider who is not to travel without.
fn check_attendant(state: &State, tour: &Tour, booking: &Booking, found: &mut Findings) {
    if tour.shift.fittings.attendant {
        return;
    }
    let Party { adults, children, infants, reduced, wheelchairs, .. } = booking.request.party;
    let (grown, wheelchairs) = (u32::from(adults) + u32::from(reduced), u32::from(wheelchairs));
    found.expect(infants == 0 || 0 < grown + wheelchairs, "V1", booking.id, || {
        "is a small child alone, and nobody attends".to_owned()
    });
    let attended = state.rider_rules(booking.rider).is_some_and(|rules| rules.attended);
    // Of those on foot one is the rider, unless that is the one in the wheelchair, or a child.
    let n_needed = if wheelchairs == 0 && children == 0 { 2 } else { 1 };
    found.expect(!attended || n_needed <= grown, "V1", booking.id, || {
        "needs somebody along, and nobody attends".to_owned()
    });
}

/// Who must ride alone does, and who must not meet does not: from the moment that either boards.
fn check_company(state: &State, tour: &Tour, found: &mut Findings) {
    let is_aboard = |booking: &Booking| matches!(booking.status, Status::Aboard { .. });
    let rides = |booking: &&Booking| is_aboard(booking);
    let alights = tour.calls.iter().flat_map(Call::alights).filter_map(|id| state.booking(id));
    let mut aboard: Vec<&Booking> = alights.filter(rides).collect();
    for (n, call) in tour.calls.iter().enumerate() {
        aboard.retain(|party| call.alights().all(|id| id != party.id));
        aboard.extend(call.boards().filter_map(|id| state.booking(id)));
        if tour.calls.get(n + 1).is_some_and(|next| next.place.road == call.place.road) {
            continue;
        }
        for (index, one) in aboard.iter().enumerate() {
            for other in aboard.iter().skip(index + 1) {
                let rules = [one, other].map(|party| state.rider_rules(party.rider));
                let alone = rules.iter().flatten().any(|rules| rules.alone);
                let apart = rules[0].is_some_and(|rules| rules.apart.contains(&other.rider));
                // Those who were in the vehicle already when the rule was made stay in it.
                let both_aboard = is_aboard(one) && is_aboard(other);
                found.expect(both_aboard || !(alone || apart), "V2", one.id, || {
                    format!("rides with {} behind {}, against the rules", other.id, call.id)
                });
            }
        }
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
