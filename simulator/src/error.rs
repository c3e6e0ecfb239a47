//! What can go wrong outside the dispatcher: files, settings, maps.

use std::fmt;
use std::path::Path;

/// Why a simulation can't be set up, run or written: a stable code, the cause and the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimulationError {
    /// The stable code.
    pub code: ErrorCode,
    /// What is wrong, naming file and place.
    pub cause: String,
    /// What to do about it.
    pub remedy: String,
}

/// The kinds of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErrorCode {
    /// A file can't be read.
    Unreadable,
    /// A scenario has settings that do not exist.
    UnknownKey,
    /// A scenario's settings are missing, malformed or contradict each other.
    Scenario,
    /// A line of a file of requests.
    Requests,
    /// A demand profile.
    Profile,
    /// The map.
    Map,
    /// The dispatcher refuses what the simulator relies on.
    Dispatcher,
    /// A file of results can't be written.
    Unwritable,
}

impl SimulationError {
    pub(crate) fn new(
        code: ErrorCode,
        cause: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { code, cause: cause.into(), remedy: remedy.into() }
    }

    pub(crate) fn unreadable(file: &Path, why: &std::io::Error) -> Self {
        let cause = format!("{}: {why}", file.display());
        Self::new(ErrorCode::Unreadable, cause, "check the path and the permissions")
    }

    pub(crate) fn unwritable(file: &Path, why: impl fmt::Display) -> Self {
        let cause = format!("{}: {why}", file.display());
        let remedy = "name a directory that can be written to, with room left";
        Self::new(ErrorCode::Unwritable, cause, remedy)
    }

    pub(crate) fn scenario(at: &str, cause: impl fmt::Display, remedy: impl Into<String>) -> Self {
        Self::new(ErrorCode::Scenario, format!("{at}: {cause}"), remedy)
    }
}

impl ErrorCode {
    /// The stable code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "file_unreadable",
            Self::UnknownKey => "scenario_unknown_key",
            Self::Scenario => "scenario_invalid",
            Self::Requests => "requests_invalid",
            Self::Profile => "profile_invalid",
            Self::Map => "map_unusable",
            Self::Dispatcher => "dispatcher_refuses",
            Self::Unwritable => "file_unwritable",
        }
    }
}

impl fmt::Display for SimulationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}). {}", self.cause, self.code.as_str(), self.remedy)
    }
}

impl std::error::Error for SimulationError {}
