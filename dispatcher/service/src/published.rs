//! What readers see.

use std::fmt;
use std::sync::Arc;

use noriai_core::travel::TravelTimes;
use noriai_core::{MapChange, Sightings, Situation, State};
use noriai_journal::Entry;
use noriai_units::Timestamp;

/// Travel times that any thread may ask for.
pub type Times = dyn TravelTimes + Send + Sync;

/// What a change of the map comes to, found from the very state that it is decided on.
pub type FindChange = dyn FnOnce(&State) -> MapChange + Send;

/// The last state that is durable, and the roads that it is planned on: they change together.
#[derive(Clone)]
pub struct Published {
    /// The number of the last record in it.
    pub seq: u64,
    /// The state, for as long as anybody looks at it.
    pub state: Arc<State>,
    /// How long drives take, on the map that the state names.
    pub times: Arc<Times>,
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
    /// How long drives take, on the map that the state names.
    pub times: Arc<Times>,
    /// Where vehicles were last seen.
    pub sightings: Arc<Sightings>,
}

impl fmt::Debug for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let map = format_args!("{:016x}", self.state.map());
        f.debug_struct("Published").field("seq", &self.seq).field("map", &map).finish()
    }
}

impl Snapshot {
    /// As the dispatcher wants to have it.
    #[must_use]
    pub fn situation(&self) -> Situation<'_> {
        Situation { now: self.now, times: &*self.times, sightings: &self.sightings }
    }
}
