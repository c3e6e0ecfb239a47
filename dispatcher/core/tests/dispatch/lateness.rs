//! What happens when the plan does not hold.

use expect_test::expect;

use super::notation::check;

#[test]
fn riders_are_told_before_the_window_ends() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->C at 08:10
08:21  show v1
08:25  arrive v1
08:25:30 board r1
08:31  alight r1
show   r1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:20    r1 re-promised 08:10-08:31, there by 08:37, ride 16min
            08:21    v1 tour  B 08:20:10 +r1 | C 08:25:40 -r1 | depot 12:00
            08:25    v1 at call_1002
            08:25:30 r1 aboard v1
            08:31    v1 at call_1003
            08:31    r1 alighted
            08:31    r1 rode v1 08:25:30-08:31, ¥300
        "#]],
    );
}

#[test]
fn a_van_seen_far_off_is_late_for_all_who_wait_for_it() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->C at 08:05
08:00  book r2 C->D at 08:10
08:06  see v1 at -6000,0
08:06  tick
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 08:05-08:15, there by 08:31
            08:00    r2 booked v1 08:10-08:20, there by 08:36
            08:06    r1 re-promised 08:05-08:24, there by 08:31, ride 16min
            08:06    r2 re-promised 08:10-08:30, there by 08:36, ride 16min
            08:06    v1 tour  B 08:21 +r1 | C 08:26:30 -r1 +r2 | D 08:32 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn a_van_seen_on_time_changes_nothing() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->C at 08:10
08:07  see v1 at 1200,0
08:07  tick
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:07    nothing new
        "#]],
    );
}

#[test]
fn an_old_sighting_says_nothing() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->C at 08:10
08:06  see v1 at -3000,0
08:07:30 tick
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:07:30 nothing new
            08:07:30 v1 tour  B 08:16:50 +r1 | C 08:22:20 -r1 | depot 12:00
        "#]],
    );
}

#[test]
fn a_rider_who_takes_long_to_board_delays_those_behind() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:05  book r1 A->C at 08:10
08:05  book r2 B->C at 08:12
08:10  arrive v1
08:19  show v1
08:21  board r1
show   v1
",
        expect![[r#"
            08:05    r1 booked v1 08:10-08:20, there by 08:44
            08:05    r2 booked v1 08:15-08:22, there by 08:38
            08:10    v1 at call_1002
            08:17    r2 re-promised 08:15-08:30, there by 08:38, ride 16min
            08:19    v1 tour  at A 08:10 +r1 | B 08:23:10 +r2 | C 08:28:40 -r1 -r2 | depot 12:00
            08:21    r1 aboard v1
            08:21    v1 tour  B 08:26 +r2 | C 08:31:30 -r1 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn a_tour_that_is_late_takes_nobody_in_who_would_make_it_later() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->C at 11:30
11:31  show v1
11:57  show v1
11:58  ask r2 B->C now
11:58  arrive v1
11:58:30 board r1
show   v1
12:04  alight r1
12:20  finish v1
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 11:30-11:40, there by 11:56
            11:31    v1 tour  B 11:30:50 +r1 | C 11:36:20 -r1 | depot 12:00
            11:40    r1 re-promised 11:30-11:51, there by 11:57, ride 16min
            11:51    r1 re-promised 11:30-12:13, there by 12:19, ride 16min
            11:57    v1 tour  B 11:54:10 +r1 | C 11:59:40 -r1 | depot 12:10:10  (10min10s late)
            11:58    r2 rejected shift_end: back 13min40s after the shift's end
            11:58    v1 at call_1002
            11:58:30 r1 aboard v1
            11:58:30 v1 tour  C 12:03:30 -r1 | depot 12:14  (14min late)
            12:04    v1 at call_1003
            12:04    r1 alighted
            12:20    v1 at call_1001
            12:20    v1 tour  over  (19min50s late)
        "#]],
    );
}

#[test]
fn a_slower_road_is_told_by_sightings_while_the_rider_is_aboard() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 A->D at 08:10
08:10  board r1
08:20  see v1 at 1000,0
08:20  tick
08:30  see v1 at 2000,0
08:30  tick
show   v1
08:44  alight r1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:51
            08:10    v1 at call_1002
            08:10    r1 aboard v1
            08:30    r1 re-promised 08:10-08:20, there by 08:51, ride 34min40s
            08:30    v1 tour  D 08:41:40 -r1 | depot 12:00
            08:44    v1 at call_1003
            08:44    r1 alighted
        "#]],
    );
}

#[test]
fn the_riders_of_the_next_shift_are_told_when_this_one_is_late() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0
van    v1 seats 4 at A shift 08:00-12:00
van    v1 seats 4 at A shift 12:00-16:00
08:00  book r1 C->D at 11:25
08:00  book r2 A->B at 12:05
11:35  arrive v1
11:50  show v1
11:55  board r1
12:01  alight r1
12:16  show v1
12:18  board r2
12:23  alight r2
",
        expect![[r#"
            08:00    r1 booked v1 11:25-11:35, there by 11:51
            08:00    r2 booked v1 12:05-12:15, there by 12:31
            11:35    v1 at call_1002
            11:46    r1 re-promised 11:25-11:35, there by 12:03, ride 16min
            11:50    v1 tour  at C 11:35 +r1 | D 11:54:10 -r1 | depot 12:09:40  (9min40s late)
            11:50    v1 tour  A 12:09:40 +r2 | B 12:15:10 -r2 | depot 16:00
            11:55    r1 aboard v1
            11:55    r2 re-promised 12:05-12:19, there by 12:31, ride 16min
            12:01    v1 at call_1003
            12:01    r1 alighted
            12:16    v1 tour  over  (16min late)
            12:16    v1 tour  A 12:16:20 +r2 | B 12:21:50 -r2 | depot 16:00
            12:18    v1 at call_2002
            12:18    r2 aboard v1
            12:23    v1 at call_2003
            12:23    r2 alighted
        "#]],
    );
}
