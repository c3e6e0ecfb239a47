//! One call of a timetable: who is served there together, and when.

use noriai_units::{Seconds, Timestamp};

use crate::ids::{BookingId, CallId};
use crate::place::Place;
use crate::policy::Policy;
use crate::rules;
use crate::tour::Duty;
use crate::travel::Leg;

use super::Violation;
use crate::planning::sequence::Slot;

/// The times of one call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CallTimes {
    /// Which part of the order belongs to it.
    pub(crate) first: usize,
    pub(crate) n_duties: usize,
    pub(crate) leg: Leg,
    pub(crate) leave: Timestamp,
    pub(crate) arrival: Timestamp,
    pub(crate) begin: Timestamp,
    pub(crate) departure: Timestamp,
    pub(crate) arrived: Option<Timestamp>,
    /// Its id in the plan before, by its first duty.
    pub(crate) id: Option<CallId>,
    place: Place,
    serves_riders: bool,
    empty_before: bool,
    earliest: Timestamp,
    latest: Timestamp,
    latest_of: Option<BookingId>,
    dwell: Seconds,
}

/// What has not been reported yet will not have happened before this much time has passed: the
/// longest time between two ticks. So whoever waits for a vehicle that says nothing is told before
/// the promise ends.
const REPORT: Seconds = Seconds::new(10);

impl CallTimes {
    pub(super) fn opening(
        slot: &Slot,
        position: usize,
        leg: Leg,
        empty_before: bool,
        policy: &Policy,
    ) -> Self {
        let serves_riders = slot.serves_riders();
        let mut call = Self {
            first: position,
            n_duties: 0,
            leg,
            leave: Timestamp::MIN,
            arrival: Timestamp::MIN,
            begin: Timestamp::MIN,
            departure: Timestamp::MIN,
            arrived: slot.arrived,
            id: slot.call,
            place: slot.place,
            serves_riders,
            empty_before,
            earliest: Timestamp::MIN,
            latest: Timestamp::MAX,
            latest_of: None,
            dwell: if serves_riders { policy.dwell_call } else { Seconds::ZERO },
        };
        call.add(slot);
        call
    }

    /// True if the slot can be served at this call: the same spot, and windows that meet.
    pub(super) fn takes(&self, slot: &Slot) -> bool {
        self.serves_riders
            && slot.serves_riders()
            && self.place.road == slot.place.road
            && (matches!(slot.duty, Duty::Alight(_))
                || (slot.earliest <= self.latest && self.earliest <= slot.latest))
    }

    /// Serves one more here.
    pub(super) fn add(&mut self, slot: &Slot) {
        self.n_duties += 1;
        self.dwell += slot.dwell;
        // Who alights is limited by the arrival, which the ride looks after.
        if matches!(slot.duty, Duty::Alight(_)) {
            return;
        }
        self.earliest = self.earliest.max(slot.earliest);
        if slot.latest < self.latest {
            self.latest = slot.latest;
            self.latest_of = match slot.duty {
                Duty::Board(rider) => Some(rider),
                _ => None,
            };
        }
    }

    /// Sets the times, the vehicle being free to leave from `free` on, or having left then.
    pub(super) fn run(
        &mut self,
        free: Timestamp,
        now: Timestamp,
        on_the_way: bool,
        early_arrival: Seconds,
    ) {
        self.leave = free;
        if let Some(arrived) = self.arrived {
            self.arrival = arrived;
            self.begin = arrived.max(self.earliest);
            self.departure = self.begin + self.dwell;
            if self.departure <= now {
                self.departure = now + REPORT;
            }
            return;
        }
        let mut soonest = free + self.leg.time;
        if soonest <= now {
            soonest = now + REPORT;
        }
        self.begin = soonest.max(self.earliest);
        self.departure = self.begin + self.dwell;
        // Nobody aboard: rather wait where the vehicle stands, it may yet be sent elsewhere.
        if self.empty_before && !on_the_way {
            let early = if self.serves_riders { early_arrival } else { Seconds::ZERO };
            self.leave = self.leave.max(self.begin - self.leg.time - early);
        }
        self.arrival = soonest.max(self.leave + self.leg.time);
    }

    /// When those who still board here begin to, at the latest. At a call where the vehicle waits
    /// for them already, that may be well after the call began.
    pub(super) fn boarding(&self) -> Timestamp {
        self.begin.max(self.departure - self.dwell)
    }

    /// Begins no earlier than this.
    pub(super) fn raise(&mut self, earliest: Timestamp) {
        self.earliest = self.earliest.max(earliest);
    }

    pub(super) fn may_begin(&self, at: Timestamp) -> bool {
        at <= self.latest
    }

    /// The call must not begin too late.
    pub(super) fn check(&self) -> Result<(), Violation> {
        let limit = match (self.latest_of, self.dwell) {
            (Some(_), _) => rules::wait::boards,
            (None, Seconds::ZERO) => rules::shift::returns,
            (None, _) => rules::breaks::begins,
        };
        limit(self.begin, self.latest).map_err(|cause| Violation { cause, rider: self.latest_of })
    }
}

impl Slot {
    pub(super) fn serves_riders(&self) -> bool {
        matches!(self.duty, Duty::Board(_) | Duty::Alight(_))
    }
}
