//! Why a command of the command line did not do what it was asked: code, cause, remedy.

use std::fmt;
use std::path::Path;

/// Why a command failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    code: String,
    cause: String,
    remedy: String,
}

impl Failure {
    /// With a stable code, what happened and what to do.
    pub(crate) fn new(code: &str, cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { code: code.to_owned(), cause: cause.into(), remedy: remedy.into() }
    }

    /// A file or directory that can't be used.
    pub(crate) fn file(code: &str, path: &Path, fault: &std::io::Error) -> Self {
        let cause = format!("{}: {fault}", path.display());
        Self::new(code, cause, "check that it exists, and that you may read and write there")
    }

    /// Its stable code.
    pub(crate) fn code(&self) -> &str {
        &self.code
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error[{}]: {}\n  remedy: {}", self.code, self.cause, self.remedy)
    }
}

impl std::error::Error for Failure {}
