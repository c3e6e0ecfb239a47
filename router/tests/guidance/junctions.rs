//! What is told at ordinary junctions.

use expect_test::expect;

use crate::check;

#[test]
fn a_drive_sets_out_in_a_direction_and_turns_by_angle() {
    check(
        "
        M 0,0
        S 0,-200
        A -129,153
        B -150,0
        C -100,-173
        D 173,100
        E 150,0
        F 100,-173
        S-M South_Street
        M-A North_west
        M-B West
        M-C South_west
        M-D
        M-E East
        M-F
        ",
        &[
            "S-M@100 -> M-A@100",
            "S-M@100 -> M-B@100",
            "S-M@100 -> M-C@100",
            "S-M@100 -> M-D@100",
            "S-M@100 -> M-E@100",
            "S-M@100 -> M-F@100",
        ],
        expect![[r#"
            S-M@100 -> M-A@100
              0m Depart(North) South Street
              100m Turn(SlightLeft) North west
              100m Arrive { door: Here, across: false } North west
            S-M@100 -> M-B@100
              0m Depart(North) South Street
              100m Turn(Left) West
              100m Arrive { door: Here, across: false } West
            S-M@100 -> M-C@100
              0m Depart(North) South Street
              100m Turn(SharpLeft) South west
              100m Arrive { door: Here, across: false } South west
            S-M@100 -> M-D@100
              0m Depart(North) South Street
              100m Turn(Right)
              100m Arrive { door: Here, across: false }
            S-M@100 -> M-E@100
              0m Depart(North) South Street
              100m Turn(Right) East
              100m Arrive { door: Here, across: false } East
            S-M@100 -> M-F@100
              0m Depart(North) South Street
              100m Turn(SharpRight)
              100m Arrive { door: Here, across: false }
        "#]],
    );
}

#[test]
fn nothing_is_told_at_bends_crossings_and_driveways() {
    check(
        "
        A 0,0
        B 0,100
        C 100,100
        D 200,100
        E 300,110
        F 200,200
        G 200,0
        H 250,150
        A-B-C
        C-D-E
        F-D-G
        C-H service private
        ",
        &["A-B@10 -> D-E@90", "G-D@10 -> D-F@90"],
        expect![[r#"
            A-B@10 -> D-E@90
              0m Depart(North)
              380m Arrive { door: Here, across: false }
            G-D@10 -> D-F@90
              0m Depart(North)
              180m Arrive { door: Here, across: false }
        "#]],
    );
}

#[test]
fn a_fork_is_told_by_its_side_and_a_branch_off_the_main_road_is_passed() {
    check(
        "
        A 0,0
        B 0,200
        L -40,400
        R 40,400
        C 300,0
        D 300,200
        E 300,400
        F 360,380
        A-B-L
        B-R
        C-D-E secondary Main_Road
        D-F tertiary
        ",
        &["A-B@100 -> B-L@100", "A-B@100 -> B-R@100", "C-D@100 -> D-E@100", "C-D@100 -> D-F@60"],
        expect![[r#"
            A-B@100 -> B-L@100
              0m Depart(North)
              100m Keep(Left)
              100m Arrive { door: Here, across: false }
            A-B@100 -> B-R@100
              0m Depart(North)
              100m Keep(Right)
              100m Arrive { door: Here, across: false }
            C-D@100 -> D-E@100
              0m Depart(North) Main Road
              200m Arrive { door: Here, across: false } Main Road
            C-D@100 -> D-F@60
              0m Depart(North) Main Road
              100m Keep(Right)
              60m Arrive { door: Here, across: false }
        "#]],
    );
}

#[test]
fn who_stays_on_a_bending_main_road_is_told_nothing_and_who_leaves_it_straight_on_is() {
    check(
        "
        A 0,0
        B 0,200
        C 120,330
        D 0,400
        A-B-C secondary Main_Road
        B-D residential Lane
        ",
        &["A-B@100 -> B-D@100"],
        expect![[r#"
            A-B@100 -> B-D@100
              0m Depart(North) Main Road
              100m Straight Lane
              100m Arrive { door: Here, across: false } Lane
        "#]],
    );
    check(
        "
        A 0,0
        B 0,200
        C 150,200
        D -100,150
        A-B-C secondary Main_Road
        B-D residential Lane
        ",
        &["A-B@100 -> B-C@100", "A-B@100 -> B-D@80"],
        expect![[r#"
            A-B@100 -> B-C@100
              0m Depart(North) Main Road
              200m Arrive { door: Here, across: false } Main Road
            A-B@100 -> B-D@80
              0m Depart(North) Main Road
              100m Turn(Left) Lane
              80m Arrive { door: Here, across: false } Lane
        "#]],
    );
}

#[test]
fn turning_round_at_a_dead_end_is_told() {
    check(
        "
        A 0,0
        B 0,100
        C 0,200
        D 100,100
        A-B-C
        B-D
        ",
        &["B>C@50 -> D-B@50"],
        expect![[r#"
            B>C@50 -> D-B@50
              0m Depart(North)
              50m UTurn
              100m Turn(Left)
              50m Arrive { door: Here, across: false }
        "#]],
    );
}

#[test]
fn turns_close_to_each_other_are_told_in_one_breath() {
    check(
        "
        A 0,0
        B 0,200
        C 25,200
        D 25,400
        E -200,200
        F 225,200
        A-B
        E-B-C-F
        C-D
        ",
        &["A-B@100 -> C-D@100"],
        expect![[r#"
            A-B@100 -> C-D@100
              0m Depart(North)
              100m Turn(Right), then
              25m Turn(Left)
              100m Arrive { door: Here, across: false }
        "#]],
    );
}

#[test]
fn a_kink_at_the_corner_does_not_change_a_turn() {
    check(
        "
        A 0,0
        B 0,200
        C 3,204
        D 200,204
        E 0,400
        A-B-E
        B-C-D
        ",
        &["A-B@100 -> C-D@100"],
        expect![[r#"
            A-B@100 -> C-D@100
              0m Depart(North)
              100m Turn(Right)
              105m Arrive { door: Here, across: false }
        "#]],
    );
}
