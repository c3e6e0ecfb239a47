//! Closed and slow roads.

use noriai_core::{Closure, ClosureId, ClosureReason, ClosureSource, RoadEffect, RoadMark};
use noriai_units::Position;
use serde::{Deserialize, Serialize};

use super::RecordError;
use super::text::{ClosureText, Text, time};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClosureV1 {
    closure: ClosureText,
    roads: Vec<RoadMarkV1>,
    effect: RoadEffectV1,
    reason: ReasonV1,
    by: SourceV1,
    since_ms: i64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    until_ms: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoadMarkV1 {
    lat_e7: i32,
    lon_e7: i32,
    heading: u16,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum RoadEffectV1 {
    Closed,
    SlowedPercent(u32),
    LimitedKmPerHour(u32),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ReasonV1 {
    Works,
    Accident,
    Flood,
    Snow,
    Event,
    Other,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SourceV1 {
    Operator,
    Visitor,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfClosureV1 {
    closure: ClosureText,
}

impl ClosureV1 {
    pub(super) fn of(closure: &Closure) -> Self {
        // It is told before it is lifted; that has a record of its own.
        let Closure { id, roads, effect, reason, by, since, until, lifted: _ } = closure;
        Self {
            closure: Text(*id),
            roads: roads.iter().map(RoadMarkV1::of).collect(),
            effect: RoadEffectV1::of(*effect),
            reason: ReasonV1::of(*reason),
            by: SourceV1::of(*by),
            since_ms: since.unix_millis(),
            until_ms: until.map(noriai_units::Timestamp::unix_millis),
        }
    }

    pub(super) fn read(self) -> Result<Closure, RecordError> {
        Ok(Closure {
            id: self.closure.0,
            roads: self.roads.iter().map(RoadMarkV1::read).collect::<Result<_, _>>()?,
            effect: self.effect.read(),
            reason: self.reason.read(),
            by: self.by.read(),
            since: time(self.since_ms),
            until: self.until_ms.map(time),
            lifted: None,
        })
    }
}

impl OfClosureV1 {
    pub(super) const fn of(closure: ClosureId) -> Self {
        Self { closure: Text(closure) }
    }

    pub(super) const fn read(self) -> ClosureId {
        self.closure.0
    }
}

impl RoadMarkV1 {
    const fn of(mark: &RoadMark) -> Self {
        let RoadMark { position, heading } = *mark;
        Self { lat_e7: position.lat_e7(), lon_e7: position.lon_e7(), heading }
    }

    fn read(&self) -> Result<RoadMark, RecordError> {
        let position = Position::from_e7(self.lat_e7, self.lon_e7)
            .ok_or(RecordError::OutOfRange { field: "a coordinate" })?;
        Ok(RoadMark { position, heading: self.heading })
    }
}

impl RoadEffectV1 {
    const fn of(effect: RoadEffect) -> Self {
        match effect {
            RoadEffect::Closed => Self::Closed,
            RoadEffect::Slowed { percent } => Self::SlowedPercent(percent),
            RoadEffect::Limited { km_per_hour } => Self::LimitedKmPerHour(km_per_hour),
        }
    }

    const fn read(self) -> RoadEffect {
        match self {
            Self::Closed => RoadEffect::Closed,
            Self::SlowedPercent(percent) => RoadEffect::Slowed { percent },
            Self::LimitedKmPerHour(km_per_hour) => RoadEffect::Limited { km_per_hour },
        }
    }
}

impl ReasonV1 {
    const fn of(reason: ClosureReason) -> Self {
        match reason {
            ClosureReason::Works => Self::Works,
            ClosureReason::Accident => Self::Accident,
            ClosureReason::Flood => Self::Flood,
            ClosureReason::Snow => Self::Snow,
            ClosureReason::Event => Self::Event,
            ClosureReason::Other => Self::Other,
        }
    }

    const fn read(self) -> ClosureReason {
        match self {
            Self::Works => ClosureReason::Works,
            Self::Accident => ClosureReason::Accident,
            Self::Flood => ClosureReason::Flood,
            Self::Snow => ClosureReason::Snow,
            Self::Event => ClosureReason::Event,
            Self::Other => ClosureReason::Other,
        }
    }
}

impl SourceV1 {
    const fn of(source: ClosureSource) -> Self {
        match source {
            ClosureSource::Operator => Self::Operator,
            ClosureSource::Visitor => Self::Visitor,
        }
    }

    const fn read(self) -> ClosureSource {
        match self {
            Self::Operator => ClosureSource::Operator,
            Self::Visitor => ClosureSource::Visitor,
        }
    }
}
