//! Roads close while tours are under way.

use expect_test::expect;

use super::notation::check;

#[test]
fn who_can_not_be_reached_is_told_and_the_others_are_served() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->C at 08:10
08:00  book r2 X->C at 08:10
08:01  blocked B
08:01  map 2
show   v1
show   r1
08:02  ask r3 A->D at 08:10
08:03  ask r4 A->B at 08:10
08:20  unblocked B
08:20  map 3
show   v1
show   r1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:00    r2 booked v1 08:10-08:20, there by 08:40
            08:01    map 2 in force
            08:01    r1 is cut off
            08:01    v1 tour  X 08:10 +r2 | C 08:17:34.260 -r2 | depot 12:00
            08:01    r1 is cut off, was promised 08:10-08:20, there by 08:36
            08:02    r3 offered v1 08:10-08:20, there by 08:51 (08:10-08:30:38.520), shared with 1, ¥300
            08:03    r4 rejected no_road: no road leads there
            08:20    map 3 in force
            08:20    r2 re-promised 08:10-08:31, there by 08:40, ride 19min06s
            08:20    r1 re-promised 08:25-08:30, there by 08:46, ride 16min
            08:20    v1 tour  X 08:20:10 +r2 | B 08:25:40 +r1 | C 08:31:10 -r1 -r2 | depot 12:00
            08:20    r1 waits for 08:25-08:30, there by 08:46
        "#]],
    );
}

#[test]
fn who_one_van_can_not_reach_another_fetches_as_promised() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00
van    v2 seats 4 wheelchairs 1 at D shift 08:00-12:00

08:00  book r1 B->C at 08:10
closed A->B
08:01  map 2
show   v1
show   v2
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:01    map 2 in force
            08:01    v1 tour  depot 12:00
            08:01    v2 tour  B 08:11 +r1 | C 08:16:30 -r1 | depot 12:00
        "#]],
    );
}

#[test]
fn a_van_that_would_be_late_hands_its_rider_over() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 A->X at 08:00
08:00  book r2 B->C at 08:12
show   v1
08:00  van v2 seats 4 wheelchairs 1 at C shift 08:00-12:00
08:00  map 2 speed 4m/s
show   v1
show   v2
",
        expect![[r#"
            08:00    r1 booked v1 08:00-08:10, there by 08:30
            08:00    r2 booked v1 08:13-08:22, there by 08:38
            08:00    v1 tour  A 08:00:10 +r1 | X 08:07:44.260 -r1 | B 08:13:14.260 +r2 | C 08:18:44.260 -r2 | depot 12:00
            08:00    map 2 in force
            08:00    v1 tour  A 08:00:10 +r1 | X 08:18:20.650 -r1 | depot 12:00
            08:00    v2 tour  B 08:13 +r2 | C 08:26 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn who_is_aboard_stays_aboard_whatever_is_closed_ahead() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00
van    v2 seats 4 wheelchairs 1 at D shift 08:00-12:00

08:00  book r1 A->B at 08:00
08:00  board r1
08:01  book r2 A->C at 08:10
08:01  blocked B
08:01  map 2
show   v1
show   v2
08:20  alight r1
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 08:00-08:10, there by 08:26
            08:00    v1 at call_1002
            08:00    r1 aboard v1
            08:01    r2 booked v1 08:10-08:20, there by 08:44
            08:01    map 2 in force
            08:01    v1 tour  B 08:05 -r1 | depot 12:00
            08:01    v2 tour  A 08:16 +r2 | C 08:26:30 -r2 | depot 12:00
            08:16:10 r1 re-promised 08:00-08:10, there by 08:26, ride 27min20s
            08:20    v1 at call_1003
            08:20    r1 alighted
            08:20    v1 tour  depot 12:00
        "#]],
    );
}

#[test]
fn the_vehicle_stops_elsewhere_and_the_rider_is_there_told_where() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,300   Y 100,0
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->C at 08:10
08:00  book r2 A->B at 08:00
08:00  arrive v1
08:00  blocked B
08:00  map 2 A~Y B~X
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:00    r2 booked v1 08:00-08:10, there by 08:26
            08:00    v1 at call_1004
            08:00    map 2 in force
            08:00    v1 tour  at A 08:00 +r2 | X 08:05:31.490..08:10 -r2 +r1 | C 08:15:31.490 -r1 | depot 12:00
        "#]],
    );
}

#[test]
fn who_is_cut_off_for_hours_is_called_off() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->C at 08:10
08:00  blocked B
08:00  map 2
11:30  show r1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:00    map 2 in force
            08:00    r1 is cut off
            11:20:10 r1 cancelled by operator
            11:30    r1 cancelled 11:20:10
        "#]],
    );
}

#[test]
fn a_cut_off_rider_may_call_off() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->C at 08:10
08:00  blocked B
08:00  map 2
08:01  cancel r1
08:02  unblocked B
08:02  map 3
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:00    map 2 in force
            08:00    r1 is cut off
            08:01    r1 cancelled by rider
            08:02    map 3 in force
            08:02    v1 tour  depot 12:00
        "#]],
    );
}
