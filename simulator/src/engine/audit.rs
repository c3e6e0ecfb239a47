//! The checker's eyes on a simulated day.

use noriai_core::checker::{History, audit};
use noriai_core::travel::TravelTimes;
use noriai_core::{Event, State};
use noriai_units::Timestamp;

use crate::calendar::write_time;

/// Looks at every event, and at the whole state after every so many.
pub(super) struct Auditor {
    history: History,
    every: u64,
    n_events: u64,
    found: Vec<String>,
}

impl Auditor {
    pub(super) fn new(every: u64) -> Self {
        Self { history: History::new(), every, n_events: 0, found: Vec::new() }
    }

    /// To be called right before the event is applied.
    pub(super) fn observe(&mut self, before: &State, at: Timestamp, event: &Event) {
        self.history.observe(before, at, event);
        self.n_events += 1;
    }

    /// To be called after all events of a decision were applied.
    pub(super) fn look(&mut self, state: &State, at: Timestamp, times: &dyn TravelTimes) {
        if self.every <= self.n_events {
            self.n_events = 0;
            self.look_now(state, at, times);
        }
    }

    fn look_now(&mut self, state: &State, at: Timestamp, times: &dyn TravelTimes) {
        let found = audit(state, Some(times));
        self.found.extend(found.iter().map(|violation| format!("{} {violation}", write_time(at))));
    }

    /// Looks a last time and gives everything found.
    pub(super) fn end(
        mut self,
        state: &State,
        at: Timestamp,
        times: &dyn TravelTimes,
    ) -> Vec<String> {
        self.look_now(state, at, times);
        let history = self.history.violations().iter().map(ToString::to_string);
        self.found.extend(history);
        self.found
    }
}
