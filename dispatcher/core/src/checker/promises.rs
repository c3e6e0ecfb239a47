//! What was promised is planned: P1, P2.

use std::collections::BTreeMap;

use noriai_units::{Seconds, Timestamp};

use crate::booking::{Booking, Status};
use crate::ids::BookingId;
use crate::state::State;
use crate::tour::{Call, Duty, Tour};

use super::Findings;
use super::times::standing;

pub(super) fn check(state: &State, tour: &Tour, found: &mut Findings) {
    let mut boarded: BTreeMap<BookingId, Timestamp> = BTreeMap::new();
    for call in &tour.calls {
        for duty in &call.duties {
            match duty {
                Duty::Board(id) => {
                    let Some(booking) = state.booking(*id) else { continue };
                    boarded.insert(*id, boarding(state, tour, call));
                    check_pickup(booking, call, found);
                }
                Duty::Alight(id) => {
                    let Some(booking) = state.booking(*id) else { continue };
                    let since = match booking.status {
                        Status::Aboard { ride_from, .. } => Some(ride_from),
                        _ => boarded.get(id).copied(),
                    };
                    check_dropoff(booking, call, since, found);
                }
                Duty::Break(_) | Duty::Return => {}
            }
        }
    }
}

/// When those who are still to board do so at the latest, if the vehicle leaves as planned. At a
/// call where the vehicle already waits for them that may be well after the planned begin.
fn boarding(state: &State, tour: &Tour, call: &Call) -> Timestamp {
    let latest = call.departure - standing(state, tour, call);
    if call.arrived { call.begin.max(latest) } else { call.begin }
}

fn check_pickup(booking: &Booking, call: &Call, found: &mut Findings) {
    let promise = booking.promise;
    found.expect(call.begin <= promise.pickup_latest, "P1", booking.id, || {
        format!("is picked up {} after the promised window", call.begin - promise.pickup_latest)
    });
    found.expect(promise.pickup_earliest <= call.begin, "P1", booking.id, || {
        let early = promise.pickup_earliest - call.begin;
        format!("is picked up {early} before the promised window")
    });
}

fn check_dropoff(booking: &Booking, call: &Call, since: Option<Timestamp>, found: &mut Findings) {
    let late = call.arrival - booking.promise.arrive_latest;
    found.expect(late <= Seconds::ZERO, "P1", booking.id, || {
        format!("arrives {late} after the promised time")
    });
    if let Some(since) = since {
        let longer = call.arrival - since - booking.max_ride;
        found.expect(longer <= Seconds::ZERO, "P2", booking.id, || {
            format!("rides {longer} longer than promised")
        });
    }
}
