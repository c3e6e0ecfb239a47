//! Figures of an area's writer, for the operator's graphs.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use noriai_units::Seconds;

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
    refused: Mutex<Counts>,
    searches: AtomicU64,
    proposals: AtomicU64,
    adopted: AtomicU64,
    failed_searches: AtomicU64,
    not_adopted: Mutex<Counts>,
    saved_ms: AtomicI64,
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
    /// Searches for a better plan, where there was something to move.
    pub n_searches: u64,
    /// Better plans handed in.
    pub n_proposals: u64,
    /// Better plans that the writer went over to.
    pub n_adopted: u64,
    /// Better plans that it did not, by cause.
    pub n_not_adopted: BTreeMap<&'static str, u64>,
    /// Searches that ended in a defect of the program.
    pub n_failed_searches: u64,
    /// How much less driving the adopted plans have than those before, in milliseconds. It can be
    /// negative, as riders' arrivals count as well.
    pub driving_saved_ms: i64,
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
            n_refused: counts(&self.refused).clone(),
            n_searches: get(&self.searches),
            n_proposals: get(&self.proposals),
            n_adopted: get(&self.adopted),
            n_not_adopted: counts(&self.not_adopted).clone(),
            n_failed_searches: get(&self.failed_searches),
            driving_saved_ms: self.saved_ms.load(Ordering::Relaxed),
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
        count(&self.refused, code);
    }

    pub(crate) fn turned_away(&self) {
        add(&self.busy, 1);
    }

    pub(crate) fn searched(&self) {
        add(&self.searches, 1);
    }

    pub(crate) fn proposed(&self) {
        add(&self.proposals, 1);
    }

    pub(crate) fn adopted(&self) {
        add(&self.adopted, 1);
    }

    pub(crate) fn not_adopted(&self, cause: &'static str) {
        count(&self.not_adopted, cause);
    }

    pub(crate) fn search_failed(&self) {
        add(&self.failed_searches, 1);
    }

    pub(crate) fn saved(&self, driving: Seconds) {
        self.saved_ms.fetch_add(driving.millis(), Ordering::Relaxed);
    }
}

type Counts = BTreeMap<&'static str, u64>;

fn counts(counts: &Mutex<Counts>) -> MutexGuard<'_, Counts> {
    counts.lock().unwrap_or_else(PoisonError::into_inner)
}

fn count(by_code: &Mutex<Counts>, code: &'static str) {
    let mut counts = counts(by_code);
    let count = counts.entry(code).or_default();
    *count = count.saturating_add(1);
}

fn add(counter: &AtomicU64, more: u64) {
    // Wraps after half a million years at a million a second.
    counter.fetch_add(more, Ordering::Relaxed);
}
