//! The checker over every step: the state as it stands, and the history so far.
//!
//! The dispatcher tells riders in time if it is told the time: that is its contract, a tick every
//! ten seconds and at every deadline. A storm breaks the contract, with clocks that jump and ticks
//! that stay out; then, and only for promises that ended unseen, the history's P1 and P2 are counted
//! and excused. Nothing else ever is.

use std::collections::BTreeSet;

use noriai_core::checker::{self, History};
use noriai_core::travel::TravelTimes;
use noriai_core::units::{Seconds, Timestamp};
use noriai_core::{Booking, BookingId, Event, State, Status};

use crate::fault::Fault;
use crate::tally::Tally;

/// The longest time between two ticks.
pub(crate) const TICK: Seconds = Seconds::new(10);

pub(crate) struct Audit {
    history: History,
    n_seen: usize,
    /// The time of the last tick.
    tended: Timestamp,
    /// Whose promise ended unseen, until it is made anew.
    excused: BTreeSet<BookingId>,
}

impl Audit {
    pub(crate) fn new(begin: Timestamp) -> Self {
        Self { history: History::new(), n_seen: 0, tended: begin, excused: BTreeSet::new() }
    }

    /// The clock may have gone back.
    pub(crate) fn restart(&mut self, now: Timestamp) {
        self.tended = self.tended.min(now);
    }

    /// Before a command is decided.
    pub(crate) fn tend(&mut self, state: &State, now: Timestamp, is_tick: bool) {
        if TICK < now - self.tended {
            let unseen = |at: Timestamp| self.tended <= at && at < now;
            let open = state.bookings().values().filter(|booking| booking.status.is_open());
            let ended = open.filter(|booking| ends(booking).into_iter().any(unseen));
            self.excused.extend(ended.map(|booking| booking.id));
        }
        if is_tick {
            self.tended = now;
        }
    }

    pub(crate) fn observe(&mut self, before: &State, now: Timestamp, event: &Event) {
        self.history.observe(before, now, event);
    }

    /// After the events of one command.
    pub(crate) fn look_over(
        &mut self,
        state: &State,
        times: &dyn TravelTimes,
        events: &[Event],
        tally: &mut Tally,
    ) -> Result<(), Fault> {
        if let Some(found) = checker::audit(state, Some(times)).first() {
            return Err(Fault::new(found.invariant, found));
        }
        for found in self.history.violations().iter().skip(self.n_seen) {
            let whose = found.subject.parse::<BookingId>();
            let excused = whose.is_ok_and(|id| self.excused.contains(&id));
            if !excused || !matches!(found.invariant, "P1" | "P2") {
                return Err(Fault::new(found.invariant, format!("history: {found}")));
            }
            tally.add("told late, as nobody told the time", found.invariant);
        }
        self.n_seen = self.history.violations().len();
        for event in events {
            if let Event::Repromised { booking, .. } = event {
                self.excused.remove(booking);
            }
        }
        Ok(())
    }
}

/// When a booking's promises end.
fn ends(booking: &Booking) -> [Timestamp; 2] {
    let promise = booking.promise;
    let other = match booking.status {
        Status::Aboard { ride_from, .. } => ride_from + booking.max_ride,
        _ => promise.pickup_latest,
    };
    [promise.arrive_latest, other]
}
