//! The data directory: made to last, and one writing process for each.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::error::JournalError;

/// Held for as long as the file is open; the kernel lets go of it when the process ends, however
/// it ends.
#[derive(Debug)]
pub(super) struct DirectoryLock(#[expect(dead_code, reason = "closing it unlocks")] File);

const FILE: &str = "journal.lock";

/// Makes the directory if there is none, so that a power cut does not take it away: a new name is
/// durable only when the directory that holds it is synced.
pub(super) fn create_directory(dir: &Path) -> std::io::Result<()> {
    let absent: Vec<&Path> = dir.ancestors().take_while(|path| !path.is_dir()).collect();
    std::fs::create_dir_all(dir)?;
    for holder in absent.iter().filter_map(|path| path.parent()) {
        let holder = if holder.as_os_str().is_empty() { Path::new(".") } else { holder };
        // Where directories can't be opened, they can't be synced either.
        if let Ok(holder) = File::open(holder) {
            holder.sync_all()?;
        }
    }
    Ok(())
}

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
