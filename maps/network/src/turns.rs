//! Turns that the law forbids.

use serde::{Deserialize, Serialize};

use crate::{SegmentId, VehicleKind, VehicleKinds};

/// A sequence of two or more consecutive segments that may not be driven in this order.
///
/// Two segments: a restriction via a node. Three or more: a restriction via ways. An `only_*`
/// restriction is stored as bans of everything else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TurnBan {
    segments: Vec<SegmentId>,
    binds: VehicleKinds,
}

impl TurnBan {
    /// A ban for everyone. `None` for fewer than two segments.
    #[must_use]
    pub fn new(segments: Vec<SegmentId>) -> Option<Self> {
        Self::for_kinds(segments, VehicleKinds::ALL)
    }

    /// A ban for some kinds of vehicles. `None` for fewer than two segments or no kind.
    #[must_use]
    pub fn for_kinds(segments: Vec<SegmentId>, binds: VehicleKinds) -> Option<Self> {
        (2 <= segments.len() && !binds.is_empty()).then_some(Self { segments, binds })
    }

    /// The forbidden sequence, in driving order.
    #[must_use]
    pub fn segments(&self) -> &[SegmentId] {
        &self.segments
    }

    /// Whom it binds.
    #[must_use]
    pub const fn binds(&self) -> VehicleKinds {
        self.binds
    }
}

/// All turn bans of a network, sorted, without doubles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnBans(Vec<TurnBan>);

impl TurnBans {
    /// Sorts the bans and joins doubles.
    #[must_use]
    pub fn new(mut bans: Vec<TurnBan>) -> Self {
        bans.sort();
        bans.dedup_by(|next, ban| {
            let is_double = next.segments == ban.segments;
            if is_double {
                ban.binds = ban.binds.or(next.binds);
            }
            is_double
        });
        Self(bans)
    }

    /// In order of their segments.
    pub fn iter(&self) -> impl Iterator<Item = &TurnBan> {
        self.0.iter()
    }

    /// Those that bind a kind of vehicle, in order of their segments.
    pub fn binding(&self, kind: VehicleKind) -> impl Iterator<Item = &TurnBan> {
        self.iter().filter(move |ban| ban.binds.contain(kind))
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
