//! What readers see.

use std::sync::Arc;

use noriai_core::travel::TravelTimes;
use noriai_core::{Sightings, Situation, State};
use noriai_journal::Entry;
use noriai_units::Timestamp;

/// Travel times that any thread may ask for.
pub type Times = dyn TravelTimes + Send + Sync;

/// The last state that is durable.
#[derive(Clone, Debug)]
pub struct Published {
    /// The number of the last record in it.
    pub seq: u64,
    /// The state, for as long as anybody looks at it.
    pub state: Arc<State>,
}

/// What happened between one published state and the next.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The events, durable, in order.
    pub entries: Vec<Entry>,
    /// The state after them.
    pub after: Published,
}

/// All that a reader needs to make offers, at one moment.
#[derive(Clone)]
pub struct Snapshot {
    /// The last durable state.
    pub state: Arc<State>,
    /// The area's time: never before the state's last event.
    pub now: Timestamp,
    /// How long drives take.
    pub times: Arc<Times>,
    /// Where vehicles were last seen.
    pub sightings: Arc<Sightings>,
}

impl Snapshot {
    /// As the dispatcher wants to have it.
    #[must_use]
    pub fn situation(&self) -> Situation<'_> {
        Situation { now: self.now, times: &*self.times, sightings: &self.sightings }
    }
}
