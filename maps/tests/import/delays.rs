//! Where drives are held up, and how long: a drawing for each rule.

use crate::drawing::delays;
use expect_test::{Expect, expect};

/// `a>b 8s`: who drives from `a` is held up so long before getting through `b`.
fn check(drawing: &str, expected: &Expect) {
    expected.assert_eq(&delays(drawing));
}

/// A crossing of four arms of 200 m around `m`; `{}` is what stands at `m`.
fn crossing(at_middle: &str, west_east: &str, north_south: &str) -> String {
    format!(
        "w -200,0
         m 0,0 {at_middle}
         e 200,0
         n 0,200
         s 0,-200
         main: w m e highway={west_east}
         side: n m s highway={north_south}\n"
    )
}

#[test]
fn at_lights_the_smaller_road_waits_longer() {
    check(
        &crossing("highway=traffic_signals", "primary", "residential"),
        &expect![["
e>m 8s
n>m 20s
s>m 20s
w>m 8s
"]],
    );
    check(
        &crossing("highway=traffic_signals", "tertiary", "tertiary"),
        &expect![["
e>m 14s
n>m 14s
s>m 14s
w>m 14s
"]],
    );
}

#[test]
fn a_smaller_road_gives_way_where_no_sign_is_known() {
    check(
        &crossing("", "secondary", "tertiary"),
        &expect![["
n>m 8s
s>m 8s
"]],
    );
    check(
        &crossing("", "residential", "service"),
        &expect![["
n>m 3s
s>m 3s
"]],
    );
    check(&crossing("", "residential", "residential"), &expect![[""]]);
}

#[test]
fn signs_hold_up_those_whom_they_face() {
    // Each sign stands 15 m before the crossing; nobody says which way they face.
    check(
        "w -200,0
         x -15,0 highway=stop
         m 0,0
         y 15,0 highway=give_way
         e 200,0
         n 0,200
         s 0,-200
         main: w x m y e highway=residential
         side: n m s highway=residential",
        &expect![["
e>m 5s
w>m 8s
"]],
    );
    check(
        "w -200,0
         x -15,0 highway=stop direction=backward
         m 0,0
         e 200,0
         n 0,200
         main: w x m e highway=residential
         side: n m highway=residential",
        &expect![["
m>w 0s +8s
"]],
    );
    // At the crossing itself a sign is for the smaller road, unless it is for all.
    check(
        &crossing("highway=stop", "tertiary", "residential"),
        &expect![["
n>m 8s
s>m 8s
"]],
    );
    check(
        &crossing("highway=stop stop=all", "residential", "residential"),
        &expect![["
e>m 8s
n>m 8s
s>m 8s
w>m 8s
"]],
    );
}

#[test]
fn lights_at_all_corners_of_a_wide_crossing_hold_up_once() {
    // Two carriageways, 20 m apart, cross a street.
    check(
        "a -200,0
         b 0,0 highway=traffic_signals
         c 200,0
         d 200,20
         f 0,20 highway=traffic_signals
         g -200,20
         n 0,200
         s 0,-200
         south: a b c highway=primary oneway=yes
         north: d f g highway=primary oneway=yes
         west: g a highway=primary oneway=yes
         east: c d highway=primary oneway=yes
         side: n f b s highway=tertiary",
        &expect![["
a>b 8s
c>f 8s
n>f 20s
s>b 20s
"]],
    );
}

#[test]
fn lights_at_the_stop_lines_and_over_the_crossings_belong_to_the_junction() {
    check(
        "w -200,0
         x -20,0 highway=traffic_signals
         o -12,0 highway=crossing crossing=traffic_signals
         m 0,0
         p 12,0 highway=crossing crossing=traffic_signals
         y 20,0 highway=traffic_signals
         e 200,0
         n 0,200
         s 0,-200
         main: w x o m p y e highway=primary
         side: n m s highway=residential",
        &expect![["
e>m 8s
n>m 20s
s>m 20s
w>m 8s
"]],
    );
}

#[test]
fn lights_for_walkers_away_from_junctions_hold_up_both_ways() {
    check(
        "a 0,0
         x 300,0 highway=crossing crossing=traffic_signals
         b 600,0
         c 600,200
         d 600,-200
         main: a x b highway=primary
         other: c b d highway=primary",
        &expect![["
a>b 0s +4s
b>a 0s +4s
"]],
    );
}

#[test]
fn everyone_stops_at_rails_in_japan_once_for_all_tracks() {
    check(
        "a 0,0
         x 300,0 railway=level_crossing
         y 308,0 railway=level_crossing
         b 600,0
         main: a x y b highway=tertiary",
        &expect![["
a>b 0s +10s
b>a 0s +10s
"]],
    );
}

#[test]
fn a_roundabout_is_entered_giving_way_and_driven_without() {
    check(
        "a 20,0
         b 0,20
         c -20,0
         d 0,-20
         e 200,0
         n 0,200
         ring: a b c d a highway=primary junction=roundabout
         east: e a highway=primary
         north: n b highway=primary",
        &expect![["
e>a 4s
n>b 4s
"]],
    );
    check(
        &crossing("highway=mini_roundabout", "tertiary", "residential"),
        &expect![["
e>m 4s
n>m 4s
s>m 4s
w>m 4s
"]],
    );
}

#[test]
fn gates_tolls_and_humps_hold_up_whoever_passes() {
    check(
        "a 0,0
         b 100,0 barrier=gate
         c 300,0 traffic_calming=hump
         d 500,0 barrier=toll_booth
         e 600,0
         main: a b c d e highway=tertiary",
        &expect![["
a>b 30s
b>d 15s +3s
d>b 30s +3s
e>d 15s
"]],
    );
}

#[test]
fn whoever_crosses_two_carriageways_gives_way_once() {
    check(
        "a -200,0
         b 0,0
         c 200,0
         d 200,20
         f 0,20
         g -200,20
         n 0,200
         s 0,-200
         south: a b c highway=primary oneway=yes
         north: d f g highway=primary oneway=yes
         west: g a highway=primary oneway=yes
         east: c d highway=primary oneway=yes
         side: n f b s highway=tertiary",
        &expect![["
n>f 8s
s>b 8s
"]],
    );
}
