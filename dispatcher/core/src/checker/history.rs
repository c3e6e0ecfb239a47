//! What a single state can't show: B3, T4, P1, P2, M1, F1, R2, Z1 over the course of events.

use std::collections::{BTreeMap, BTreeSet};

use noriai_units::{Seconds, Timestamp, Yen};

use crate::booking::{Booking, Promise, Status};
use crate::event::{Event, Plan};
use crate::ids::{BookingId, CallId, ShiftId};
use crate::place::Place;
use crate::state::State;
use crate::tour::Tour;

use super::{Findings, Violation, zones};

/// Follows the events of an area from its first and notes what must not happen.
#[derive(Clone, Debug, Default)]
pub struct History {
    found: Findings,
    fares: BTreeMap<BookingId, Yen>,
    /// A call that was just arrived at; the plan that follows says when.
    arrived: Option<(ShiftId, CallId)>,
    /// Who was booked just now, until a plan has them.
    booked: Option<Booking>,
    /// Shifts whose vehicle has broken down.
    broken: BTreeSet<ShiftId>,
    /// Who boarded or alighted there, until that plan comes.
    served: Vec<Served>,
    /// Whom a vehicle left that stood at their door in time, and when.
    left: BTreeMap<BookingId, Timestamp>,
}

/// A boarding or alighting whose time is still to be learned.
#[derive(Clone, Debug)]
enum Served {
    Boarded(Booking),
    Alighted(Booking),
}

impl History {
    /// Before the first event.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next event in. `before` is the state right before this event, which is not yet
    /// applied to it; `at` is when it was decided.
    pub fn observe(&mut self, before: &State, at: Timestamp, event: &Event) {
        match event {
            Event::Booked(booking) => self.booked(before, booking),
            Event::Cancelled { booking, .. } => {
                self.moves(before, *booking, "is cancelled", Status::is_waiting);
            }
            Event::Repromised { booking, promise, max_ride } => {
                self.repromised(before, at, *booking, *promise, *max_ride);
            }
            Event::Arrived { shift, call } => self.arrived = Some((*shift, *call)),
            Event::Boarded { booking, .. } => {
                let known = self.moves(before, *booking, "boards", Status::is_waiting);
                self.served.extend(known.map(Served::Boarded));
            }
            Event::NoShow { booking } => {
                let known = self.moves(before, *booking, "is a no-show", Status::is_waiting);
                if let Some(booking) = known {
                    self.found.expect(
                        booking.promise.pickup_earliest <= at,
                        "P1",
                        booking.id,
                        || "is called a no-show before the promised window".to_owned(),
                    );
                }
            }
            Event::Alighted { booking } => {
                let known = self.moves(before, *booking, "alights", Status::is_aboard);
                self.served.extend(known.map(Served::Alighted));
            }
            Event::CutOff { booking } => {
                let known = self.moves(before, *booking, "is cut off", Status::is_waiting);
                if let Some(booking) = known {
                    let late = at - booking.promise.pickup_latest;
                    let in_time = late <= Seconds::ZERO || self.left_just_now(booking.id, at);
                    self.found.expect(in_time, "P1", booking.id, || {
                        format!("is told {late} after the promised window that nobody comes")
                    });
                }
            }
            Event::BrokenDown { shift, .. } => {
                let fresh = self.broken.insert(*shift);
                self.found.expect(fresh, "T4", shift, || "breaks down twice".to_owned());
            }
            Event::TakenOff { booking, place } => self.taken_off(before, *booking, *place),
            Event::ShiftChanged { shift, end } => {
                let sound = before.tour(*shift).is_some_and(|tour| tour.shift.start < *end);
                self.found.expect(sound, "T3", shift, || "ends before it begins".to_owned());
            }
            Event::TourPlanned { shift, plan } => {
                self.leaves(before, at, *shift, plan);
                self.planned(before, *shift, plan);
            }
            Event::PolicyAdopted(_)
            | Event::MapAdopted(_)
            | Event::RiderRulesSet { .. }
            | Event::RoadClosed(_)
            | Event::RoadReopened { .. }
            | Event::ShiftPlanned(_) => {}
        }
    }

