//! Each kind of turn restriction, for whom it holds and when.

use expect_test::expect;

use crate::restrictions::{DUAL, bans_and_counts, check};

#[test]
fn every_kind_of_no_forbids_its_own_movement() {
    for (kind, to, banned) in [
        ("no_left_turn", "north", "never w>m>n\n"),
        ("no_right_turn", "south", "never w>m>s\n"),
        ("no_straight_on", "east", "never w>m>e\n"),
        ("no_u_turn", "west", "never w>m>w\n"),
        ("no_entry", "north", "never w>m>n\n"),
        ("no_exit", "north", "never w>m>n\n"),
    ] {
        assert_eq!(bans_and_counts(&format!("ban: {kind} west m {to}")), banned, "{kind}");
    }
}

#[test]
fn every_kind_of_only_forbids_all_other_movements() {
    for (kind, to, banned) in [
        ("only_left_turn", "north", "never w>m>e\nnever w>m>s\nnever w>m>w\n"),
        ("only_right_turn", "south", "never w>m>e\nnever w>m>n\nnever w>m>w\n"),
        ("only_straight_on", "east", "never w>m>n\nnever w>m>s\nnever w>m>w\n"),
    ] {
        assert_eq!(bans_and_counts(&format!("ban: {kind} west m {to}")), banned, "{kind}");
    }
    // Who may only turn round needs another road out, else the west would be an island.
    check(
        "other: w n highway=primary
         ban: only_u_turn west m west",
        &expect![["
never w>m>e
never w>m>n
never w>m>s
"]],
    );
}

/// The twin of the two above: what they compare is not there without a restriction.
#[test]
fn without_a_restriction_nothing_is_forbidden() {
    assert_eq!(bans_and_counts(""), "");
    assert_eq!(bans_and_counts(DUAL), "");
}

#[test]
fn no_entry_from_several_ways_and_no_exit_to_several_ban_each() {
    check("ban: no_entry west+south m north", &expect![["never s>m>n\nnever w>m>n\n"]]);
    check("ban: no_exit west m north+south", &expect![["never w>m>n\nnever w>m>s\n"]]);
    // Several ways out of which one is the only one: nobody can say what that means.
    check("ban: only_left_turn west m north+south", &expect![["1 unresolved\n"]]);
}

#[test]
fn restrictions_that_do_not_bind_a_taxi_are_left_out() {
    check("ban: no_left_turn west m north except=psv;bicycle", &expect![["1 exempt\n"]]);
    check("ban: - west m north restriction:hgv=no_left_turn", &expect![["1 exempt\n"]]);
    check("ban: - west m north restriction:psv=no_left_turn", &expect![["never w>m>n\n"]]);
    check("ban: no_left_turn west m north except=bicycle", &expect![["never w>m>n\n"]]);
}

#[test]
fn an_exemption_counts_for_the_vehicles_that_it_names() {
    let taxi_alone = "never w>m>n for a bus\n1 exempt\n";
    let bus_alone = "never w>m>n unless a bus\n";
    for (exempt, told) in [
        ("psv", "1 exempt\n"),
        ("motor_vehicle", "1 exempt\n"),
        ("bicycle;psv", "1 exempt\n"),
        ("bus;taxi", "1 exempt\n"),
        ("taxi", taxi_alone),
        ("motorcar", taxi_alone),
        // A shared taxi is no bus of a line: lanes and turns for those stay closed to it.
        ("bus", bus_alone),
        ("hgv;bus", bus_alone),
        ("bicycle", "never w>m>n\n"),
        ("emergency", "never w>m>n\n"),
    ] {
        let restriction = format!("ban: no_left_turn west m north except={exempt}");
        assert_eq!(bans_and_counts(&restriction), told, "{exempt}");
    }
}

#[test]
fn a_restriction_for_a_kind_of_vehicle_counts_for_that_kind() {
    for (kind, told) in [
        ("taxi", "never w>m>n unless a bus\n"),
        ("motorcar", "never w>m>n unless a bus\n"),
        ("psv", "never w>m>n\n"),
        ("bus", "never w>m>n for a bus\n1 exempt\n"),
        ("hgv", "1 exempt\n"),
        ("bicycle", "1 exempt\n"),
    ] {
        let restriction = format!("ban: - west m north restriction:{kind}=no_left_turn");
        assert_eq!(bans_and_counts(&restriction), told, "{kind}");
    }
}

#[test]
fn restrictions_at_certain_hours_are_left_out_and_counted() {
    check(
        "ban: - west m north restriction:conditional=no_left_turn@(Mo-Fr)",
        &expect![["1 conditional\n"]],
    );
    check("ban: no_left_turn west m north hour_on=7:00", &expect![["1 conditional\n"]]);
    check("ban: no_left_turn west m north day_on=Monday", &expect![["1 conditional\n"]]);
    // What holds at all hours holds, whatever else is said of some.
    check(
        "ban: no_left_turn west m north restriction:conditional=no_u_turn@(Mo-Fr)",
        &expect![["never w>m>n\n"]],
    );
}

#[test]
fn every_kind_via_a_way_is_read_alike() {
    for kind in ["no_left_turn", "no_right_turn", "no_straight_on", "no_u_turn", "no_entry"] {
        let restriction = format!("{DUAL}ban: {kind} up link down_on");
        assert_eq!(bans_and_counts(&restriction), "never a>b>x>d\n", "{kind}");
    }
    for kind in ["only_left_turn", "only_right_turn", "only_straight_on", "only_u_turn"] {
        let restriction = format!("{DUAL}ban: {kind} up link down_on");
        let banned = "never a>b>c\nnever a>b>m\nnever a>b>x>b\n";
        assert_eq!(bans_and_counts(&restriction), banned, "{kind}");
    }
}
