//! Who is planned where: B3, T1, T4, M1.

use std::collections::{BTreeMap, BTreeSet};

use crate::booking::{Booking, Status};
use crate::ids::BookingId;
use crate::state::State;
use crate::tour::{Call, Duty, Tour};

use super::Findings;

/// A rider's duty on a tour: the call's number on it, counted from 0.
struct Planned<'a> {
    tour: &'a Tour,
    call: &'a Call,
    n: usize,
}

/// All duties of one rider.
#[derive(Default)]
struct Duties<'a> {
    boards: Vec<Planned<'a>>,
    alights: Vec<Planned<'a>>,
}

pub(super) fn check(state: &State, found: &mut Findings) {
    let mut riders: BTreeMap<BookingId, Duties<'_>> = BTreeMap::new();
    for tour in state.tours().values() {
        check_calls(tour, found);
        for (n, call) in tour.calls.iter().enumerate() {
            for duty in &call.duties {
                let planned = Planned { tour, call, n };
                match duty {
                    Duty::Board(id) => riders.entry(*id).or_default().boards.push(planned),
                    Duty::Alight(id) => riders.entry(*id).or_default().alights.push(planned),
                    Duty::Break(_) | Duty::Return => {}
                }
            }
        }
    }
    for id in riders.keys().filter(|id| state.booking(**id).is_none()) {
        found.add("T1", id, "is planned but was never booked".to_owned());
    }
    for id in state.cut_off().keys() {
        let waits = state.booking(*id).is_some_and(|booking| booking.status == Status::Waiting);
        found.expect(waits, "T1", id, || "is cut off without waiting".to_owned());
    }
    let none = Duties::default();
    for booking in state.bookings().values() {
        check_booking(state, booking, riders.get(&booking.id).unwrap_or(&none), found);
    }
}

/// Ids, order and completeness of a tour's calls.
fn check_calls(tour: &Tour, found: &mut Findings) {
    let shift = tour.shift.id;
    let mut seen = BTreeSet::new();
    let mut last_break = None;
    for (n, call) in tour.calls.iter().enumerate() {
        let subject = format!("{shift} {}", call.id);
        found.expect(seen.insert(call.id), "M1", &subject, || "is there twice".to_owned());
        found.expect(call.id.0 < tour.next_call, "M1", &subject, || {
            format!("is not below the next id, {}", tour.next_call)
        });
        found.expect(!call.duties.is_empty(), "T1", &subject, || "has no duty".to_owned());
        found.expect(n == 0 || !call.arrived, "T4", &subject, || {
            "is arrived at, but another call comes first".to_owned()
        });
        let is_last = n + 1 == tour.calls.len();
        let returns = call.duties.contains(&Duty::Return);
        found.expect(is_last == returns, "T3", &subject, || {
            "the return to the depot is to be the last call, and only that".to_owned()
        });
        for duty in &call.duties {
            if let Duty::Break(index) = duty {
                let known = *index < tour.shift.breaks.len();
                let in_order = last_break.is_none_or(|last| last < *index);
                found.expect(known && in_order, "T3", &subject, || {
                    format!("break {index} is out of order or not the shift's")
                });
                last_break = Some(*index);
            }
        }
        let alone = call.duties.len() == 1 || !call.duties.iter().any(|duty| is_drivers_own(*duty));
        found.expect(alone, "T3", &subject, || "mixes riders with a break or return".to_owned());
    }
}

fn is_drivers_own(duty: Duty) -> bool {
    matches!(duty, Duty::Break(_) | Duty::Return)
}

fn check_booking(state: &State, booking: &Booking, duties: &Duties<'_>, found: &mut Findings) {
    let id = booking.id;
    let (n_boards, n_alights) = (duties.boards.len(), duties.alights.len());
    match booking.status {
        Status::Waiting if state.cut_off().contains_key(&id) => {
            found.expect(n_boards + n_alights == 0, "T1", id, || {
                "is cut off and planned all the same".to_owned()
            });
        }
        Status::Waiting => {
            let (Some(board), Some(alight)) = (duties.boards.first(), duties.alights.first())
            else {
                found.add("T1", id, format!("waits, with {n_boards} pickups planned"));
                return;
            };
            found.expect(n_boards == 1 && n_alights == 1, "T1", id, || {
                format!("has {n_boards} pickups and {n_alights} drop-offs")
            });
            found.expect(board.tour.shift.id == alight.tour.shift.id, "T1", id, || {
                "is picked up on one tour and dropped off on another".to_owned()
            });
            found.expect(board.n < alight.n, "T1", id, || {
                "is dropped off before it is picked up".to_owned()
            });
            found.expect(board.call.place.road == booking.request.from.road, "T1", id, || {
                format!("boards at {}, another place than it asked for", board.call.id)
            });
        }
        Status::Aboard { vehicle, .. } => {
            found.expect(n_boards == 0, "T4", id, || "is aboard and to board again".to_owned());
            found.expect(n_alights == 1, "T4", id, || {
                format!("is aboard, with {n_alights} drop-offs planned")
            });
            let own = duties.alights.iter().all(|alight| alight.tour.shift.vehicle == vehicle);
            found.expect(own, "T4", id, || format!("is aboard {vehicle}, planned on another"));
        }
        Status::Completed { .. } | Status::Cancelled { .. } | Status::NoShow { .. } => {
            found.expect(n_boards + n_alights == 0, "B3", id, || {
                "has ended and is still planned".to_owned()
            });
            return;
        }
    }
    for alight in &duties.alights {
        found.expect(alight.call.place.road == booking.request.to.road, "T1", id, || {
            format!("alights at {}, another place than it asked for", alight.call.id)
        });
    }
}
