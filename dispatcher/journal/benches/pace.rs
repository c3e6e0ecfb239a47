//! How fast the journal takes batches in and is replayed; figures for `docs/decisions`.
//!
//! `cargo bench -p noriai-journal`, with `TMPDIR` on the disk in question.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "it prints figures, or fails loudly")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::{Duration, Instant};

use noriai_journal::{Journal, SqliteJournal, SqliteOptions, replay, verify};
use support::{all, batch};

const N_RECORDS: u32 = 200_000;

fn main() {
    let dir = tempfile::tempdir().unwrap();
    let options = SqliteOptions::default();
    let mut journal = SqliteJournal::open(dir.path(), "kitakata", &options).unwrap();
    let mut n = 0;
    for (n_events, n_batches) in [(1, 2_000), (16, 500), (128, 200)] {
        let mut took = Vec::new();
        for _ in 0..n_batches {
            let events = batch(n..n + n_events);
            n += n_events;
            let start = Instant::now();
            journal.append(journal.epoch(), &events).unwrap();
            took.push(start.elapsed());
        }
        took.sort();
        let total: Duration = took.iter().sum();
        let at = |share: usize| took[took.len() * share / 100];
        println!(
            "append of {n_events} events: p50 {:?}, p99 {:?}, {:.0} events/s",
            at(50),
            at(99),
            f64::from(n_events * n_batches) / total.as_secs_f64()
        );
    }
    while n < N_RECORDS {
        journal.append(journal.epoch(), &batch(n..n + 1_000)).unwrap();
        n += 1_000;
    }
    drop(journal);
    let bytes = std::fs::metadata(dir.path().join("journal.sqlite")).unwrap().len();
    let start = Instant::now();
    let journal = SqliteJournal::open(dir.path(), "kitakata", &options).unwrap();
    println!("open with {n} records, {} bytes each: {:?}", bytes / u64::from(n), start.elapsed());
    let start = Instant::now();
    let state = replay(&journal).unwrap().state;
    println!("replay: {:?}, {} bookings", start.elapsed(), state.bookings().len());
    let start = Instant::now();
    assert!(verify(&journal).unwrap().is_whole());
    println!("verify: {:?}", start.elapsed());
    let start = Instant::now();
    println!("only read {} records: {:?}", all(&journal).len(), start.elapsed());
}
