//! The rules of the road, each on the smallest town that shows it.

mod common;

use common::town::check;
use expect_test::expect;

#[test]
fn a_one_way_street_is_driven_one_way_only() {
    check(
        "
A-B-C
|   |
D>E>F
",
        &["A-B@50 -> D>E@50", "D>E@50 -> A-D@100", "D>E@50 -> E>F@50"],
        expect![[r#"
            A-B@50 -> D>E@50: 30s 300m BADE
            D>E@50 -> A-D@100: 1min45s 1.0km DEFCBAD
            D>E@50 -> E>F@50: 20s 200m DEF
        "#]],
    );
}

#[test]
fn a_forbidden_left_turn_is_driven_around() {
    check(
        "
A-B-C
  | |
  D-E
ban A B D
",
        &["A>B@50 -> B>D@50", "C>B@50 -> B>D@50", "A>B@50 -> B-D@50"],
        expect![[r#"
            A>B@50 -> B>D@50: no way
            C>B@50 -> B>D@50: 20s 200m CBD
            A>B@50 -> B-D@50: 1min30s 900m ABCEDB
        "#]],
    );
}

#[test]
fn where_only_straight_on_is_allowed_the_turn_is_made_later() {
    check(
        "
A-B-C-D
  | | |
  E-F-G
ban A B E
ban B C F
",
        &["A>B@50 -> E-F@50", "A>B@50 -> C-F@50"],
        expect![[r#"
            A>B@50 -> E-F@50: 1min50s 1.1km ABCDGFE
            A>B@50 -> C-F@50: 1min50s 1.1km ABCDGFC
        "#]],
    );
}

#[test]
fn a_ban_via_a_way_forbids_the_whole_sequence_only() {
    check(
        "
A-B-C
|   |
D   E
| X |
F---G
ban A B C E
",
        &["A>B@50 -> C-E@50", "B>C@50 -> C-E@50", "A>B@50 -> B>C@50"],
        expect![[r#"
            A>B@50 -> C-E@50: 3min10s 1.9km ABCBADFGEC
            B>C@50 -> C-E@50: 20s 200m BCE
            A>B@50 -> B>C@50: 20s 200m ABC
        "#]],
    );
}

#[test]
fn overlapping_bans_via_ways_all_hold() {
    check(
        "
A-B-C-D-E
| | | | |
F-G-H-I-J
ban A B C D
ban B C D E
ban B C H
ban A B G H I
",
        &["A>B@50 -> D>E@50", "B>C@50 -> D>E@50", "A>B@50 -> H>I@50", "F>G@50 -> H>I@50"],
        expect![[r#"
            A>B@50 -> D>E@50: 1min40s 1.0km ABGHCDE
            B>C@50 -> D>E@50: 2min 1.2km BCDIHCDE
            A>B@50 -> H>I@50: 1min40s 1.0km ABCBGHI
            F>G@50 -> H>I@50: 40s 400m FGHI
        "#]],
    );
}

#[test]
fn vehicles_turn_round_at_dead_ends_only() {
    check(
        "
A-B-C-D
  |
  E
",
        &["A>B@50 -> B>A@50", "C>D@50 -> D>C@50", "B>C@50 -> C>B@50", "B>E@50 -> C>D@50"],
        expect![[r#"
            A>B@50 -> B>A@50: 1min 600m ABEBA
            C>D@50 -> D>C@50: 20s 200m CDC
            B>C@50 -> C>B@50: 1min 600m BCDCB
            B>E@50 -> C>D@50: 1min 600m BEBCD
        "#]],
    );
}

#[test]
fn a_target_ahead_is_driven_to_and_one_behind_around_the_block() {
    check(
        "
A-B-C
| | |
D-E-F
",
        &["A>B@20 -> A>B@70", "A>B@70 -> A>B@20", "A>B@20 -> A>B@20", "A-B@70 -> A-B@20"],
        expect![[r#"
            A>B@20 -> A>B@70: 5s 50m AB
            A>B@70 -> A>B@20: 1min15s 750m ABEDAB
            A>B@20 -> A>B@20: 0s 0m AB
            A-B@70 -> A-B@20: 5s 50m BA
        "#]],
    );
}

#[test]
fn a_place_is_reached_from_either_side_and_left_to_either_side() {
    check(
        "
A-B-C-D-E
",
        &["A-B@50 -> C-D@30", "D-C@70 -> B-A@50", "B>A@50 -> C-D@30", "A-B@50 -> C>B@20"],
        expect![[r#"
            A-B@50 -> C-D@30: 38s 380m ABCD
            D-C@70 -> B-A@50: 38s 380m DCBA
            B>A@50 -> C-D@30: 58s 580m BABCD
            A-B@50 -> C>B@20: 1min57s 1.1km ABCDEDCB
        "#]],
    );
}

#[test]
fn a_road_for_those_with_business_there_is_no_short_cut() {
    check(
        r#"
A-B=C-D
| "   |
| G   |
E-----F
"#,
        &[
            "A>B@50 -> C>D@50",
            "A>B@50 -> B-C@50",
            "B-C@50 -> C>D@50",
            "B>G@50 -> C>D@50",
            "B>C@80 -> B>C@20",
            "E-F@50 -> B-G@50",
        ],
        expect![[r#"
            A>B@50 -> C>D@50: 3min 1.8km ABAEFDCD
            A>B@50 -> B-C@50: 20s 200m ABC
            B-C@50 -> C>D@50: 20s 200m BCD
            B>G@50 -> C>D@50: 1min 600m BGBCD
            B>C@80 -> B>C@20: 1min14s 740m BCBGBC
            E-F@50 -> B-G@50: 1min 600m FEABG
        "#]],
    );
}

#[test]
fn at_a_private_gate_a_vehicle_without_business_turns_round() {
    check(
        "
A-B=C
|
D
",
        &["A>B@50 -> B>A@50", "A>B@50 -> C>B@50", "C>B@50 -> A-D@50"],
        expect![[r#"
            A>B@50 -> B>A@50: 20s 200m ABA
            A>B@50 -> C>B@50: 40s 400m ABCB
            C>B@50 -> A-D@50: 40s 400m CBAD
        "#]],
    );
}

#[test]
fn a_loop_at_the_end_of_a_road_is_driven_through() {
    check(
        "
A-B
loop B
",
        &["A>B@50 -> B>A@50", "B>B@200 -> B>B@100", "B-B@200 -> B-B@100", "A>B@50 -> B-B@100"],
        expect![[r#"
            A>B@50 -> B>A@50: 50s 500m ABBA
            B>B@200 -> B>B@100: 20s 200m BBB
            B-B@200 -> B-B@100: 10s 100m BB
            A>B@50 -> B-B@100: 25s 250m ABB
        "#]],
    );
}

#[test]
fn parts_without_a_road_between_them_have_no_leg() {
    check(
        "\nA-B\n\nC-D\n",
        &["A-B@50 -> C-D@50", "A-B@0 -> A-B@100"],
        expect![[r#"
        A-B@50 -> C-D@50: no way
        A-B@0 -> A-B@100: 10s 100m AB
    "#]],
    );
}

#[test]
fn a_one_way_trap_is_entered_but_not_left() {
    check(
        "\nA-B>C\n",
        &["A-B@50 -> B>C@50", "B>C@50 -> A-B@50", "B>C@50 -> B>C@20"],
        expect![[r#"
        A-B@50 -> B>C@50: 20s 200m ABC
        B>C@50 -> A-B@50: no way
        B>C@50 -> B>C@20: no way
    "#]],
    );
}
