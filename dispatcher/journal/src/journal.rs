//! How a journal is written and read, whatever keeps it.

use noriai_core::Event;
use noriai_units::Timestamp;

use crate::chain::Hash;
use crate::error::JournalError;

/// Names a writer: every opener gets a larger one, and only the largest may append.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch(pub u64);

/// An event that has happened, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it was decided.
    pub at: Timestamp,
    /// What has happened.
    pub event: Event,
}

/// What became of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The number of the last record, now durable.
    pub last_seq: u64,
}

/// The end of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last record; 0 before the first.
    pub seq: u64,
    /// The hash that the next record continues from.
    pub hash: Hash,
}

/// A record as it is stored, not yet looked at: it may be damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRecord {
    /// Its number; the first is 1.
    pub seq: u64,
    /// Whose it is.
    pub epoch: Epoch,
    /// When it was decided, in milliseconds since 1970-01-01T00:00:00Z.
    pub at_ms: i64,
    /// The kind of event.
    pub kind: String,
    /// The event's numbers, as JSON.
    pub payload: String,
    /// Seals this record and all before it.
    pub hash: Hash,
}

/// Reads a journal.
pub trait Records {
    /// The service area whose history it is.
    fn area(&self) -> &str;

    /// What the first record's hash continues from.
    fn genesis(&self) -> Hash;

    /// The end as the journal itself states it, apart from the records.
    ///
    /// # Errors
    /// If it can't be read.
    fn head(&self) -> Result<Head, JournalError>;

    /// At most `limit` records in order, beginning with number `from_seq`; none past the end.
    ///
    /// # Errors
    /// If the first of them can't be read. If a later one can't, those before it are returned.
    fn read(&self, from_seq: u64, limit: usize) -> Result<Vec<RawRecord>, JournalError>;
}

/// Writes a journal.
pub trait Journal: Records + Send {
    /// The epoch this opener was given.
    fn epoch(&self) -> Epoch;

    /// Appends all of a batch or nothing. Durable when it returns `Ok`; an empty batch writes
    /// nothing.
    ///
    /// # Errors
    /// [`JournalError::Fenced`] if another has opened the journal since. After any error it is
    /// unknown what a power cut would leave of the batch, and further appends are refused: an
    /// fsync that failed once may report success the second time without having written.
    fn append(&mut self, epoch: Epoch, batch: &[Entry]) -> Result<Appended, JournalError>;
}
