//! Turns that the law forbids.

use serde::{Deserialize, Serialize};

use crate::SegmentId;

/// A sequence of two or more consecutive segments that no vehicle may drive in this order.
///
/// Two segments: a restriction via a node. Three or more: a restriction via ways. An `only_*`
/// restriction is stored as bans of everything else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TurnBan(Vec<SegmentId>);

impl TurnBan {
    /// `None` for fewer than two segments.
    #[must_use]
    pub fn new(segments: Vec<SegmentId>) -> Option<Self> {
        (2 <= segments.len()).then_some(Self(segments))
    }

    /// The forbidden sequence, in driving order.
    #[must_use]
    pub fn segments(&self) -> &[SegmentId] {
        &self.0
    }
}

/// All turn bans of a network, sorted, without doubles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnBans(Vec<TurnBan>);

impl TurnBans {
    /// Sorts the bans and drops doubles.
    #[must_use]
    pub fn new(mut bans: Vec<TurnBan>) -> Self {
        bans.sort();
        bans.dedup();
        Self(bans)
    }

    /// In order of their segments.
    pub fn iter(&self) -> impl Iterator<Item = &TurnBan> {
        self.0.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True if nothing is forbidden.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
