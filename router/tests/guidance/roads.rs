//! What is told on large roads, and of names.

use expect_test::expect;

use crate::check;

#[test]
fn ramps_lead_up_merge_and_lead_down() {
    check(
        "
        A 0,0
        B 0,100
        C 300,300
        D 1000,310
        E 1500,310
        F 1700,280
        G 1900,310
        H 1700,100
        I -200,310
        J 0,300
        T 1800,100
        A-B-J tertiary
        B>C motorway_link
        I>C>D>E>G motorway #E8
        E>F>H motorway_link
        H-T tertiary Hill_Road
        ",
        &["A-B@50 -> H-T@50", "I>C@100 -> E>G@50"],
        expect![[r#"
            A-B@50 -> H-T@50
              0m Depart(North)
              50m OnRamp(Right)
              360m Merge(Left) E8
              1.2km OffRamp(Right)
              432m Arrive { door: Here, across: false } Hill Road
            I>C@100 -> E>G@50
              0m Depart(East) E8
              1.6km Arrive { door: Here, across: false } E8
        "#]],
    );
}

#[test]
fn a_ferry_is_boarded() {
    check(
        "
        A 0,0
        B 0,100
        C 0,900
        D 0,1000
        E 100,100
        A-B tertiary
        B-E tertiary
        B-C ferry
        C-D tertiary
        ",
        &["A-B@50 -> C-D@50"],
        expect![[r#"
            A-B@50 -> C-D@50
              0m Depart(North)
              50m Ferry
              850m Arrive { door: Here, across: false }
        "#]],
    );
}

#[test]
fn a_new_name_is_told_if_it_lasts() {
    check(
        "
        A 0,0
        B 0,300
        C 0,400
        D 0,700
        E 0,720
        F 0,1300
        A-B Harbour_Road
        B-C Old_Bridge
        C-D Harbour_Road
        D-E Stub
        E-F Hill_Road
        G 200,700
        G-D Side_Street
        ",
        &["A-B@50 -> E-F@450", "G-D@100 -> E-F@450"],
        expect![[r#"
            A-B@50 -> E-F@450
              0m Depart(North) Harbour Road
              670m Continue Hill Road
              450m Arrive { door: Here, across: false } Hill Road
            G-D@100 -> E-F@450
              0m Depart(West) Side Street
              100m Turn(Right) Hill Road
              470m Arrive { door: Here, across: false } Hill Road
        "#]],
    );
}

const DUAL: &str = "
    A -300,0
    B 0,0
    C 300,0
    D 300,-15
    E 0,-15
    F -300,-15
    N 0,200
    S 0,-200
    C>B>A trunk Bypass
    F>E>D trunk Bypass
    N-B tertiary Cross_Street
    B-E tertiary Cross_Street
    E-S tertiary Cross_Street
    A>F trunk Bypass
    D>C trunk Bypass
";

#[test]
fn a_dual_carriageway_is_crossed_turned_into_and_turned_round_on_as_one_junction() {
    check(
        DUAL,
        &["S-E@50 -> B-N@50", "S-E@50 -> B>A@50", "S-E@50 -> E>D@50", "F>E@50 -> B>A@50"],
        expect![[r#"
            S-E@50 -> B-N@50
              0m Depart(North) Cross Street
              200m Arrive { door: Here, across: false } Cross Street
            S-E@50 -> B>A@50
              0m Depart(North) Cross Street
              135m Turn(Left) Bypass
              65m Arrive { door: Here, across: false } Bypass
            S-E@50 -> E>D@50
              0m Depart(North) Cross Street
              135m Turn(Right) Bypass
              50m Arrive { door: Here, across: false } Bypass
            F>E@50 -> B>A@50
              0m Depart(East) Bypass
              250m UTurn Bypass
              65m Arrive { door: Here, across: false } Bypass
        "#]],
    );
}

#[test]
fn a_lane_for_those_who_turn_is_part_of_the_turn() {
    check(
        "
        A 0,-300
        B 0,-40
        C 0,0
        D 0,200
        E -40,0
        F -300,0
        G 300,0
        A-B-C-D primary North_Road
        B>E primary_link
        G-C-E-F primary West_Road
        ban B C E
        ",
        &["A-B@100 -> E-F@100"],
        expect![[r#"
            A-B@100 -> E-F@100
              0m Depart(North) North Road
              160m Turn(Left) West Road
              156m Arrive { door: Here, across: false } West Road
        "#]],
    );
}
