//! Why an artefact cannot be written or opened.

use std::io;
use std::path::PathBuf;

/// Why an artefact cannot be written or opened. The display form is the cause.
#[derive(Debug, thiserror::Error)]
pub enum ArtefactError {
    /// A file or directory cannot be read or written.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the operating system says.
        cause: io::Error,
    },
    /// There is no artefact.
    #[error("{}: there is no imported map here", dir.display())]
    Missing {
        /// Where it should be.
        dir: PathBuf,
    },
    /// The directory holds something that is no artefact, and is not overwritten.
    #[error("{}: the directory holds something else than an imported map", dir.display())]
    NotOurs {
        /// The directory.
        dir: PathBuf,
    },
    /// Made by another version of the format.
    #[error("{}: the imported map is stale: format version {found}, needed is {needed}", dir.display())]
    Stale {
        /// The artefact.
        dir: PathBuf,
        /// Its version.
        found: u32,
        /// Ours.
        needed: u32,
    },
    /// A file is not as it was written.
    #[error("{}: the file of the imported map is damaged: it {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// A part cannot be turned into bytes: a fault of ours.
    #[error("the imported map cannot be stored: {0}")]
    Unstorable(String),
}

impl ArtefactError {
    /// A stable name of this kind of fault.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "artefact_io",
            Self::Missing { .. } => "artefact_missing",
            Self::NotOurs { .. } => "artefact_not_ours",
            Self::Stale { .. } => "artefact_stale",
            Self::Damaged { .. } => "artefact_damaged",
            Self::Unstorable(_) => "artefact_unstorable",
        }
    }

    /// What is wrong, with the file's or directory's name.
    #[must_use]
    pub fn cause(&self) -> String {
        self.to_string()
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Io { .. } => {
                "check that it exists, that it may be read and written, and the space left"
            }
            Self::Missing { .. } => "make it with `noriai map import FILE --out DIR`",
            Self::NotOurs { .. } => "name a new directory, or an imported map to replace",
            Self::Stale { .. } | Self::Damaged { .. } => {
                "import the map again with `noriai map import FILE --out DIR`"
            }
            Self::Unstorable(_) => {
                "report this together with the extract: it is a fault of the import"
            }
        }
    }
}
