//! Directions at junctions.
//!
//! The first metres of a road say little about where it leads: corners are cut, and a mapper's last
//! point may sit anywhere within the junction. So a direction is that of the straight line to where
//! the road is some way off.

use noriai_network::{RoadNetwork, SegmentId};
use noriai_units::{Metres, Position};

use crate::geometry;

/// How far from the junction a road is looked at.
pub(super) const LOOK: Metres = Metres::new(13);

/// The bearing in which a road leaves `from` along these points, the first of which is `from`.
pub(super) fn leaving(points: impl Iterator<Item = Position>) -> u16 {
    let mut points = points.peekable();
    let Some(from) = points.peek().copied() else { return 0 };
    geometry::bearing(from, some_way_off(points))
}

/// The bearing of a whole segment at its tail.
pub(super) fn out_of(network: &RoadNetwork, segment: SegmentId) -> u16 {
    leaving(network.view(segment).points())
}

/// Where the line is after [`LOOK`], or its end.
fn some_way_off(points: impl Iterator<Item = Position>) -> Position {
    let (mut rest, mut last) = (LOOK.decimetres() as f64 / 10.0, None);
    for point in points {
        if let Some(before) = last.replace(point) {
            let length = geometry::length_m(before, point);
            if rest <= length {
                return geometry::between(before, point, rest / length.max(f64::MIN_POSITIVE));
            }
            rest -= length;
        }
    }
    last.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kink_in_the_first_metres_does_not_turn_a_road() {
        // Two metres north, then twenty east.
        let at = |east: f64, north: f64| {
            Position::from_degrees(north / 111_195.0, east / 111_195.0).unwrap()
        };
        let road = [at(0.0, 0.0), at(0.0, 2.0), at(20.0, 2.0)];
        assert_eq!(leaving(road.into_iter()), 80);
    }
}
