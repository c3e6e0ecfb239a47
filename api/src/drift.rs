//! Generated documents that are checked in, and the test that they are those of the code.

use std::path::{Path, PathBuf};

/// Fails if the document at `path` below the repository's root is not `wanted`; with
/// `NORIAI_BLESS=1` it is written anew instead.
pub(crate) fn check(path: &str, wanted: &str) {
    let file = root().join(path);
    if std::env::var_os("NORIAI_BLESS").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, wanted).unwrap();
        return;
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    let differs = found.lines().zip(wanted.lines()).position(|(a, b)| a != b);
    assert!(
        found == wanted,
        "{path} is not what the code says (first at line {}): run `make bless` and look at the diff",
        differs.unwrap_or_else(|| found.lines().count().min(wanted.lines().count())) + 1
    );
}

/// This crate's own source files.
pub(crate) fn sources() -> Vec<PathBuf> {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
