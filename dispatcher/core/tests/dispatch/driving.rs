//! What drivers report, in whatever order it comes.

use expect_test::expect;

use super::notation::check;

#[test]
fn a_ride_from_the_booking_to_the_goal() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:05  book r1 A->C at 08:10
08:08  arrive v1
08:10  board r1
show   v1
08:20:30 arrive v1
08:21  alight r1
show   v1
show   r1
",
        expect![[r#"
            08:05    r1 booked v1 08:10-08:20, there by 08:44
            08:08    v1 at call_1002
            08:10    r1 aboard v1
            08:10    v1 tour  C 08:20 -r1 | depot 12:00
            08:20:30 v1 at call_1003
            08:21    r1 alighted
            08:21    v1 tour  depot 12:00
            08:21    r1 rode v1 08:10-08:21, ¥300
        "#]],
    );
}

#[test]
fn reports_that_come_twice_change_nothing() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:05  book r1 A->C at 08:10
08:10  arrive v1
08:10  arrive v1
08:10  board r1
08:10  board r1 on v1
08:10  arrive v1 call_1002
08:21  alight r1
08:21  alight r1 on v1
08:21  board r1 on v1
",
        expect![[r#"
            08:05    r1 booked v1 08:10-08:20, there by 08:44
            08:10    v1 at call_1002
            08:10    nothing new
            08:10    r1 aboard v1
            08:10    nothing new
            08:10    nothing new
            08:21    v1 at call_1003
            08:21    r1 alighted
            08:21    nothing new
            08:21    nothing new
        "#]],
    );
}

#[test]
fn who_boards_is_there_said_so_or_not() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:05  book r1 A->C at 08:10
08:10  board r1
08:20:30 alight r1
show   v1
",
        expect![[r#"
            08:05    r1 booked v1 08:10-08:20, there by 08:44
            08:10    v1 at call_1002
            08:10    r1 aboard v1
            08:20:30 v1 at call_1003
            08:20:30 r1 alighted
            08:20:30 v1 tour  depot 12:00
        "#]],
    );
}

#[test]
fn boarding_before_the_window_lets_the_van_go_but_the_ride_counts_from_the_window() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->C at 08:10
08:05  board r1
show   v1
08:15  alight r1
show   r1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            08:05    v1 at call_1002
            08:05    r1 aboard v1
            08:05    v1 tour  C 08:15 -r1 | depot 12:00
            08:15    v1 at call_1003
            08:15    r1 alighted
            08:15    r1 rode v1 08:05-08:15, ¥300
        "#]],
    );
}

#[test]
fn two_parties_at_one_call_board_one_by_one() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:05  book r1 A->C at 08:10
08:05  book r2 A->B 2 seats at 08:10
08:10  arrive v1
08:10:20 board r2
show   v1
08:10:40 board r1
show   v1
",
        expect![[r#"
            08:05    r1 booked v1 08:10-08:20, there by 08:44
            08:05    r2 booked v1 08:10-08:20, there by 08:36
            08:10    v1 at call_1002
            08:10:20 r2 aboard v1
            08:10:20 v1 tour  at A 08:10 +r1 | B 08:15:30 -r2 | C 08:21 -r1 | depot 12:00
            08:10:40 r1 aboard v1
            08:10:40 v1 tour  B 08:15:40 -r2 | C 08:21:10 -r1 | depot 12:00
        "#]],
    );
}

#[test]
fn the_wrong_call_the_wrong_rider_and_the_wrong_van_are_refused() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

van    v2 seats 4 at D shift 08:00-12:00
08:05  book r1 A->B at 08:10
08:05  book r2 B->C at 08:20
08:06  board r2
08:06  alight r1
08:06  board r1 on v2
08:06  arrive v1 call_1003
08:06  arrive v1 call_1099
08:06  finish v1
08:06  board r9
08:06  arrive v7
08:10  board r1
08:11  alight r1 on v2
08:15:30 alight r1
08:16  no-show r1 on v1
08:16  cancel r1
",
        expect![[r#"
            08:05    r1 booked v1 08:10-08:20, there by 08:36
            08:05    r2 booked v1 08:20-08:30, there by 08:46
            08:06    refused not_next_call: call_1002 comes first
            08:06    refused not_aboard: the rider is not aboard this vehicle
            08:06    refused not_aboard: the rider is not aboard this vehicle
            08:06    refused not_next_call: call_1002 comes first
            08:06    refused no_such_call: there is no such call on this tour
            08:06    refused riders_to_serve: riders board or alight at this call
            08:06    refused no_such_booking: there is no such booking
            08:06    refused not_on_duty: veh_7 is not on duty
            08:10    v1 at call_1002
            08:10    r1 aboard v1
            08:11    refused not_aboard: the rider is not aboard this vehicle
            08:15:30 v1 at call_1003
            08:15:30 r1 alighted
            08:16    refused booking_ended: the booking has come to an end
            08:16    refused booking_ended: the booking has come to an end
        "#]],
    );
}

