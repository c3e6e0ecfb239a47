//! The tables, and how a file shows that it holds them.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::chain::Hash;
use crate::error::JournalError;

/// `nori` in ASCII: the mark of a journal in the database's header.
const APPLICATION: i64 = 0x6e6f_7269;

/// The format that this program writes.
const FORMAT: i64 = 1;

/// The triggers guard against a slip with an SQL tool; the chain shows what they do not stop.
const TABLES: &str = "
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE writers (
  epoch INTEGER PRIMARY KEY,
  opened_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  epoch INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only ever appended to'); END;

CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only ever appended to'); END;

CREATE VIEW history AS
SELECT seq, datetime(at_ms / 1000, 'unixepoch', '+9 hours') AS at_japan, kind,
  json_extract(payload, '$.data') AS data
FROM journal;
";

/// Makes a journal of an empty file, or makes sure that the file is this area's journal.
pub(super) fn create_or_check(connection: &mut Connection, area: &str) -> Result<(), JournalError> {
    if is_empty(connection).map_err(JournalError::of_sqlite)? {
        create(connection, area).map_err(JournalError::of_sqlite)?;
    }
    let found = self::area(connection)?;
    if found == area {
        Ok(())
    } else {
        Err(JournalError::OtherArea { found, wanted: area.to_owned() })
    }
}

/// The area whose journal the file is.
pub(super) fn area(connection: &Connection) -> Result<String, JournalError> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let application = number("application_id").map_err(JournalError::of_sqlite)?;
    let format = number("user_version").map_err(JournalError::of_sqlite)?;
    if application != APPLICATION {
        return Err(JournalError::NotAJournal { why: "it lacks the mark of one".to_owned() });
    }
    if FORMAT < format {
        return Err(JournalError::NewerFormat { found: format, known: FORMAT });
    }
    connection
        .query_row("SELECT value FROM meta WHERE key = 'area'", [], |row| row.get(0))
        .optional()
        .map_err(JournalError::of_sqlite)?
        .ok_or_else(|| JournalError::NotAJournal { why: "it names no area".to_owned() })
}

/// A power cut during creation leaves an empty database: creation is one transaction.
fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    let n_objects: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let application: i64 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok(n_objects == 0 && application == 0)
}

fn create(connection: &mut Connection, area: &str) -> rusqlite::Result<()> {
    let work = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    work.execute_batch(TABLES)?;
    work.execute("INSERT INTO meta VALUES ('area', ?1)", [area])?;
    work.execute("INSERT INTO meta VALUES ('created', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))", [])?;
    work.execute("INSERT INTO head VALUES (1, 0, ?1)", [Hash::genesis(area).0])?;
    work.pragma_update(None, "application_id", APPLICATION)?;
    work.pragma_update(None, "user_version", FORMAT)?;
    work.commit()
}
