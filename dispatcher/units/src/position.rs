//! Places on the earth's surface.

use std::fmt;

use crate::Metres;

/// A WGS 84 coordinate in units of 1e-7 degree (about 1.1 cm), the precision OpenStreetMap keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    lat_e7: i32,
    lon_e7: i32,
}

/// A box of latitudes and longitudes, both ends inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The smallest latitude and the smallest longitude.
    pub south_west: Position,
    /// The largest latitude and the largest longitude.
    pub north_east: Position,
}

/// The mean earth radius in metres (IUGG R1).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

impl Position {
    /// From units of 1e-7 degree; `None` outside latitude ±90 or longitude ±180.
    #[must_use]
    pub const fn from_e7(lat_e7: i32, lon_e7: i32) -> Option<Self> {
        if lat_e7.unsigned_abs() <= 900_000_000 && lon_e7.unsigned_abs() <= 1_800_000_000 {
            Some(Self { lat_e7, lon_e7 })
        } else {
            None
        }
    }

    /// From degrees, rounded to 1e-7; `None` outside the earth or for NaN.
    #[must_use]
    pub fn from_degrees(lat: f64, lon: f64) -> Option<Self> {
        if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "the range was checked above")]
        Some(Self { lat_e7: (lat * 1e7).round() as i32, lon_e7: (lon * 1e7).round() as i32 })
    }

    /// Latitude in units of 1e-7 degree.
    #[must_use]
    pub const fn lat_e7(self) -> i32 {
        self.lat_e7
    }

    /// Longitude in units of 1e-7 degree.
    #[must_use]
    pub const fn lon_e7(self) -> i32 {
        self.lon_e7
    }

    /// Latitude in degrees.
    #[must_use]
    pub fn lat(self) -> f64 {
        f64::from(self.lat_e7) / 1e7
    }

    /// Longitude in degrees.
    #[must_use]
    pub fn lon(self) -> f64 {
        f64::from(self.lon_e7) / 1e7
    }

    /// Great-circle distance (haversine on a sphere: within 0.5 % of the ellipsoid).
    #[must_use]
    pub fn distance(self, other: Self) -> Metres {
        let (lat_a, lat_b) = (self.lat().to_radians(), other.lat().to_radians());
        let half_lat = ((lat_b - lat_a) / 2.0).sin();
        let half_lon = ((other.lon() - self.lon()).to_radians() / 2.0).sin();
        let chord = half_lat * half_lat + lat_a.cos() * lat_b.cos() * half_lon * half_lon;
        let metres = 2.0 * EARTH_RADIUS_M * chord.sqrt().min(1.0).asin();
        #[expect(clippy::cast_possible_truncation, reason = "at most half the earth's girth")]
        Metres::from_decimetres((metres * 10.0).round() as i64)
    }
}

impl fmt::Display for Position {
    /// Like `36.6953000,137.2113000`: latitude first.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.7},{:.7}", self.lat(), self.lon())
    }
}

impl Bounds {
    /// The smallest box around all positions; `None` if there are none.
    pub fn around(positions: impl IntoIterator<Item = Position>) -> Option<Self> {
        let mut each = positions.into_iter();
        let first = each.next()?;
        let mut bounds = Self { south_west: first, north_east: first };
        for position in each {
            let (low, high) = (&mut bounds.south_west, &mut bounds.north_east);
            low.lat_e7 = low.lat_e7.min(position.lat_e7);
            low.lon_e7 = low.lon_e7.min(position.lon_e7);
            high.lat_e7 = high.lat_e7.max(position.lat_e7);
            high.lon_e7 = high.lon_e7.max(position.lon_e7);
        }
        Some(bounds)
    }

    /// True if the position is inside or on the edge.
    #[must_use]
    pub fn contains(self, position: Position) -> bool {
        (self.south_west.lat_e7..=self.north_east.lat_e7).contains(&position.lat_e7)
            && (self.south_west.lon_e7..=self.north_east.lon_e7).contains(&position.lon_e7)
    }

    /// The middle of the box.
    #[must_use]
    pub const fn centre(self) -> Position {
        let (low, high) = (self.south_west, self.north_east);
        Position {
            lat_e7: low.lat_e7 + (high.lat_e7 - low.lat_e7) / 2,
            lon_e7: ((low.lon_e7 as i64 + high.lon_e7 as i64) / 2) as i32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_latitude_is_111_km() {
        let a = Position::from_degrees(36.0, 137.0).unwrap();
        let b = Position::from_degrees(37.0, 137.0).unwrap();
        assert_eq!(a.distance(b).whole(), 111_195);
        assert_eq!(a.distance(a), Metres::ZERO);
    }

    #[test]
    fn places_off_the_earth_are_refused() {
        assert!(Position::from_degrees(90.1, 0.0).is_none());
        assert!(Position::from_degrees(f64::NAN, 0.0).is_none());
        assert!(Position::from_e7(0, 1_800_000_001).is_none());
    }

    #[test]
    fn bounds_hold_their_corners() {
        let corners = [(36.0, 137.0), (36.5, 136.0)]
            .map(|(lat, lon)| Position::from_degrees(lat, lon).unwrap());
        let bounds = Bounds::around(corners).unwrap();
        assert!(corners.iter().all(|corner| bounds.contains(*corner)));
        assert!(bounds.contains(bounds.centre()));
        assert!(Bounds::around([]).is_none());
    }
}
