//! Douglas and Peucker's method (1973): points that a reader would not miss are left out.

use super::mercator::Point;

/// The line with every point dropped that lies within `tolerance` of what is left. The ends stay.
pub(super) fn line(points: &[Point], tolerance: f64) -> Vec<Point> {
    if points.len() < 3 {
        return points.to_vec();
    }
    let mut keep = vec![false; points.len()];
    let last = points.len() - 1;
    keep[0] = true;
    keep[last] = true;
    // A stack of its own, for a coast has more points than the call stack has room.
    let mut stretches = vec![(0, last)];
    while let Some((from, to)) = stretches.pop() {
        if let Some(farthest) = farthest(points, from, to, tolerance) {
            keep[farthest] = true;
            stretches.push((from, farthest));
            stretches.push((farthest, to));
        }
    }
    points.iter().zip(keep).filter_map(|(point, keep)| keep.then_some(*point)).collect()
}

/// The same for a ring that does not repeat its first point: it is halved at the point farthest
/// from its first, so that both halves have two firm ends.
pub(super) fn ring(points: &[Point], tolerance: f64) -> Vec<Point> {
    let Some(first) = points.first() else { return Vec::new() };
    let far = (0..points.len()).max_by_key(|at| squared(*first, points[*at])).unwrap_or_default();
    let mut back: Vec<Point> = points[far..].to_vec();
    back.push(*first);
    let mut kept = line(&points[..=far], tolerance);
    kept.pop();
    kept.extend(line(&back, tolerance));
    kept.pop();
    kept
}

fn farthest(points: &[Point], from: usize, to: usize, tolerance: f64) -> Option<usize> {
    let mut found = None;
    let mut greatest = tolerance * tolerance;
    for at in from + 1..to {
        let squared = squared_to_stretch(points[at], points[from], points[to]);
        if greatest < squared {
            greatest = squared;
            found = Some(at);
        }
    }
    found
}

fn squared(a: Point, b: Point) -> i64 {
    let (x, y) = (i64::from(a.x) - i64::from(b.x), i64::from(a.y) - i64::from(b.y));
    x * x + y * y
}

/// The squared distance of a point to the stretch between two others.
fn squared_to_stretch(point: Point, a: Point, b: Point) -> f64 {
    let along = (f64::from(b.x) - f64::from(a.x), f64::from(b.y) - f64::from(a.y));
    let to = (f64::from(point.x) - f64::from(a.x), f64::from(point.y) - f64::from(a.y));
    let length = along.0 * along.0 + along.1 * along.1;
    let share = if 0.0 < length {
        ((to.0 * along.0 + to.1 * along.1) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (x, y) = (to.0 - share * along.0, to.1 - share * along.1);
    x * x + y * y
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(pairs: &[(i32, i32)]) -> Vec<Point> {
        pairs.iter().map(|(x, y)| Point { x: *x, y: *y }).collect()
    }

    #[test]
    fn a_bend_stays_and_a_wobble_goes() {
        let bent = points(&[(0, 0), (50, 1), (100, 0), (100, 50), (99, 75), (100, 100)]);
        assert_eq!(line(&bent, 2.0), points(&[(0, 0), (100, 0), (100, 100)]));
        assert_eq!(line(&bent, 0.5), bent);
    }

    #[test]
    fn a_ring_keeps_its_corners() {
        let square = points(&[(0, 0), (50, 1), (100, 0), (100, 100), (50, 99), (0, 100)]);
        assert_eq!(ring(&square, 2.0), points(&[(0, 0), (100, 0), (100, 100), (0, 100)]));
    }

    #[test]
    fn lines_too_short_to_simplify_are_left_alone() {
        assert_eq!(line(&points(&[(0, 0)]), 9.0), points(&[(0, 0)]));
        assert_eq!(ring(&[], 9.0), []);
        assert_eq!(ring(&points(&[(5, 5)]), 9.0), points(&[(5, 5)]));
    }
}
