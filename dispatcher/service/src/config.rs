//! The bounds of an area's shell.

use std::time::Duration;

use noriai_units::Seconds;

/// Bounds and intervals. Zeros count as one, if nothing else is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// How many commands may wait; past that callers are told to come again.
    pub mailbox_max: usize,
    /// How many commands share one append.
    pub batch_max: usize,
    /// How often the area is told that time has passed, by its own clock.
    pub tick: Seconds,
    /// What a caller is told to wait when the mailbox is full.
    pub retry_after: Duration,
    /// How many batches a slow subscriber may lag behind before it has to start from the state.
    pub recent_max: usize,
    /// How long a better plan is searched for after something has happened; zero: not at all.
    pub improvement: Duration,
}

impl Default for Config {
    /// A town's: some ten times the commands it has in its busiest second. Plans are not improved.
    fn default() -> Self {
        Self {
            mailbox_max: 1_024,
            batch_max: 128,
            tick: Seconds::new(5),
            retry_after: Duration::from_secs(1),
            recent_max: 1_024,
            improvement: Duration::ZERO,
        }
    }
}
