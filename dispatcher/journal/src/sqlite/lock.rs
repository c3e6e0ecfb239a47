//! One writing process for each data directory.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::error::JournalError;

/// Held for as long as the file is open; the kernel lets go of it when the process ends, however
/// it ends.
#[derive(Debug)]
pub(super) struct DirectoryLock(#[expect(dead_code, reason = "closing it unlocks")] File);

const FILE: &str = "journal.lock";

impl DirectoryLock {
    pub(super) fn take(dir: &Path) -> Result<Self, JournalError> {
        let mut options = OpenOptions::new();
        let file = options
            .create(true)
            .truncate(false)
            .write(true)
            .open(dir.join(FILE))
            .map_err(JournalError::of_io)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(JournalError::InUse { dir: dir.to_owned() }),
            Err(TryLockError::Error(error)) => Err(JournalError::of_io(error)),
        }
    }
}
