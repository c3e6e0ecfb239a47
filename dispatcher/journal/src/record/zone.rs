//! Zones and hours of service.

use noriai_core::{ServiceHours, ServiceWindow, Zone};
use noriai_units::Position;
use serde::{Deserialize, Serialize};

use super::RecordError;
use super::policy::BoardingRuleV1;
use super::text::{Text, ZoneText, time};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ZoneV1 {
    zone: ZoneText,
    /// Latitude and longitude of each corner.
    border_e7: Vec<(i32, i32)>,
    boarding: BoardingRuleV1,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    to: Option<Vec<ZoneText>>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    hours: Vec<ServiceWindowV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ServiceWindowV1 {
    opens_ms: i64,
    closes_ms: i64,
}

impl ZoneV1 {
    pub(super) fn of(zone: &Zone) -> Self {
        let Zone { id, border, boarding, to, hours } = zone;
        let ids = |to: &Vec<_>| to.iter().copied().map(Text).collect();
        Self {
            zone: Text(*id),
            border_e7: border.iter().map(|at| (at.lat_e7(), at.lon_e7())).collect(),
            boarding: BoardingRuleV1::of(*boarding),
            to: to.as_ref().map(ids),
            hours: ServiceWindowV1::all(hours),
        }
    }

    pub(super) fn read(self) -> Result<Zone, RecordError> {
        let corner = |(lat, lon)| {
            Position::from_e7(lat, lon).ok_or(RecordError::OutOfRange { field: "a coordinate" })
        };
        Ok(Zone {
            id: self.zone.0,
            border: self.border_e7.into_iter().map(corner).collect::<Result<_, _>>()?,
            boarding: self.boarding.read(),
            to: self.to.map(|to| to.into_iter().map(|id| id.0).collect()),
            hours: ServiceWindowV1::read(self.hours),
        })
    }
}

impl ServiceWindowV1 {
    pub(super) fn all(hours: &ServiceHours) -> Vec<Self> {
        let one = |window: &ServiceWindow| Self {
            opens_ms: window.opens.unix_millis(),
            closes_ms: window.closes.unix_millis(),
        };
        hours.windows.iter().map(one).collect()
    }

    pub(super) fn read(windows: Vec<Self>) -> ServiceHours {
        let one =
            |own: Self| ServiceWindow { opens: time(own.opens_ms), closes: time(own.closes_ms) };
        ServiceHours { windows: windows.into_iter().map(one).collect() }
    }
}
