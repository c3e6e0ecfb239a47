//! A journal in a SQLite database: nothing to install, one file that any SQL tool reads.

mod append;
mod lock;
mod rows;
mod schema;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::chain::Hash;
use crate::error::JournalError;
use crate::journal::{Appended, Entry, Epoch, Head, Journal, RawRecord, Records};
use lock::DirectoryLock;

/// The database's name in the data directory.
const FILE: &str = "journal.sqlite";

/// How long an append waits for a program that looks at the database.
const PATIENCE: Duration = Duration::from_secs(5);

/// The one writer of a data directory.
#[derive(Debug)]
pub struct SqliteJournal {
    area: String,
    epoch: Epoch,
    head: Head,
    halted: bool,
    connection: Connection,
    // Last, so that the directory is free only when the database is closed.
    _lock: DirectoryLock,
}

/// A reader of a data directory, beside its writer or without one.
#[derive(Debug)]
pub struct SqliteRecords {
    area: String,
    connection: Connection,
}

/// How to open a journal; the default is what the service uses.
#[derive(Clone, Debug, Default)]
pub struct SqliteOptions {
    vfs: Option<String>,
    checkpoint_pages: Option<u32>,
    #[cfg(feature = "faults")]
    unsynced: bool,
}

impl SqliteOptions {
    /// Goes through another file system layer, by the name it is registered under.
    #[must_use]
    pub fn with_vfs(mut self, name: &str) -> Self {
        self.vfs = Some(name.to_owned());
        self
    }

    /// Moves the newest part of the journal into its file after so many pages, instead of after
    /// SQLite's 1,000.
    #[must_use]
    pub const fn with_checkpoint_after(mut self, pages: u32) -> Self {
        self.checkpoint_pages = Some(pages);
        self
    }

    /// Leaves the fsync out: an acknowledgement then means nothing.
    #[cfg(feature = "faults")]
    #[must_use]
    pub const fn without_sync(mut self) -> Self {
        self.unsynced = true;
        self
    }

    fn synchronous(&self) -> &'static str {
        #[cfg(feature = "faults")]
        if self.unsynced {
            return "OFF";
        }
        "FULL"
    }

    fn connect(&self, file: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
        match &self.vfs {
            Some(name) => Connection::open_with_flags_and_vfs(file, flags, name.as_str()),
            None => Connection::open_with_flags(file, flags),
        }
    }
}

impl SqliteJournal {
    /// Opens the journal of an area, or begins it. The opener relieves all before it.
    ///
    /// # Errors
    /// If another process writes it, it is of another area or a newer format, or the disk refuses.
    pub fn open(dir: &Path, area: &str, options: &SqliteOptions) -> Result<Self, JournalError> {
        lock::create_directory(dir).map_err(JournalError::of_io)?;
        let lock = DirectoryLock::take(dir)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let file = dir.join(FILE);
        let mut connection = options.connect(&file, flags).map_err(JournalError::of_sqlite)?;
        prepare(&connection, options).map_err(JournalError::of_sqlite)?;
        schema::create_or_check(&mut connection, area)?;
        let (epoch, head) = append::take_over(&mut connection)?;
        let area = area.to_owned();
        Ok(Self { area, epoch, head, halted: false, connection, _lock: lock })
    }
}

impl SqliteRecords {
    /// Opens the journal for reading only. The writer may go on meanwhile.
    ///
    /// # Errors
    /// If there is none, or it can't be read.
    pub fn open(dir: &Path, options: &SqliteOptions) -> Result<Self, JournalError> {
        let file: PathBuf = dir.join(FILE);
        if options.vfs.is_none() && !file.is_file() {
            return Err(JournalError::Missing { dir: dir.to_owned() });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = options.connect(&file, flags).map_err(JournalError::of_sqlite)?;
        connection.busy_timeout(PATIENCE).map_err(JournalError::of_sqlite)?;
        let area = schema::area(&connection)?;
        Ok(Self { area, connection })
    }
}

/// WAL lets readers look on; FULL makes each commit an fsync.
fn prepare(connection: &Connection, options: &SqliteOptions) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", options.synchronous())?;
    if let Some(pages) = options.checkpoint_pages {
        connection.pragma_update_and_check(None, "wal_autocheckpoint", pages, |_| Ok(()))?;
    }
    // On macOS a plain fsync leaves the data in the drive's cache.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)
}

impl Records for SqliteJournal {
    fn area(&self) -> &str {
        &self.area
    }

    fn genesis(&self) -> Hash {
        Hash::genesis(&self.area)
    }

    fn head(&self) -> Result<Head, JournalError> {
        rows::head(&self.connection)
    }

    fn read(&self, from_seq: u64, limit: usize) -> Result<Vec<RawRecord>, JournalError> {
        rows::read(&self.connection, from_seq, limit)
    }
}

impl Records for SqliteRecords {
    fn area(&self) -> &str {
        &self.area
    }

    fn genesis(&self) -> Hash {
        Hash::genesis(&self.area)
    }

    fn head(&self) -> Result<Head, JournalError> {
        rows::head(&self.connection)
    }

    fn read(&self, from_seq: u64, limit: usize) -> Result<Vec<RawRecord>, JournalError> {
        rows::read(&self.connection, from_seq, limit)
    }
}

impl Journal for SqliteJournal {
    fn epoch(&self) -> Epoch {
        self.epoch
    }

    fn append(&mut self, epoch: Epoch, batch: &[Entry]) -> Result<Appended, JournalError> {
        if self.halted {
            return Err(JournalError::Halted);
        }
        if batch.is_empty() {
            return Ok(Appended { last_seq: self.head.seq });
        }
        let (records, head) = crate::memory::sealed(self.head, epoch, batch)?;
        if let Err(error) = append::append(&mut self.connection, self.head, epoch, &records, head) {
            self.halted = true;
            return Err(error);
        }
        self.head = head;
        Ok(Appended { last_seq: head.seq })
    }
}
