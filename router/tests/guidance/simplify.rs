//! Lines with fewer points.

use noriai_router::guidance::{Simplified, simplify};
use noriai_units::{Metres, Position};

use crate::common::sketch::place;

#[test]
fn a_simplified_line_keeps_its_ends_and_instructions_and_stays_within_the_tolerance() {
    // A quarter of a circle of 500 m, a point every degree.
    let line: Vec<Position> = (0..=90)
        .map(|degrees| f64::from(degrees).to_radians())
        .map(|angle| place(500.0 * angle.cos(), 500.0 * angle.sin()))
        .collect();
    let tolerance = Metres::new(5);
    let simple = simplify(&line, &[0, 37, 90], tolerance);
    assert_eq!((simple.line[0], simple.line[simple.line.len() - 1]), (line[0], line[90]));
    assert_eq!(simple.line[simple.at[1]], line[37]);
    assert!(simple.line.len() < 12, "{}", simple.line.len());
    for point in &line {
        let pieces = simple.line.windows(2);
        let nearest = pieces.map(|two| away(*point, two[0], two[1])).fold(f64::MAX, f64::min);
        assert!(nearest <= 5.01, "{nearest}");
    }
    // Nothing is left out that sticks out, and all that does not.
    assert_eq!(simplify(&line, &[], Metres::ZERO).line, line);
    assert_eq!(simplify(&line, &[], Metres::new(1_000)).line, [line[0], line[90]]);
    assert_eq!(simplify(&[], &[3], tolerance), Simplified { line: vec![], at: vec![0] });
}

fn away(point: Position, a: Position, b: Position) -> f64 {
    let xy = |at: Position| (at.lon() * 111_195.0, at.lat() * 111_195.0);
    let ((px, py), (ax, ay), (bx, by)) = (xy(point), xy(a), xy(b));
    let (dx, dy) = (bx - ax, by - ay);
    let along = (((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
    (px - ax - along * dx).hypot(py - ay - along * dy)
}
