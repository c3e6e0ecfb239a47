//! Reading rows that may be damaged.

use rusqlite::types::FromSqlError;
use rusqlite::{Connection, Row};

use crate::chain::Hash;
use crate::error::JournalError;
use crate::journal::{Epoch, Head, RawRecord};
use crate::walk::Fault;

pub(super) fn head(connection: &Connection) -> Result<Head, JournalError> {
    let query = "SELECT seq, hash FROM head WHERE one = 1";
    let read = |row: &Row<'_>| Ok((unsigned(row, 0)?, hash(row, 1)?));
    let (seq, hash) = connection.query_row(query, [], read).map_err(|error| damage(error, None))?;
    Ok(Head { seq, hash })
}

pub(super) fn read(
    connection: &Connection,
    from_seq: u64,
    limit: usize,
) -> Result<Vec<RawRecord>, JournalError> {
    // Numbers beyond what the database can hold do not exist.
    let (Ok(from), Ok(limit)) = (i64::try_from(from_seq), i64::try_from(limit)) else {
        return Ok(Vec::new());
    };
    let query = "SELECT seq, epoch, at_ms, kind, payload, hash FROM journal
                 WHERE seq >= ?1 ORDER BY seq LIMIT ?2";
    let mut statement = connection.prepare_cached(query).map_err(|e| damage(e, Some(from_seq)))?;
    let rows = statement.query_map([from, limit], record).map_err(|e| damage(e, Some(from_seq)))?;
    let mut records = Vec::new();
    for row in rows {
        match row {
            Ok(record) => records.push(record),
            // The next call begins with the row that can't be read.
            Err(_) if !records.is_empty() => break,
            Err(error) => return Err(damage(error, Some(from_seq))),
        }
    }
    Ok(records)
}

fn record(row: &Row<'_>) -> rusqlite::Result<RawRecord> {
    Ok(RawRecord {
        seq: unsigned(row, 0)?,
        epoch: Epoch(unsigned(row, 1)?),
        at_ms: row.get(2)?,
        kind: row.get(3)?,
        payload: row.get(4)?,
        hash: hash(row, 5)?,
    })
}

fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_negative| {
        let kind = rusqlite::types::Type::Integer;
        let why = Box::new(FromSqlError::OutOfRange(number));
        rusqlite::Error::FromSqlConversionFailure(column, kind, why)
    })
}

fn hash(row: &Row<'_>, column: usize) -> rusqlite::Result<Hash> {
    row.get(column).map(Hash)
}

/// A row whose columns hold the wrong kind of value is damage as well.
fn damage(error: rusqlite::Error, seq: Option<u64>) -> JournalError {
    use rusqlite::Error as E;
    match JournalError::of_sqlite(error) {
        JournalError::Damaged(Fault::Unreadable { why, .. }) => {
            JournalError::Damaged(Fault::Unreadable { seq, why })
        }
        JournalError::NotAJournal { why } => JournalError::Damaged(Fault::Unreadable { seq, why }),
        JournalError::Database(source) => match source.downcast_ref::<E>() {
            Some(
                E::FromSqlConversionFailure(..)
                | E::InvalidColumnType(..)
                | E::IntegralValueOutOfRange(..)
                | E::Utf8Error(..)
                | E::QueryReturnedNoRows,
            ) => JournalError::Damaged(Fault::Unreadable { seq, why: source.to_string() }),
            _ => JournalError::Database(source),
        },
        other => other,
    }
}
