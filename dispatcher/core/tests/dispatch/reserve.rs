//! Vans that are kept for those who ask on the spot.

use expect_test::expect;

use super::notation::check;

/// v1 is full of riders who booked days ahead; v2 takes nobody more than an hour ahead, so that who
/// asks in the morning has a van.
#[test]
fn a_van_is_kept_for_those_who_ask_on_the_spot() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 5min  max-ride 1.5x+8min  window 5min
stop   A 0,0   B 6000,0
van    v1 seats 1 at A shift 08:00-12:00
van    v2 seats 1 at A shift 08:00-12:00 ahead 60min
07:00  book r1 A->B at 09:00
07:00  ask  r2 A->B at 09:00
08:00  book r2 A->B at 09:00
08:00  ask  r3 A->B at 09:00
show   v1
show   v2
",
        expect![[r#"
            07:00    r1 booked v1 09:00-09:05, there by 09:29
            07:00    r2 rejected kept_for_immediate: the vehicle is kept for who asks then
            07:00    r2 or before v1 08:40-08:45, there by 09:09 (08:40-08:50:30), ¥300
            07:00    r2 or after v1 09:21-09:25, there by 09:49 (09:21-09:31:30), ¥300
            08:00    r2 booked v2 09:00-09:05, there by 09:29
            08:00    r3 rejected wait: pickup 16min beyond the longest wait
            08:00    r3 or before v1 08:40-08:45, there by 09:09 (08:40-08:50:30), ¥300
            08:00    r3 or after v1 09:21-09:25, there by 09:49 (09:21-09:31:30), ¥300
            08:00    v1 tour  A 09:00 +r1 | B 09:10:30 -r1 | depot 12:00
            08:00    v2 tour  A 09:00 +r2 | B 09:10:30 -r2 | depot 12:00
        "#]],
    );
}

/// A promise outranks the reserve: r1's van has lost its way to r1, so the kept one comes.
#[test]
fn who_is_booked_is_fetched_by_a_kept_van_if_no_other_can_come() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 4 at A shift 08:00-12:00
van    v2 seats 4 at C shift 08:00-12:00 ahead 60min
07:00  book r1 B->C at 10:00
closed A->B
map    2
show   v1
show   v2
",
        expect![[r#"
            07:00    r1 booked v1 10:00-10:10, there by 10:26
            07:00    map 2 in force
            07:00    v1 tour  depot 12:00
            07:00    v2 tour  B 10:00 +r1 | C 10:05:30 -r1 | depot 12:00
        "#]],
    );
}

/// A better plan moves nobody to the kept van before the time; then it does.
#[test]
fn a_better_plan_leaves_the_kept_van_alone_until_the_time_is_near() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 9000,0   C 9000,3000
van    v1 seats 4 at A shift 08:00-12:00
van    v2 seats 4 at B shift 08:00-12:00 ahead 60min
07:00  book r1 B->C at 10:00
improve
show   v2
09:00  improve
show   v2
",
        expect![[r#"
            07:00    r1 booked v1 10:00-10:10, there by 10:26
            07:00    no better plan
            07:00    v2 tour  depot 12:00
            09:00    a better plan
            09:00    v2 tour  B 10:00 +r1 | C 10:05:30 -r1 | depot 12:00
        "#]],
    );
}
