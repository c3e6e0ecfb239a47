//! Web Mercator in whole numbers.

use noriai_units::{Bounds, Position};

/// The world is a square of 2^30 units: a sixteenth of a tile unit at the largest zoom, about
/// 3 cm in Japan.
pub(super) const WORLD_BITS: u32 = 30;
const WORLD: f64 = (1_u32 << WORLD_BITS) as f64;

/// Where Web Mercator ends.
const LATITUDE_MAX: f64 = 85.051_128;

/// A point of the projected world: x to the east, y to the south, both from 0 to 2^30.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Point {
    pub(super) x: i32,
    pub(super) y: i32,
}

/// A box of projected points, both ends inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) low: Point,
    pub(super) high: Point,
}

/// Projects a position.
pub(super) fn project(position: Position) -> Point {
    let latitude = position.lat().clamp(-LATITUDE_MAX, LATITUDE_MAX).to_radians();
    let northing = (latitude.tan() + 1.0 / latitude.cos()).ln();
    let x = (position.lon() / 360.0 + 0.5) * WORLD;
    let y = (0.5 - northing / std::f64::consts::TAU) * WORLD;
    #[expect(clippy::cast_possible_truncation, reason = "the world has 2^30 units")]
    let whole = |value: f64| value.round().clamp(0.0, WORLD - 1.0) as i32;
    Point { x: whole(x), y: whole(y) }
}

impl Extent {
    /// The box around points; `None` if there are none.
    pub(super) fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        let mut each = points.into_iter();
        let first = each.next()?;
        let mut extent = Self { low: first, high: first };
        for point in each {
            extent.low.x = extent.low.x.min(point.x);
            extent.low.y = extent.low.y.min(point.y);
            extent.high.x = extent.high.x.max(point.x);
            extent.high.y = extent.high.y.max(point.y);
        }
        Some(extent)
    }

    /// The projected box of a box on the earth.
    pub(super) fn of(bounds: Bounds) -> Self {
        let (south_west, north_east) = (project(bounds.south_west), project(bounds.north_east));
        Self {
            low: Point { x: south_west.x, y: north_east.y },
            high: Point { x: north_east.x, y: south_west.y },
        }
    }

    /// The longer of the box's sides.
    pub(super) fn side(&self) -> i32 {
        (self.high.x - self.low.x).max(self.high.y - self.low.y)
    }
}

/// Twice the area of a ring, positive if it turns clockwise as seen on the map.
pub(super) fn area_doubled(ring: &[Point]) -> i64 {
    let Some(last) = ring.last() else { return 0 };
    // A ring that crosses itself over the whole world would overflow 64 bits.
    let mut sum = 0_i128;
    let mut before = *last;
    for point in ring {
        let (from, to) = (i64::from(before.x) * i64::from(point.y), i64::from(point.x));
        sum += i128::from(from - to * i64::from(before.y));
        before = *point;
    }
    i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN + 1 } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Point {
        project(Position::from_degrees(lat, lon).unwrap())
    }

    #[test]
    fn the_origin_lies_in_the_middle() {
        assert_eq!(at(0.0, 0.0), Point { x: 1 << 29, y: 1 << 29 });
    }

    #[test]
    fn shibuya_lies_in_its_published_tile() {
        // 18/232798/103246, a worked example of the slippy map's formula.
        let shibuya = at(35.659_069_9, 139.700_679_3);
        let shift = WORLD_BITS - 18;
        assert_eq!((shibuya.x >> shift, shibuya.y >> shift), (232_798, 103_246));
    }

    #[test]
    fn the_poles_stay_on_the_map() {
        let (north, south) = (at(90.0, 180.0), at(-90.0, -180.0));
        assert_eq!((north.x, south.x), ((1 << 30) - 1, 0));
        assert!((0..64).contains(&north.y) && ((1 << 30) - 64..1 << 30).contains(&south.y));
    }

    #[test]
    fn a_clockwise_square_has_a_positive_area() {
        let square = [(0, 0), (10, 0), (10, 10), (0, 10)].map(|(x, y)| Point { x, y });
        assert_eq!(area_doubled(&square), 200);
        assert_eq!(area_doubled(&[]), 0);
    }
}