    /// Everything noted so far.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.found.0
    }

    fn booked(&mut self, before: &State, booking: &Booking) {
        let id = booking.id;
        let fresh = before.booking(id).is_none() && booking.status == Status::Waiting;
        self.found.expect(fresh, "B3", id, || "is booked twice".to_owned());
        let fare = *self.fares.entry(id).or_insert(booking.fare);
        self.found.expect(fare == booking.fare, "F1", id, || "changes its fare".to_owned());
        zones::check(before.policy(), booking, &mut self.found);
        self.booked = Some(*booking);
    }

    /// The booking, if it is in a status from which this may happen.
    fn moves(
        &mut self,
        before: &State,
        id: BookingId,
        what: &str,
        may: impl Fn(Status) -> bool,
    ) -> Option<Booking> {
        let Some(booking) = before.booking(id) else {
            self.found.add("B3", id, format!("{what}, but was never booked"));
            return None;
        };
        self.found.expect(may(booking.status), "B3", id, || {
            format!("{what}, but its status is {:?}", booking.status)
        });
        let fare = *self.fares.entry(id).or_insert(booking.fare);
        self.found.expect(fare == booking.fare, "F1", id, || "changes its fare".to_owned());
        Some(*booking)
    }

    /// Nobody is put off a vehicle that can go on.
    fn taken_off(&mut self, before: &State, id: BookingId, place: Place) {
        let known = self.moves(before, id, "is put off", Status::is_aboard);
        let Some(Booking { status: Status::Aboard { vehicle, .. }, request, .. }) = known else {
            return;
        };
        let is_broken = |shift: &ShiftId| {
            let tour = before.tour(*shift);
            tour.is_some_and(|tour| tour.shift.vehicle == vehicle && !tour.is_over())
        };
        self.found.expect(self.broken.iter().any(is_broken), "T4", id, || {
            format!("is put off {vehicle}, which has not broken down")
        });
        self.found.expect(place.road != request.to.road, "T4", id, || {
            "is put off where the rider wanted to go".to_owned()
        });
    }

    fn repromised(
        &mut self,
        before: &State,
        at: Timestamp,
        id: BookingId,
        promise: Promise,
        max_ride: Seconds,
    ) {
        let Some(booking) = self.moves(before, id, "is promised anew", Status::is_open) else {
            return;
        };
        let old = booking.promise;
        // Who was told that nobody comes knows that the old promise is void.
        let was_told = before.cut_off().contains_key(&id);
        let was_left = self.left_just_now(id, at);
        let mut in_time = |what: &str, end: Timestamp| {
            let told = was_told || (was_left && what == "pickup");
            self.found.expect(told || at <= end, "P1", id, || {
                format!("is told of a late {what} {} after the promise broke", at - end)
            });
        };
        if promise.pickup_latest != old.pickup_latest {
            in_time("pickup", old.pickup_latest);
        }
        if promise.arrive_latest != old.arrive_latest {
            in_time("arrival", old.arrive_latest);
        }
        // A boarding that is reported late may have begun a ride that is too long by now.
        if let Status::Aboard { ride_from, since, .. } = booking.status
            && max_ride != booking.max_ride
            && since != at
        {
            in_time("ride", ride_from + booking.max_ride);
        }
        let sound = old.pickup_earliest <= promise.pickup_earliest
            && promise.pickup_earliest <= promise.pickup_latest
            && promise.pickup_earliest <= promise.arrive_latest;
        self.found.expect(sound, "P1", id, || "is promised what makes no sense".to_owned());
    }

    /// A vehicle that stands at a rider's door within the promised window keeps the promise, however
    /// long the rider takes to board. If it is sent away without the rider, because it breaks down or
    /// a rule parts them, the window may be over: the rider is to be told at that very moment.
    fn leaves(&mut self, before: &State, at: Timestamp, shift: ShiftId, plan: &Plan) {
        let Some(call) = before.tour(shift).and_then(|tour| tour.calls.first()) else { return };
        if !call.arrived {
            return;
        }
        let boards = |id: &BookingId| plan.calls.iter().any(|call| call.boards().any(|b| b == *id));
        let left = call.boards().filter(|id| !boards(id)).filter_map(|id| before.booking(id));
        let waits = left.filter(|booking| {
            booking.status.is_waiting() && call.arrival <= booking.promise.pickup_latest
        });
        self.left.extend(waits.map(|booking| (booking.id, at)));
    }

    fn left_just_now(&self, id: BookingId, at: Timestamp) -> bool {
        self.left.get(&id) == Some(&at)
    }

    fn planned(&mut self, before: &State, shift: ShiftId, plan: &Plan) {
        let Some(tour) = before.tour(shift) else {
            self.found.add("M1", shift, "is planned before it is introduced".to_owned());
            return;
        };
        self.ahead(tour, plan);
        self.versions(tour, plan);
        let goes_on = self.broken.contains(&shift) && !plan.calls.is_empty();
        self.found.expect(!goes_on, "T4", shift, || "goes on after it broke down".to_owned());
        for call in &plan.calls {
            let subject = format!("{shift} {}", call.id);
            let old = tour.calls.iter().find(|old| old.id == call.id);
            let fresh = tour.next_call <= call.id.0;
            self.found.expect(old.is_some() || fresh, "T4", &subject, || {
                "comes back after it was made".to_owned()
            });
            if let Some(old) = old.filter(|old| old.arrived) {
                let same = call.arrived && call.arrival == old.arrival;
                self.found.expect(same, "T4", &subject, || "is no longer arrived at".to_owned());
            }
        }
        let early = plan.origin.ready < tour.shift.start.min(tour.origin.ready);
        self.found.expect(!early || self.arrived.is_some(), "T3", shift, || {
            format!("is to leave {} before the shift", tour.shift.start - plan.origin.ready)
        });
        let reached = self.arrived.take().filter(|(own, _)| *own == shift);
        let at = self.arrival(tour, plan, reached.map(|(_, call)| call));
        for served in std::mem::take(&mut self.served) {
            self.check_served(&served, at);
        }
    }

    /// A kept vehicle takes riders who have just booked only so far ahead.
    fn ahead(&mut self, tour: &Tour, plan: &Plan) {
        let takes =
            |booking: &Booking| plan.calls.iter().any(|c| c.boards().any(|id| id == booking.id));
        let Some(booking) = self.booked.take_if(|booking| takes(booking)) else { return };
        let ahead = booking.request.wish.at() - booking.booked_at;
        let kept = tour.shift.books_ahead.is_some_and(|most| most < ahead);
        self.found.expect(!kept, "R2", booking.id, || {
            format!("is planned on {}, {ahead} ahead", tour.shift.id)
        });
    }

    fn versions(&mut self, tour: &Tour, plan: &Plan) {
        let shift = tour.shift.id;
        self.found.expect(plan.version == tour.version + 1, "M1", shift, || {
            format!("version {} follows version {}", plan.version, tour.version)
        });
        self.found.expect(tour.next_call <= plan.next_call, "M1", shift, || {
            "call ids would be used twice".to_owned()
        });
    }

    /// When the vehicle came to the call at which riders were just served.
    fn arrival(&self, tour: &Tour, plan: &Plan, reached: Option<CallId>) -> Timestamp {
        match reached {
            // Nobody had said so before: the plan has it, or the call was over at once.
            Some(id) => {
                let call = plan.calls.iter().find(|call| call.id == id);
                call.map_or(plan.origin.ready, |call| call.arrival)
            }
            None => tour.calls.first().map_or(plan.origin.ready, |call| call.arrival),
        }
    }

    fn check_served(&mut self, served: &Served, at: Timestamp) {
        match served {
            Served::Boarded(booking) => {
                let late = at - booking.promise.pickup_latest;
                self.found.expect(late <= Seconds::ZERO, "P1", booking.id, || {
                    format!("was picked up {late} after the promised window")
                });
            }
            Served::Alighted(booking) => {
                let late = at - booking.promise.arrive_latest;
                self.found.expect(late <= Seconds::ZERO, "P1", booking.id, || {
                    format!("arrived {late} after the promised time")
                });
                if let Status::Aboard { ride_from, .. } = booking.status {
                    let longer = at - ride_from - booking.max_ride;
                    self.found.expect(longer <= Seconds::ZERO, "P2", booking.id, || {
                        format!("rode {longer} longer than promised")
                    });
                }
            }
        }
    }
}

impl Status {
    fn is_waiting(self) -> bool {
        matches!(self, Self::Waiting)
    }

    fn is_aboard(self) -> bool {
        matches!(self, Self::Aboard { .. })
    }
}
