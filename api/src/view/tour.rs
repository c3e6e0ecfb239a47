//! Tours, as the driver's tablet shows them.

use noriai_core::{BookingId, Call, Duty, State, Tour};

use crate::town::Town;
use crate::wire::{
    AlightsBody, BoardsBody, CallBody, CallPurpose, CallState, PartyBody, ShiftBody, TourBody,
};

impl Town {
    /// A tour.
    pub(crate) fn tour_body(&self, state: &State, tour: &Tour) -> TourBody {
        let roads = self.router();
        let mut here = tour.origin.place.road;
        let calls = tour.calls.iter().map(|call| {
            let there = call.place.road;
            let no_road = !call.arrived && here != there && roads.leg(here, there).is_none();
            here = there;
            CallBody { no_road, ..self.call_body(state, call) }
        });
        TourBody {
            vehicle: tour.shift.vehicle.to_string(),
            version: tour.version,
            map: format!("{:016x}", tour.map),
            shift: ShiftBody {
                id: tour.shift.id.to_string(),
                start: tour.shift.start.into(),
                end: tour.shift.end.into(),
            },
            calls: calls.collect(),
        }
    }

    fn call_body(&self, state: &State, call: &Call) -> CallBody {
        let party = |id: BookingId| {
            let booking = state.booking(id);
            booking.map_or_else(PartyBody::default, |booking| booking.request.party.into())
        };
        let boards = call.boards();
        CallBody {
            id: call.id.to_string(),
            place: self.place_body(call.place.position),
            leave: call.leave.into(),
            arrival: call.arrival.into(),
            departure: call.departure.into(),
            purpose: purpose(call),
            state: if call.arrived { CallState::Arrived } else { CallState::Ahead },
            no_road: false,
            boards: boards
                .map(|id| BoardsBody { booking: id.to_string(), party: party(id) })
                .collect(),
            alights: call.alights().map(|id| AlightsBody { booking: id.to_string() }).collect(),
        }
    }
}

/// What a call is for.
pub(crate) fn purpose(call: &Call) -> CallPurpose {
    let is = |wanted: fn(&Duty) -> bool| call.duties.iter().any(wanted);
    if is(|duty| matches!(duty, Duty::Board(_) | Duty::Alight(_))) {
        CallPurpose::Riders
    } else if is(|duty| matches!(duty, Duty::Break(_))) {
        CallPurpose::Break
    } else {
        CallPurpose::Return
    }
}
