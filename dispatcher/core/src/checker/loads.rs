//! What the vehicle carries on each leg: T2.

use crate::booking::Status;
use crate::ids::BookingId;
use crate::request::Party;
use crate::state::State;
use crate::tour::{Duty, Tour};

use super::Findings;

/// Places of each kind taken, counted without bounds.
#[derive(Clone, Copy, Default)]
struct Taken {
    seats: i64,
    wheelchairs: i64,
    child_seats: i64,
    luggage: i64,
}

pub(super) fn check(state: &State, tour: &Tour, found: &mut Findings) {
    let held = tour.shift.capacity;
    let mut taken = Taken::default();
    let mut n_parties = 0_i64;
    let booking = |id: &BookingId| state.booking(*id);
    for id in tour.calls.iter().flat_map(|call| call.duties.iter()).filter_map(alighting) {
        let Some(booking) = booking(&id) else { continue };
        if matches!(booking.status, Status::Aboard { .. }) {
            taken.change(booking.request.party, 1);
            n_parties += 1;
        }
    }
    for (n, call) in tour.calls.iter().enumerate() {
        for duty in &call.duties {
            let (id, sign) = match duty {
                Duty::Board(id) => (id, 1),
                Duty::Alight(id) => (id, -1),
                Duty::Break(_) | Duty::Return => {
                    found.expect(n_parties == 0, "T3", subject(tour, call.id), || {
                        format!("{n_parties} parties are aboard during a break or at the end")
                    });
                    continue;
                }
            };
            let Some(booking) = booking(id) else { continue };
            taken.change(booking.request.party, sign);
            n_parties += sign;
        }
        // Where several calls are made at one spot, whoever is there first gets in or out first: it
        // counts how the vehicle drives on.
        if tour.calls.get(n + 1).is_some_and(|next| next.place.road == call.place.road) {
            continue;
        }
        let kinds = [
            ("seats", taken.seats, held.seats),
            ("wheelchair places", taken.wheelchairs, held.wheelchairs),
            ("child seats", taken.child_seats, held.child_seats),
            ("luggage places", taken.luggage, held.luggage),
        ];
        for (kind, taken, held) in kinds {
            found.expect(
                (0..=i64::from(held)).contains(&taken),
                "T2",
                subject(tour, call.id),
                || format!("the vehicle leaves with {taken} of {held} {kind} taken"),
            );
        }
    }
}

fn subject(tour: &Tour, call: impl std::fmt::Display) -> String {
    format!("{} {call}", tour.shift.id)
}

fn alighting(duty: &Duty) -> Option<BookingId> {
    match duty {
        Duty::Alight(id) => Some(*id),
        _ => None,
    }
}

impl Taken {
    fn change(&mut self, party: Party, sign: i64) {
        let seated = [party.adults, party.children, party.reduced];
        self.seats += sign * seated.into_iter().map(i64::from).sum::<i64>();
        self.wheelchairs += sign * i64::from(party.wheelchairs);
        self.luggage += sign * i64::from(party.luggage);
    }
}
