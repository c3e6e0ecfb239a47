//! For tests: a disk for SQLite that forgets what was not synced.
//!
//! Killing a process never loses what it wrote: the bytes are in the kernel's cache. Only a power
//! cut does, so a test that kills says nothing about a missing fsync. A [`Disk`] keeps all files in
//! memory, remembers which writes were synced, and gives the [image](Disk::power_cut) that a power
//! cut at this moment would leave. It can also [fail](Disk::fail) at any storage call.
//!
//! What it promises is what SQLite expects of a disk: a sync that reports success is durable, and a
//! write changes no byte beside those written. It follows Linux in that a write whose sync failed
//! is not tried again by the next sync.

mod platter;
mod random;
mod shim;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use platter::{Failure, Loss, Mode, Trouble};

use platter::Platter;

/// A disk in memory, reachable by SQLite under [`Disk::vfs`]. Each database on it can be open once
/// at a time. It has one directory: of a path only the last part counts.
#[derive(Clone, Debug)]
pub struct Disk {
    vfs: String,
    platter: Arc<Mutex<Platter>>,
}

/// All files of a disk at one moment.
#[derive(Clone, Debug)]
pub struct Image(BTreeMap<String, Vec<u8>>);

impl Disk {
    /// Registers a new disk with SQLite under a name that nothing else has. It stays registered
    /// until the process ends.
    ///
    /// # Errors
    /// If SQLite refuses, or the name holds a NUL.
    pub fn install(vfs: &str) -> std::io::Result<Self> {
        let platter = Arc::new(Mutex::new(Platter::default()));
        shim::register(vfs, Arc::clone(&platter))?;
        Ok(Self { vfs: vfs.to_owned(), platter })
    }

    /// The name to open databases with.
    #[must_use]
    pub fn vfs(&self) -> &str {
        &self.vfs
    }

    /// How many storage calls there were.
    #[must_use]
    pub fn n_calls(&self) -> u64 {
        self.platter().n_calls
    }

    /// From now on storage calls fail as said; `None`: they work.
    pub fn fail(&self, failure: Option<Failure>) {
        self.platter().failure = failure;
    }

    /// Writes into a directory what a power cut at this moment would leave on the disk.
    ///
    /// # Errors
    /// If the directory can't be written.
    pub fn power_cut(&self, loss: Loss, into: &Path) -> std::io::Result<()> {
        for (name, bytes) in self.platter().image(loss) {
            std::fs::write(into.join(name), bytes)?;
        }
        Ok(())
    }

    /// What a power cut at this moment would leave, to go on from with [`Disk::load`].
    #[must_use]
    pub fn image(&self, loss: Loss) -> Image {
        Image(self.platter().image(loss))
    }

    /// The power is back: the disk holds the image, all calls work and are counted from 1.
    pub fn load(&self, image: &Image) {
        self.platter().restart(image.0.clone());
    }

    /// An empty disk again.
    pub fn erase(&self) {
        self.platter().restart(BTreeMap::new());
    }

    fn platter(&self) -> MutexGuard<'_, Platter> {
        self.platter.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
