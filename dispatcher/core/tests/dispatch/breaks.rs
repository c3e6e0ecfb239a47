//! Drivers rest, and go home in time.

use expect_test::expect;

use super::notation::check;

#[test]
fn the_break_slides_within_its_window_to_let_riders_by() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 at A shift 08:00-12:00 break 10:00-10:30 20min at A
show   v1
07:50  book r1 A->B at 10:00
show   v1
",
        expect![[r#"
            07:00    v1 tour  A 10:00 break | depot 12:00
            07:50    r1 booked v1 10:00-10:10, there by 10:26
            07:50    v1 tour  A 10:00 +r1 | B 10:05:30 -r1 | A 10:11 break | depot 12:00
        "#]],
    );
}

#[test]
fn nobody_sits_in_the_van_during_the_break() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 at A shift 08:00-12:00 break 10:00-10:10 20min at B
07:50  book r1 A->C at 09:55
show   v1
",
        expect![[r#"
            07:50    r1 rejected wait: pickup 20min beyond the longest wait
            07:50    r1 or before v1 09:45-09:55, there by 10:19 (09:45-09:55:30), ¥300
            07:50    r1 or after v1 10:25-10:25, there by 10:49 (10:25-10:35:30), ¥300
            07:50    v1 tour  B 10:00 break | depot 12:00
        "#]],
    );
}

#[test]
fn a_break_where_the_van_stands_begins_and_ends_by_itself() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 at A shift 08:00-12:00 break 10:00-10:30 20min at A
10:05  show v1
10:05  ask  r1 A->B now
10:30  show v1
",
        expect![[r#"
            10:00    v1 at call_1001
            10:05    v1 tour  at A 10:00 break | depot 12:00
            10:05    r1 rejected wait: pickup 5min beyond the longest wait
            10:05    r1 or after v1 10:20-10:25, there by 10:41 (10:20-10:25:30), ¥300
            10:30    v1 tour  depot 12:00
        "#]],
    );
}

#[test]
fn a_break_elsewhere_begins_when_the_driver_is_there_and_ends_when_he_says_so() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 at A shift 08:00-12:00 break 10:00-10:30 20min at B
10:02  arrive v1
10:02  show v1
10:15  finish v1
10:15  finish v1 call_1001
show   v1
10:16  book r1 B->C now
show   v1
",
        expect![[r#"
            10:02    v1 at call_1001
            10:02    v1 tour  at B 10:02 break | depot 12:00
            10:15    nothing new
            10:15    v1 tour  depot 12:00
            10:16    r1 booked v1 10:16-10:26, there by 10:42
            10:16    v1 tour  B 10:16:10 +r1 | C 10:21:40 -r1 | depot 12:00
        "#]],
    );
}

#[test]
fn a_driver_who_forgets_to_say_arrived_at_a_break_is_late_for_it() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 at A shift 08:00-12:00 break 10:00-10:05 20min at B
10:20  show v1
10:20  ask  r1 B->C at 11:00
10:21  arrive v1
show   v1
10:45  show v1
",
        expect![[r#"
            10:20    v1 tour  B 10:20 break | depot 12:00  (15min late)
            10:20    r1 rejected break: the driver's break stands in the way
            10:21    v1 at call_1001
            10:21    v1 tour  at B 10:21 break | depot 12:00  (16min late)
            10:45    v1 tour  depot 12:00
        "#]],
    );
}

#[test]
fn an_idle_van_goes_home_at_the_end_and_its_tour_is_over() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->C at 08:10
08:10  board r1
08:20:30 alight r1
11:00  show v1
11:51  show v1
12:00  finish v1
12:01  show v1
12:01  arrive v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            08:10    v1 at call_1002
            08:10    r1 aboard v1
            08:20:30 v1 at call_1003
            08:20:30 r1 alighted
            11:00    v1 tour  depot 12:00
            11:51    v1 tour  depot 12:00
            12:00    v1 at call_1001
            12:01    v1 tour  over
            12:01    refused not_on_duty: veh_1 is not on duty
        "#]],
    );
}

#[test]
fn a_van_that_never_left_the_depot_is_over_by_itself() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

11:59  show v1
12:01  show v1
",
        expect![[r#"
            11:59    v1 tour  depot 12:00
            12:00    v1 at call_1001
            12:01    v1 tour  over
        "#]],
    );
}

#[test]
fn a_van_lost_on_its_way_home_does_not_fill_the_journal() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->C at 08:10
08:10  board r1
08:20:30 alight r1
12:30  show v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            08:10    v1 at call_1002
            08:10    r1 aboard v1
            08:20:30 v1 at call_1003
            08:20:30 r1 alighted
            12:30    v1 tour  depot 12:30  (30min late)
        "#]],
    );
}

#[test]
fn the_next_shift_begins_though_the_one_before_was_never_closed() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

van    v1 seats 4 at A shift 13:00-16:00
07:50  book r1 A->C at 08:10
08:10  board r1
08:20:30 alight r1
12:50  book r2 A->B at 13:10
13:10  board r2
show   v1
13:15:30 alight r2
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            08:10    v1 at call_1002
            08:10    r1 aboard v1
            08:20:30 v1 at call_1003
            08:20:30 r1 alighted
            12:50    r2 booked v1 13:10-13:20, there by 13:36
            13:10    v1 at call_2002
            13:10    r2 aboard v1
            13:10    v1 tour  over  (58min50s late)
            13:10    v1 tour  B 13:15 -r2 | depot 16:00
            13:15:30 v1 at call_2003
            13:15:30 r2 alighted
        "#]],
    );
}

