//! Writing: one transaction and one fsync for each batch, behind the writer's epoch.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::error::JournalError;
use crate::journal::{Epoch, Head, RawRecord};
use crate::record::RecordError;
use crate::sqlite::rows;
use crate::walk::Fault;

/// Makes the opener the only writer: all earlier epochs are stale from this commit on.
pub(super) fn take_over(connection: &mut Connection) -> Result<(Epoch, Head), JournalError> {
    let work = begin(connection)?;
    let epoch = Epoch(epoch(&work)?.0.saturating_add(1));
    let sql = "INSERT INTO writers VALUES (?1, CAST(unixepoch('subsec') * 1000 AS INTEGER))";
    work.execute(sql, [signed(epoch.0)?]).map_err(JournalError::of_sqlite)?;
    let head = rows::head(&work)?;
    work.commit().map_err(JournalError::of_sqlite)?;
    Ok((epoch, head))
}

/// Appends sealed records; `from` is where the writer believes the journal ends.
pub(super) fn append(
    connection: &mut Connection,
    from: Head,
    own: Epoch,
    records: &[RawRecord],
    to: Head,
) -> Result<(), JournalError> {
    let work = begin(connection)?;
    let current = epoch(&work)?;
    if own != current {
        return Err(JournalError::Fenced { own, current });
    }
    if rows::head(&work)? != from {
        let seq = from.seq.saturating_add(1);
        return Err(JournalError::Damaged(Fault::BeyondHead { seq }));
    }
    insert(&work, records)?;
    work.execute("UPDATE head SET seq = ?1, hash = ?2", params![signed(to.seq)?, to.hash.0])
        .map_err(JournalError::of_sqlite)?;
    work.commit().map_err(JournalError::of_sqlite)
}

fn insert(work: &Transaction<'_>, records: &[RawRecord]) -> Result<(), JournalError> {
    let sql = "INSERT INTO journal VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut statement = work.prepare_cached(sql).map_err(JournalError::of_sqlite)?;
    for RawRecord { seq, epoch, at_ms, kind, payload, hash } in records {
        let row = params![signed(*seq)?, signed(epoch.0)?, at_ms, kind, payload, hash.0];
        statement.execute(row).map_err(JournalError::of_sqlite)?;
    }
    Ok(())
}

fn begin(connection: &mut Connection) -> Result<Transaction<'_>, JournalError> {
    connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(JournalError::of_sqlite)
}

fn epoch(work: &Transaction<'_>) -> Result<Epoch, JournalError> {
    // The records are asked as well, lest a lost line of the list lets epochs go back.
    let sql = "SELECT max(
        (SELECT coalesce(max(epoch), 0) FROM writers),
        coalesce((SELECT epoch FROM journal ORDER BY seq DESC LIMIT 1), 0))";
    let epoch: i64 = work.query_row(sql, [], |row| row.get(0)).map_err(JournalError::of_sqlite)?;
    u64::try_from(epoch).map(Epoch).map_err(|_negative| JournalError::NotAJournal {
        why: "it names a writer with a negative epoch".to_owned(),
    })
}

/// The database counts to 2^63.
fn signed(number: u64) -> Result<i64, RecordError> {
    i64::try_from(number).map_err(|_beyond| RecordError::OutOfRange { field: "a sequence number" })
}
