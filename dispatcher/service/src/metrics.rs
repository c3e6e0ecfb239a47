//! Figures of an area's writer, for the operator's graphs.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The upper bounds of the latency classes, in milliseconds; one more class is above the last.
pub const LATENCY_BOUNDS_MS: [u64; 9] = [1, 2, 5, 10, 20, 50, 100, 500, 2_000];

/// Counters since the area was opened.
#[derive(Debug, Default)]
pub struct Metrics {
    commands: AtomicU64,
    ticks: AtomicU64,
    batches: AtomicU64,
    appends: AtomicU64,
    events: AtomicU64,
    busy: AtomicU64,
    append_micros: AtomicU64,
    append_classes: [AtomicU64; LATENCY_BOUNDS_MS.len() + 1],
    refused: Mutex<BTreeMap<&'static str, u64>>,
}

/// The counters at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Commands decided, without ticks.
    pub n_commands: u64,
    /// Ticks decided.
    pub n_ticks: u64,
    /// Batches decided.
    pub n_batches: u64,
    /// Batches that had events: appends to the journal, each with one fsync.
    pub n_appends: u64,
    /// Events appended.
    pub n_events: u64,
    /// Commands turned away because the mailbox was full.
    pub n_busy: u64,
    /// The time all appends took together, in microseconds.
    pub append_us: u64,
    /// Appends by latency, as in [`LATENCY_BOUNDS_MS`]; not added up.
    pub append_classes: [u64; LATENCY_BOUNDS_MS.len() + 1],
    /// Refused commands by code.
    pub n_refused: BTreeMap<&'static str, u64>,
}

impl Metrics {
    /// The counters now.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Figures {
            n_commands: get(&self.commands),
            n_ticks: get(&self.ticks),
            n_batches: get(&self.batches),
            n_appends: get(&self.appends),
            n_events: get(&self.events),
            n_busy: get(&self.busy),
            append_us: get(&self.append_micros),
            append_classes: self.append_classes.each_ref().map(get),
            n_refused: self.refused.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }

    pub(crate) fn decided(&self, n_commands: usize, n_ticks: usize) {
        add(&self.batches, 1);
        add(&self.commands, n_commands as u64);
        add(&self.ticks, n_ticks as u64);
    }

    pub(crate) fn appended(&self, n_events: usize, took: Duration) {
        let class = LATENCY_BOUNDS_MS
            .iter()
            .position(|bound| took <= Duration::from_millis(*bound))
            .unwrap_or(LATENCY_BOUNDS_MS.len());
        if let Some(counter) = self.append_classes.get(class) {
            add(counter, 1);
        }
        add(&self.append_micros, u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
        add(&self.appends, 1);
        add(&self.events, n_events as u64);
    }

    pub(crate) fn refused(&self, code: &'static str) {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        let count = refused.entry(code).or_default();
        *count = count.saturating_add(1);
    }

    pub(crate) fn turned_away(&self) {
        add(&self.busy, 1);
    }
}

fn add(counter: &AtomicU64, more: u64) {
    // Wraps after half a million years at a million a second.
    counter.fetch_add(more, Ordering::Relaxed);
}
