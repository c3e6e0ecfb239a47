//! What the rule is there for: a mapped file that is cut short ends the process, a copied one does
//! not. The end of a process can only be seen from another one, so the test starts itself anew.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::fs::{self, File, OpenOptions};
use std::hint::black_box;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

const FILE: &str = "NORIAI_MAPPED_TEST_FILE";
const SIZE: usize = 64 * 1024;
const SIGBUS: i32 = 7;

#[test]
fn a_mapped_file_cut_short_by_its_owner_ends_the_process() {
    let root = tempfile::tempdir().unwrap();
    let path = written(root.path());
    noriai_mapped::seal(&File::open(&path).unwrap()).unwrap();
    assert_eq!(reader(&path).signal(), Some(SIGBUS));
}

#[test]
fn a_file_that_was_never_made_read_only_is_safe_from_that() {
    let root = tempfile::tempdir().unwrap();
    assert!(reader(&written(root.path())).success());
}

/// Does its work only in a process that one of the other tests started.
#[test]
fn reader_of_a_file_that_is_cut_short() {
    let Some(path) = std::env::var_os(FILE).map(PathBuf::from) else { return };
    let bytes = noriai_mapped::open(&path).unwrap();
    assert_eq!(bytes[SIZE - 1], 1);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    OpenOptions::new().write(true).open(&path).unwrap().set_len(1).unwrap();
    assert_eq!(black_box(bytes)[SIZE - 1], 1);
}

fn written(root: &Path) -> PathBuf {
    let path = root.join("map");
    fs::write(&path, vec![1; SIZE]).unwrap();
    path
}

fn reader(path: &Path) -> ExitStatus {
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", "reader_of_a_file_that_is_cut_short"]).env(FILE, path);
    again.output().unwrap().status
}
