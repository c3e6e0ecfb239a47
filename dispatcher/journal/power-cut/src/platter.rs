//! What a disk holds for sure, and what it was told since.

use std::collections::BTreeMap;

use rusqlite::ffi;

use crate::random::Random;

/// The smallest part of a write that a power cut leaves whole or not at all.
const SECTOR: usize = 512;

/// What happens to writes that were not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// They are gone.
    Unsynced,
    /// They are all there: the power was cut just after the cache went to disk by itself.
    Nothing,
    /// Each 512 bytes of each write is there, gone or scrambled, and each new, cut or deleted
    /// file is so or not, as the seed has it.
    Torn {
        /// Chooses.
        seed: u64,
    },
}

/// A storage call that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Which: the first call of a disk is 1.
    pub call: u64,
    /// For how long.
    pub mode: Mode,
    /// How.
    pub trouble: Trouble,
}

/// For how long storage calls fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// One call.
    Once,
    /// It and all after it, as when the power is gone.
    Forever,
}

/// How storage calls fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Input or output error, of any call.
    Io,
    /// No room left, of writes only.
    Full,
}

/// What a call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    Open,
    Read,
    Write,
    Truncate,
    Sync,
    Delete,
}

/// An error code of SQLite.
pub(crate) type Code = i32;

/// All files of a disk, by name.
#[derive(Debug, Default)]
pub(crate) struct Platter {
    pub(crate) n_calls: u64,
    pub(crate) failure: Option<Failure>,
    pub(crate) n_opens: BTreeMap<String, usize>,
    files: BTreeMap<String, Node>,
}

/// A file: as it is for sure, the changes since, and as programs see it.
#[derive(Debug, Default)]
struct Node {
    durable: Option<Vec<u8>>,
    /// Changes whose sync failed: they may or may not be on the disk, and the kernel takes them
    /// for written.
    doubtful: Vec<Change>,
    pending: Vec<Change>,
    seen: Option<Vec<u8>>,
}

#[derive(Debug)]
enum Change {
    Write { offset: usize, bytes: Vec<u8> },
    Truncate { size: usize },
    Delete,
}

impl Platter {
    /// Counts a call and says whether it fails.
    pub(crate) fn call(&mut self, call: Call) -> Result<(), Code> {
        self.n_calls += 1;
        let Some(Failure { call: first, mode, trouble }) = self.failure else { return Ok(()) };
        let due = match mode {
            Mode::Once => self.n_calls == first,
            Mode::Forever => first <= self.n_calls,
        };
        match (due, trouble, call) {
            (false, ..) => Ok(()),
            (true, Trouble::Full, Call::Write) => Err(ffi::SQLITE_FULL),
            (true, Trouble::Full, _) => Ok(()),
            (true, Trouble::Io, Call::Open) => Err(ffi::SQLITE_CANTOPEN),
            (true, Trouble::Io, Call::Read) => Err(ffi::SQLITE_IOERR_READ),
            (true, Trouble::Io, Call::Write) => Err(ffi::SQLITE_IOERR_WRITE),
            (true, Trouble::Io, Call::Truncate) => Err(ffi::SQLITE_IOERR_TRUNCATE),
            (true, Trouble::Io, Call::Sync) => Err(ffi::SQLITE_IOERR_FSYNC),
            (true, Trouble::Io, Call::Delete) => Err(ffi::SQLITE_IOERR_DELETE),
        }
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.seen(name).is_some()
    }

    pub(crate) fn seen(&self, name: &str) -> Option<&Vec<u8>> {
        self.files.get(name)?.seen.as_ref()
    }

    pub(crate) fn create(&mut self, name: &str) {
        let node = self.files.entry(name.to_owned()).or_default();
        if node.seen.is_none() {
            node.seen = Some(Vec::new());
            node.pending.push(Change::Truncate { size: 0 });
        }
    }

    pub(crate) fn write(&mut self, name: &str, offset: usize, bytes: &[u8]) {
        self.change(name, Change::Write { offset, bytes: bytes.to_owned() });
    }

    pub(crate) fn truncate(&mut self, name: &str, size: usize) {
        self.change(name, Change::Truncate { size });
    }

    pub(crate) fn delete(&mut self, name: &str, and_sync: bool) {
        self.change(name, Change::Delete);
        if and_sync {
            self.sync_directory();
        }
    }

    /// Makes durable which files there are, but not what is in them.
    pub(crate) fn sync_directory(&mut self) {
        self.files.retain(|_, node| {
            let last = node.pending.iter().rposition(|change| matches!(change, Change::Delete));
            if let Some(last) = last {
                node.pending.drain(..=last);
                node.doubtful.clear();
                node.durable = None;
            }
            if node.seen.is_some() {
                node.durable.get_or_insert_default();
            }
            node.seen.is_some()
        });
    }

    pub(crate) fn sync(&mut self, name: &str) {
        if let Some(node) = self.files.get_mut(name) {
            node.doubtful.clear();
            for change in node.pending.drain(..) {
                change.apply(&mut node.durable);
            }
        }
    }

    /// A failed sync: the kernel forgets that the pages were ever dirty.
    pub(crate) fn forget(&mut self, name: &str) {
        if let Some(node) = self.files.get_mut(name) {
            node.doubtful.append(&mut node.pending);
        }
    }

    fn change(&mut self, name: &str, change: Change) {
        let node = self.files.entry(name.to_owned()).or_default();
        change.apply(&mut node.seen);
        node.pending.push(change);
    }

