//! What riders are offered.

use expect_test::expect;

use super::notation::check;

#[test]
fn up_to_three_ways_that_differ() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

van    v2 seats 4 at C shift 08:00-12:00
van    v3 seats 4 at B shift 08:00-12:00
van    v4 seats 4 at B shift 08:00-12:00
08:00  ask  r1 B->D now
",
        expect![[r#"
            08:00    r1 offered v3 08:00-08:10, there by 08:34 (08:00:10-08:10:40), ¥300
        "#]],
    );
}

#[test]
fn to_be_there_by_a_time() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  ask  r1 A->C by 09:00
07:50  book r1 A->C by 09:00
07:50  ask  r2 B->C by 09:05
show   v1
",
        expect![[r#"
            07:50    r1 offered v1 08:44-08:49, there by 09:00 (08:44-08:54:30), ¥300
            07:50    r1 booked v1 08:44-08:49, there by 09:00
            07:50    r2 offered v1 08:54-08:59, there by 09:05 (08:54-08:59:30), shared with 1, ¥300
            07:50    v1 tour  A 08:44 +r1 | C 08:54:30 -r1 | depot 12:00
        "#]],
    );
}

#[test]
fn to_be_there_by_a_time_that_is_too_near() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  ask  r1 A->C by 08:05
",
        expect![[r#"
            08:00    r1 rejected too_late: the wished time is past or too near
            08:00    r1 or after v1 08:00-08:04, there by 08:15 (08:00:10-08:10:40), ¥300
        "#]],
    );
}

#[test]
fn if_it_does_not_work_the_nearest_times_that_do() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->D 4 seats at 09:00
07:50  ask  r2 A->B at 09:05
07:51  accept r2 after
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 09:00-09:10, there by 09:41
            07:50    r2 rejected wait: pickup 16min beyond the longest wait
            07:50    r2 or before v1 08:55-09:05, there by 09:21 (08:55-09:00:30), ¥300
            07:50    r2 or after v1 09:31-09:35, there by 09:51 (09:31-09:36:30), ¥300
            07:51    r2 booked v1 09:31-09:35, there by 09:51
            07:51    v1 tour  A 09:00 +r1(4) | D 09:15:30 -r1 | A 09:31 +r2 | B 09:36:30 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn the_second_offer_can_be_taken() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

van    v2 seats 4 at C shift 08:00-12:00
08:00  ask  r1 C->D now
08:00  accept r1 2
show   v1
show   v2
",
        expect![[r#"
            08:00    r1 offered v2 08:00-08:10, there by 08:26 (08:00:10-08:05:40), ¥300
            08:00    r1 offered v1 08:10-08:10, there by 08:26 (08:10-08:15:30), ¥300
            08:00    r1 booked v2 08:10-08:10, there by 08:26
            08:00    v1 tour  depot 12:00
            08:00    v2 tour  C 08:10 +r1 | D 08:15:30 -r1 | depot 12:00
        "#]],
    );
}

#[test]
fn an_offer_is_taken_by_whichever_van_keeps_it() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

van    v2 seats 4 at B shift 08:00-12:00
08:00  ask  r1 A->B at 08:10
08:00  book r2 A->D 4 seats at 08:10
08:01  accept r1
",
        expect![[r#"
            08:00    r1 offered v1 08:10-08:20, there by 08:36 (08:10-08:15:30), ¥300
            08:00    r2 booked v1 08:10-08:20, there by 08:51
            08:01    r1 booked v2 08:10-08:20, there by 08:36
        "#]],
    );
}

#[test]
fn the_same_booking_twice_is_answered_twice_alike() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  ask  r1 A->B at 08:10
08:00  accept r1
08:00  accept r1
08:01  cancel r1
08:01  accept r1
",
        expect![[r#"
            08:00    r1 offered v1 08:10-08:20, there by 08:36 (08:10-08:15:30), ¥300
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:00    nothing new
            08:01    r1 cancelled by rider
            08:01    nothing new
        "#]],
    );
}
