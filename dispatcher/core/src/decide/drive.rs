//! What drivers report. The tour follows what happened, not what was planned.

use noriai_units::Timestamp;

use crate::booking::Status;
use crate::command::DriverAction;
use crate::event::Event;
use crate::ids::{BookingId, CallId, VehicleId};
use crate::planning::plan::{order_without, replan};
use crate::planning::sequence::Sequence;
use crate::rejection::Refusal;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::{Call, Duty, Tour};

/// Takes a driver's report in. A report of what is known already changes nothing.
pub(super) fn drive(
    state: &State,
    vehicle: VehicleId,
    action: DriverAction,
    at: Timestamp,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    if is_known(state, vehicle, action) {
        return Ok(Vec::new());
    }
    let tour = state.tour_of(vehicle).ok_or(Refusal::NotOnDuty(vehicle))?;
    let next = tour.calls.first().ok_or(Refusal::NotOnDuty(vehicle))?;
    // A tablet's clock may be wrong: not later than now, not before what is known to come first.
    let first = if next.arrived { next.arrival } else { tour.origin.ready };
    let at = at.max(first).min(situation.now);
    let report = Report { state, tour, next, at, situation };
    match action {
        DriverAction::Arrive(call) => report.arrive(call),
        DriverAction::Board(booking) => report.board(booking),
        DriverAction::NoShow(booking) => report.no_show(booking),
        DriverAction::Alight(booking) => report.alight(booking),
        DriverAction::Finish(call) => report.finish(call),
    }
}

/// True if the report repeats what was reported before, as a tablet does after a bad connection.
fn is_known(state: &State, vehicle: VehicleId, action: DriverAction) -> bool {
    let status = |id| state.booking(id).map(|booking| booking.status);
    match action {
        DriverAction::Board(id) => match status(id) {
            Some(Status::Aboard { vehicle: own, .. } | Status::Completed { vehicle: own, .. }) => {
                own == vehicle
            }
            _ => false,
        },
        DriverAction::Alight(id) => {
            matches!(status(id), Some(Status::Completed { vehicle: own, .. }) if own == vehicle)
        }
        DriverAction::NoShow(id) => matches!(status(id), Some(Status::NoShow { .. })),
        DriverAction::Arrive(call) => state.tour_of(vehicle).is_some_and(|tour| {
            let ahead = tour.calls.iter().find(|ahead| ahead.id == call);
            ahead.map_or(call.0 < tour.next_call, |ahead| ahead.arrived)
        }),
        DriverAction::Finish(call) => state.tour_of(vehicle).is_some_and(|tour| {
            call.0 < tour.next_call && tour.calls.iter().all(|ahead| ahead.id != call)
        }),
    }
}

struct Report<'a> {
    state: &'a State,
    tour: &'a Tour,
    /// The call that the vehicle is at, or on its way to.
    next: &'a Call,
    at: Timestamp,
    situation: &'a Situation<'a>,
}

