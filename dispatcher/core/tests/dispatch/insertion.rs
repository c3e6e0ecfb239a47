//! Where a new rider goes into a tour.

use expect_test::expect;

use super::notation::check;

#[test]
fn an_empty_van_sets_off_just_in_time_and_waits_nowhere_on_the_way() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  ask  r1 B->C 2 seats at 08:30
08:00  book r1 B->C 2 seats at 08:30
show   v1
show   r1
",
        expect![[r#"
            08:00    r1 offered v1 08:30-08:40, there by 08:56 (08:30-08:35:30), ¥600
            08:00    r1 booked v1 08:30-08:40, there by 08:56
            08:00    v1 tour  B 08:30 +r1(2) | C 08:35:30 -r1 | depot 12:00
            08:00    r1 waits for 08:30-08:40, there by 08:56
        "#]],
    );
}

#[test]
fn a_rider_on_the_way_is_taken_along() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->C at 08:10
07:50  book r2 B->C at 08:10
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            07:50    r2 booked v1 08:15-08:20, there by 08:36
            07:50    v1 tour  A 08:10 +r1 | B 08:15:30 +r2 | C 08:21 -r1 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn two_riders_at_one_spot_board_at_one_call() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->C at 08:10
07:50  book r2 A->B at 08:12
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            07:50    r2 booked v1 08:12-08:22, there by 08:38
            07:50    v1 tour  A 08:12 +r1 +r2 | B 08:17:30 -r2 | C 08:23 -r1 | depot 12:00
        "#]],
    );
}

#[test]
fn riders_at_one_spot_whose_windows_do_not_meet_have_a_call_each() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->B at 08:10
07:50  book r2 A->C at 08:35
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:36
            07:50    r2 booked v1 08:35-08:45, there by 09:09
            07:50    v1 tour  A 08:10 +r1 | B 08:15:30 -r1 | A 08:35 +r2 | C 08:45:30 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn a_rider_who_goes_on_from_where_another_alights_shares_the_call() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->B at 08:10
07:50  book r2 B->C at 08:12
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:36
            07:50    r2 booked v1 08:15-08:22, there by 08:38
            07:50    v1 tour  A 08:10 +r1 | B 08:15:30 -r1 +r2 | C 08:21 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn behind_all_others_is_a_position_too() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->B at 08:10
07:50  book r2 A->B at 08:50
07:50  book r3 A->B at 10:00
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:36
            07:50    r2 booked v1 08:50-09:00, there by 09:16
            07:50    r3 booked v1 10:00-10:10, there by 10:26
            07:50    v1 tour  A 08:10 +r1 | B 08:15:30 -r1 | A 08:50 +r2 | B 08:55:30 -r2 | A 10:00 +r3 | B 10:05:30 -r3 | depot 12:00
        "#]],
    );
}

#[test]
fn before_all_others_is_a_position_too() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->B at 10:00
07:50  book r2 A->B at 08:10
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 10:00-10:10, there by 10:26
            07:50    r2 booked v1 08:10-08:20, there by 08:36
            07:50    v1 tour  A 08:10 +r2 | B 08:15:30 -r2 | A 10:00 +r1 | B 10:05:30 -r1 | depot 12:00
        "#]],
    );
}

#[test]
fn of_two_vans_the_cheaper_one_comes() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00
van    v2 seats 4 at D shift 08:00-12:00
07:50  book r1 C->D at 08:10
07:50  book r2 A->B at 08:10
show   v1
show   v2
",
        expect![[r#"
            07:50    r1 booked v2 08:10-08:20, there by 08:36
            07:50    r2 booked v1 08:10-08:20, there by 08:36
            07:50    v1 tour  A 08:10 +r2 | B 08:15:30 -r2 | depot 12:00
            07:50    v2 tour  C 08:10 +r1 | D 08:15:30 -r1 | depot 12:00
        "#]],
    );
}

#[test]
fn the_nearest_van_comes_where_a_taxi_office_sends_cars() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 20min  max-ride 1.5x+8min  window 10min  nearest  no pooling
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0
van    v1 seats 4 at A shift 08:00-12:00
van    v2 seats 4 at D shift 08:00-12:00
07:50  book r1 C->A at 08:00
07:50  book r2 B->D at 08:00
show   v1
show   v2
",
        expect![[r#"
            07:50    r1 booked v2 08:05-08:15, there by 08:39
            07:50    r2 booked v1 08:05-08:15, there by 08:39
            07:50    v1 tour  B 08:05 +r2 | D 08:15:30 -r2 | depot 12:00
            07:50    v2 tour  C 08:05 +r1 | A 08:15:30 -r1 | depot 12:00
        "#]],
    );
}

/// The van waits for r1 at B; r2 may ride 20 min 30 s, so it is not picked up at 08:10 but at 08:10:30.
#[test]
fn a_pickup_is_put_off_so_that_the_ride_is_not_too_long() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 30min  max-ride 1.0x+5min  window 20min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0
van    v1 seats 4 at A shift 08:00-12:00
07:50  book r2 A->D at 08:10
07:50  book r1 B->C at 08:20
show   v1
",
        expect![[r#"
            07:50    r2 booked v1 08:10-08:30, there by 08:51
            07:50    r1 booked v1 08:20-08:40, there by 08:51
            07:50    v1 tour  A 08:10:30 +r2 | B 08:16..08:20 +r1 | C 08:25:30 -r1 | D 08:31 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn a_van_under_way_is_turned_only_if_somebody_knows_where_it_is() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 C->D at 08:20
08:12  ask  r2 X->C at 08:12
see    v1 at 1200,0
08:12  ask  r2 X->C at 08:12
",
        expect![[r#"
            08:00    r1 booked v1 08:20-08:30, there by 08:46
            08:12    r2 rejected wait: pickup 5min34s beyond the longest wait
            08:12    r2 or after v1 08:37-08:42, there by 09:02 (08:37:10.820-08:44:45.080), ¥300
            08:12    r2 offered v1 08:17-08:22, there by 08:42 (08:17:49.850-08:25:24.110), ¥300
        "#]],
    );
}

#[test]
fn a_rider_is_taken_in_at_the_call_where_the_van_stands() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->C at 08:10
08:10  arrive v1
08:10  book r2 B->D now
show   v1
08:10:30 board r1
08:10:40 board r2
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:10    v1 at call_1002
            08:10    r2 booked v1 08:10-08:20, there by 08:44
            08:10    v1 tour  at B 08:10 +r1 +r2 | C 08:15:30 -r1 | D 08:21 -r2 | depot 12:00
            08:10:30 r1 aboard v1
            08:10:40 r2 aboard v1
            08:10:40 v1 tour  C 08:15:40 -r1 | D 08:21:10 -r2 | depot 12:00
        "#]],
    );
}

/// From A no road leads to B: r2 can only be fetched by way of C, and that is too late.
#[test]
fn stops_on_a_closed_road_are_left_out() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

closed A->B
07:50  book r1 A->C at 08:10
07:50  ask  r2 B->C at 08:10
07:50  book r3 B->C at 08:20
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            07:50    r2 rejected wait: pickup 6min beyond the longest wait
            07:50    r2 or after v1 08:26-08:30, there by 08:46 (08:26-08:31:30), ¥300
            07:50    r3 booked v1 08:26-08:30, there by 08:46
            07:50    v1 tour  A 08:10 +r1 | C 08:20:30 -r1 | B 08:26 +r3 | C 08:31:30 -r3 | depot 12:00
        "#]],
    );
}
