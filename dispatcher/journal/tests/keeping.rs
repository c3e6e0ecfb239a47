//! What every journal promises, whatever keeps it.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail loudly")]

mod support;

use std::path::Path;

use noriai_journal::{
    Entry, Epoch, Fault, Journal, JournalError, MemoryJournal, Records, SqliteJournal,
    SqliteOptions, SqliteRecords, replay, verify,
};
use support::{all, batch, booked};

fn open(dir: &Path) -> Result<SqliteJournal, JournalError> {
    SqliteJournal::open(dir, "kitakata", &SqliteOptions::default())
}

/// The same story told to any journal.
fn appends_and_reads(journal: &mut dyn Journal) {
    let epoch = journal.epoch();
    assert_eq!(journal.append(epoch, &batch(0..3)).unwrap().last_seq, 3);
    assert_eq!(journal.append(epoch, &[]).unwrap().last_seq, 3);
    assert_eq!(journal.append(epoch, &batch(3..8)).unwrap().last_seq, 8);
    let numbers = |from, limit| -> Vec<u64> {
        journal.read(from, limit).unwrap().iter().map(|record| record.seq).collect()
    };
    assert_eq!(numbers(1, 3), [1, 2, 3]);
    assert_eq!(numbers(7, 100), [7, 8]);
    assert_eq!(numbers(9, 100), [0; 0]);
    assert_eq!(numbers(u64::MAX, 100), [0; 0]);
    assert_eq!(journal.head().unwrap().seq, 8);
    let replayed = replay(journal).unwrap();
    assert_eq!(replayed.head, journal.head().unwrap());
    assert_eq!(replayed.state.bookings().len(), 8);
    let report = verify(journal).unwrap();
    assert!(report.is_whole(), "{:?}", report.faults);
    assert_eq!((report.n_bookings, report.digest), (8, replayed.state.digest()));
}

#[test]
fn a_journal_gives_back_what_was_appended_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let (mut memory, mut sqlite) = (MemoryJournal::new("kitakata"), open(dir.path()).unwrap());
    appends_and_reads(&mut memory);
    appends_and_reads(&mut sqlite);
    assert_eq!(all(&memory), all(&sqlite), "both keep the very same records");
    assert_eq!(verify(&memory).unwrap().digest, verify(&sqlite).unwrap().digest);
}

#[test]
fn a_journal_is_there_after_reopening_and_each_opener_has_a_larger_epoch() {
    let dir = tempfile::tempdir().unwrap();
    for opening in 1..=4_u32 {
        let mut journal = open(dir.path()).unwrap();
        assert_eq!(journal.epoch(), Epoch(u64::from(opening)));
        journal.append(journal.epoch(), &[booked(opening)]).unwrap();
        assert_eq!(all(&journal).len(), opening as usize);
        assert!(verify(&journal).unwrap().is_whole());
    }
}

#[test]
fn a_second_process_is_told_that_the_journal_is_in_use() {
    let dir = tempfile::tempdir().unwrap();
    let first = open(dir.path()).unwrap();
    let refused = open(dir.path()).unwrap_err();
    assert_eq!(refused.code(), "journal_in_use");
    drop(first);
    open(dir.path()).unwrap();
}

#[test]
fn a_writer_with_an_old_epoch_can_append_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut old = open(dir.path()).unwrap();
    old.append(old.epoch(), &batch(0..2)).unwrap();
    // Somebody takes the lock for a stale one and removes it.
    std::fs::remove_file(dir.path().join("journal.lock")).unwrap();
    let mut new = open(dir.path()).unwrap();
    let fenced = old.append(old.epoch(), &batch(2..3)).unwrap_err();
    assert!(
        matches!(fenced, JournalError::Fenced { own: Epoch(1), current: Epoch(2) }),
        "{fenced}"
    );
    new.append(new.epoch(), &batch(2..3)).unwrap();
    assert!(old.append(old.epoch(), &batch(3..4)).is_err());
    assert!(old.append(new.epoch(), &batch(3..4)).is_err(), "not even under the new epoch");
    assert_eq!(all(&new).len(), 3);
    assert!(verify(&new).unwrap().is_whole());

    let mut old = MemoryJournal::new("kitakata");
    let mut new = old.reopen();
    assert_eq!(old.append(old.epoch(), &batch(0..1)).unwrap_err().code(), "journal_fenced");
    new.append(new.epoch(), &batch(0..1)).unwrap();
}

#[test]
fn a_reader_looks_on_while_the_writer_writes() {
    let dir = tempfile::tempdir().unwrap();
    let missing = SqliteRecords::open(dir.path(), &SqliteOptions::default()).unwrap_err();
    assert_eq!(missing.code(), "journal_missing");
    let mut journal = open(dir.path()).unwrap();
    let reader = SqliteRecords::open(dir.path(), &SqliteOptions::default()).unwrap();
    for n in 0..5 {
        journal.append(journal.epoch(), &[booked(n)]).unwrap();
        assert_eq!(verify(&reader).unwrap().head.seq, u64::from(n) + 1);
    }
    assert_eq!(reader.area(), "kitakata");
}

