//! What the vehicle carries on each leg: T2.

use crate::booking::{Booking, Status};
use crate::ids::BookingId;
use crate::state::State;
use crate::tour::{Duty, Fittings, Tour};

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
            taken.change(booking, &tour.shift.fittings, 1);
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
            taken.change(booking, &tour.shift.fittings, sign);
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
    fn change(&mut self, booking: &Booking, fittings: &Fittings, sign: i64) {
        let party = booking.request.party;
        let add = |places: &mut i64, n: u16, each: u16| {
            *places += sign * i64::from(n) * i64::from(each);
        };
        add(&mut self.seats, party.adults, 1);
        add(&mut self.seats, party.reduced, 1);
        // A child seat stands on a seat, whoever is in it.
        let seated_children =
            if party.child_seats < party.children { party.children } else { party.child_seats };
        add(&mut self.seats, seated_children, 1);
        add(&mut self.seats, party.wheelchairs, fittings.aids.wheelchair.seats);
        add(&mut self.seats, party.walkers, fittings.aids.walker.seats);
        add(&mut self.seats, party.prams, fittings.aids.pram.seats);
        add(&mut self.wheelchairs, party.wheelchairs, 1);
        add(&mut self.child_seats, party.child_seats, 1);
        for pieces in [party.luggage, party.walkers, party.prams] {
            add(&mut self.luggage, pieces, 1);
        }
    }
}
