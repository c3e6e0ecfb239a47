//! What can be wrong with a table of profiles.

use thiserror::Error;

/// Why a table of profiles cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProfileError {
    /// There is no profile at all, or the usual one is not among them.
    #[error("there is no profile {name:?}; give it a row among the profiles, or name another")]
    Unknown {
        /// The name that is asked for.
        name: String,
    },
    /// Two profiles have one name.
    #[error("there are two profiles {name:?}; give each its own name")]
    Double {
        /// Their name.
        name: String,
    },
    /// A share is not between 10 and 1000 %.
    #[error("profile {name:?} has a share of {percent} %; give one between 10 and 1000")]
    Share {
        /// The profile's name.
        name: String,
        /// The share in percent.
        percent: u32,
    },
    /// A row of the calendar does not lie within a day.
    #[error("the calendar has a row from {from} to {to}; give whole hours from 0 up to 24")]
    Hours {
        /// Its first hour.
        from: u8,
        /// The hour at which it ends.
        to: u8,
    },
}

impl ProfileError {
    /// A stable name for logs, answers and the manual.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "profile_unknown",
            Self::Double { .. } => "profile_double",
            Self::Share { .. } => "profile_share",
            Self::Hours { .. } => "profile_hours",
        }
    }
}
