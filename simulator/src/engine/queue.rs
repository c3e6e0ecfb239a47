//! What happens next.

use std::collections::BTreeSet;

use noriai_core::VehicleId;
use noriai_units::Timestamp;

/// Something that happens at a time. At the same time vans act before time ticks, and time ticks
/// before anybody asks, in the order of their numbers; whoever asks as a window ends is still in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Happening {
    /// A van sets off, arrives, or is ready to go on.
    Van(VehicleId),
    /// Time has passed.
    Tick,
    /// A request is uttered, by its index.
    Asks(usize),
    /// The requests of a window are answered together.
    Batch,
}

/// Happenings in order of time.
#[derive(Debug, Default)]
pub(super) struct Queue(BTreeSet<(Timestamp, Happening)>);

impl Queue {
    pub(super) fn add(&mut self, at: Timestamp, happening: Happening) {
        self.0.insert((at, happening));
    }

    pub(super) fn remove(&mut self, at: Timestamp, happening: Happening) {
        self.0.remove(&(at, happening));
    }

    pub(super) fn next(&mut self) -> Option<(Timestamp, Happening)> {
        self.0.pop_first()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
