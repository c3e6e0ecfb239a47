//! Polygons on the plane.

type Point = [f64; 2];

/// True if a straight line lies in a polygon, wholly or in part; touching the border counts.
pub(crate) fn touches(polygon: &[Point], from: Point, to: Point) -> bool {
    contains(polygon, from)
        || contains(polygon, to)
        || edges(polygon).any(|(a, b)| meet(from, to, a, b))
}

fn edges(polygon: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    polygon.iter().copied().zip(polygon.iter().copied().cycle().skip(1))
}

/// By the number of edges that a ray to the east crosses (even-odd rule).
fn contains(polygon: &[Point], point: Point) -> bool {
    let [x, y] = point;
    let crossed = edges(polygon).filter(|([ax, ay], [bx, by])| {
        (*ay <= y) != (*by <= y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
    });
    crossed.count() % 2 == 1
}

/// True if two straight lines have a point in common.
fn meet(a: Point, b: Point, c: Point, d: Point) -> bool {
    let (at_c, at_d) = (side(a, b, c), side(a, b, d));
    let (at_a, at_b) = (side(c, d, a), side(c, d, b));
    if at_c == 0.0 && at_d == 0.0 {
        // All on one line: their boxes decide.
        return (0..2).all(|axis| {
            a[axis].min(b[axis]) <= c[axis].max(d[axis])
                && c[axis].min(d[axis]) <= a[axis].max(b[axis])
        });
    }
    at_c * at_d <= 0.0 && at_a * at_b <= 0.0
}

/// Positive if `c` lies to the left of the line from `a` to `b`.
fn side(a: Point, b: Point, c: Point) -> f64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    const L: [Point; 6] = [[0.0, 0.0], [4.0, 0.0], [4.0, 1.0], [1.0, 1.0], [1.0, 4.0], [0.0, 4.0]];

    #[test]
    fn a_line_touches_a_polygon_inside_across_and_on_its_border_only() {
        assert!(touches(&L, [0.5, 0.5], [0.6, 0.6]));
        assert!(touches(&L, [-1.0, 0.5], [9.0, 0.5]));
        assert!(touches(&L, [-1.0, 3.0], [3.0, -1.0]));
        assert!(touches(&L, [1.0, 2.0], [1.0, 9.0]));
        // In the corner that the L leaves out, and beside it.
        assert!(!touches(&L, [2.0, 2.0], [3.0, 3.0]));
        assert!(!touches(&L, [5.0, -1.0], [5.0, 9.0]));
        assert!(!touches(&L, [1.5, 4.5], [4.5, 1.5]));
    }
}
