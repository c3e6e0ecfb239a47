//! A demonstration that runs for weeks does not keep every ride it ever drove.

use std::path::Path;

use noriai_journal::{Records, SqliteJournal, SqliteOptions, SqliteRecords};
use noriai_units::Timestamp;

use crate::failure::Failure;
use crate::output::say;
use crate::town::AREA;

/// A longer journal is begun anew at the next start: some two weeks of a town, and a second to
/// replay.
const RECORDS_MAX: u64 = 50_000;
/// The files of a journal.
const FILES: [&str; 3] = ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"];

/// Begins a journal anew that has grown too long. Returns the time of its last record, or the
/// earliest of all times: town time never goes back.
pub(super) fn trimmed(data: &Path) -> Result<Timestamp, Failure> {
    // What can't be read is reported when the town is opened.
    let Ok(records) = SqliteRecords::open(data, &SqliteOptions::default()) else {
        return Ok(Timestamp::MIN);
    };
    let Some((seq, last)) = last(&records) else { return Ok(Timestamp::MIN) };
    drop(records);
    if RECORDS_MAX < seq {
        // Held while its files go: what another process writes to is left alone, and reported when
        // the town is opened.
        let Ok(_held) = SqliteJournal::open(data, AREA, &SqliteOptions::default()) else {
            return Ok(last);
        };
        say(&format!("the demonstration's journal has {seq} records and is begun anew"));
        for name in FILES {
            let path = data.join(name);
            match std::fs::remove_file(&path) {
                Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Failure::file("demo_history", &path, &fault));
                }
                _ => {}
            }
        }
    }
    Ok(last)
}

fn last(records: &SqliteRecords) -> Option<(u64, Timestamp)> {
    let head = records.head().ok()?;
    let last = records.read(head.seq, 1).ok()?;
    Some((head.seq, Timestamp::from_unix_millis(last.first()?.at_ms)))
}
