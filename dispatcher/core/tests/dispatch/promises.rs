//! What riders are promised, and that others do not break it.

use expect_test::expect;

use super::notation::check;

#[test]
fn the_window_is_whole_minutes_and_the_arrival_follows_from_the_longest_ride() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  ask  r1 B->C at 08:02
08:00:20 ask r2 B->C now
",
        expect![[r#"
            07:50    r1 offered v1 08:05-08:12, there by 08:28 (08:05-08:10:30), ¥300
            08:00:20 r2 offered v1 08:05-08:10, there by 08:26 (08:05:20-08:10:50), ¥300
        "#]],
    );
}

/// r2 and r3 would each make r1 late.
#[test]
fn a_rider_who_was_promised_first_is_not_made_late() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->B at 08:10
07:50  book r2 X->A at 08:05
07:50  book r3 C->X at 08:05
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:36
            07:50    r2 booked v1 08:07-08:15, there by 08:35
            07:50    r3 rejected wait: pickup 10min08s beyond the longest wait
            07:50    r3 or after v1 08:25-08:35, there by 08:55 (08:25:38.520-08:33:12.780), ¥300
            07:50    v1 tour  X 08:07:04.260 +r2 | A 08:14:38.520 -r2 +r1 | B 08:20:08.520 -r1 | depot 12:00
        "#]],
    );
}

#[test]
fn nobody_rides_longer_than_promised_for_the_sake_of_another() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 30min  max-ride 1.0x+3min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   X 3000,3000
van    v1 seats 4 at A shift 08:00-12:00
07:50  book r1 A->C at 08:10
07:50  ask  r2 B->X at 08:10
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:34
            07:50    r2 offered v1 08:26-08:36, there by 08:45 (08:26-08:31:30), ¥300
        "#]],
    );
}

#[test]
fn a_promise_keeps_the_limits_it_was_made_under() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->C at 08:10
07:51  policy max-wait 1min max-ride 1.0x+1min
07:51  show r1
07:52  book r2 B->C at 08:15
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            07:51    policy 2 in force
            07:51    r1 waits for 08:10-08:20, there by 08:44
            07:52    r2 booked v1 08:15-08:16, there by 08:23
            07:52    v1 tour  A 08:10 +r1 | B 08:15:30 +r2 | C 08:21 -r1 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn longer_dwells_under_a_new_policy_are_told_to_those_they_hurt() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.0x+1min  window 0min
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 4 at A shift 08:00-12:00
07:50  book r1 A->C at 08:10
07:51  policy dwell 5min
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:10, there by 08:22
            07:51    policy 2 in force
            07:51    r1 re-promised 08:10-08:10, there by 08:28, ride 18min
            07:51    v1 tour  A 08:10 +r1 | C 08:25 -r1 | depot 12:00
        "#]],
    );
}
