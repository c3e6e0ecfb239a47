//! What the driver is told, each on the smallest junction that shows it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "support code of tests fails as tests do"
)]

mod arrival;
#[path = "../common/mod.rs"]
mod common;
mod junctions;
mod real_maps;
mod roads;
mod roundabouts;
mod simplify;

use std::fmt::Write as _;

use common::sketch::Sketch;
use expect_test::Expect;
use noriai_router::DrivingSide;
use noriai_router::guidance::{Arrival, Instruction};
use noriai_units::Metres;

/// Drives and compares what is told: how far on, what, which road, whether the next follows at once.
fn check(sketch: &str, drives: &[&str], expect: Expect) {
    let sketch = Sketch::drawn(sketch);
    let told =
        drives.iter().map(|drive| format!("{drive}\n{}", lines(&told(&sketch, drive, None))));
    expect.assert_eq(&told.collect::<String>());
}

fn told(sketch: &Sketch, drive: &str, arrival: Option<Arrival>) -> Vec<Instruction> {
    let (from, to) = drive.split_once(" -> ").expect("from -> to");
    let router = &sketch.router;
    let [from, to] = [from, to].map(|end| router.road_point(sketch.spot(end)));
    let path = router.path(from, to).unwrap_or_else(|| panic!("{drive}: no way"));
    let left = Arrival { door: None, driving_side: DrivingSide::Left };
    let told = router.instructions(&path, arrival.unwrap_or(left));
    let distance: Metres = told.iter().map(|it| it.distance).sum();
    assert_eq!((distance, told.iter().map(|it| it.time).sum()), (path.leg.distance, path.leg.time));
    told
}

fn lines(told: &[Instruction]) -> String {
    let mut text = String::new();
    for instruction in told {
        let road = instruction.road.as_ref().map_or(String::new(), |road| {
            format!(" {}{}", road.local, if road.number.is_empty() { "" } else { &road.number })
        });
        let then = if instruction.then { ", then" } else { "" };
        let (distance, maneuver) = (instruction.distance, instruction.maneuver);
        writeln!(text, "  {distance} {maneuver:?}{road}{then}").unwrap();
    }
    text
}
