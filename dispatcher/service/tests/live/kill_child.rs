//! A process that books is killed, again and again: `kill -9`, no goodbye. Whoever it told "booked"
//! before must find the booking, and the next process carries on.
//!
//! The process is this very test program, called again to run [`child`] only.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;

use noriai_core::{BookingId, Offer, OfferPlan, VehicleId};
use noriai_journal::{SqliteJournal, SqliteOptions, verify};
use noriai_service::{Area, Config};
use noriai_units::Seconds;

use crate::town::{HandClock, Paper, START, book, offer, plan_shifts, ride};

const N_KILLS: u32 = 50;
/// A van fleet's day is full after as many rounds.
const N_ROUNDS_A_DAY: u32 = 10;
const N_CLIENTS: u32 = 8;
const DIR: &str = "NORIAI_TEST_KILL_DIR";
const FIRST: &str = "NORIAI_TEST_KILL_FIRST";

fn open(dir: &Path) -> Area {
    let journal = SqliteJournal::open(dir, "kitakata", &SqliteOptions::default()).unwrap();
    let config = Config { tick: Seconds::from_minutes(24 * 60), ..Config::default() };
    Area::open(Box::new(journal), Arc::new(Paper), HandClock::at(START), &config).unwrap()
}

/// The process that is killed: books for ever and says so. Does nothing when run as a test.
#[tokio::test(flavor = "multi_thread")]
async fn child() {
    let (Ok(dir), Ok(first)) = (std::env::var(DIR), std::env::var(FIRST)) else { return };
    let first: u32 = first.parse().unwrap();
    let area = open(Path::new(&dir));
    plan_shifts(&area, 10).await;
    let clients: Vec<_> = (0..N_CLIENTS)
        .map(|client| {
            let area = area.clone();
            tokio::spawn(async move {
                for n in (first + client..).step_by(N_CLIENTS as usize) {
                    if offer(&area, n).is_none() {
                        continue;
                    }
                    ride(&area, n).await.unwrap();
                    // Line by line, as an answer goes out.
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "booked {n}").unwrap();
                    out.flush().unwrap();
                }
            })
        })
        .collect();
    for client in clients {
        client.await.unwrap();
    }
}

fn start(dir: &Path, first: u32) -> Child {
    Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill_child::child", "--nocapture"])
        .env(DIR, dir)
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lets a process book until it has said so often enough, kills it, and returns all it had said.
fn booked_until_killed(dir: &Path, first: u32, n_enough: usize) -> BTreeSet<u32> {
    let mut process = start(dir, first);
    let lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let mut told = BTreeSet::new();
    let mut killed = false;
    for line in lines {
        let Ok(line) = line else { break };
        if let Some(n) = line.strip_prefix("booked ") {
            told.insert(n.parse().unwrap());
        }
        if !killed && n_enough <= told.len() {
            // SIGKILL. What it had written into the pipe by then is still read.
            process.kill().unwrap();
            killed = true;
        }
    }
    process.wait().unwrap();
    assert!(killed, "the process ended by itself after {} bookings", told.len());
    told
}

/// All that were told of are there, nothing is wrong, and a retry has the same answer.
async fn check(dir: &Path, told: &BTreeSet<u32>) {
    let journal = SqliteJournal::open(dir, "kitakata", &SqliteOptions::default()).unwrap();
    let report = verify(&journal).unwrap();
    assert!(report.is_content(), "{:?} {:?}", report.faults, report.violations);
    drop(journal);
    let area = open(dir);
    let state = area.state();
    for n in told {
        let id = BookingId(u128::from(*n));
        let booking = *state.booking(id).unwrap_or_else(|| panic!("{id} was told of and is lost"));
        let plan = OfferPlan { vehicle: VehicleId(1), pickup: START, dropoff: START, n_sharing: 0 };
        let again = Offer {
            id: booking.offer,
            request: booking.request,
            promise: booking.promise,
            max_ride: booking.max_ride,
            direct: booking.direct,
            fare: booking.fare,
            expires: START,
            plan,
            map: 0,
        };
        let answer = area.submit(book(*n, again)).await.unwrap();
        assert_eq!(answer.booking(id), Some(&booking));
    }
    assert_eq!(area.metrics().figures().n_events, 0, "retries have no further effect");
    area.close().await;
}

#[tokio::test]
async fn killing_the_process_loses_no_booking_that_a_client_was_told_of() {
    let mut n_told = 0;
    for day in 0..N_KILLS / N_ROUNDS_A_DAY {
        let dir = tempfile::tempdir().unwrap();
        let mut told = BTreeSet::new();
        for round in 0..N_ROUNDS_A_DAY {
            let n_enough = (day * 5 + round * 3) as usize % 11 + 1;
            told.extend(booked_until_killed(dir.path(), round * 1_000, n_enough));
            check(dir.path(), &told).await;
        }
        n_told += told.len();
    }
    println!("{N_KILLS} kills, {n_told} bookings told of, none lost");
}
