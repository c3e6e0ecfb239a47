//! Cutting lines and rings to a strip or a box.

use super::mercator::Point;

/// Which coordinate a cut looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    X,
    Y,
}

/// What lies between two parallel lines, both inside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Strip {
    pub(super) axis: Axis,
    pub(super) low: i32,
    pub(super) high: i32,
}

impl Axis {
    pub(super) const fn of(self, point: Point) -> i32 {
        match self {
            Self::X => point.x,
            Self::Y => point.y,
        }
    }

    /// The point between `a` and `b` where this coordinate is `at`. The ends are put in order
    /// first, so that neighbours who share an edge cut it at the same point.
    fn cross(self, a: Point, b: Point, at: i32) -> Point {
        let (a, b) = if self.of(a) <= self.of(b) { (a, b) } else { (b, a) };
        let along = i64::from(at) - i64::from(self.of(a));
        let whole = (i64::from(self.of(b)) - i64::from(self.of(a))).max(1);
        let between = |from: i32, to: i32| {
            let rise = (i64::from(to) - i64::from(from)) * along;
            // Between two 32-bit numbers, so it fits again.
            i32::try_from(i64::from(from) + (2 * rise + whole).div_euclid(2 * whole)).unwrap_or(to)
        };
        match self {
            Self::X => Point { x: at, y: between(a.y, b.y) },
            Self::Y => Point { x: between(a.x, b.x), y: at },
        }
    }
}

impl Strip {
    fn holds(self, point: Point) -> bool {
        (self.low..=self.high).contains(&self.axis.of(point))
    }

    /// The pieces of a line that lie in the strip, each of two points or more.
    pub(super) fn line(self, points: &[Point]) -> Vec<Vec<Point>> {
        let mut pieces = Vec::new();
        let mut piece: Vec<Point> = Vec::new();
        for two in points.windows(2) {
            if let Some((from, to)) = self.stretch(two[0], two[1]) {
                if piece.last() != Some(&from) {
                    finish(&mut pieces, &mut piece);
                    piece.push(from);
                }
                piece.push(to);
            } else {
                finish(&mut pieces, &mut piece);
            }
        }
        finish(&mut pieces, &mut piece);
        pieces
    }

    /// The part of one stretch that lies in the strip.
    fn stretch(self, a: Point, b: Point) -> Option<(Point, Point)> {
        let (at_a, at_b) = (self.axis.of(a), self.axis.of(b));
        if at_a.max(at_b) < self.low || self.high < at_a.min(at_b) {
            return None;
        }
        let inside = |point: Point| {
            let at = self.axis.of(point);
            if self.holds(point) {
                point
            } else {
                self.axis.cross(a, b, at.clamp(self.low, self.high))
            }
        };
        Some((inside(a), inside(b)))
    }

    /// The part of a ring that lies in the strip, by Sutherland and Hodgman's method (1974). What
    /// falls apart stays joined along the cut, outside of what is seen.
    pub(super) fn ring(self, points: &[Point]) -> Vec<Point> {
        let not_below = half(points, self.axis, self.low, |at, cut| cut <= at);
        half(&not_below, self.axis, self.high, |at, cut| at <= cut)
    }
}

fn finish(pieces: &mut Vec<Vec<Point>>, piece: &mut Vec<Point>) {
    if 2 <= piece.len() {
        pieces.push(std::mem::take(piece));
    }
    piece.clear();
}

fn half(points: &[Point], axis: Axis, cut: i32, inside: fn(i32, i32) -> bool) -> Vec<Point> {
    let Some(last) = points.last() else { return Vec::new() };
    let mut kept = Vec::with_capacity(points.len() + 4);
    let mut before = *last;
    for point in points {
        let is_inside = inside(axis.of(*point), cut);
        if is_inside != inside(axis.of(before), cut) {
            kept.push(axis.cross(before, *point, cut));
        }
        if is_inside {
            kept.push(*point);
        }
        before = *point;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMN: Strip = Strip { axis: Axis::X, low: 0, high: 100 };
    const ROW: Strip = Strip { axis: Axis::Y, low: 0, high: 100 };

    /// What lies in the box where both strips cross.
    fn line(points: &[Point]) -> Vec<Vec<Point>> {
        COLUMN.line(points).iter().flat_map(|piece| ROW.line(piece)).collect()
    }

    fn ring(points: &[Point]) -> Vec<Point> {
        ROW.ring(&COLUMN.ring(points))
    }

    fn points(pairs: &[(i32, i32)]) -> Vec<Point> {
        pairs.iter().map(|(x, y)| Point { x: *x, y: *y }).collect()
    }

    #[test]
    fn a_line_through_the_box_is_cut_at_both_edges() {
        let cut = line(&points(&[(-50, 50), (150, 50)]));
        assert_eq!(cut, [points(&[(0, 50), (100, 50)])]);
    }

    #[test]
    fn a_line_that_leaves_and_returns_is_two_pieces() {
        let cut = line(&points(&[(50, 10), (150, 10), (150, 90), (50, 90)]));
        assert_eq!(cut, [points(&[(50, 10), (100, 10)]), points(&[(100, 90), (50, 90)])]);
    }

    #[test]
    fn what_lies_outside_is_gone() {
        assert!(line(&points(&[(150, 0), (150, 100)])).is_empty());
        assert!(ring(&points(&[(150, 0), (180, 0), (180, 50)])).is_empty());
    }

    #[test]
    fn a_ring_around_the_box_becomes_the_box() {
        let around = points(&[(-900, -900), (900, -900), (900, 900), (-900, 900)]);
        let mut cut = ring(&around);
        cut.sort();
        assert_eq!(cut, points(&[(0, 0), (0, 100), (100, 0), (100, 100)]));
    }

    #[test]
    fn neighbours_cut_a_shared_edge_at_the_same_point() {
        let (a, b) = (Point { x: -7, y: 3 }, Point { x: 1_000_003, y: 77 });
        assert_eq!(Axis::X.cross(a, b, 12_345), Axis::X.cross(b, a, 12_345));
    }
}
