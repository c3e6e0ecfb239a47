//! Bookings that are called off.

use expect_test::expect;

use super::notation::check;

#[test]
fn the_tour_is_planned_without_them() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->C at 08:10
07:50  book r2 B->C at 08:10
07:51  cancel r2
show   v1
07:52  cancel r2
07:53  cancel r1 by operator
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            07:50    r2 booked v1 08:15-08:20, there by 08:36
            07:51    r2 cancelled by rider
            07:51    v1 tour  A 08:10 +r1 | C 08:20:30 -r1 | depot 12:00
            07:52    nothing new
            07:53    r1 cancelled by operator
            07:53    v1 tour  depot 12:00
        "#]],
    );
}

#[test]
fn the_call_the_van_drives_to_is_given_up_where_it_is_seen() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 C->D at 08:10
08:05  see v1 at 3000,0
08:05  cancel r1
show   v1
08:06  book r2 X->D now
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:05    r1 cancelled by rider
            08:05    v1 tour  depot 12:00
            08:06    r2 booked v1 08:11-08:16, there by 08:42
            08:06    v1 tour  X 08:11 +r2 | D 08:22:40.820 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn unseen_the_van_is_taken_to_reach_the_call_it_drove_to() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 C->D at 08:10
08:05  cancel r1
show   v1
08:06  book r2 D->C now
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:05    r1 cancelled by rider
            08:05    v1 tour  depot 12:00
            08:06    r2 booked v1 08:15-08:16, there by 08:32
            08:06    v1 tour  D 08:15 +r2 | C 08:20:30 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn the_van_waits_at_the_call_and_is_free_at_once() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->D at 08:10
08:08  arrive v1
08:09  cancel r1
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:44
            08:08    v1 at call_1002
            08:09    r1 cancelled by rider
            08:09    v1 tour  depot 12:00
        "#]],
    );
}

#[test]
fn one_of_two_at_the_call_the_van_drives_to() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:00  book r1 B->D at 08:10
08:00  book r2 B->C at 08:10
08:08  cancel r1
show   v1
08:10  arrive v1
08:10:30 board r2
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:44
            08:00    r2 booked v1 08:10-08:20, there by 08:36
            08:08    r1 cancelled by rider
            08:08    v1 tour  B 08:10 +r2 | C 08:15:30 -r2 | depot 12:00
            08:10    v1 at call_1002
            08:10:30 r2 aboard v1
            08:10:30 v1 tour  C 08:15:30 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn who_is_aboard_cannot_cancel_nor_who_has_arrived() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

08:05  book r1 A->C at 08:10
08:10  board r1
08:11  cancel r1
08:20:30 alight r1
08:21  cancel r1
08:21  cancel r9
",
        expect![[r#"
            08:05    r1 booked v1 08:10-08:20, there by 08:44
            08:10    v1 at call_1002
            08:10    r1 aboard v1
            08:11    refused already_aboard: the rider is aboard already
            08:20:30 v1 at call_1003
            08:20:30 r1 alighted
            08:21    refused booking_ended: the booking has come to an end
            08:21    refused no_such_booking: there is no such booking
        "#]],
    );
}
