//! Lines made short: whole units of ten metres, as differences, without points nobody would miss.

use noriai_units::{Bounds, Position};

/// A flat map around some positions: x to the east, y to the south, in units of ten metres.
pub(super) struct Frame {
    north_west: (f64, f64),
    /// Units in a degree of longitude and of latitude.
    per_degree: (f64, f64),
    pub(super) width: i64,
    pub(super) height: i64,
}

/// A degree of latitude in units of ten metres (IUGG mean radius).
const UNITS_PER_DEGREE: f64 = 11_119.5;
/// A point this near to the line without it is left out: three quarters of a unit.
const TOLERANCE: f64 = 0.75;

impl Frame {
    pub(super) fn around(bounds: Bounds) -> Self {
        let (low, high) = (bounds.south_west, bounds.north_east);
        let shrink = bounds.centre().lat().to_radians().cos();
        let mut frame = Self {
            north_west: (low.lon(), high.lat()),
            per_degree: (UNITS_PER_DEGREE * shrink, UNITS_PER_DEGREE),
            width: 0,
            height: 0,
        };
        let far = Position::from_degrees(low.lat(), high.lon()).unwrap_or(high);
        (frame.width, frame.height) = frame.point(far);
        frame
    }

    /// Where a position is on the map.
    pub(super) fn point(&self, position: Position) -> (i64, i64) {
        let (x, y) = self.exact(position);
        #[expect(clippy::cast_possible_truncation, reason = "the earth has 4 million units")]
        (x.round() as i64, y.round() as i64)
    }

    fn exact(&self, position: Position) -> (f64, f64) {
        let east = (position.lon() - self.north_west.0) * self.per_degree.0;
        let south = (self.north_west.1 - position.lat()) * self.per_degree.1;
        (east, south)
    }

    /// A line as x, y and then differences; empty if nothing of it can be seen.
    pub(super) fn line(&self, positions: &[Position]) -> Vec<i64> {
        let exact: Vec<(f64, f64)> = positions.iter().map(|each| self.exact(*each)).collect();
        let kept = simplified(&exact);
        let points = kept.iter().filter_map(|index| positions.get(*index));
        let mut here: Option<(i64, i64)> = None;
        let mut line = Vec::new();
        for position in points {
            let (x, y) = self.point(*position);
            let (dx, dy) = here.map_or((x, y), |(from_x, from_y)| (x - from_x, y - from_y));
            if here.is_some() && (dx, dy) == (0, 0) {
                continue;
            }
            line.extend([dx, dy]);
            here = Some((x, y));
        }
        if line.len() < 4 { Vec::new() } else { line }
    }
}

/// The indices of the points that make the line's shape (Douglas and Peucker 1973).
fn simplified(points: &[(f64, f64)]) -> Vec<usize> {
    if points.len() < 3 {
        return (0..points.len()).collect();
    }
    let mut keep = vec![false; points.len()];
    let last = points.len() - 1;
    (keep[0], keep[last]) = (true, true);
    let mut spans = vec![(0, last)];
    while let Some((from, to)) = spans.pop() {
        let off = |index: &usize| distance(points[*index], points[from], points[to]);
        let furthest = (from + 1..to).max_by(|a, b| off(a).total_cmp(&off(b)));
        if let Some(furthest) = furthest.filter(|index| TOLERANCE < off(index)) {
            keep[furthest] = true;
            spans.extend([(from, furthest), (furthest, to)]);
        }
    }
    (0..points.len()).filter(|index| keep[*index]).collect()
}

/// From a point to the straight piece between two others.
fn distance(point: (f64, f64), a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (px, py) = (point.0 - a.0, point.1 - a.1);
    let square = dx * dx + dy * dy;
    let along = if square == 0.0 { 0.0 } else { ((px * dx + py * dy) / square).clamp(0.0, 1.0) };
    (px - along * dx).hypot(py - along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_needs_its_ends_only() {
        let points: Vec<(f64, f64)> = (0..50).map(|x| (f64::from(x), 0.0)).collect();
        assert_eq!(simplified(&points), [0, 49]);
        let corner = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0)];
        assert_eq!(simplified(&corner), [0, 2, 3]);
    }

    #[test]
    fn lines_are_differences_in_units_of_ten_metres() {
        let at = |lat, lon| Position::from_degrees(lat, lon).unwrap();
        let frame = Frame::around(Bounds::around([at(0.0, 0.0), at(0.01, 0.01)]).unwrap());
        assert_eq!((frame.width, frame.height), (111, 111));
        let line = frame.line(&[at(0.0, 0.0), at(0.0, 0.01), at(0.01, 0.01)]);
        assert_eq!(line, [0, 111, 111, 0, 0, -111]);
        assert!(frame.line(&[at(0.0, 0.0), at(0.0, 0.0)]).is_empty());
    }
}
