//! Ends a run, and notes when it was at its best.

use std::fs;

use noriai_darp::Limits;

use crate::arguments::Budget;

/// Best known values are rounded to two decimals.
pub(crate) const ROUNDING: f64 = 0.005_001;

/// Seconds of processor time that this process had: a busy machine does not spoil the comparison.
pub(crate) fn processor_seconds() -> f64 {
    let text = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = text.split_whitespace().next().and_then(|word| word.parse::<f64>().ok());
    nanoseconds.unwrap_or_default() / 1e9
}

/// A run's limits.
pub(crate) struct Until {
    budget: Budget,
    /// The distance at which to stop.
    enough: f64,
    start: f64,
    n_asked: u64,
    used: f64,
    /// Seconds to the best plan.
    pub(crate) best_after: f64,
}

impl Until {
    pub(crate) fn new(budget: Budget, enough: f64) -> Self {
        Self { budget, enough, start: processor_seconds(), n_asked: 0, used: 0.0, best_after: 0.0 }
    }

    pub(crate) fn seconds(&self) -> f64 {
        processor_seconds() - self.start
    }
}

impl Limits for Until {
    fn used(&mut self, n_iterations: u64) -> f64 {
        if 1.0 <= self.used {
            return self.used;
        }
        match self.budget {
            Budget::Iterations(n) => self.used = n_iterations as f64 / n as f64,
            Budget::Seconds(seconds) => {
                if self.n_asked.is_multiple_of(32) {
                    self.used = self.seconds() / seconds;
                }
                self.n_asked += 1;
            }
        }
        self.used
    }

    fn better(&mut self, distance: f64, n_unserved: usize) {
        self.best_after = self.seconds();
        if n_unserved < 1 && distance < self.enough {
            self.used = 1.0;
        }
    }
}
