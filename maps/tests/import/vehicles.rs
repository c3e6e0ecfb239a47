//! Who may drive where, and how large: a drawing for each rule.

use crate::drawing::{bans, import, vehicles};
use expect_test::{Expect, expect};

fn check(drawing: &str, expected: &Expect) {
    expected.assert_eq(&vehicles(drawing));
}

/// A block `a b c d` of open roads with a dead end each at `b` and `d`; and one more road, from `a`
/// to `c` over `m`.
fn block(across: &str) -> String {
    format!(
        "a 0,0
         b 200,0
         c 200,200
         d 0,200
         m 100,100
         p 300,0
         q -100,200
         ring: a b c d a highway=tertiary
         east: b p highway=tertiary
         west: d q highway=tertiary
         across: a m c {across}\n"
    )
}

#[test]
fn a_road_for_buses_is_in_the_network_and_not_for_taxis() {
    check(
        &block("highway=busway"),
        &expect![["
a>c bus only
c>a bus only
"]],
    );
    // Where buses may, a shared taxi may, unless the sign names taxis.
    check(&block("highway=residential access=no bus=yes"), &expect![[""]]);
    check(
        &block("highway=residential taxi=no motor_vehicle=no bus=yes"),
        &expect![["
a>c bus only
c>a bus only
"]],
    );
}

#[test]
fn a_road_that_is_closed_to_buses_is_open_to_taxis() {
    let no_bus = expect![["
a>c no bus
c>a no bus
"]];
    check(&block("highway=residential bus=no"), &no_bus);
    check(&block("highway=residential psv=no"), &no_bus);
    check(&block("highway=residential minibus=no"), &no_bus);
}

#[test]
fn a_bus_may_drive_against_the_stream_where_the_sign_says_so() {
    let against = expect![["c>a bus only\n"]];
    check(&block("highway=residential oneway=yes oneway:bus=no"), &against);
    check(&block("highway=residential oneway=yes busway=opposite_lane"), &against);
    check(&block("highway=residential oneway=yes oneway:psv=no"), &expect![[""]]);
}

#[test]
fn a_gate_for_buses_lets_no_taxi_through() {
    let drawing = block("highway=residential").replace("m 100,100", "m 100,100 barrier=bus_trap");
    assert_eq!(vehicles(&drawing), "");
    assert_eq!(bans(&drawing), "never a>m>c unless a bus\nnever c>m>a unless a bus\n");
    let drawing =
        block("highway=residential").replace("m 100,100", "m 100,100 barrier=gate bus=no");
    assert_eq!(bans(&drawing), "never a>m>c for a bus\nnever c>m>a for a bus\n");
}

#[test]
fn a_turn_that_buses_may_make_is_forbidden_to_taxis_alone() {
    let ring = "a 0,0
         b 200,0
         c 200,200
         d 0,200
         first: a b highway=tertiary
         second: b c highway=tertiary
         rest: c d a highway=tertiary
         side: b e highway=tertiary
         e 400,0
         out: e c highway=tertiary\n";
    let ban = |tags: &str| bans(&format!("{ring} ban: no_left_turn first b second {tags}"));
    assert_eq!(ban(""), "never a>b>c\n");
    assert_eq!(ban("except=bus"), "never a>b>c unless a bus\n");
    assert_eq!(ban("except=psv"), "");
    assert_eq!(ban("except=taxi"), "never a>b>c for a bus\n");
    let own = format!("{ring} ban: - first b second restriction:bus=no_left_turn");
    assert_eq!(bans(&own), "never a>b>c for a bus\n");
    assert_eq!(import(&own).report.turn_restrictions_exempt, 1);
}

#[test]
fn what_a_bus_cannot_come_back_from_is_not_for_buses() {
    // Behind the road without buses lies one that is open to all.
    check(
        "a 0,0
         b 200,0
         c 200,200
         d 0,200
         e 400,0
         f 600,0
         q -100,200
         ring: a b c d a highway=tertiary
         west: d q highway=tertiary
         neck: b e highway=residential bus=no
         beyond: e f highway=residential",
        &expect![["
b>e no bus
e>b no bus
e>f no bus
f>e no bus
"]],
    );
}

#[test]
fn limits_are_kept_where_vehicles_of_ours_feel_them() {
    check(
        &block("highway=residential maxheight=2.4 maxweight=3.5 maxlength=7 width=2.6"),
        &expect![["
a>c width 210 cm height 240 cm length 700 cm weight 3500 kg
c>a width 210 cm height 240 cm length 700 cm weight 3500 kg
"]],
    );
    let drawing = block("highway=residential")
        .replace("m 100,100", "m 100,100 barrier=height_restrictor maxheight=2.1");
    check(
        &drawing,
        &expect![["
a>m height 210 cm
c>m height 210 cm
m>a height 210 cm
m>c height 210 cm
"]],
    );
}

#[test]
fn a_limit_parts_a_road_and_one_that_nobody_feels_does_not() {
    let road = "a 0,0
         b 200,0
         c 400,0
         one: a b highway=tertiary
         two: b c highway=tertiary ";
    assert_eq!(import(&format!("{road} maxweight=14")).network.n_nodes(), 3);
    assert_eq!(import(&format!("{road} maxweight=20")).network.n_nodes(), 2);
}