#[test]
fn verification_beside_a_busy_writer_finds_nothing_wrong() {
    let dir = tempfile::tempdir().unwrap();
    let nested = dir.path().join("towns").join("kitakata");
    let mut journal = open(&nested).unwrap();
    let reader = SqliteRecords::open(&nested, &SqliteOptions::default()).unwrap();
    std::thread::scope(|scope| {
        let writer = scope.spawn(move || {
            for n in 0..300 {
                journal.append(journal.epoch(), &batch(n * 2..n * 2 + 2)).unwrap();
            }
        });
        let mut n_looks = 0;
        while !writer.is_finished() {
            let report = verify(&reader).unwrap();
            assert!(report.is_whole(), "{:?}", report.faults);
            assert_eq!(report.head.seq % 2, 0, "batches are seen whole");
            n_looks += 1;
        }
        println!("{n_looks} looks");
    });
    assert_eq!(verify(&reader).unwrap().head.seq, 600);
}

#[test]
fn the_journal_of_another_area_a_newer_format_and_a_foreign_file_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    drop(open(dir.path()).unwrap());
    let other = SqliteJournal::open(dir.path(), "arao", &SqliteOptions::default()).unwrap_err();
    assert_eq!(other.code(), "journal_of_other_area");

    let file = dir.path().join("journal.sqlite");
    let database = rusqlite::Connection::open(&file).unwrap();
    database.pragma_update(None, "user_version", 2).unwrap();
    drop(database);
    assert_eq!(open(dir.path()).unwrap_err().code(), "journal_newer_format");

    let foreign = tempfile::tempdir().unwrap();
    let file = foreign.path().join("journal.sqlite");
    let database = rusqlite::Connection::open(&file).unwrap();
    database.execute_batch("CREATE TABLE addresses (name TEXT)").unwrap();
    drop(database);
    assert_eq!(open(foreign.path()).unwrap_err().code(), "journal_not_a_journal");
    std::fs::write(&file, "This is a letter, not a database. ".repeat(100)).unwrap();
    assert_eq!(open(foreign.path()).unwrap_err().code(), "journal_not_a_journal");
}

#[test]
fn sql_reads_the_history_and_a_slip_of_the_hand_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = open(dir.path()).unwrap();
    journal.append(journal.epoch(), &batch(0..2)).unwrap();
    let database = rusqlite::Connection::open(dir.path().join("journal.sqlite")).unwrap();
    let line = database
        .query_row(
            "SELECT at_japan || ' ' || kind || ' ' || (data ->> 'fare_yen') || ' yen, ' ||
                (data ->> 'booking') FROM history WHERE seq = 2",
            [],
            |row| row.get::<_, String>(0),
        )
        .unwrap();
    assert_eq!(line, "2025-04-01 09:00:01 booked 300 yen, bkg_00000000000000000000000000000001");
    assert!(database.execute("UPDATE journal SET payload = '{}'", []).is_err());
    assert!(database.execute("DELETE FROM journal", []).is_err());
}

#[test]
fn what_must_not_happen_is_told_apart_from_damage() {
    let mut journal = MemoryJournal::new("kitakata");
    // A ride is promised, but no tour is planned to serve it.
    journal.append(journal.epoch(), &batch(0..1)).unwrap();
    let report = verify(&journal).unwrap();
    assert!(report.is_whole() && !report.is_content());
    let names: Vec<_> = report.violations.iter().map(|found| found.invariant).collect();
    assert_eq!(names, ["T1"], "{:?}", report.violations);
}

#[test]
fn a_record_beyond_the_recorded_end_stops_the_writer() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = open(dir.path()).unwrap();
    journal.append(journal.epoch(), &batch(0..2)).unwrap();
    let database = rusqlite::Connection::open(dir.path().join("journal.sqlite")).unwrap();
    database
        .execute(
            "INSERT INTO journal SELECT 3, epoch, at_ms, kind, payload, hash FROM journal LIMIT 1",
            [],
        )
        .unwrap();
    let report = verify(&journal).unwrap();
    assert!(report.faults.contains(&Fault::ChainBroken { seq: 3 }), "{:?}", report.faults);
    assert!(report.faults.contains(&Fault::BeyondHead { seq: 3 }), "{:?}", report.faults);
    assert!(journal.append(journal.epoch(), &batch(2..3)).is_err());
    let again: [Entry; 1] = [booked(4)];
    assert_eq!(journal.append(journal.epoch(), &again).unwrap_err().code(), "journal_halted");
}
