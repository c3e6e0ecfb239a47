//! Spots on segments as positions, and back. Floating-point numbers are in here, in [`crate::snap`]
//! and in [`crate::guidance`] only; no leg depends on them.

use noriai_network::{RoadNetwork, SegmentId};
use noriai_units::Position;

/// Metres a degree of latitude on a sphere of the mean earth radius (IUGG R1).
pub(crate) const METRES_PER_DEGREE: f64 = 6_371_008.8 * std::f64::consts::PI / 180.0;

/// East and north in metres of `b` as seen from `a`: an equirectangular projection, off by less
/// than 1e-4 over a kilometre below 70 degrees of latitude.
pub(crate) fn offset_m(a: Position, b: Position) -> (f64, f64) {
    let shrink = ((a.lat() + b.lat()) / 2.0).to_radians().cos();
    // 1e-7 degree are exact in the difference of integers; across the date line it is the short way.
    let turn = 3_600_000_000_i64;
    let east = i64::from(b.lon_e7()) - i64::from(a.lon_e7());
    let east = (east + turn / 2).rem_euclid(turn) - turn / 2;
    let north = i64::from(b.lat_e7()) - i64::from(a.lat_e7());
    (east as f64 / 1e7 * METRES_PER_DEGREE * shrink, north as f64 / 1e7 * METRES_PER_DEGREE)
}

/// Straight length between two near positions in metres.
pub(crate) fn length_m(a: Position, b: Position) -> f64 {
    let (east, north) = offset_m(a, b);
    east.hypot(north)
}

/// The compass bearing from `a` to `b`: 0 is north, 90 east, below 360.
pub(crate) fn bearing(a: Position, b: Position) -> u16 {
    let (east, north) = offset_m(a, b);
    east.atan2(north).to_degrees().round().rem_euclid(360.0) as u16
}

/// Degrees from one bearing to another: to the right positive, -179 to 180.
pub(crate) fn angle(from: u16, to: u16) -> i32 {
    let turn = (i32::from(to) - i32::from(from)).rem_euclid(360);
    if 180 < turn { turn - 360 } else { turn }
}

/// The opposite bearing.
pub(crate) const fn reverse(bearing: u16) -> u16 {
    (bearing + 180) % 360
}

/// A point on a segment's line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct OnLine {
    pub(crate) position: Position,
    /// Index of the piece it lies on: the line from point `piece` to point `piece + 1`.
    pub(crate) piece: usize,
    /// The direction of that piece.
    pub(crate) heading: u16,
}

/// Where a segment's line is after `offset_dm` of its `length_dm`: the length is spread evenly over
/// the line as drawn.
pub(crate) fn at_offset(network: &RoadNetwork, segment: SegmentId, offset_dm: u32) -> OnLine {
    let view = network.view(segment);
    let points: Vec<Position> = view.points().collect();
    let lengths: Vec<f64> = points.windows(2).map(|two| length_m(two[0], two[1])).collect();
    let total: f64 = lengths.iter().sum();
    let share = f64::from(offset_dm) / f64::from(view.segment.length_dm.max(1));
    let mut rest = total * share.min(1.0);
    let last = lengths.len() - 1;
    for (piece, length) in lengths.iter().enumerate() {
        if rest < *length || piece == last {
            let along = if *length == 0.0 { 0.0 } else { (rest / length).min(1.0) };
            let (a, b) = (points[piece], points[piece + 1]);
            return OnLine {
                position: between(a, b, along),
                piece,
                heading: heading_near(&points, piece),
            };
        }
        rest -= length;
    }
    OnLine { position: points[0], piece: 0, heading: 0 }
}

/// How far to the left of a segment's line a position lies, in metres; negative to the right. The
/// line is taken to go on straight from where it is after `offset_dm`.
pub(crate) fn left_of(
    network: &RoadNetwork,
    segment: SegmentId,
    offset_dm: u32,
    position: Position,
) -> f64 {
    let on_line = at_offset(network, segment, offset_dm);
    let (sin, cos) = f64::from(on_line.heading).to_radians().sin_cos();
    let (east, north) = offset_m(on_line.position, position);
    north * sin - east * cos
}

/// The offset of the point at `along` (0 to 1) of a piece.
pub(crate) fn offset_at(
    network: &RoadNetwork,
    segment: SegmentId,
    piece: usize,
    along: f64,
) -> u32 {
    let view = network.view(segment);
    let points: Vec<Position> = view.points().collect();
    let lengths: Vec<f64> = points.windows(2).map(|two| length_m(two[0], two[1])).collect();
    let total: f64 = lengths.iter().sum();
    if total == 0.0 {
        return 0;
    }
    let before: f64 = lengths[..piece].iter().sum::<f64>() + lengths[piece] * along;
    let length_dm = view.segment.length_dm;
    ((before / total * f64::from(length_dm)).round() as u32).min(length_dm)
}

/// The position at `along` (0 to 1) of the line from `a` to `b`.
pub(crate) fn between(a: Position, b: Position, along: f64) -> Position {
    if along <= 0.0 || a == b {
        return a;
    }
    if 1.0 <= along {
        return b;
    }
    let mix = |from: i32, to: i32| {
        let step = (f64::from(to) - f64::from(from)) * along;
        from + step.round() as i32
    };
    Position::from_e7(mix(a.lat_e7(), b.lat_e7()), mix(a.lon_e7(), b.lon_e7())).unwrap_or(a)
}

/// A piece without length has the direction of the nearest one that has some.
fn heading_near(points: &[Position], piece: usize) -> u16 {
    let pieces = || points.windows(2).enumerate().filter(|(_, two)| two[0] != two[1]);
    let nearest = pieces().min_by_key(|(index, _)| index.abs_diff(piece));
    nearest.map_or(0, |(_, two)| bearing(two[0], two[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn angles_are_to_the_right_positive_and_the_short_way_round() {
        assert_eq!(angle(350, 20), 30);
        assert_eq!(angle(20, 350), -30);
        assert_eq!(angle(0, 180), 180);
        assert_eq!(angle(90, 270), 180);
        assert_eq!(reverse(350), 170);
    }
}