    /// What a power cut leaves, by file name.
    pub(crate) fn image(&self, loss: Loss) -> BTreeMap<String, Vec<u8>> {
        let seed = if let Loss::Torn { seed } = loss { seed } else { 0 };
        let mut random = Random(seed);
        let left = self.files.iter().filter_map(|(name, node)| {
            let mut bytes = node.durable.clone();
            for change in node.doubtful.iter().chain(&node.pending) {
                match loss {
                    Loss::Unsynced => {}
                    Loss::Nothing => change.apply(&mut bytes),
                    Loss::Torn { .. } => change.tear(&mut bytes, &mut random),
                }
            }
            bytes.map(|bytes| (name.clone(), bytes))
        });
        left.collect()
    }

    /// Begins anew from an image; the count of calls too.
    pub(crate) fn restart(&mut self, image: BTreeMap<String, Vec<u8>>) {
        *self = Self::default();
        for (name, bytes) in image {
            let durable = Some(bytes.clone());
            let node = Node { durable, seen: Some(bytes), ..Node::default() };
            self.files.insert(name, node);
        }
    }
}

impl Change {
    fn apply(&self, file: &mut Option<Vec<u8>>) {
        match self {
            Self::Write { offset, bytes } => put(file.get_or_insert_default(), *offset, bytes),
            Self::Truncate { size } => file.get_or_insert_default().resize(*size, 0),
            Self::Delete => *file = None,
        }
    }

    fn tear(&self, file: &mut Option<Vec<u8>>, random: &mut Random) {
        let Self::Write { offset, bytes } = self else {
            if random.percent() < 50 {
                self.apply(file);
            }
            return;
        };
        let mut done = 0;
        while done < bytes.len() {
            let at = offset + done;
            let length = (SECTOR - at % SECTOR).min(bytes.len() - done);
            let part: Vec<u8> = bytes.iter().skip(done).take(length).copied().collect();
            match random.percent() {
                0..45 => put(file.get_or_insert_default(), at, &part),
                45..55 => {
                    let noise: Vec<u8> =
                        part.iter().map(|byte| byte ^ random.next().to_le_bytes()[0]).collect();
                    put(file.get_or_insert_default(), at, &noise);
                }
                _ => {}
            }
            done += length;
        }
    }
}

fn put(file: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    if let Some(place) = file.get_mut(offset..end) {
        place.copy_from_slice(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disk() -> Platter {
        let mut disk = Platter::default();
        disk.create("a");
        disk.write("a", 0, &[1; 1_024]);
        disk.sync("a");
        disk.write("a", 512, &[2; 1_024]);
        disk
    }

    #[test]
    fn a_power_cut_leaves_what_was_synced() {
        let disk = disk();
        assert_eq!(disk.image(Loss::Unsynced)["a"], [1; 1_024]);
        assert_eq!(disk.image(Loss::Nothing)["a"][512..], [2; 1_024]);
    }

    #[test]
    fn a_torn_write_touches_no_byte_beside_it_and_the_same_seed_tears_the_same() {
        let disk = disk();
        let images: Vec<_> =
            (0..64).map(|seed| disk.image(Loss::Torn { seed })["a"].clone()).collect();
        assert!(images.iter().all(|image| image[..512] == [1; 512]));
        assert!(images.iter().any(|image| image.len() == 1_536 && image[512..1_024] == [1; 512]));
        assert_eq!(images[7], disk.image(Loss::Torn { seed: 7 })["a"]);
    }

    #[test]
    fn what_a_failed_sync_left_out_the_next_sync_leaves_out_too() {
        let mut disk = disk();
        disk.forget("a");
        assert_eq!(disk.image(Loss::Unsynced)["a"], [1; 1_024]);
        assert_eq!(disk.image(Loss::Nothing)["a"][512..], [2; 1_024]);
        disk.sync("a");
        assert_eq!(disk.image(Loss::Nothing)["a"], [1; 1_024]);
        assert_eq!(disk.seen("a").unwrap()[512..], [2; 1_024]);
    }

    #[test]
    fn a_file_deleted_without_a_sync_may_come_back() {
        let mut disk = disk();
        disk.delete("a", false);
        assert!(!disk.exists("a"));
        assert_eq!(disk.image(Loss::Unsynced)["a"], [1; 1_024]);
        assert!(disk.image(Loss::Nothing).is_empty());
    }

    #[test]
    fn a_synced_directory_keeps_its_deletions_and_its_new_files_without_their_content() {
        let mut disk = disk();
        disk.delete("a", false);
        disk.create("b");
        disk.write("b", 0, &[3]);
        disk.sync_directory();
        let image = disk.image(Loss::Unsynced);
        assert_eq!(image.keys().collect::<Vec<_>>(), ["b"]);
        assert_eq!(image["b"], [0; 0]);
        assert_eq!(disk.image(Loss::Nothing)["b"], [3]);
    }

    #[test]
    fn the_call_named_fails_once_or_for_ever() {
        let failure = Some(Failure { call: 2, mode: Mode::Once, trouble: Trouble::Io });
        let mut disk = Platter { failure, ..Platter::default() };
        let codes: Vec<_> = (0..3).map(|_| disk.call(Call::Sync)).collect();
        assert_eq!(codes, [Ok(()), Err(ffi::SQLITE_IOERR_FSYNC), Ok(())]);
        disk.failure = Some(Failure { call: 4, mode: Mode::Forever, trouble: Trouble::Full });
        let codes: Vec<_> = (0..2).map(|_| disk.call(Call::Write)).collect();
        assert_eq!(codes, [Err(ffi::SQLITE_FULL); 2]);
    }
}
