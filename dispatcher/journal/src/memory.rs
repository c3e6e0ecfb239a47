//! A journal for as long as the process lives: for simulations and tests.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::chain::Hash;
use crate::error::JournalError;
use crate::journal::{Appended, Entry, Epoch, Head, Journal, RawRecord, Records};
use crate::record;

/// A journal in memory. [`MemoryJournal::reopen`] makes a later writer of the same records.
#[derive(Debug)]
pub struct MemoryJournal {
    area: String,
    epoch: Epoch,
    store: Arc<Mutex<Store>>,
}

#[derive(Debug)]
struct Store {
    epoch: Epoch,
    head: Head,
    records: Vec<RawRecord>,
}

impl MemoryJournal {
    /// An empty journal.
    #[must_use]
    pub fn new(area: &str) -> Self {
        let head = Head { seq: 0, hash: Hash::genesis(area) };
        let store = Store { epoch: Epoch(1), head, records: Vec::new() };
        Self { area: area.to_owned(), epoch: Epoch(1), store: Arc::new(Mutex::new(store)) }
    }

    /// Another opener, which relieves all before it.
    #[must_use]
    pub fn reopen(&self) -> Self {
        let mut store = self.store();
        store.epoch = Epoch(store.epoch.0.saturating_add(1));
        Self { area: self.area.clone(), epoch: store.epoch, store: Arc::clone(&self.store) }
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        // A batch is put in only when it is whole, so that a panic elsewhere leaves no half.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Records for MemoryJournal {
    fn area(&self) -> &str {
        &self.area
    }

    fn genesis(&self) -> Hash {
        Hash::genesis(&self.area)
    }

    fn head(&self) -> Result<Head, JournalError> {
        Ok(self.store().head)
    }

    fn read(&self, from_seq: u64, limit: usize) -> Result<Vec<RawRecord>, JournalError> {
        let store = self.store();
        let first = store.records.partition_point(|record| record.seq < from_seq);
        Ok(store.records.iter().skip(first).take(limit).cloned().collect())
    }
}

impl Journal for MemoryJournal {
    fn epoch(&self) -> Epoch {
        self.epoch
    }

    fn append(&mut self, epoch: Epoch, batch: &[Entry]) -> Result<Appended, JournalError> {
        let mut store = self.store();
        if epoch != store.epoch {
            return Err(JournalError::Fenced { own: epoch, current: store.epoch });
        }
        let (records, head) = sealed(store.head, epoch, batch)?;
        store.records.extend(records);
        store.head = head;
        Ok(Appended { last_seq: head.seq })
    }
}

/// The records of a batch, numbered and sealed, and the head after them.
pub(crate) fn sealed(
    mut head: Head,
    epoch: Epoch,
    batch: &[Entry],
) -> Result<(Vec<RawRecord>, Head), JournalError> {
    let mut records = Vec::with_capacity(batch.len());
    for entry in batch {
        let record::Encoded { kind, payload } = record::encode(&entry.event)?;
        let (seq, at_ms) = (head.seq.saturating_add(1), entry.at.unix_millis());
        let hash = head.hash.next(seq, epoch, at_ms, kind, &payload);
        records.push(RawRecord { seq, epoch, at_ms, kind: kind.to_owned(), payload, hash });
        head = Head { seq, hash };
    }
    Ok((records, head))
}
