//! Why a command has no effect, and how an area is.

use std::fmt;
use std::time::Duration;

use noriai_core::Refusal;
use noriai_journal::JournalError;

/// Why [`crate::Area::submit`] did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubmitError {
    /// The mailbox is full; nothing was done.
    #[error("too many commands are waiting")]
    Busy {
        /// When to come again.
        retry_after: Duration,
    },
    /// The area has halted; nothing was done.
    #[error("the area has halted: {0}")]
    Halted(Alarm),
    /// The area is shutting down; nothing was done.
    #[error("the area is shutting down")]
    Closed,
    /// The dispatcher refuses; nothing was done.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// The journal failed under this very command. Whether it was done shows after the restart:
    /// ask again with the same id.
    #[error("the journal failed: {0}")]
    Journal(Alarm),
}

/// Why an area has halted: somebody must look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// The stable code: part of the API.
    pub code: &'static str,
    /// What happened.
    pub cause: String,
    /// What to do about it.
    pub remedy: &'static str,
}

/// How an area is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// It takes commands.
    Running,
    /// It refuses all commands; the state it last published can still be read.
    Halted(Alarm),
    /// It was shut down.
    Closed,
}

impl SubmitError {
    /// The stable code: part of the API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Busy { .. } => "busy",
            Self::Halted(_) => "area_halted",
            Self::Closed => "area_closed",
            Self::Refused(refusal) => refusal.code(),
            Self::Journal(alarm) => alarm.code,
        }
    }
}

impl Alarm {
    pub(crate) fn of_journal(error: &JournalError) -> Self {
        Self { code: error.code(), cause: error.cause(), remedy: error.remedy() }
    }

    pub(crate) fn of_defect(cause: String) -> Self {
        let remedy = "restart the service, and report this with the log";
        Self { code: "defect", cause, remedy }
    }
}

impl fmt::Display for Alarm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}); {}", self.cause, self.code, self.remedy)
    }
}

/// What a panic said.
pub(crate) fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("the dispatcher panicked").to_owned()
}
