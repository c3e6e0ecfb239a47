//! Who fits, and where on the way.

use expect_test::expect;

use super::notation::check;

#[test]
fn seats_are_counted_on_every_leg() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->C 3 seats at 08:10
07:50  ask  r2 B->D 2 seats at 08:10
07:50  book r3 B->D 1 seat at 08:10
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            07:50    r2 rejected wait: pickup 6min beyond the longest wait
            07:50    r2 or after v1 08:26-08:30, there by 08:54 (08:26-08:36:30), ¥600
            07:50    r3 booked v1 08:15-08:20, there by 08:44
            07:50    v1 tour  A 08:10 +r1(3) | B 08:15:30 +r3 | C 08:21 -r1 | D 08:26:30 -r3 | depot 12:00
        "#]],
    );
}

#[test]
fn who_alights_makes_room_for_who_boards_there() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00

07:50  book r1 A->B 4 seats at 08:10
07:50  book r2 B->C 4 seats at 08:10
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:36
            07:50    r2 booked v1 08:15-08:20, there by 08:36
            07:50    v1 tour  A 08:10 +r1(4) | B 08:15:30 -r1 +r2(4) | C 08:21 -r2 | depot 12:00
        "#]],
    );
}

#[test]
fn wheelchairs_luggage_and_infants_are_counted_each_in_its_own_way() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0   X 3000,3000
van    v1 seats 4 wheelchairs 1 luggage 1 at A shift 08:00-12:00
07:50  book r1 A->C 1 wheelchair 1 reduced 1 luggage at 08:10
07:50  ask  r2 A->C 1 wheelchair at 08:10
07:50  ask  r3 A->C 1 adult 1 luggage at 08:10
07:50  book r4 A->C 2 adults 1 child 3 infants at 08:10
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:47
            07:50    r2 rejected wait: pickup 17min beyond the longest wait
            07:50    r2 or after v1 08:37-08:40, there by 09:07 (08:37-08:50:30), ¥150
            07:50    r3 rejected wait: pickup 17min beyond the longest wait
            07:50    r3 or after v1 08:37-08:40, there by 09:04 (08:37-08:47:30), ¥300
            07:50    r4 booked v1 08:10-08:20, there by 08:44
            07:50    v1 tour  A 08:10 +r1(2) +r4(6) | C 08:23:30 -r1 -r4 | depot 12:00
        "#]],
    );
}

#[test]
fn boarding_takes_as_long_as_the_party_is_large() {
    check(
        r"
area   speed 10m/s  dwell 20s person 15s wheelchair 3min  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0
van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00
07:50  book r1 A->B 2 adults 1 wheelchair at 08:10
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:40
            07:50    v1 tour  A 08:10 +r1(3) | B 08:18:50 -r1 | depot 12:00
        "#]],
    );
}

#[test]
fn parties_do_not_share_a_taxi() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 15min  max-ride 1.5x+8min  window 10min no pooling
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 4 at A shift 08:00-12:00
07:50  book r1 A->C at 08:10
07:50  ask  r2 A->C at 08:10
07:50  book r3 C->B at 08:15
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            07:50    r2 rejected wait: pickup 6min beyond the longest wait
            07:50    r2 or after v1 08:31-08:40, there by 09:04 (08:31-08:41:30), ¥300
            07:50    r3 booked v1 08:20-08:30, there by 08:46
            07:50    v1 tour  A 08:10 +r1 | C 08:20:30 -r1 +r3 | B 08:26 -r3 | depot 12:00
        "#]],
    );
}
