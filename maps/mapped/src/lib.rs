//! A file's bytes, mapped into memory where the file cannot change.
//!
//! # What may go wrong with a mapped file, and what is done about it
//!
//! Mapped bytes are the file itself. Whoever overwrites the file changes the bytes behind the
//! program's back; whoever cuts it short takes them away, and the next look at them ends the process
//! (`SIGBUS`), as does a disk that fails to read them. No checksum taken before helps against either.
//!
//! So only a file that nobody may write to is mapped: its permissions must say so. Its owner makes
//! it read-only once it is complete, never writes to it again, and replaces it by renaming another
//! one into its place or by deleting it, both of which leave the mapped bytes alone. Any other file
//! is read into memory: slower and larger, but then nothing that happens to the file matters.
//!
//! What remains: the superuser, and the owner who first makes the file writable again, can still
//! break the rule, and so can a program that opened the file for writing before it was made
//! read-only. They get a process that ends, or bytes that are no longer those of the checksum; so
//! whoever reads mapped bytes checks every offset in them, as of any bytes from outside.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use bytes::Bytes;
use memmap2::Mmap;

/// The bytes of a file: mapped if its permissions let nobody write to it, a copy otherwise.
///
/// Copies and slices of what is returned share one mapping, which ends with the last of them.
///
/// # Errors
/// What the operating system says; [`ErrorKind::InvalidInput`] for what is no ordinary file.
pub fn open(path: impl AsRef<Path>) -> io::Result<Bytes> {
    let path = path.as_ref();
    // Asked before opening: to open a pipe would wait for its other end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "not an ordinary file"));
    }
    let mut file = File::open(path)?;
    if file.metadata()?.permissions().readonly() {
        return map(&file);
    }
    let mut copy = Vec::new();
    file.read_to_end(&mut copy)?;
    Ok(copy.into())
}

fn map(file: &File) -> io::Result<Bytes> {
    // SAFETY: the bytes must not change while they are mapped. The file's permissions let nobody
    // write to it, and nothing in here ever does; the limits of that are told at the top.
    let mapped = unsafe { Mmap::map(file)? };
    Ok(Bytes::from_owner(mapped))
}

/// True if a file would be mapped: nobody may write to it.
///
/// # Errors
/// What the operating system says.
pub fn is_sealed(path: impl AsRef<Path>) -> io::Result<bool> {
    Ok(fs::metadata(path)?.permissions().readonly())
}

/// Makes a file that is complete read-only, so that [`open`] may map it. To be called before the
/// file is synced and closed.
///
/// # Errors
/// What the operating system says.
pub fn seal(file: &File) -> io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn sealed(path: &Path, bytes: &[u8]) {
        let mut file = File::create(path).unwrap();
        file.write_all(bytes).unwrap();
        seal(&file).unwrap();
    }

    #[test]
    fn a_sealed_file_is_mapped_and_outlives_its_name() {
        let root = tempfile::tempdir().unwrap();
        let (path, other) = (root.path().join("map"), root.path().join("other"));
        sealed(&path, b"as it was");
        sealed(&other, b"another");
        assert!(is_sealed(&path).unwrap());
        let bytes = open(&path).unwrap();
        fs::rename(&other, &path).unwrap();
        assert_eq!((&*bytes, &*open(&path).unwrap()), (&b"as it was"[..], &b"another"[..]));
        fs::remove_file(&path).unwrap();
        assert_eq!(&*bytes.slice(3..), b"it was");
    }

    /// Only a mapping sees the change: so the test would fail if the file were mapped.
    #[test]
    fn a_file_that_may_be_written_to_is_copied() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("map");
        fs::write(&path, b"as it was").unwrap();
        assert!(!is_sealed(&path).unwrap());
        let bytes = open(&path).unwrap();
        fs::write(&path, b"is").unwrap();
        assert_eq!(&*bytes, b"as it was");
    }

    #[test]
    fn an_empty_file_has_no_bytes() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("map");
        sealed(&path, b"");
        assert!(open(&path).unwrap().is_empty());
    }

    #[test]
    fn what_is_no_file_is_refused() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(open(root.path()).unwrap_err().kind(), ErrorKind::InvalidInput);
        assert_eq!(open(root.path().join("no")).unwrap_err().kind(), ErrorKind::NotFound);
    }

    #[test]
    fn a_mapping_is_on_the_list_of_the_process_and_a_copy_is_not() {
        let root = tempfile::tempdir().unwrap();
        let (mapped, copied) = (root.path().join("mapped"), root.path().join("copied"));
        sealed(&mapped, b"one");
        fs::write(&copied, b"two").unwrap();
        let Ok(before) = fs::read_to_string("/proc/self/maps") else {
            println!("skipped: the system does not list a process's mappings");
            return;
        };
        assert!(!before.contains(mapped.to_str().unwrap()));
        let bytes = (open(&mapped).unwrap(), open(&copied).unwrap());
        let now = fs::read_to_string("/proc/self/maps").unwrap();
        assert!(now.contains(mapped.to_str().unwrap()) && !now.contains(copied.to_str().unwrap()));
        drop(bytes);
        let after = fs::read_to_string("/proc/self/maps").unwrap();
        assert!(!after.contains(mapped.to_str().unwrap()));
    }
}
