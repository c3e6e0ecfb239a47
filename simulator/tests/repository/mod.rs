//! Files of the repository.

use std::path::{Path, PathBuf};

/// A scenario of the repository.
pub(crate) fn scenario_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios").join(name)
}
