//! Places, drives, and changes of the map.

use noriai_core::travel::{Leg, RoadPoint};
use noriai_core::{Capacity, MapChange, Place, Relocation};
use noriai_units::{Metres, Position, Seconds};
use serde::{Deserialize, Serialize};

use super::RecordError;
use super::text::{Hex64, HexText, StopText, Text};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceV1 {
    lat_e7: i32,
    lon_e7: i32,
    road: HexText,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    stop: Option<StopText>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LegV1 {
    time_ms: i64,
    distance_dm: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CapacityV1 {
    seats: u16,
    wheelchairs: u16,
    child_seats: u16,
    luggage: u16,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MapChangeV1 {
    fingerprint: HexText,
    /// Old and new.
    points: Vec<(HexText, HexText)>,
    /// Not in records from before roads could be closed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    relocations: Vec<RelocationV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RelocationV1 {
    from: HexText,
    to: HexText,
    lat_e7: i32,
    lon_e7: i32,
}

impl PlaceV1 {
    pub(super) fn of(place: &Place) -> Self {
        let Place { position, road, stop } = *place;
        Self {
            lat_e7: position.lat_e7(),
            lon_e7: position.lon_e7(),
            road: Text(Hex64(road.0)),
            stop: stop.map(Text),
        }
    }

    pub(super) fn read(self) -> Result<Place, RecordError> {
        let position = Position::from_e7(self.lat_e7, self.lon_e7)
            .ok_or(RecordError::OutOfRange { field: "a coordinate" })?;
        let road = RoadPoint(self.road.0.0);
        Ok(Place { position, road, stop: self.stop.map(|stop| stop.0) })
    }
}

impl LegV1 {
    pub(super) const fn of(leg: Leg) -> Self {
        let Leg { time, distance } = leg;
        Self { time_ms: time.millis(), distance_dm: distance.decimetres() }
    }

    pub(super) const fn read(self) -> Leg {
        Leg {
            time: Seconds::from_millis(self.time_ms),
            distance: Metres::from_decimetres(self.distance_dm),
        }
    }
}

impl CapacityV1 {
    pub(super) const fn of(capacity: Capacity) -> Self {
        let Capacity { seats, wheelchairs, child_seats, luggage } = capacity;
        Self { seats, wheelchairs, child_seats, luggage }
    }

    pub(super) const fn read(self) -> Capacity {
        let Self { seats, wheelchairs, child_seats, luggage } = self;
        Capacity { seats, wheelchairs, child_seats, luggage }
    }
}

impl MapChangeV1 {
    pub(super) fn of(change: &MapChange) -> Self {
        let MapChange { fingerprint, points, relocations } = change;
        let hex = |point: &RoadPoint| Text(Hex64(point.0));
        let relocation = |moved: &Relocation| RelocationV1 {
            from: hex(&moved.from),
            to: hex(&moved.to),
            lat_e7: moved.position.lat_e7(),
            lon_e7: moved.position.lon_e7(),
        };
        Self {
            fingerprint: Text(Hex64(*fingerprint)),
            points: points.iter().map(|(old, new)| (hex(old), hex(new))).collect(),
            relocations: relocations.iter().map(relocation).collect(),
        }
    }

    pub(super) fn read(self) -> Result<MapChange, RecordError> {
        let point = |hex: HexText| RoadPoint(hex.0.0);
        let relocation = |moved: RelocationV1| {
            let position = Position::from_e7(moved.lat_e7, moved.lon_e7)
                .ok_or(RecordError::OutOfRange { field: "a coordinate" })?;
            Ok(Relocation { from: point(moved.from), to: point(moved.to), position })
        };
        Ok(MapChange {
            fingerprint: self.fingerprint.0.0,
            points: self.points.into_iter().map(|(old, new)| (point(old), point(new))).collect(),
            relocations: self.relocations.into_iter().map(relocation).collect::<Result<_, _>>()?,
        })
    }
}
