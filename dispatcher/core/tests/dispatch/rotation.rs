//! Companies that send drivers in turn.

use expect_test::expect;

use super::notation::check;

/// Company 1 is to have as many rides as company 2. Both vans stand at A: whoever is behind goes,
/// though the first van would always come first.
#[test]
fn companies_drive_in_turn() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min  rotation 1:1 2:1 within 5min
stop   A 0,0   B 3000,0
van    v1 seats 4 at A shift 08:00-12:00 company 1
van    v2 seats 4 at A shift 08:00-12:00 company 2
07:50  book r1 A->B at 08:10
07:50  book r2 A->B at 08:40
07:50  book r3 A->B at 09:10
07:50  book r4 A->B at 09:40
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:36
            07:50    r2 booked v2 08:40-08:50, there by 09:06
            07:50    r3 booked v1 09:10-09:20, there by 09:36
            07:50    r4 booked v2 09:40-09:50, there by 10:06
        "#]],
    );
}

/// A share of two to one.
#[test]
fn a_company_with_twice_the_share_has_twice_the_rides() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min  rotation 1:2 2:1 within 5min
stop   A 0,0   B 3000,0
van    v1 seats 4 at A shift 08:00-12:00 company 1
van    v2 seats 4 at A shift 08:00-12:00 company 2
07:50  book r1 A->B at 08:10
07:50  book r2 A->B at 08:40
07:50  book r3 A->B at 09:10
07:50  book r4 A->B at 09:40
07:50  book r5 A->B at 10:10
07:50  book r6 A->B at 10:40
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:36
            07:50    r2 booked v2 08:40-08:50, there by 09:06
            07:50    r3 booked v1 09:10-09:20, there by 09:36
            07:50    r4 booked v1 09:40-09:50, there by 10:06
            07:50    r5 booked v2 10:10-10:20, there by 10:36
            07:50    r6 booked v1 10:40-10:50, there by 11:06
        "#]],
    );
}

/// Nobody waits for a van from the other end of town for fairness' sake: 9 km there and back are more
/// than the leeway.
#[test]
fn fairness_ends_where_it_costs_more_than_the_town_says() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min  rotation 1:1 2:1 within 5min
stop   A 0,0   B 3000,0   Z 0,9000
van    v1 seats 4 at A shift 08:00-12:00 company 1
van    v2 seats 4 at Z shift 08:00-12:00 company 2
07:50  book r1 A->B at 08:30
07:50  book r2 A->B at 09:00
07:50  book r3 A->B at 09:30
07:50  policy rotation 1:1 2:1 within 60min
07:50  book r4 A->B at 10:00
",
        expect![[r#"
            07:50    r1 booked v1 08:30-08:40, there by 08:56
            07:50    r2 booked v1 09:00-09:10, there by 09:26
            07:50    r3 booked v1 09:30-09:40, there by 09:56
            07:50    policy 2 in force
            07:50    r4 booked v2 10:00-10:10, there by 10:26
        "#]],
    );
}

/// Rides count once they are driven, and from the first of the month anew.
#[test]
fn rides_are_counted_from_the_beginning_of_the_month() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min  rotation 1:1 2:1 within 5min
stop   A 0,0   B 3000,0
van    v1 seats 4 at A shift 08:00-12:00 company 1
van    v2 seats 4 at A shift 08:00-12:00 company 2
07:50  book r1 A->B at 08:10
08:10  board r1
08:15:30 alight r1
show   rides
08:16  policy rotation 1:1 2:1 within 5min since 08:15
show   rides
08:17  policy rotation 1:1 2:1 within 5min since 08:17
show   rides
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:36
            08:10    v1 at call_1002
            08:10    r1 aboard v1
            08:15:30 v1 at call_1003
            08:15:30 r1 alighted
            08:15:30 rides  com_1 1
            08:16    policy 2 in force
            08:16    rides  com_1 1
            08:17    policy 3 in force
            08:17    rides  none
        "#]],
    );
}

/// The plan with v1 alone would be cheaper, but not by more than the leeway.
#[test]
fn a_better_plan_does_not_undo_the_rotation_for_little() {
    let script = |leeway: &str| {
        format!(
            r"
area   speed 10m/s  dwell 30s  max-wait 20min  max-ride 2.0x+20min  window 20min
stop   A 0,0   B 3000,0   C 3000,600
van    v1 seats 4 at A shift 08:00-12:00 company 1
van    v2 seats 4 at C shift 08:00-12:00 company 2
07:50  policy rotation 1:1 2:1 within 60min
07:50  book r1 A->B at 09:00
07:50  book r2 A->B at 09:05
07:50  policy rotation 1:1 2:1 within {leeway}
show   v1
show   v2
improve
"
        )
    };
    check(
        &script("60min"),
        expect![[r#"
        07:50    policy 2 in force
        07:50    r1 booked v1 09:00-09:20, there by 09:51
        07:50    r2 booked v2 09:05-09:25, there by 09:56
        07:50    policy 3 in force
        07:50    v1 tour  A 09:00 +r1 | B 09:05:30 -r1 | depot 12:00
        07:50    v2 tour  A 09:05 +r2 | B 09:10:30 -r2 | depot 12:00
        07:50    no better plan
    "#]],
    );
    check(
        &script("0min"),
        expect![[r#"
        07:50    policy 2 in force
        07:50    r1 booked v1 09:00-09:20, there by 09:51
        07:50    r2 booked v2 09:05-09:25, there by 09:56
        07:50    policy 3 in force
        07:50    v1 tour  A 09:00 +r1 | B 09:05:30 -r1 | depot 12:00
        07:50    v2 tour  A 09:05 +r2 | B 09:10:30 -r2 | depot 12:00
        07:50    a better plan
    "#]],
    );
}
