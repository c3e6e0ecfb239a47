//! Where a ride begins or ends.

use noriai_units::Position;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A WGS 84 coordinate in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = Position)]
#[serde(deny_unknown_fields)]
pub(crate) struct PositionBody {
    /// Latitude.
    #[schema(minimum = -90, maximum = 90, example = 36.6953)]
    pub(crate) lat: f64,
    /// Longitude.
    #[schema(minimum = -180, maximum = 180, example = 137.2113)]
    pub(crate) lon: f64,
}

/// A place to be picked up at or brought to: a coordinate, or one of the town's stops.
#[derive(Clone, Debug, PartialEq, Deserialize, ToSchema)]
#[schema(as = RideEnd)]
#[serde(untagged, expecting = "expected a coordinate (lat and lon) or a stop")]
pub(crate) enum EndBody {
    /// A designated stop.
    Stop(StopEnd),
    /// A coordinate; the van comes to the nearest road.
    Position(PositionBody),
}

/// A designated stop by its id.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StopEnd {
    /// Its id.
    #[schema(example = "stp_3", pattern = "^stp_[0-9]{1,9}$")]
    pub(crate) stop: String,
}

/// A place as offers, bookings and tours name it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Place)]
pub(crate) struct PlaceBody {
    /// What people call it: the stop's name, that of a station or shop beside it, or the road's.
    pub(crate) name: String,
    /// The same in latin letters, where the map has it.
    pub(crate) name_en: Option<String>,
    /// Where the van stops.
    pub(crate) position: PositionBody,
}

impl From<Position> for PositionBody {
    fn from(position: Position) -> Self {
        Self { lat: position.lat(), lon: position.lon() }
    }
}

impl PositionBody {
    /// `None` off the earth.
    pub(crate) fn position(self) -> Option<Position> {
        Position::from_degrees(self.lat, self.lon)
    }
}
