//! Why an extract cannot be imported: a stable code, the cause and the remedy.

use std::io;
use std::path::PathBuf;

use noriai_network::NetworkError;

/// Why an extract cannot be imported.
///
/// The display form is the cause; [`ImportError::remedy`] says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The stream cannot be read at all: no such file, no permission, a failing disk.
    #[error("the map cannot be read: {0}")]
    Io(#[from] io::Error),
    /// There is not a single byte.
    #[error("the map is empty (0 bytes)")]
    Empty,
    /// The bytes are something else than an OpenStreetMap PBF file.
    #[error("the map is not an OpenStreetMap PBF file: it looks like {looks_like}")]
    NotPbf {
        /// What its first bytes look like.
        looks_like: &'static str,
    },
    /// The file ends in the middle of a block.
    #[error("the map is truncated: it ends at byte {at} in the middle of a block")]
    Truncated {
        /// Where the file ends.
        at: u64,
    },
    /// A block breaks the rules of the format.
    #[error("the map is damaged: the block at byte {at} {what}")]
    Damaged {
        /// Where the block begins.
        at: u64,
        /// Which rule it breaks.
        what: String,
    },
    /// The file uses a part of the format that we do not read.
    #[error("the map needs a feature that is not supported: {feature}")]
    Unsupported {
        /// The feature's name in the format.
        feature: String,
    },
    /// The file is sound but holds no road that a van may drive on.
    #[error("the map holds no drivable road")]
    NoRoads,
    /// The extract has more roads than ids have room for.
    #[error("the map is too large: more than 4,294,967,295 {0}")]
    TooLarge(&'static str),
    /// The file is sound but holds something that no map of a town holds.
    #[error("the map cannot be right: it holds {0}")]
    Implausible(&'static str),
    /// The import made parts that do not fit together: a fault of ours.
    #[error("{0}")]
    Network(#[from] NetworkError),
    /// Any of the above, in a file that can be named.
    #[error("{}: {cause}", path.display())]
    InFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        cause: Box<ImportError>,
    },
}

impl ImportError {
    /// A stable name of this kind of fault.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "map_unreadable",
            Self::Empty => "map_empty",
            Self::NotPbf { .. } => "map_not_pbf",
            Self::Truncated { .. } => "map_truncated",
            Self::Damaged { .. } => "map_damaged",
            Self::Unsupported { .. } => "map_unsupported",
            Self::NoRoads => "map_no_roads",
            Self::TooLarge(_) => "map_too_large",
            Self::Implausible(_) => "map_implausible",
            Self::Network(_) => "map_inconsistent",
            Self::InFile { cause, .. } => cause.code(),
        }
    }

    /// What is wrong, with the file's name if there is one.
    #[must_use]
    pub fn cause(&self) -> String {
        self.to_string()
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Io(_) => "check that the file exists and may be read",
            Self::Empty | Self::Truncated { .. } | Self::Damaged { .. } => {
                "fetch the extract again and compare its checksum with the provider's"
            }
            Self::NotPbf { .. } => "give an OpenStreetMap extract in PBF format (.osm.pbf)",
            Self::Unsupported { .. } => {
                "rewrite the extract with zlib compression and without history, for example by `osmium cat`"
            }
            Self::NoRoads => "give an extract that holds the roads of the service area",
            Self::TooLarge(_) => {
                "cut the extract to the service area, for example by `osmium extract`"
            }
            Self::Implausible(_) => "mend that place in a map editor, or give another extract",
            Self::Network(_) => {
                "report this together with the extract: it is a fault of the import"
            }
            Self::InFile { cause, .. } => cause.remedy(),
        }
    }

    /// The same fault, in a file that can be named.
    #[must_use]
    pub fn in_file(self, path: impl Into<PathBuf>) -> Self {
        Self::InFile { path: path.into(), cause: Box::new(self) }
    }
}
