//! Vehicles break down, and shifts end at another time.

use expect_test::expect;

use crate::notation::check;

#[test]
fn who_is_aboard_is_taken_over_where_the_van_stands_and_who_waits_goes_to_another() {
    check(
        "
        area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min
        stop   A 0,0   B 3000,0   C 6000,0   X 4000,0
        van    v1 seats 4 at A shift 08:00-12:00
        van    v2 seats 4 at C shift 08:00-12:00
        07:50  book r1 A->C at 08:05
        07:50  book r2 B->A at 08:35
        08:05  arrive v1
        08:05  board r1
        08:06  show v1
        08:12  breakdown v1 at X
        show   v1
        show   v2
        show   r1
        08:14  breakdown v1 at X
        08:16  arrive v2
        08:16  board r1
        08:20  arrive v2
        08:20  alight r1
        show   r1
        show   v2
        ",
        expect![[r#"
            07:50    r1 booked v1 08:05-08:15, there by 08:39
            07:50    r2 booked v1 08:35-08:45, there by 09:01
            08:05    v1 at call_1002
            08:05    r1 aboard v1
            08:06    v1 tour  C 08:15 -r1 | B 08:35 +r2 | A 08:40:30 -r2 | depot 12:00
            08:12    v1 broke down at X
            08:12    r1 is off at X
            08:12    r1 re-promised 08:15-08:25, there by 08:49, ride 23min30s
            08:12    v1 tour  over
            08:12    v2 tour  X 08:15:20 +r1 | C 08:19:10 -r1 | B 08:35 +r2 | A 08:40:30 -r2 | depot 12:00
            08:12    r1 waits for 08:15-08:25, there by 08:49
            08:14    nothing new
            08:16    v2 at call_2004
            08:16    r1 aboard v2
            08:20    v2 at call_2005
            08:20    r1 alighted
            08:20    r1 rode v2 08:05-08:20, ¥300
            08:20    v2 tour  B 08:35 +r2 | A 08:40:30 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn who_can_be_taken_over_by_nobody_yet_is_told_and_fetched_as_soon_as_a_van_comes() {
    check(
        "
        area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min
        stop   A 0,0   C 6000,0   X 4000,0
        van    v1 seats 4 at A shift 08:00-12:00
        07:50  book r1 A->C at 08:05
        08:05  arrive v1
        08:05  board r1
        08:12  breakdown v1 at X
        show   r1
        08:20  van v2 seats 4 at C shift 08:20-12:00
        08:21  show v2
        show   r1
        ",
        expect![[r#"
            07:50    r1 booked v1 08:05-08:15, there by 08:39
            08:05    v1 at call_1002
            08:05    r1 aboard v1
            08:12    v1 broke down at X
            08:12    r1 is off at X
            08:12    r1 is cut off
            08:12    r1 is cut off, was promised 08:12-08:15, there by 08:39
            08:20    r1 re-promised 08:23-08:30, there by 08:54, ride 23min30s
            08:21    v2 tour  X 08:23:20 +r1 | C 08:27:10 -r1 | depot 12:00
            08:21    r1 waits for 08:23-08:30, there by 08:54
        "#]],
    );
}

#[test]
fn who_has_come_far_enough_has_arrived() {
    check(
        "
        area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min
        stop   A 0,0   C 6000,0
        van    v1 seats 4 at A shift 08:00-12:00
        07:50  book r1 A->C at 08:05
        08:05  arrive v1
        08:05  board r1
        08:15  breakdown v1 at C
        show   r1
        ",
        expect![[r#"
            07:50    r1 booked v1 08:05-08:15, there by 08:39
            08:05    v1 at call_1002
            08:05    r1 aboard v1
            08:15    v1 broke down at C
            08:15    r1 alighted
            08:15    r1 rode v1 08:05-08:15, ¥300
        "#]],
    );
}

/// The van of both riders is gone. One is seated and may go with either of the others, and better
/// with the first; the other needs the first, whose place for a wheelchair is the only one.
fn two_for_one_van(before: &str, after: &str) -> String {
    format!(
        "
        area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.0x+2min
        stop   A 0,0   C 0,3000   F 5000,0   Q 0,-600
        {before}
        van    v2 seats 4 wheelchairs 1 at A shift 08:29-12:00
        van    v3 seats 4 at Q shift 08:28-12:00
        {after}
        show   v2
        show   v3
        show   r1
        show   r2
        "
    )
}

#[test]
fn one_by_one_the_rider_with_no_other_van_would_lose_it() {
    let one_by_one = "
        08:00  book r1 A->F at 08:20
        08:00  book r2 A->C 1 wheelchair at 08:35";
    check(
        &two_for_one_van("", one_by_one),
        expect![[r#"
        08:00    r1 booked v2 08:29-08:30, there by 08:41
        08:00    r2 rejected wait: pickup 1min40s beyond the longest wait
        08:00    r2 or after v2 08:46-08:55, there by 09:06 (08:46:40-08:55:10), ¥150
        08:00    v2 tour  A 08:29 +r1 | F 08:37:50 -r1 | depot 12:00
        08:00    v3 tour  depot 12:00
        08:00    r1 waits for 08:29-08:30, there by 08:41
        08:00    r2 unknown
    "#]],
    );
}

#[test]
fn together_the_rider_with_no_other_van_goes_first() {
    let before = "
        van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00
        07:50  book r1 A->F at 08:20
        07:50  book r2 A->C 1 wheelchair at 08:35";
    check(
        &two_for_one_van(before, "08:00  breakdown v1 at A"),
        expect![[r#"
        07:50    r1 booked v1 08:20-08:30, there by 08:41
        07:50    r2 booked v1 08:37-08:45, there by 08:56
        08:00    v1 broke down at A
        08:00    v2 tour  A 08:37 +r2 | C 08:45:30 -r2 | depot 12:00
        08:00    v3 tour  A 08:29 +r1 | F 08:37:50 -r1 | depot 12:00
        08:00    r1 waits for 08:20-08:30, there by 08:41
        08:00    r2 waits for 08:37-08:45, there by 08:56
    "#]],
    );
}

/// The second van is to hold its break behind r2, and then comes too late for r1: so it holds it
/// before r2.
#[test]
fn a_break_is_held_before_another_rider_so_that_nobody_is_given_up() {
    check(
        "
        area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min
        stop   A 0,0   B 3000,0
        van    v1 seats 4 at A shift 08:00-12:00
        07:50  book r1 B->A at 08:42
        van    v2 seats 4 wheelchairs 1 at A shift 08:00-12:00 break 08:04-08:45 20min at A
        07:50  book r2 B->A 1 wheelchair at 08:30
        show   v2
        08:00  breakdown v1 at A
        show   v2
        show   r1
        ",
        expect![[r#"
            07:50    r1 booked v1 08:42-08:52, there by 09:08
            07:50    r2 booked v2 08:30-08:40, there by 08:59
            07:50    v2 tour  B 08:30 +r2 | A 08:38:30 -r2 | A 08:42 break | depot 12:00
            08:00    v1 broke down at A
            08:00    v2 tour  A 08:04 break | B 08:30 +r2 | B 08:33:30..08:42 +r1 | A 08:47:30 -r1 -r2 | depot 12:00
            08:00    r1 waits for 08:42-08:52, there by 09:08
        "#]],
    );
}

#[test]
fn who_is_left_at_the_door_after_the_window_is_told_at_once() {
    check(
        "
        area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min
        stop   A 0,0   B 3000,0   C 6000,0
        van    v1 seats 4 at A shift 08:00-12:00
        07:50  book r1 A->C at 08:05
        08:05  arrive v1
        van    v2 seats 4 at B shift 08:10-12:00
        08:20  breakdown v1 at A
        show   r1
        08:26  arrive v2
        08:26  board r1
        08:40  arrive v2
        08:40  alight r1
        ",
        expect![[r#"
            07:50    r1 booked v1 08:05-08:15, there by 08:39
            08:05    v1 at call_1002
            08:20    v1 broke down at A
            08:20    r1 re-promised 08:25-08:30, there by 08:54, ride 23min30s
            08:20    r1 waits for 08:25-08:30, there by 08:54
            08:26    v2 at call_2002
            08:26    r1 aboard v2
            08:40    v2 at call_2003
            08:40    r1 alighted
        "#]],
    );
}

#[test]
fn a_shift_cut_short_gives_away_whom_it_has_no_time_for() {
    check(
        "
        area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min
        stop   A 0,0   B 3000,0   C 6000,0
        van    v1 seats 4 at A shift 08:00-12:00 break 10:30-11:00 20min at A
        07:50  book r1 A->C at 08:05
        07:50  book r2 C->A at 09:00
        van    v2 seats 4 at C shift 08:00-12:00
        08:00  shift v1 ends 08:30
        show   v1
        show   v2
        08:00  shift v1 ends 08:30
        08:01  shift v1 ends 08:00
        08:05  arrive v1
        08:05  board r1
        08:06  shift v1 ends 08:10
        show   v1
        show   r1
        ",
        expect![[r#"
            07:50    r1 booked v1 08:05-08:15, there by 08:39
            07:50    r2 booked v1 09:00-09:10, there by 09:34
            08:00    v1 ends at 08:30
            08:00    v1 tour  A 08:05 +r1 | C 08:15:30 -r1 | depot 08:30
            08:00    v2 tour  C 09:00 +r2 | A 09:10:30 -r2 | depot 12:00
            08:00    nothing new
            08:01    refused shift_does_not_fit: the shift does not fit
            08:05    v1 at call_1003
            08:05    r1 aboard v1
            08:06    v1 ends at 08:10
            08:06    v1 tour  C 08:15 -r1 | depot 08:25:30  (15min30s late)
            08:06    r1 aboard v1 since 08:05
        "#]],
    );
}

#[test]
fn a_longer_shift_takes_riders_who_found_no_van() {
    check(
        "
        area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min
        stop   A 0,0   B 3000,0
        van    v1 seats 4 at A shift 08:00-09:00
        van    v1 seats 4 at A shift 10:00-11:00
        07:50  book r1 A->B at 09:10
        07:50  shift v1 ends 10:10
        07:50  shift v1 ends 09:50
        07:50  book r1 A->B at 09:10
        show   v1
        ",
        expect![[r#"
            07:50    r1 rejected no_shift: no vehicle is on duty at that time
            07:50    r1 or before v1 08:40-08:50, there by 09:06 (08:40-08:45:30), ¥300
            07:50    r1 or after v1 10:00-10:00, there by 10:16 (10:00-10:05:30), ¥300
            07:50    refused shift_does_not_fit: the shift does not fit
            07:50    v1 ends at 09:50
            07:50    r1 booked v1 09:10-09:20, there by 09:36
            07:50    v1 tour  A 09:10 +r1 | B 09:15:30 -r1 | depot 09:50
            07:50    v1 tour  depot 11:00
        "#]],
    );
}
