//! One van: what it does next, and what it has done.

use std::collections::BTreeMap;

use noriai_core::{BookingId, Call, CallId, DriverAction, Duty, Tour, VehicleId};
use noriai_units::{Metres, Position, Timestamp};

use super::driving::{Drive, noisy};
use crate::outcome::{CallMade, Purpose};
use crate::rng::Rng;
use crate::scenario::Scenario;
use crate::vans::next_action;
use crate::world::Roads;

/// What a van does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It sets off for its next call.
    SetOff,
    /// The driver reports something.
    Report(DriverAction),
}

/// A van and its driver, following the tour.
pub(super) struct Van {
    pub(super) vehicle: VehicleId,
    /// When its next step is due, as it stands in the queue.
    pub(super) due: Option<Timestamp>,
    pub(super) drive: Option<Drive>,
    /// People by booking.
    aboard: BTreeMap<BookingId, u16>,
    left: Option<Timestamp>,
    loaded: Metres,
    empty: Metres,
    /// The call the van stands at.
    standing: Option<Standing>,
    pub(super) calls: Vec<CallMade>,
    pub(super) track: Vec<Vec<Position>>,
    /// Stretches with somebody aboard.
    pub(super) n_trips: u64,
}

/// A call while the van stands at it.
struct Standing {
    call: CallId,
    made: CallMade,
    /// Ready no earlier than this, on a slow day.
    ready: Timestamp,
}

impl Van {
    pub(super) fn new(vehicle: VehicleId) -> Self {
        Self {
            vehicle,
            due: None,
            drive: None,
            aboard: BTreeMap::new(),
            left: None,
            loaded: Metres::ZERO,
            empty: Metres::ZERO,
            standing: None,
            calls: Vec::new(),
            track: Vec::new(),
            n_trips: 0,
        }
    }

    /// The next step and its time.
    pub(super) fn next_step(
        &self,
        tour: &Tour,
        now: Timestamp,
        absent: &dyn Fn(BookingId) -> Option<Timestamp>,
    ) -> Option<(Timestamp, Step)> {
        let call = tour.calls.first()?;
        if !call.arrived {
            return Some(match &self.drive {
                None => (call.leave.max(now), Step::SetOff),
                Some(drive) => {
                    (drive.arrives.max(now), Step::Report(DriverAction::Arrive(call.id)))
                }
            });
        }
        let (at, action) = next_action(tour, now, absent)?;
        let standing = self.standing.as_ref().filter(|standing| standing.call == call.id);
        let at = standing.map_or(at, |standing| standing.ready.max(at));
        Some((at, Step::Report(action)))
    }

    /// Sets off for the tour's next call.
    pub(super) fn set_off(&mut self, tour: &Tour, now: Timestamp, scenario: &Scenario) {
        if let Some(call) = tour.calls.first() {
            self.left = self.left.or(Some(now));
            self.drive = Some(Drive::begin(scenario, self.vehicle, &tour.origin, call, now));
        }
    }

    /// Follows a change of the tour: a van on its way may be sent elsewhere.
    pub(super) fn follow(
        &mut self,
        tour: &Tour,
        now: Timestamp,
        scenario: &Scenario,
        roads: &dyn Roads,
    ) {
        let (Some(drive), Some(call)) = (self.drive, tour.calls.first()) else { return };
        let same_way =
            drive.from.road == tour.origin.place.road && drive.to.road == call.place.road;
        if call.arrived || same_way {
            return;
        }
        self.drive = None;
        self.driven(&drive, tour.origin.place, roads);
        if call.leave <= now {
            self.set_off(tour, now, scenario);
        }
    }

    /// The van stands at a call.
    pub(super) fn arrive(
        &mut self,
        call: &Call,
        now: Timestamp,
        scenario: &Scenario,
        roads: &dyn Roads,
    ) {
        if let Some(drive) = self.drive.take() {
            self.driven(&drive, call.place, roads);
        }
        let planned = call.departure - call.begin;
        let begin = call.begin.max(now);
        let seed = scenario.seed ^ u64::from(self.vehicle.0) << 32;
        let number = u64::try_from(now.unix_millis()).unwrap_or(0);
        let mut rng = Rng::stream(seed, "dwell", number);
        let ready = match scenario.noise.dwell_per_mille {
            0 => now,
            per_mille => begin + noisy(planned, per_mille, &mut rng),
        };
        let made = CallMade {
            vehicle: self.vehicle,
            call: call.id,
            purpose: purpose(call),
            position: call.place.position,
            stop: call.place.stop,
            left: self.left.take(),
            arrived: now,
            departed: now,
            loaded: std::mem::take(&mut self.loaded),
            empty: std::mem::take(&mut self.empty),
            boards: 0,
            alights: 0,
            aboard: self.n_aboard(),
        };
        self.standing = Some(Standing { call: call.id, made, ready });
    }

    pub(super) fn board(&mut self, booking: BookingId, people: u16) {
        if self.aboard.is_empty() {
            self.n_trips += 1;
        }
        self.aboard.insert(booking, people);
        if let Some(standing) = &mut self.standing {
            standing.made.boards += people;
        }
    }

    pub(super) fn alight(&mut self, booking: BookingId) {
        let people = self.aboard.remove(&booking).unwrap_or(0);
        if let Some(standing) = &mut self.standing {
            standing.made.alights += people;
        }
    }

    /// Closes the call's record once the tour has no more of it.
    pub(super) fn leave(&mut self, tour: &Tour, now: Timestamp) {
        let over = |standing: &mut Standing| {
            tour.calls.first().is_none_or(|next| next.id != standing.call)
        };
        let aboard = self.n_aboard();
        if let Some(standing) = self.standing.take_if(over) {
            self.calls.push(CallMade { departed: now, aboard, ..standing.made });
        }
    }

    /// Closes the last call's record: the shift is over.
    pub(super) fn go_home(&mut self, now: Timestamp) {
        let aboard = self.n_aboard();
        if let Some(standing) = self.standing.take() {
            self.calls.push(CallMade { departed: now, aboard, ..standing.made });
        }
    }

    /// The time at which the van came to the call it stands at.
    pub(super) fn arrived_at(&self) -> Option<Timestamp> {
        self.standing.as_ref().map(|standing| standing.made.arrived)
    }

    fn n_aboard(&self) -> u16 {
        self.aboard.values().copied().fold(0, u16::saturating_add)
    }

    /// Keeps book of a drive that ended at `end`, its goal or where the van was turned.
    fn driven(&mut self, drive: &Drive, end: noriai_core::Place, roads: &dyn Roads) {
        let (from, to) = (drive.from.road, end.road);
        if from == to {
            return;
        }
        let distance = if to == drive.to.road {
            drive.leg.distance
        } else {
            roads.leg(from, to).map_or(Metres::ZERO, |leg| leg.distance)
        };
        if self.aboard.is_empty() {
            self.empty += distance;
        } else {
            self.loaded += distance;
        }
        self.track.push(roads.line(from, to));
    }
}

fn purpose(call: &Call) -> Purpose {
    match call.duties.first() {
        Some(Duty::Break(_)) => Purpose::Break,
        Some(Duty::Return) => Purpose::Return,
        _ => Purpose::Riders,
    }
}