#[test]
fn a_rider_who_is_not_there_is_left_behind_and_the_others_are_served() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:05  book r1 A->C at 08:10
08:05  book r2 A->B at 08:10
08:10  arrive v1
08:10:20 board r2
08:12  no-show r1
08:13  no-show r1
08:13  no-show r1 on v1
show   v1
",
        expect![[r#"
            08:05    r1 booked v1 08:10-08:20, there by 08:44
            08:05    r2 booked v1 08:10-08:20, there by 08:36
            08:10    v1 at call_1002
            08:10:20 r2 aboard v1
            08:12    refused too_early_for_no_show: the rider may still come
            08:13    r1 did not show
            08:13    nothing new
            08:13    v1 tour  B 08:18 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn after_a_no_show_the_van_stands_where_it_waited() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:05  book r1 B->D at 08:10
08:05  book r2 A->X at 08:40
08:10  arrive v1
08:16  no-show r1
show   v1
",
        expect![[r#"
            08:05    r1 booked v1 08:10-08:20, there by 08:44
            08:05    r2 booked v1 08:40-08:50, there by 09:10
            08:10    v1 at call_1002
            08:16    r1 did not show
            08:16    v1 tour  A 08:40 +r2 | X 08:47:34.260 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn a_no_show_is_not_said_before_the_window() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:05  book r1 B->D at 08:30
08:20  arrive v1
08:20  no-show r1
08:32  no-show r1
08:33  no-show r1
",
        expect![[r#"
            08:05    r1 booked v1 08:30-08:40, there by 09:04
            08:20    v1 at call_1002
            08:20    refused too_early_for_no_show: the rider may still come
            08:32    refused too_early_for_no_show: the rider may still come
            08:33    r1 did not show
        "#]],
    );
}

#[test]
fn reports_kept_while_there_was_no_signal_count_from_when_it_was_done() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:05  book r1 A->C at 08:10
08:12  arrive v1 done 08:09
08:12  board r1 done 08:10:30
show   v1
",
        expect![[r#"
            08:05    r1 booked v1 08:10-08:20, there by 08:44
            08:12    v1 at call_1002
            08:12    r1 aboard v1
            08:12    v1 tour  C 08:20:30 -r1 | depot 12:00
        "#]],
    );
}

#[test]
fn a_tablet_with_a_wrong_clock_does_no_harm() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:05  book r1 A->C at 08:10
08:10  arrive v1 done 23:00
08:10:30 board r1 done 07:00
show   v1
",
        expect![[r#"
            08:05    r1 booked v1 08:10-08:20, there by 08:44
            08:10    v1 at call_1002
            08:10:30 r1 aboard v1
            08:10:30 v1 tour  C 08:20 -r1 | depot 12:00
        "#]],
    );
}

#[test]
fn an_early_van_is_early_all_the_way() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->C at 08:10
08:02  arrive v1
08:11  board r1
08:13  alight r1
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:02    v1 at call_1002
            08:11    r1 aboard v1
            08:13    v1 at call_1003
            08:13    r1 alighted
            08:13    v1 tour  depot 12:00
        "#]],
    );
}

/// Their windows do not meet, so they have a call each, but the driver takes whoever is there.
#[test]
fn riders_at_one_spot_board_in_any_order() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 5min
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 4 at A shift 08:00-12:00
08:00  book r1 A->C at 08:10
08:00  book r2 A->C at 08:18
show   v1
08:10  arrive v1
08:12  board r2
show   v1
08:13  board r1
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:15, there by 08:39
            08:00    r2 booked v1 08:18-08:23, there by 08:47
            08:00    v1 tour  A 08:10 +r1 | A 08:10:30..08:18 +r2 | C 08:28:30 -r1 -r2 | depot 12:00
            08:10    v1 at call_1002
            08:12    r2 aboard v1
            08:12    v1 tour  at A 08:10 +r1 | C 08:22:10 -r1 -r2 | depot 12:00
            08:13    r1 aboard v1
            08:13    v1 tour  C 08:23 -r1 -r2 | depot 12:00
        "#]],
    );
}
