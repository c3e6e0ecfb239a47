//! Several things at once: each is decided on the state that those before it leave.

use noriai_units::Timestamp;

use crate::event::Event;
use crate::state::State;

/// Events so far, and the state after them.
#[derive(Clone)]
pub(super) struct Story {
    pub(super) state: State,
    events: Vec<Event>,
    now: Timestamp,
}

impl Story {
    /// Nothing has happened yet.
    pub(super) fn from(state: &State, now: Timestamp) -> Self {
        Self { state: state.clone(), events: Vec::new(), now }
    }

    /// Something happens. What names something that does not exist does not.
    pub(super) fn tell(&mut self, event: Event) {
        if self.state.apply(self.now, &event).is_ok() {
            self.events.push(event);
        }
    }

    /// Several things happen.
    pub(super) fn tell_all(&mut self, events: impl IntoIterator<Item = Event>) {
        events.into_iter().for_each(|event| self.tell(event));
    }

    /// All of it.
    pub(super) fn events(self) -> Vec<Event> {
        self.events
    }
}
