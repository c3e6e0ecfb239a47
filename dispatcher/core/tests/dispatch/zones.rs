//! The parts of an area: who may board where, and ride from which to which, when.

use expect_test::expect;

use super::notation::check;

/// Designated stops in town, free boarding in the hills, and a bus within the town.
#[test]
fn the_town_has_stops_and_a_bus_the_hills_have_neither() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
zone   z1 -1000,-1000 4000,-1000 4000,1000 -1000,1000   stops only  to z2
zone   z2 -5000,-5000 9000,-5000 9000,5000 -5000,5000
stop   A 0,0   B 3000,0   H 6000,0
van    v1 seats 4 at A shift 08:00-12:00
08:00  ask  r1 6500,700->A at 08:20
08:00  ask  r2 A->6500,700 at 08:20
08:00  ask  r3 6500,700->200,0 at 08:20
08:00  ask  r4 A->B at 08:20
08:00  ask  r5 H->6500,700 at 08:20
08:00  ask  r6 9500,0->A at 08:20
",
        expect![[r#"
            08:00    r1 offered v1 08:20-08:30, there by 08:55 (08:20-08:31:23.750), ¥300
            08:00    r2 offered v1 08:20-08:30, there by 08:55 (08:20-08:31:23.750), ¥300
            08:00    r3 rejected not_a_stop: riders board at designated stops only
            08:00    r4 rejected zone_pair_not_served: no rides lead from zon_1 to zon_1
            08:00    r5 offered v1 08:20-08:30, there by 08:41 (08:20-08:21:56.020), ¥300
            08:00    r6 rejected out_of_area: the pickup lies outside the service area
        "#]],
    );
}

/// The village in the hills is served for an hour in the morning; the nearest times that work are
/// found however far away they are.
#[test]
fn a_zone_has_hours_of_its_own() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
zone   z1 -1000,-1000 4000,-1000 4000,1000 -1000,1000
zone   z2 4000,-1000 9000,-1000 9000,1000 4000,1000  hours 09:00-10:00
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 4 at A shift 08:00-18:00
07:00  ask  r1 A->B at 15:00
07:00  ask  r2 A->C at 08:00
07:00  ask  r3 C->A at 15:00
07:00  ask  r4 C->A at 09:00
07:00  ask  r5 C->A by 10:00
",
        expect![[r#"
            07:00    r1 offered v1 15:00-15:10, there by 15:26 (15:00-15:05:30), ¥300
            07:00    r2 rejected outside_service_hours: the service does not run at that time
            07:00    r2 or after v1 09:00-09:10, there by 09:34 (09:00-09:10:30), ¥300
            07:00    r3 rejected outside_service_hours: the service does not run at that time
            07:00    r3 or before v1 10:00-10:10, there by 10:34 (10:00-10:10:30), ¥300
            07:00    r4 offered v1 09:00-09:10, there by 09:34 (09:00-09:10:30), ¥300
            07:00    r5 offered v1 09:44-09:49, there by 10:00 (09:44-09:54:30), ¥300
        "#]],
    );
}

/// What was promised stands when the town draws its zones anew.
#[test]
fn who_is_booked_rides_though_the_zones_change_and_an_old_offer_is_refused() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 4 at A shift 08:00-12:00
08:00  book r1 A->2000,500 at 08:20
08:00  ask  r2 A->2000,500 at 08:30
zone   z1 -1000,-1000 9000,-1000 9000,1000 -1000,1000   stops only
08:01  accept r2
08:20  board r1
show   v1
",
        expect![[r#"
            08:00    r1 booked v1 08:20-08:30, there by 08:44
            08:00    r2 offered v1 08:30-08:40, there by 08:54 (08:30-08:33:56.150), shared with 1, ¥300
            08:01    refused offer_gone: the offer can't be kept any more: riders board at designated stops only
            08:20    v1 at call_1002
            08:20    r1 aboard v1
            08:20    v1 tour  2000,500 08:23:26.150 -r1 | depot 12:00
        "#]],
    );
}