impl Report<'_> {
    fn arrive(&self, call: CallId) -> Result<Vec<Event>, Refusal> {
        self.is_next(call)?;
        self.carry_on(self.arrival(), self.tour.arrived_at_first(self.at), None)
    }

    fn board(&self, id: BookingId) -> Result<Vec<Event>, Refusal> {
        self.waits_for(id, Duty::Board(id))?;
        // A rider who boards before the promised time does not ride yet: the van still waits.
        let begin = self.here().find(|call| call.boards().any(|boards| boards == id));
        let ride_from = begin.map_or(self.at, |call| self.at.max(call.begin));
        let mut events = self.arrival();
        let vehicle = self.tour.shift.vehicle;
        events.push(Event::Boarded { booking: id, vehicle, ride_from });
        self.carry_on(events, self.tour_after(Duty::Board(id)), None)
    }

    fn no_show(&self, id: BookingId) -> Result<Vec<Event>, Refusal> {
        let booking = self.waits_for(id, Duty::Board(id))?;
        let from = booking.promise.pickup_earliest + self.state.policy().no_show_wait;
        if self.at < from {
            return Err(Refusal::TooEarlyForNoShow { from });
        }
        let mut events = self.arrival();
        events.push(Event::NoShow { booking: id });
        self.carry_on(events, self.tour_after(Duty::Board(id)), Some(id))
    }

    fn alight(&self, id: BookingId) -> Result<Vec<Event>, Refusal> {
        let booking = self.state.booking(id).ok_or(Refusal::NoSuchBooking)?;
        let vehicle = self.tour.shift.vehicle;
        match booking.status {
            Status::Aboard { vehicle: own, .. } if own == vehicle => {}
            Status::Waiting | Status::Aboard { .. } => return Err(Refusal::NotAboard),
            _ => return Err(Refusal::BookingEnded),
        }
        self.has(Duty::Alight(id))?;
        let mut events = self.arrival();
        events.push(Event::Alighted { booking: id });
        self.carry_on(events, self.tour_after(Duty::Alight(id)), None)
    }

    fn finish(&self, call: CallId) -> Result<Vec<Event>, Refusal> {
        self.is_next(call)?;
        match self.next.duties.first() {
            Some(Duty::Board(id) | Duty::Alight(id)) => Err(Refusal::RidersToServe(*id)),
            Some(duty) => self.carry_on(self.arrival(), self.tour_after(*duty), None),
            None => Err(Refusal::NoSuchCall),
        }
    }

    fn is_next(&self, call: CallId) -> Result<(), Refusal> {
        if self.next.id == call {
            return Ok(());
        }
        let known = self.tour.calls.iter().any(|ahead| ahead.id == call);
        let next = self.next.id;
        Err(if known { Refusal::NotNextCall { next } } else { Refusal::NoSuchCall })
    }

    /// The next call, and those behind it at the very same place: riders whose windows do not meet
    /// have a call each, but the driver takes whoever is there.
    fn here(&self) -> impl Iterator<Item = &Call> {
        let spot = self.next.place.road;
        let riders_own = |duty: &Duty| matches!(duty, Duty::Board(_) | Duty::Alight(_));
        let same =
            move |call: &&Call| call.place.road == spot && call.duties.iter().all(riders_own);
        self.tour.calls.iter().take_while(same)
    }

    fn has(&self, duty: Duty) -> Result<(), Refusal> {
        if self.here().any(|call| call.duties.contains(&duty)) {
            Ok(())
        } else {
            Err(Refusal::NotNextCall { next: self.next.id })
        }
    }

    /// The booking, if it waits at the next call.
    fn waits_for(&self, id: BookingId, duty: Duty) -> Result<&crate::booking::Booking, Refusal> {
        let booking = self.state.booking(id).ok_or(Refusal::NoSuchBooking)?;
        match booking.status {
            Status::Waiting => {}
            Status::Aboard { .. } => return Err(Refusal::AlreadyAboard),
            _ => return Err(Refusal::BookingEnded),
        }
        if self.tour.call_with(duty).is_none() {
            return Err(Refusal::NotAboard);
        }
        self.has(duty)?;
        Ok(booking)
    }

    /// A driver who reports a boarding is there, said so or not.
    fn arrival(&self) -> Vec<Event> {
        if self.next.arrived {
            return Vec::new();
        }
        vec![Event::Arrived { shift: self.tour.shift.id, call: self.next.id }]
    }

    /// The tour with one duty done here; a call without duties is over.
    fn tour_after(&self, done: Duty) -> Tour {
        let mut tour = self.tour.arrived_at_first(self.at);
        let Some(index) = tour.calls.iter().position(|call| call.duties.contains(&done)) else {
            return tour;
        };
        tour.calls[index].duties.retain(|duty| *duty != done);
        match (index, tour.calls[index].duties.is_empty()) {
            (_, false) => tour,
            (0, true) => tour.after_first(self.at),
            (_, true) => {
                tour.calls.remove(index);
                tour
            }
        }
    }

    fn state_after(&self, events: &[Event]) -> Result<State, Refusal> {
        let mut state = self.state.clone();
        for event in events {
            state.apply(self.at, event).map_err(|_missing| Refusal::NoSuchBooking)?;
        }
        Ok(state)
    }

    /// Plans the rest of the tour from what has just happened, without the rider who is `gone`.
    fn carry_on(
        &self,
        mut events: Vec<Event>,
        tour: Tour,
        gone: Option<BookingId>,
    ) -> Result<Vec<Event>, Refusal> {
        let state = self.state_after(&events)?;
        let leaves = tour.calls.first().is_none_or(|first| first.id != self.next.id);
        let sequence = if leaves {
            Sequence::of_standing(&tour, &state, self.situation)
        } else {
            Sequence::of(&tour, &state, self.situation)
        };
        let order = order_without(&sequence, gone.as_slice());
        events.extend(replan(&tour, &sequence, &order, &state, self.situation));
        Ok(events)
    }
}
