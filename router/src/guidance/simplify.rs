//! Lines with fewer points, for a tablet that draws them.

use noriai_units::{Metres, Position};

use crate::geometry::METRES_PER_DEGREE;

/// A line with fewer points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simplified {
    /// What is left of it.
    pub line: Vec<Position>,
    /// Where the points that were to be kept are now, in the order in which they were asked for.
    pub at: Vec<usize>,
}

/// Leaves out every point that lies within `tolerance` of what is left (Douglas and Peucker 1973).
/// The ends stay, and so do the points of the indices `keep`, instructions' above all; an index
/// past the end stands for the last point.
#[must_use]
pub fn simplify(line: &[Position], keep: &[usize], tolerance: Metres) -> Simplified {
    let last = line.len().saturating_sub(1);
    let mut stays = vec![false; line.len()];
    let mut firm: Vec<usize> = keep.iter().map(|index| (*index).min(last)).collect();
    firm.extend([0, last]);
    firm.sort_unstable();
    firm.dedup();
    firm.iter().filter(|index| **index < line.len()).for_each(|index| stays[*index] = true);
    let plane = on_plane(line);
    let tolerance = tolerance.decimetres() as f64 / 10.0;
    // A stack of its own, for a long line's recursion could outgrow the call stack.
    let mut stretches: Vec<(usize, usize)> = firm.windows(2).map(|two| (two[0], two[1])).collect();
    while let Some((from, to)) = stretches.pop() {
        let away = (from + 1..to).map(|at| (distance(plane[at], plane[from], plane[to]), at));
        let farthest = away.max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, at)) = farthest.filter(|(away, _)| tolerance < *away) {
            stays[at] = true;
            stretches.extend([(from, at), (at, to)]);
        }
    }
    let kept: Vec<usize> = (0..line.len()).filter(|index| stays[*index]).collect();
    let at = keep
        .iter()
        .map(|index| kept.partition_point(|it| it < index).min(kept.len().saturating_sub(1)));
    Simplified { at: at.collect(), line: kept.iter().map(|index| line[*index]).collect() }
}

/// East and north in metres, the degree of longitude as long as in the middle of the line.
fn on_plane(line: &[Position]) -> Vec<(f64, f64)> {
    let middle = line.get(line.len() / 2).copied().unwrap_or_default();
    let shrink = middle.lat().to_radians().cos();
    let place = |at: &Position| {
        ((at.lon() - middle.lon()) * METRES_PER_DEGREE * shrink, at.lat() * METRES_PER_DEGREE)
    };
    line.iter().map(place).collect()
}

/// From a point to the straight stretch between two others.
fn distance(point: (f64, f64), a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (px, py) = (point.0 - a.0, point.1 - a.1);
    let square = dx * dx + dy * dy;
    let along = if square == 0.0 { 0.0 } else { ((px * dx + py * dy) / square).clamp(0.0, 1.0) };
    (px - dx * along).hypot(py - dy * along)
}
