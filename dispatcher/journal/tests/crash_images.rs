//! Every storage call of a story fails, once and for good, with every kind of trouble; then the
//! power is cut, and the disk's unsynced writes are gone, kept or torn. Nothing that was
//! acknowledged may be lost, and every image must open.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail loudly")]

mod support;

use std::path::Path;

use noriai_journal::{Journal, JournalError, RawRecord, SqliteJournal, SqliteOptions, verify};
use noriai_power_cut::{Disk, Failure, Image, Loss, Mode, Trouble};
use support::{all, batch};

const N_BATCHES: u32 = 6;
const N_TEARS: u64 = 30;

fn open(disk: &Disk, dir: &Path, sync: bool) -> Result<SqliteJournal, JournalError> {
    // Every few records go into the main file, so that its writes fail and tear as well.
    let options = SqliteOptions::default().with_vfs(disk.vfs()).with_checkpoint_after(12);
    SqliteJournal::open(dir, "kitakata", &if sync { options } else { options.without_sync() })
}

/// A morning: begun, written, closed and opened again half way. How many records were
/// acknowledged, and what went wrong.
fn morning(disk: &Disk, dir: &Path, sync: bool) -> (u32, Option<JournalError>) {
    let mut n_acknowledged = 0;
    for half in 0..2 {
        let mut journal = match open(disk, dir, sync) {
            Ok(journal) => journal,
            Err(error) => return (n_acknowledged, Some(error)),
        };
        for n in (half * N_BATCHES / 2)..((half + 1) * N_BATCHES / 2) {
            match journal.append(journal.epoch(), &batch(n * 3..n * 3 + 3)) {
                Ok(_) => n_acknowledged = n * 3 + 3,
                Err(error) => {
                    let again = journal.append(journal.epoch(), &batch(0..1)).unwrap_err();
                    assert_eq!(again.code(), "journal_halted");
                    return (n_acknowledged, Some(error));
                }
            }
        }
    }
    (n_acknowledged, None)
}

/// The journal after a power cut left this; it must open, be whole, and go on.
fn after_power_cut(disk: &Disk, dir: &Path, loss: Loss, image: &Image) -> Vec<RawRecord> {
    disk.load(image);
    let mut journal = open(disk, dir, true).unwrap_or_else(|error| {
        panic!("{loss:?}: the journal does not open: {}", error.cause());
    });
    let report = verify(&journal).unwrap();
    assert!(report.is_whole(), "{loss:?}: {:?}", report.faults);
    let records = all(&journal);
    journal.append(journal.epoch(), &batch(900..901)).unwrap();
    assert!(verify(&journal).unwrap().is_whole());
    records
}

fn losses() -> impl Iterator<Item = Loss> {
    [Loss::Unsynced, Loss::Nothing].into_iter().chain((0..N_TEARS).map(|seed| Loss::Torn { seed }))
}

#[test]
fn no_failure_of_the_disk_and_no_power_cut_loses_an_acknowledged_record() {
    let disk = Disk::install("crash-images").unwrap();
    let dir = tempfile::tempdir().unwrap();
    let (n_whole, trouble) = morning(&disk, dir.path(), true);
    assert!(trouble.is_none() && n_whole == N_BATCHES * 3, "{trouble:?}");
    let n_calls = disk.n_calls();
    let (mut n_images, mut n_surfaced) = (0_u64, 0_usize);
    for call in 1..=n_calls {
        for mode in [Mode::Once, Mode::Forever] {
            for trouble in [Trouble::Io, Trouble::Full] {
                disk.erase();
                disk.fail(Some(Failure { call, mode, trouble }));
                let (n_acknowledged, error) = morning(&disk, dir.path(), true);
                let n_acknowledged = n_acknowledged as usize;
                let images: Vec<_> = losses().map(|loss| (loss, disk.image(loss))).collect();
                for (loss, image) in images {
                    let records = after_power_cut(&disk, dir.path(), loss, &image);
                    assert!(
                        n_acknowledged <= records.len(),
                        "call {call} {mode:?} {trouble:?} {loss:?}: {n_acknowledged} were \
                         acknowledged, {} are left; {error:?}",
                        records.len()
                    );
                    n_images += 1;
                    n_surfaced += records.len() - n_acknowledged;
                }
            }
        }
    }
    println!(
        "{n_calls} storage calls, {n_images} images: none lost, none unopenable; {n_surfaced} \
         records surfaced that were not acknowledged"
    );
}

#[test]
fn no_power_cut_during_the_recovery_from_a_power_cut_loses_an_acknowledged_record() {
    let disk = Disk::install("recovery").unwrap();
    let dir = tempfile::tempdir().unwrap();
    let cut = |call| Some(Failure { call, mode: Mode::Forever, trouble: Trouble::Io });
    morning(&disk, dir.path(), true);
    let mut n_images = 0_u64;
    for first in (20..disk.n_calls()).step_by(9) {
        disk.erase();
        disk.fail(cut(first));
        let n_acknowledged = morning(&disk, dir.path(), true).0 as usize;
        let damaged: Vec<_> = (0..3).map(|seed| disk.image(Loss::Torn { seed })).collect();
        for image in damaged {
            disk.load(&image);
            drop(open(&disk, dir.path(), true).unwrap());
            let n_calls = disk.n_calls();
            for second in 1..=n_calls {
                disk.load(&image);
                disk.fail(cut(second));
                drop(open(&disk, dir.path(), true));
                let losses = [Loss::Unsynced, Loss::Nothing, Loss::Torn { seed: second }];
                for (loss, image) in losses.map(|loss| (loss, disk.image(loss))) {
                    let n_left = after_power_cut(&disk, dir.path(), loss, &image).len();
                    assert!(n_acknowledged <= n_left, "cut at {first}, then at {second}: {loss:?}");
                    n_images += 1;
                }
            }
        }
    }
    println!("{n_images} images of recoveries cut short: none lost, none unopenable");
}

#[test]
fn a_full_disk_and_a_failing_one_are_told_apart() {
    let disk = Disk::install("full-disk").unwrap();
    let dir = tempfile::tempdir().unwrap();
    for (trouble, code) in [(Trouble::Full, "journal_disk_full"), (Trouble::Io, "journal_io")] {
        let mut journal = open(&disk, dir.path(), true).unwrap();
        journal.append(journal.epoch(), &batch(0..1)).unwrap();
        disk.fail(Some(Failure { call: disk.n_calls() + 1, mode: Mode::Forever, trouble }));
        let error = journal.append(journal.epoch(), &batch(1..2)).unwrap_err();
        assert_eq!(error.code(), code, "{}", error.cause());
        disk.fail(None);
        let error = journal.append(journal.epoch(), &batch(1..2)).unwrap_err();
        assert_eq!(error.code(), "journal_halted", "a failed fsync is never tried again");
    }
}

#[test]
fn without_the_sync_a_power_cut_loses_acknowledged_records() {
    let disk = Disk::install("no-sync").unwrap();
    let dir = tempfile::tempdir().unwrap();
    let mut journal = open(&disk, dir.path(), false).unwrap();
    journal.append(journal.epoch(), &batch(0..3)).unwrap();
    let image = disk.image(Loss::Unsynced);
    drop(journal);
    disk.load(&image);
    let journal = open(&disk, dir.path(), true).unwrap();
    assert_eq!(all(&journal).len(), 0, "this disk would hide a missing fsync");
}
