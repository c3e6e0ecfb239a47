//! What is told at roundabouts.

use expect_test::expect;

use crate::check;

const ROTARY: &str = "
    S 0,-100
    W -100,0
    N 0,100
    E 100,0
    a 0,-20
    b -20,0
    c 0,20
    d 20,0
    X -60,60
    m -15,15
";

#[test]
fn exits_of_a_roundabout_count_if_a_vehicle_may_take_them() {
    // Clockwise from the south: m is where one-way traffic comes in, d's exit is banned.
    check(
        &format!(
            "{ROTARY}
            a>b>m>c>d>a ring
            S-a South
            W-b West
            N-c North
            E-d East
            X>m
            S-W
            ban c d E
            "
        ),
        &["S>a@50 -> b>W@50", "S>a@50 -> c>N@50", "S>a@50 -> a>S@50", "X>m@10 -> a>S@50"],
        expect![[r#"
            S>a@50 -> b>W@50
              0m Depart(North) South, then
              30m Roundabout { exit: Some(1), clockwise: true } West
              78m Arrive { door: Here, across: false } West
            S>a@50 -> c>N@50
              0m Depart(North) South, then
              30m Roundabout { exit: Some(2), clockwise: true } North
              59m LeaveRoundabout North
              50m Arrive { door: Here, across: false } North
            S>a@50 -> a>S@50
              0m Depart(North) South, then
              30m Roundabout { exit: Some(3), clockwise: true } South
              116m LeaveRoundabout South
              50m Arrive { door: Here, across: false } South
            X>m@10 -> a>S@50
              0m Depart(SouthEast)
              53m Roundabout { exit: Some(2), clockwise: true } South
              72m LeaveRoundabout South
              50m Arrive { door: Here, across: false } South
        "#]],
    );
}

#[test]
fn a_roundabout_driven_the_other_way_round_says_so() {
    check(
        &format!("{ROTARY}a>d>c>b>a ring\nS-a South\nW-b West\nN-c North\nE-d East"),
        &["S>a@50 -> b>W@50", "S-a@50 -> d>c@10", "d>c@10 -> b>W@50"],
        expect![[r#"
            S>a@50 -> b>W@50
              0m Depart(North) South, then
              30m Roundabout { exit: Some(3), clockwise: false } West
              84m LeaveRoundabout West
              50m Arrive { door: Here, across: false } West
            S-a@50 -> d>c@10
              0m Depart(North) South, then
              30m Roundabout { exit: None, clockwise: false }
              38m Arrive { door: Here, across: false }
            d>c@10 -> b>W@50
              0m Depart(NorthWest)
              46m LeaveRoundabout West
              50m Arrive { door: Here, across: false } West
        "#]],
    );
}
