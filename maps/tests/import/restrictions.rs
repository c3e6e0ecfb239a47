//! What becomes of turn restrictions. All are drawn on one crossing:
//! west - middle - east, and north - middle - south.

use expect_test::{Expect, expect};

use crate::drawing::{self, import};

const CROSSING: &str = "w 0,0
     m 100,0
     e 200,0
     n 100,100
     s 100,-100
     west: w m highway=primary
     east: m e highway=primary
     north: m n highway=primary
     south: m s highway=primary\n";

pub(crate) fn check(restriction: &str, expected: &Expect) {
    expected.assert_eq(&bans_and_counts(restriction));
}

/// The bans, and how many restrictions were left out for which cause.
pub(crate) fn bans_and_counts(restriction: &str) -> String {
    let drawing = format!("{CROSSING}{restriction}");
    let mut text = drawing::bans(&drawing);
    let report = import(&drawing).report;
    let counts = [
        ("unresolved", report.turn_restrictions_unresolved),
        ("idle", report.turn_restrictions_idle),
        ("conditional", report.turn_restrictions_conditional),
        ("exempt", report.turn_restrictions_exempt),
    ];
    for (word, count) in counts.iter().filter(|(_, count)| 0 < *count) {
        text.push_str(&format!("{count} {word}\n"));
    }
    text
}

#[test]
fn an_only_turn_bans_all_others_and_turning_round() {
    check(
        "ban: only_straight_on west m east",
        &expect![["
never w>m>n
never w>m>s
never w>m>w
"]],
    );
}

#[test]
fn a_forbidden_u_turn_is_a_ban_even_in_the_middle_of_a_way() {
    check("ban: no_u_turn west m west", &expect![["never w>m>w\n"]]);
    check(
        "x 50,-200
         y 100,-200
         z 150,-200
         street: x y z highway=primary
         link: s y highway=primary
         ban: no_u_turn street y street",
        &expect![["
never x>y>x
never z>y>z
"]],
    );
}

#[test]
fn restrictions_whose_members_do_not_meet_are_counted() {
    check("ban: no_left_turn west e north", &expect![["1 unresolved\n"]]);
    check("ban: no_left_turn west north", &expect![["1 unresolved\n"]]);
    check("ban: give_way west m north", &expect![["1 unresolved\n"]]);
    check("ban: no_left_turn west m m", &expect![["1 unresolved\n"]]);
}

#[test]
fn restrictions_of_what_cannot_be_driven_anyway_are_idle() {
    check(
        "q 200,100
         back: q m highway=primary oneway=yes
         link: e q highway=primary
         ban: no_left_turn west m back",
        &expect![["1 idle\n"]],
    );
    check(
        "q 200,100
         path: m q highway=footway
         ban: no_left_turn west m path",
        &expect![["1 idle\n"]],
    );
}

/// Two carriageways with a link between them, as where one must not turn round.
pub(crate) const DUAL: &str = "a 0,-200
     b 100,-200
     c 200,-200
     d 0,-220
     x 100,-220
     f 200,-220
     up: a b highway=trunk oneway=yes
     up_on: b c highway=trunk oneway=yes
     link: b x highway=trunk_link
     down: f x highway=trunk oneway=yes
     down_on: x d highway=trunk oneway=yes
     turn_west: d a highway=trunk
     turn_east: c f highway=trunk
     spur: s b highway=primary
     joined: w a highway=primary\n";

#[test]
fn a_ban_via_a_way_holds_for_the_whole_sequence() {
    check(&format!("{DUAL}ban: no_u_turn up link down_on"), &expect![["never a>b>x>d\n"]]);
}

#[test]
fn an_only_via_a_way_holds_at_each_of_its_ends() {
    check(
        &format!("{DUAL}ban: only_u_turn up link down_on"),
        &expect![["
never a>b>c
never a>b>m
never a>b>x>b
"]],
    );
}

#[test]
fn a_ban_in_the_middle_of_a_road_closes_it_that_way() {
    let drawing = format!(
        "{CROSSING}
         x 200,-200
         further: s x e highway=primary
         ban: no_straight_on south s further"
    );
    let roads = drawing::roads(&drawing);
    assert!(roads.contains("e>s Primary\n"), "{roads}");
    assert!(roads.contains("m-s Primary\n"), "{roads}");
}
