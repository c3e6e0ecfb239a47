//! The map changes while tours are under way.

use expect_test::expect;

use super::notation::check;

#[test]
fn every_open_tour_is_timed_anew_and_the_hurt_are_told() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:05  book r1 A->C at 08:10
08:10  board r1
08:12  map 2 speed 3m/s
show   v1
08:13  map 2
08:43:20 alight r1
",
        expect![[r#"
            08:05    r1 booked v1 08:10-08:20, there by 08:44
            08:10    v1 at call_1002
            08:10    r1 aboard v1
            08:12    map 2 in force
            08:12    r1 re-promised 08:10-08:20, there by 08:44, ride 36min20s
            08:12    v1 tour  C 08:43:20 -r1 | depot 12:00
            08:13    nothing new
            08:43:20 v1 at call_1003
            08:43:20 r1 alighted
        "#]],
    );
}

#[test]
fn places_move_to_their_new_spots() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->C at 08:10
08:01  map 2 B=X
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:01    map 2 in force
            08:01    v1 tour  B 08:10 +r1 | C 08:17:34.260 -r1 | depot 12:00
        "#]],
    );
}

/// r2's place to board is moved to where r1 and r2 alight. r1, who takes long to get out, is better
/// left in until r2 has been in and out; a second look must find that planned, and nothing to do.
#[test]
fn a_plan_stays_as_it_is_timed_where_somebody_gets_in_and_out_at_one_spot() {
    check(
        r"
area   speed 10m/s  dwell 10s  person 15s  max-wait 10min  max-ride 1.5x+20min  window 10min
stop   A 0,0   B 3000,0   C 3100,0   D 9000,0
van    v1 seats 8 at A shift 08:00-12:00
07:50  book r1 A->C 4 seats at 08:10
07:50  book r2 B->C at 08:14
07:50  book r3 C->D at 08:16
show   v1
07:51  map 2 B~C
show   v1
07:52  improve
show   v1
07:53  improve
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:49
            07:50    r2 booked v1 08:16-08:24, there by 08:45
            07:50    r3 booked v1 08:16-08:26, there by 09:02
            07:50    v1 tour  A 08:10 +r1(4) | B 08:16:10 +r2 | C 08:16:45 -r1 -r2 +r3 | D 08:28:15 -r3 | depot 12:00
            07:51    map 2 in force
            07:51    v1 tour  A 08:10 +r1(4) | C 08:16:20 -r1 +r2 | C 08:17:45 -r2 +r3 | D 08:28:15 -r3 | depot 12:00
            07:52    a better plan
            07:52    v1 tour  A 08:10 +r1(4) | C 08:16:20 +r2 | C 08:16:45 -r2 -r1 +r3 | D 08:28:15 -r3 | depot 12:00
            07:53    no better plan
        "#]],
    );
}

#[test]
fn two_places_pulled_together_still_are_two_calls() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->C at 08:10
08:01  map 2 B=C
show   v1
08:12  board r1
08:12  alight r1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:01    map 2 in force
            08:01    v1 tour  B 08:11 +r1 | B 08:11:30 -r1 | depot 12:00
            08:12    v1 at call_1002
            08:12    r1 aboard v1
            08:12    v1 at call_1003
            08:12    r1 alighted
        "#]],
    );
}

/// r2 is cancelled, but the map has no road from B to C any more: the old drive is kept.
#[test]
fn a_road_that_is_gone_leaves_the_way_that_was_known() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->B at 08:10
07:50  book r2 B->C at 08:15
07:50  book r3 C->D at 08:20
closed B->D
closed B->C
07:51  cancel r2
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:36
            07:50    r2 booked v1 08:15-08:25, there by 08:41
            07:50    r3 booked v1 08:21-08:30, there by 08:46
            07:51    r2 cancelled by rider
            07:51    v1 tour  A 08:10 +r1 | B 08:15:30 -r1 | C 08:21 +r3 | D 08:26:30 -r3 | depot 12:00
        "#]],
    );
}

#[test]
fn who_spends_a_break_or_is_home_already_stays_there_when_vehicles_are_to_stop_elsewhere() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 4 at A shift 08:00-12:00 break 08:20-08:40 20min at B

08:20  arrive v1
08:21  map 2 B~C
show   v1
08:46  arrive v1
08:47  map 3 A~C
show   v1
",
        expect![[r#"
            08:20    v1 at call_1001
            08:21    map 2 in force
            08:21    v1 tour  at B 08:20 break | depot 12:00
            08:46    v1 at call_1002
            08:47    map 3 in force
            08:47    v1 tour  at depot 12:00
        "#]],
    );
}