#[test]
fn the_shift_ends_at_the_depot_in_time() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  ask  r1 A->D at 11:30
07:50  ask  r2 A->D at 11:50
",
        expect![[r#"
            07:50    r1 rejected shift_end: back 1min after the shift's end
            07:50    r1 or before v1 11:20-11:30, there by 12:01 (11:20-11:35:30), ¥300
            07:50    r2 rejected shift_end: back 21min after the shift's end
            07:50    r2 or before v1 11:20-11:30, there by 12:01 (11:20-11:35:30), ¥300
        "#]],
    );
}

#[test]
fn a_shift_planned_while_it_runs_starts_now() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000

08:30  van v1 seats 4 at A shift 08:00-12:00 break 08:00-09:00 15min
show   v1
09:30  van v2 seats 4 at A shift 08:00-12:00 break 08:00-09:00 15min
",
        expect![[r#"
            08:30    v1 tour  A 08:30:10 break | depot 12:00
            08:30:10 v1 at call_1001
            09:30    refused shift_does_not_fit: the shift does not fit
        "#]],
    );
}

/// The break is planned before r1, who boards where it is spent; for r2's sake it is held after r1.
#[test]
fn the_break_goes_behind_a_rider_for_another_riders_sake() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   D 9000,0
van    v1 seats 4 at A shift 08:00-12:00 break 10:00-11:10 30min at D
07:50  book r1 D->A at 10:35
show   v1
07:50  book r2 A->D at 10:10
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 10:35-10:45, there by 11:16
            07:50    v1 tour  D 10:00 break | D 10:35 +r1 | A 10:50:30 -r1 | depot 12:00
            07:50    r2 booked v1 10:10-10:20, there by 10:51
            07:50    v1 tour  A 10:10 +r2 | D 10:25:30..10:35 -r2 +r1 | A 10:50:30 -r1 | D 11:06 break | depot 12:00
        "#]],
    );
}

/// The van is nearly at r1 when it is seen: what the drive from the depot would take does not count.
#[test]
fn the_break_goes_behind_a_rider_though_the_van_is_under_way() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   D 9000,0
van    v1 seats 4 at A shift 08:00-12:00 break 10:00-11:20 30min at D
07:50  book r1 D->A at 09:40
07:50  book r2 D->A at 10:35
show   v1
09:39  see v1 at 8500,0
09:39  book r3 A->D at 10:10
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 09:40-09:50, there by 10:21
            07:50    r2 booked v1 10:41-10:45, there by 11:16
            07:50    v1 tour  D 09:40 +r1 | A 09:55:30 -r1 | D 10:11 break | D 10:41 +r2 | A 10:56:30 -r2 | depot 12:00
            09:39    r3 booked v1 10:10-10:20, there by 10:51
            09:39    v1 tour  D 09:39:50..09:40 +r1 | A 09:55:30..10:10 -r1 +r3 | D 10:25:30..10:41 -r3 +r2 | A 10:56:30 -r2 | D 11:12 break | depot 12:00
        "#]],
    );
}

/// 45 minutes of rest in two pieces: each slides by itself, and neither overtakes the other.
#[test]
fn a_break_in_two_pieces() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 4 at A shift 08:00-14:00 break 10:00-11:00 15min break 10:00-12:00 30min
show   v1
07:50  book r1 A->B at 10:20
show   v1
07:50  book r2 B->A at 10:35
show   v1
07:50  book r3 A->B at 10:02
show   v1
",
        expect![[r#"
            07:00    v1 tour  A 10:00 break | A 10:15 break | depot 14:00
            07:50    r1 booked v1 10:20-10:30, there by 10:46
            07:50    v1 tour  A 10:20 +r1 | B 10:25:30 -r1 | A 10:31 break | A 10:46 break | depot 14:00
            07:50    r2 booked v1 10:35-10:45, there by 11:01
            07:50    v1 tour  A 10:20 +r1 | B 10:25:30..10:35 -r1 +r2 | A 10:40:30 -r2 | A 10:41 break | A 10:56 break | depot 14:00
            07:50    r3 booked v1 10:02-10:12, there by 10:28
            07:50    v1 tour  A 10:02 +r3 | B 10:07:30 -r3 | A 10:20 +r1 | B 10:25:30..10:35 -r1 +r2 | A 10:40:30 -r2 | A 10:41 break | A 10:56 break | depot 14:00
        "#]],
    );
}

/// Nobody is aboard when the driver rests, so between two riders who share the van there is no
/// place for a break.
#[test]
fn no_break_is_moved_to_where_somebody_is_aboard() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0
van    v1 seats 4 at A shift 08:00-12:00 break 10:00-10:20 20min at C
07:50  book r1 A->D at 09:40
07:50  ask  r2 B->D at 09:50
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 09:40-09:50, there by 10:21
            07:50    r2 offered v1 09:50-10:00, there by 10:24 (09:50-10:00:30), shared with 1, ¥300
            07:50    v1 tour  A 09:40 +r1 | D 09:55:30 -r1 | C 10:01 break | depot 12:00
        "#]],
    );
}
