//! Tells one thread that something has happened, or that it is to stop.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Counts its rings, so that none is lost on somebody who is busy.
#[derive(Debug, Default)]
pub(crate) struct Bell {
    heard: Mutex<Heard>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Heard {
    n_rings: u64,
    is_stopped: bool,
}

impl Bell {
    pub(crate) fn ring(&self) {
        self.heard().n_rings += 1;
        self.changed.notify_all();
    }

    /// For good: nobody waits any more.
    pub(crate) fn stop(&self) {
        self.heard().is_stopped = true;
        self.changed.notify_all();
    }

    /// Waits for a ring after so many; how many there are, or `None` when it is time to stop.
    pub(crate) fn next(&self, n_known: u64) -> Option<u64> {
        let quiet = |heard: &mut Heard| heard.n_rings <= n_known && !heard.is_stopped;
        let heard = self.changed.wait_while(self.heard(), quiet);
        let heard = heard.unwrap_or_else(PoisonError::into_inner);
        (!heard.is_stopped).then_some(heard.n_rings)
    }

    /// True if it has rung after so many, or it is time to stop.
    pub(crate) fn has_news(&self, n_known: u64) -> bool {
        let heard = self.heard();
        n_known < heard.n_rings || heard.is_stopped
    }

    /// Rests so long, whoever rings; `None` when it is time to stop.
    pub(crate) fn rest(&self, time: Duration) -> Option<()> {
        let going_on = |heard: &mut Heard| !heard.is_stopped;
        let rested = self.changed.wait_timeout_while(self.heard(), time, going_on);
        let (heard, _) = rested.unwrap_or_else(PoisonError::into_inner);
        (!heard.is_stopped).then_some(())
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        // Both fields hold by themselves, so that a panic elsewhere leaves no half.
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
