//! Closed and slow roads.

use noriai_core::{ClosureReason, ClosureSource, RoadEffect};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PositionBody, Time};

/// A stretch of road from junction to junction.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Road)]
pub(crate) struct RoadBody {
    /// What it is called, where the map has a name.
    pub(crate) name: Option<String>,
    /// The same in latin letters, where the map has it.
    pub(crate) name_en: Option<String>,
    /// On the road: closing what is here closes the stretch.
    pub(crate) position: PositionBody,
    /// Longitude and latitude pairs.
    pub(crate) line: Vec<[f64; 2]>,
    /// How long it is.
    pub(crate) length_m: i64,
    /// True if it may be driven in one direction only, that of the line.
    pub(crate) one_way: bool,
}

/// Closes roads or slows them: those at a position, in an area, or around a junction. Exactly one of
/// `at`, `area` and `junction` is to be given.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = CloseRequest)]
#[serde(deny_unknown_fields)]
pub(crate) struct CloseBody {
    /// Made by the caller's device: a repeat has the same answer.
    #[schema(example = "cls_00000000000000000000000000000001", pattern = "^cls_[0-9a-f]{32}$")]
    pub(crate) id: String,
    /// The stretch of road nearest to this, from junction to junction.
    pub(crate) at: Option<PositionBody>,
    /// With `at`: only the direction nearest to this compass bearing; both if left out.
    #[schema(maximum = 359)]
    pub(crate) heading: Option<u16>,
    /// Every road that lies in this polygon or crosses its border.
    #[schema(min_items = 3, max_items = 100)]
    pub(crate) area: Option<Vec<PositionBody>>,
    /// Every road that begins or ends at the junction nearest to this.
    pub(crate) junction: Option<PositionBody>,
    /// What that means for driving; closed, if left out.
    #[serde(default)]
    pub(crate) effect: EffectBody,
    /// Why.
    #[serde(default)]
    pub(crate) reason: ReasonBody,
    /// When it ends by itself; when it is lifted, if left out.
    pub(crate) until: Option<Time>,
}

/// What a closure means for driving.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RoadEffect)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum EffectBody {
    /// Nobody may enter.
    #[default]
    Closed,
    /// It takes this share of its usual time.
    Slowed {
        /// In percent: 200 is twice as long.
        #[schema(minimum = 101, maximum = 5000)]
        percent: u32,
    },
    /// It is driven at this speed, if that is slower than usual.
    Limited {
        /// Kilometres an hour.
        #[schema(minimum = 1, maximum = 100)]
        km_per_hour: u32,
    },
}

/// Why a road is closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ClosureReason)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReasonBody {
    /// Road works.
    Works,
    /// An accident.
    Accident,
    /// Water on the road.
    Flood,
    /// Snow.
    Snow,
    /// A festival, a race, a market.
    Event,
    /// Something else.
    #[default]
    Other,
}

/// Who closes roads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ClosureSource)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SourceBody {
    /// The control room.
    Operator,
    /// A visitor of the demonstration.
    Visitor,
}

/// A closure of roads, or a slow stretch.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Closure)]
pub(crate) struct ClosureBody {
    /// Its id.
    pub(crate) id: String,
    /// What the road is called, where the map has a name.
    pub(crate) name: Option<String>,
    /// The same in latin letters, where the map has it.
    pub(crate) name_en: Option<String>,
    /// One line for each stretch, of longitude and latitude pairs.
    pub(crate) lines: Vec<Vec<[f64; 2]>>,
    /// What it means for driving.
    pub(crate) effect: EffectBody,
    /// Why.
    pub(crate) reason: ReasonBody,
    /// Who said so.
    pub(crate) by: SourceBody,
    /// Since when.
    pub(crate) since: Time,
    /// When it ends by itself.
    pub(crate) until: Option<Time>,
    /// True from the moment, a second or so later, when every plan obeys it.
    pub(crate) in_force: bool,
    /// Stretches that this map does not have any more; somebody is to look.
    pub(crate) n_missing: usize,
}

/// The roads as they are now.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Closures)]
pub(crate) struct ClosuresBody {
    /// The version of the map that plans are made on: another one after every change.
    #[schema(example = "00c0ffee00c0ffee")]
    pub(crate) map: String,
    /// What is closed or slow, in order of time.
    pub(crate) closures: Vec<ClosureBody>,
    /// Riders who were promised a ride and whom no vehicle can get to; the control room calls them.
    pub(crate) n_cut_off: usize,
}

impl From<EffectBody> for RoadEffect {
    fn from(effect: EffectBody) -> Self {
        match effect {
            EffectBody::Closed => Self::Closed,
            EffectBody::Slowed { percent } => Self::Slowed { percent },
            EffectBody::Limited { km_per_hour } => Self::Limited { km_per_hour },
        }
    }
}

impl From<RoadEffect> for EffectBody {
    fn from(effect: RoadEffect) -> Self {
        match effect {
            RoadEffect::Closed => Self::Closed,
            RoadEffect::Slowed { percent } => Self::Slowed { percent },
            RoadEffect::Limited { km_per_hour } => Self::Limited { km_per_hour },
        }
    }
}

impl From<ReasonBody> for ClosureReason {
    fn from(reason: ReasonBody) -> Self {
        match reason {
            ReasonBody::Works => Self::Works,
            ReasonBody::Accident => Self::Accident,
            ReasonBody::Flood => Self::Flood,
            ReasonBody::Snow => Self::Snow,
            ReasonBody::Event => Self::Event,
            ReasonBody::Other => Self::Other,
        }
    }
}

impl From<ClosureReason> for ReasonBody {
    fn from(reason: ClosureReason) -> Self {
        match reason {
            ClosureReason::Works => Self::Works,
            ClosureReason::Accident => Self::Accident,
            ClosureReason::Flood => Self::Flood,
            ClosureReason::Snow => Self::Snow,
            ClosureReason::Event => Self::Event,
            ClosureReason::Other => Self::Other,
        }
    }
}

impl From<ClosureSource> for SourceBody {
    fn from(source: ClosureSource) -> Self {
        match source {
            ClosureSource::Operator => Self::Operator,
            ClosureSource::Visitor => Self::Visitor,
        }
    }
}
