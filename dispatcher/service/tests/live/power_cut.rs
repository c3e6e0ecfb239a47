//! The power goes while riders book. Whoever heard "booked" must find the booking when the power
//! is back, whatever the disk did with what was not synced.
//!
//! Two twins break one half of the promise each, and must be caught at it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use noriai_core::{Booking, BookingId, decide};
use noriai_journal::{SqliteJournal, SqliteOptions, replay, verify};
use noriai_power_cut::{Disk, Failure, Image, Loss, Mode, Trouble};
use noriai_service::{AckOrder, Area, Config};
use noriai_units::Seconds;

use crate::town::{HandClock, Paper, START, plan_shifts, ride};

const N_CLIENTS: u32 = 8;
const N_RIDES: u32 = 6;
const N_VANS: u32 = 6;

/// Bookings that clients were told of.
type Ledger = BTreeMap<BookingId, Booking>;

#[derive(Clone, Copy)]
struct Promise {
    sync: bool,
    ack: AckOrder,
}

const KEPT: Promise = Promise { sync: true, ack: AckOrder::AfterAppend };
const WITHOUT_SYNC: Promise = Promise { sync: false, ack: AckOrder::AfterAppend };
const TOO_EARLY: Promise = Promise { sync: true, ack: AckOrder::BeforeAppend };

impl Promise {
    fn options(self, disk: &Disk) -> SqliteOptions {
        let options = SqliteOptions::default().with_vfs(disk.vfs());
        if self.sync { options } else { options.without_sync() }
    }
}

/// A morning on an empty disk, until all rides are booked or the power goes at this storage call.
/// What the clients know, and what the disk may hold at that moment.
async fn morning(disk: &Disk, promise: Promise, cut: Option<u64>) -> (Ledger, Vec<(Loss, Image)>) {
    disk.erase();
    let dir = tempfile::tempdir().unwrap();
    let journal = SqliteJournal::open(dir.path(), "kitakata", &promise.options(disk)).unwrap();
    let config = Config { tick: Seconds::from_minutes(24 * 60), ..Config::default() };
    let (times, clock, decide) = (Arc::new(Paper), HandClock::at(START), Box::new(decide));
    let area =
        Area::open_faulty(Box::new(journal), times, clock, &config, decide, promise.ack).unwrap();
    plan_shifts(&area, N_VANS).await;
    let (mode, trouble) = (Mode::Forever, Trouble::Io);
    disk.fail(cut.map(|call| Failure { call, mode, trouble }));
    let ledger = Arc::new(Mutex::new(Ledger::new()));
    let clients: Vec<_> = (0..N_CLIENTS)
        .map(|client| {
            let (area, ledger) = (area.clone(), Arc::clone(&ledger));
            tokio::spawn(async move {
                for n in (0..N_RIDES).map(|n| n * N_CLIENTS + client) {
                    let Ok(state) = ride(&area, n).await else { return };
                    let id = BookingId(u128::from(n));
                    let told = state.booking(id).copied().unwrap();
                    ledger.lock().unwrap().insert(id, told);
                }
            })
        })
        .collect();
    for client in clients {
        client.await.unwrap();
    }
    let ledger = ledger.lock().unwrap().clone();
    // Closing the journal tidies up on the disk; the power goes before that.
    let images = losses().map(|loss| (loss, disk.image(loss))).collect();
    area.close().await;
    (ledger, images)
}

fn losses() -> impl Iterator<Item = Loss> {
    [Loss::Unsynced, Loss::Nothing].into_iter().chain((0..10).map(|seed| Loss::Torn { seed }))
}

/// How many bookings that clients know of are not there when the power is back.
fn n_lost(disk: &Disk, loss: Loss, image: &Image, ledger: &Ledger) -> usize {
    disk.load(image);
    let dir = tempfile::tempdir().unwrap();
    let journal = SqliteJournal::open(dir.path(), "kitakata", &KEPT.options(disk)).unwrap();
    let report = verify(&journal).unwrap();
    assert!(report.is_content(), "{loss:?}: {:?} {:?}", report.faults, report.violations);
    let state = replay(&journal).unwrap().state;
    ledger.iter().filter(|(id, told)| state.booking(**id) != Some(told)).count()
}

/// Storage calls at which to cut the power, spread over the riders' part of a whole morning.
async fn cuts(disk: &Disk, promise: Promise, step: usize) -> Vec<u64> {
    let (ledger, _) = morning(disk, promise, None).await;
    assert_eq!(ledger.len(), (N_CLIENTS * N_RIDES) as usize);
    (60..disk.n_calls()).step_by(step).collect()
}

/// How many bookings clients were told of in mornings cut short, and how many of those were lost.
async fn told_and_lost(disk: &Disk, promise: Promise) -> (usize, usize) {
    let (mut n_told, mut lost) = (0, 0);
    for cut in cuts(disk, promise, 23).await {
        let (ledger, images) = morning(disk, promise, Some(cut)).await;
        n_told += ledger.len();
        let (loss, image) = &images[0];
        lost += n_lost(disk, *loss, image, &ledger);
    }
    (n_told, lost)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_power_cut_loses_a_booking_that_a_client_was_told_of() {
    let disk = Disk::install("power-cut").unwrap();
    let (mut n_images, mut n_told) = (0, 0);
    for cut in cuts(&disk, KEPT, 7).await {
        let (ledger, images) = morning(&disk, KEPT, Some(cut)).await;
        n_told += ledger.len();
        for (loss, image) in images {
            assert_eq!(n_lost(&disk, loss, &image, &ledger), 0, "power cut at {cut}, {loss:?}");
            n_images += 1;
        }
    }
    println!("{n_images} images, {n_told} bookings told of, none lost");
    assert!(0 < n_told);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_twin_without_the_fsync_is_caught_losing_bookings() {
    let disk = Disk::install("power-cut-without-sync").unwrap();
    let (n_told, lost) = told_and_lost(&disk, WITHOUT_SYNC).await;
    println!("without the fsync {lost} of {n_told} bookings told of were lost");
    assert!(0 < lost, "this test does not see a missing fsync");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_twin_that_answers_before_the_append_is_caught_losing_bookings() {
    let disk = Disk::install("power-cut-early-answer").unwrap();
    let (n_told, lost) = told_and_lost(&disk, TOO_EARLY).await;
    println!("with early answers {lost} of {n_told} bookings told of were lost");
    assert!(0 < lost, "this test does not see an early answer");
}
