//! What a storm has found.

use std::fmt;

/// Something that must not be: the first of a storm ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The kind: an invariant's name, like `T2`, or the name of one of the storm's own checks.
    /// Shrinking keeps it.
    pub what: &'static str,
    /// What exactly.
    pub detail: String,
}

impl Fault {
    pub(crate) fn new(what: &'static str, detail: impl fmt::Display) -> Self {
        Self { what, detail: detail.to_string() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.detail)
    }
}

impl std::error::Error for Fault {}
