//! A damaged journal is told from a whole one, with the record at which it shows; nothing panics.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail loudly")]

mod support;

use std::path::Path;

use noriai_journal::{
    Fault, Journal, JournalError, RawRecord, Records, Report, SqliteJournal, SqliteOptions,
    SqliteRecords, replay, verify,
};
use support::{all, batch};

const N_RECORDS: u32 = 24;

/// A closed journal: all of it is in one file.
fn written(dir: &Path) {
    let mut journal = SqliteJournal::open(dir, "kitakata", &SqliteOptions::default()).unwrap();
    for start in (0..N_RECORDS).step_by(4) {
        journal.append(journal.epoch(), &batch(start..start + 4)).unwrap();
    }
}

/// What verification says after somebody with an SQL tool, who knows how, did this.
fn after(tampering: &str) -> Report {
    let dir = tempfile::tempdir().unwrap();
    written(dir.path());
    let database = rusqlite::Connection::open(dir.path().join("journal.sqlite")).unwrap();
    database
        .execute_batch("DROP TRIGGER journal_is_not_changed; DROP TRIGGER journal_is_not_deleted;")
        .unwrap();
    database.execute_batch(tampering).unwrap();
    drop(database);
    let records = SqliteRecords::open(dir.path(), &SqliteOptions::default()).unwrap();
    let report = verify(&records).unwrap();
    assert_eq!(replay(&records).is_ok(), report.is_whole(), "replay serves no half history");
    report
}

#[test]
fn an_untouched_journal_is_whole() {
    let report = after("");
    assert!(report.is_whole(), "{:?}", report.faults);
    assert_eq!((report.head.seq, report.n_bookings), (24, 24));
}

#[test]
fn a_changed_number_is_found_where_it_stands() {
    let report = after("UPDATE journal SET payload = replace(payload, '300', '100') WHERE seq = 7");
    assert_eq!(report.faults, [Fault::ChainBroken { seq: 7 }]);
    let report = after("UPDATE journal SET at_ms = at_ms + 1 WHERE seq = 7");
    assert_eq!(report.faults, [Fault::ChainBroken { seq: 7 }]);
}

#[test]
fn a_deleted_record_is_missed_in_the_middle_and_at_the_end() {
    let report = after("DELETE FROM journal WHERE seq IN (5, 6)");
    assert_eq!(report.faults, [Fault::Missing { first: 5, last: 6 }]);
    let report = after("DELETE FROM journal WHERE seq = 24");
    assert_eq!(report.faults, [Fault::Missing { first: 24, last: 24 }]);
    let report = after("DELETE FROM journal");
    assert_eq!(report.faults, [Fault::Missing { first: 1, last: 24 }]);
}

#[test]
fn swapped_records_are_found() {
    let swap = "UPDATE journal SET seq = -1 WHERE seq = 9;
                UPDATE journal SET seq = 9 WHERE seq = 10;
                UPDATE journal SET seq = 10 WHERE seq = -1;";
    let report = after(swap);
    let seqs: Vec<_> = report.faults.iter().filter_map(Fault::seq).collect();
    assert!(seqs.contains(&9) && seqs.contains(&10), "{:?}", report.faults);
}

#[test]
fn records_that_say_nonsense_are_found() {
    for (nonsense, code) in [
        ("UPDATE journal SET kind = 'exploded' WHERE seq = 3", "not_understood"),
        ("UPDATE journal SET payload = '{\"v\":2,\"data\":{}}' WHERE seq = 3", "not_understood"),
        ("UPDATE journal SET payload = '[]' WHERE seq = 3", "not_understood"),
        ("UPDATE journal SET epoch = 9 WHERE seq = 2", "epoch_fell"),
        (
            "UPDATE journal SET kind = 'alighted', payload = '{\"v\":1,\"data\":{\"booking\":\
             \"bkg_ffffffffffffffffffffffffffffffff\"}}' WHERE seq = 3",
            "inconsistent",
        ),
    ] {
        let report = after(nonsense);
        let found = report.faults.iter().find(|fault| fault.code() == code);
        assert_eq!(found.and_then(Fault::seq), Some(3), "{nonsense}: {:?}", report.faults);
    }
    let report = after("UPDATE journal SET hash = x'00' WHERE seq = 3");
    assert!(matches!(report.faults[..], [Fault::Unreadable { seq: Some(3), .. }]), "{report:?}");
}

/// How a file of these bytes reads.
fn reading(dir: &Path, bytes: &[u8]) -> Result<(Report, Vec<RawRecord>), JournalError> {
    std::fs::write(dir.join("journal.sqlite"), bytes).unwrap();
    let records = SqliteRecords::open(dir, &SqliteOptions::default())?;
    let report = verify(&records)?;
    let mut read = Vec::new();
    while let Ok(chunk) = records.read(read.len() as u64 + 1, 100) {
        if chunk.is_empty() {
            break;
        }
        read.extend(chunk);
    }
    Ok((report, read))
}

#[test]
fn no_flipped_byte_changes_the_history_unnoticed() {
    let dir = tempfile::tempdir().unwrap();
    written(dir.path());
    let whole = std::fs::read(dir.path().join("journal.sqlite")).unwrap();
    let history = all(&SqliteRecords::open(dir.path(), &SqliteOptions::default()).unwrap());
    let scratch = tempfile::tempdir().unwrap();
    let (mut n_refused, mut n_found, mut n_harmless) = (0, 0, 0);
    for place in (0..whole.len()).step_by(29) {
        let mut bytes = whole.clone();
        bytes[place] ^= 1 << (place % 8);
        match reading(scratch.path(), &bytes) {
            Err(_) => n_refused += 1,
            Ok((report, _)) if !report.is_whole() => n_found += 1,
            Ok((report, read)) => {
                assert_eq!(read, history, "byte {place}");
                assert_eq!(report.head.seq, u64::from(N_RECORDS), "byte {place}");
                n_harmless += 1;
            }
        }
    }
    println!("{n_refused} refused, {n_found} found, {n_harmless} in places that mean nothing");
    assert!(0 < n_refused && 0 < n_found);
}

#[test]
fn a_file_cut_at_any_length_is_refused_or_found() {
    let dir = tempfile::tempdir().unwrap();
    written(dir.path());
    let whole = std::fs::read(dir.path().join("journal.sqlite")).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    for length in (0..whole.len()).step_by(97) {
        if let Ok((report, _)) = reading(scratch.path(), whole.split_at(length).0) {
            assert!(!report.is_whole(), "cut at {length} of {}", whole.len());
        }
    }
}
