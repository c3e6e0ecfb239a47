//! What can go wrong, with cause and remedy.

use noriai_network::NetworkError;
use noriai_units::Metres;
use thiserror::Error;

use crate::hierarchy::GraphError;

/// Why a network cannot be prepared.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PrepareError {
    /// The network contradicts itself.
    #[error("{0}; import the extract again")]
    Network(#[from] NetworkError),
    /// The network is too large for the numbers used inside.
    #[error("the network is too large to be prepared ({0}); import a smaller extract")]
    Graph(#[from] GraphError),
    /// A point packs a segment's number into 28 bits and an offset into 24.
    #[error(
        "a network of {segments} segments, the longest of {longest}, is too large; import a smaller extract"
    )]
    TooLarge {
        /// How many segments it has.
        segments: usize,
        /// The longest segment's length.
        longest: Metres,
    },
}

/// Why stored bytes are not this network's hierarchy.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HierarchyError {
    /// They are no hierarchy, or were written by another version of it.
    #[error("this is no hierarchy of this version; prepare the network again")]
    Format,
    /// They were prepared for another network.
    #[error("the hierarchy was prepared for another road network; prepare this network again")]
    OtherNetwork,
    /// They were changed after they were written.
    #[error("the hierarchy is damaged; prepare the network again")]
    Damaged,
    /// The network itself cannot be prepared.
    #[error(transparent)]
    Prepare(#[from] PrepareError),
}

/// Why a position has no point on the roads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SnapError {
    /// No road is near enough.
    #[error("no road is near enough{}; choose a place beside a road", nearest_text(.nearest))]
    TooFar {
        /// The distance of the nearest one; `None` if there is none within 50 km.
        nearest: Option<Metres>,
    },
}

impl PrepareError {
    /// A stable name for logs, answers and the manual.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Network(_) => "network_inconsistent",
            Self::Graph(_) | Self::TooLarge { .. } => "network_too_large",
        }
    }
}

impl HierarchyError {
    /// A stable name for logs, answers and the manual.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Format => "hierarchy_format",
            Self::OtherNetwork => "hierarchy_of_other_network",
            Self::Damaged => "hierarchy_damaged",
            Self::Prepare(error) => error.code(),
        }
    }
}

impl SnapError {
    /// A stable name for logs, answers and the manual.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooFar { .. } => "too_far_from_road",
        }
    }
}

fn nearest_text(nearest: &Option<Metres>) -> String {
    nearest.map_or_else(String::new, |nearest| format!(" (the nearest is {nearest} away)"))
}
