//! What can go wrong with a journal: each with a stable code, its cause and a remedy.

use std::path::PathBuf;

use crate::journal::Epoch;
use crate::record::RecordError;
use crate::walk::Fault;

/// Why a journal can't be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Another process writes it.
    #[error("another process has the journal in {} open", dir.display())]
    InUse {
        /// The data directory.
        dir: PathBuf,
    },
    /// There is none.
    #[error("there is no journal in {}", dir.display())]
    Missing {
        /// The data directory.
        dir: PathBuf,
    },
    /// The file is something else.
    #[error("the file is not a journal: {why}")]
    NotAJournal {
        /// How that shows.
        why: String,
    },
    /// A newer version of the program wrote it.
    #[error("the journal has format {found}, this program knows formats up to {known}")]
    NewerFormat {
        /// The format of the file.
        found: i64,
        /// The newest that can be read.
        known: i64,
    },
    /// It is the history of another area.
    #[error("the journal is that of the area {found:?}, not of {wanted:?}")]
    OtherArea {
        /// Whose it is.
        found: String,
        /// Whose was asked for.
        wanted: String,
    },
    /// Another writer has taken over.
    #[error("writer {} was relieved by writer {}", own.0, current.0)]
    Fenced {
        /// The epoch of the append.
        own: Epoch,
        /// The epoch in force.
        current: Epoch,
    },
    /// No room is left.
    #[error("the disk is full")]
    DiskFull(#[source] Source),
    /// The disk refuses to read or write.
    #[error("the disk can't be read or written")]
    Io(#[source] Source),
    /// Somebody else holds the database's lock.
    #[error("another program keeps the journal locked")]
    Locked(#[source] Source),
    /// A record is not what was written.
    #[error("the journal is damaged: {0}")]
    Damaged(Fault),
    /// An event can't be written down.
    #[error("an event can't be written down")]
    Record(#[from] RecordError),
    /// An append failed before; what is on disk is known only after opening anew.
    #[error("an append failed before")]
    Halted,
    /// The database says something else.
    #[error("the database reports an error")]
    Database(#[source] Source),
}

/// The error below.
type Source = Box<dyn std::error::Error + Send + Sync>;

impl JournalError {
    /// The stable code: part of the API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InUse { .. } => "journal_in_use",
            Self::Missing { .. } => "journal_missing",
            Self::NotAJournal { .. } => "journal_not_a_journal",
            Self::NewerFormat { .. } => "journal_newer_format",
            Self::OtherArea { .. } => "journal_of_other_area",
            Self::Fenced { .. } => "journal_fenced",
            Self::DiskFull(_) => "journal_disk_full",
            Self::Io(_) => "journal_io",
            Self::Locked(_) => "journal_locked",
            Self::Damaged(_) => "journal_damaged",
            Self::Record(_) => "journal_record",
            Self::Halted => "journal_halted",
            Self::Database(_) => "journal_database",
        }
    }

    /// What happened, with the errors below it.
    #[must_use]
    pub fn cause(&self) -> String {
        let mut text = self.to_string();
        let mut below = std::error::Error::source(self);
        while let Some(error) = below {
            text.push_str(": ");
            text.push_str(&error.to_string());
            below = error.source();
        }
        text
    }

    /// What to do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::InUse { .. } => "stop the other process, or give this one its own data directory",
            Self::Missing { .. } => "name the data directory that the service writes to",
            Self::NotAJournal { .. } => {
                "name the data directory that the service writes to, or restore the file from a \
                 backup"
            }
            Self::NewerFormat { .. } => "run the version that wrote it, or a newer one",
            Self::OtherArea { .. } => "give each area its own data directory",
            Self::Fenced { .. } => "nothing: the newer writer carries on; end this process",
            Self::DiskFull(_) => "make room on the disk and restart the service",
            Self::Io(_) => "check the disk and the file's permissions, then restart the service",
            Self::Locked(_) => "close the program that writes to the journal, then restart",
            Self::Damaged(_) => {
                "run `noriai journal verify` for the whole extent and restore from a backup"
            }
            Self::Record(_) => "report this with the log: the program wrote what it can't read",
            Self::Halted => "restart the service: it begins with what the disk really holds",
            Self::Database(_) => "report this with the log, and restart the service",
        }
    }

    /// The kind of error behind a message of the database.
    pub(crate) fn of_sqlite(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::DiskFull(Box::new(error)),
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Locked(Box::new(error)),
            Some(
                Code::SystemIoFailure
                | Code::CannotOpen
                | Code::ReadOnly
                | Code::PermissionDenied
                | Code::FileLockingProtocolFailed
                | Code::NoLargeFileSupport,
            ) => Self::Io(Box::new(error)),
            Some(Code::NotADatabase) => Self::NotAJournal { why: error.to_string() },
            Some(Code::DatabaseCorrupt) => {
                Self::Damaged(Fault::Unreadable { seq: None, why: error.to_string() })
            }
            _ => Self::Database(Box::new(error)),
        }
    }

    /// The kind of error behind a message of the file system.
    #[must_use]
    pub fn of_io(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Self::DiskFull(Box::new(error))
            }
            _ => Self::Io(Box::new(error)),
        }
    }
}
