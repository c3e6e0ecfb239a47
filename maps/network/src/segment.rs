//! One direction of a stretch of road.

use noriai_units::{Metres, Seconds};
use serde::{Deserialize, Serialize};

use crate::{Limits, NameId, NodeId, SegmentId, VehicleKinds};

/// One direction of a stretch of road.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Where it begins.
    pub tail: NodeId,
    /// Where it ends.
    pub head: NodeId,
    /// The same stretch in the other direction, if that may be driven.
    pub twin: Option<SegmentId>,
    /// Travel time in milliseconds, the delay at the head included; at least 1 more than that: the
    /// hierarchy cannot hold zero weights.
    pub time_ms: u32,
    /// The part of the time that is lost before one gets through the head, in milliseconds: lights,
    /// signs, giving way. Who stops short of the head does not have it.
    pub delay_ms: u32,
    /// Length in decimetres.
    pub length_dm: u32,
    /// Index of its first point.
    pub first_point: u32,
    /// Number of its points, at least 2: the tail's and the head's are among them.
    pub n_points: u32,
    /// Its name, if it has one.
    pub name: Option<NameId>,
    /// Its class.
    pub class: RoadClass,
    /// Whom the law lets drive on it.
    pub admits: VehicleKinds,
    /// The largest vehicle that may or can drive on it.
    pub limits: Limits,
    /// Traits that routing or guidance needs.
    pub flags: SegmentFlags,
}

/// Classes of drivable roads, after OpenStreetMap's `highway` values, from large to small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the OpenStreetMap value of its own name")]
pub enum RoadClass {
    Motorway,
    MotorwayLink,
    Trunk,
    TrunkLink,
    Primary,
    PrimaryLink,
    Secondary,
    SecondaryLink,
    Tertiary,
    TertiaryLink,
    Unclassified,
    Residential,
    LivingStreet,
    Service,
    Track,
    Ferry,
}

/// Traits of a segment that are yes or no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentFlags {
    /// Part of a roundabout.
    pub roundabout: bool,
    /// Open to those with business there only: a tour may begin or end on it, not pass through.
    pub destination_only: bool,
    /// The extract calls the whole way one-way.
    pub oneway: bool,
    /// For the most part between houses.
    pub built_up: bool,
}

impl RoadClass {
    /// All of them, from large to small.
    pub const ALL: [Self; 16] = [
        Self::Motorway,
        Self::MotorwayLink,
        Self::Trunk,
        Self::TrunkLink,
        Self::Primary,
        Self::PrimaryLink,
        Self::Secondary,
        Self::SecondaryLink,
        Self::Tertiary,
        Self::TertiaryLink,
        Self::Unclassified,
        Self::Residential,
        Self::LivingStreet,
        Self::Service,
        Self::Track,
        Self::Ferry,
    ];
}

impl Segment {
    /// Travel time, the delay at the head included.
    #[must_use]
    pub fn time(&self) -> Seconds {
        Seconds::from_millis(i64::from(self.time_ms))
    }

    /// What it takes in milliseconds to get as far as the head, at least 1: the time without the
    /// delay there.
    #[must_use]
    pub fn driving_ms(&self) -> u32 {
        self.time_ms.saturating_sub(self.delay_ms).max(1)
    }

    /// Length on the ground.
    #[must_use]
    pub fn length(&self) -> Metres {
        Metres::from_decimetres(i64::from(self.length_dm))
    }
}
