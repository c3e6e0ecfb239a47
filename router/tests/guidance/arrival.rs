//! On which side the door is.

use std::fmt::Write as _;

use expect_test::expect;
use noriai_router::DrivingSide;
use noriai_router::guidance::Arrival;

use crate::common::sketch::{Sketch, place};
use crate::told;

#[test]
fn the_door_is_left_right_ahead_or_beyond_the_road() {
    let sketch = Sketch::drawn("A 0,0\nB 0,200\nA-B");
    let mut text = String::new();
    for (east, north) in [(-10.0, 100.0), (10.0, 105.0), (2.0, 130.0), (1.0, 101.0)] {
        for driving_side in [DrivingSide::Left, DrivingSide::Right] {
            let arrival = Arrival { door: Some(place(east, north)), driving_side };
            let told = told(&sketch, "A>B@50 -> A>B@100", Some(arrival));
            let last = told[told.len() - 1].maneuver;
            writeln!(text, "{east},{north} {driving_side:?}: {last:?}").unwrap();
        }
    }
    expect![[r#"
        -10,100 Left: Arrive { door: Left, across: false }
        -10,100 Right: Arrive { door: Left, across: true }
        10,105 Left: Arrive { door: Right, across: true }
        10,105 Right: Arrive { door: Right, across: false }
        2,130 Left: Arrive { door: Ahead, across: false }
        2,130 Right: Arrive { door: Ahead, across: false }
        1,101 Left: Arrive { door: Here, across: false }
        1,101 Right: Arrive { door: Here, across: false }
    "#]]
    .assert_eq(&text);
}
