//! Every cause and every refusal once, in words; a test at the end that none is missing.

use expect_test::expect;

use super::notation::{check, play};

/// Why a wish is not met.
#[test]
fn wishes_that_are_wrong_in_themselves() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min  horizon 2h  stops only
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 4 at A shift 08:00-12:00
closed A->C
08:00  ask r1 A->B 0 seats at 08:10
08:00  ask r1 A->A at 08:10
08:00  ask r1 A->B at 07:30
08:00  ask r1 A->B at 10:30
08:00  ask r1 A->100,100 at 08:10
08:00  ask r1 A->C at 08:10
",
        expect![[r#"
            08:00    r1 rejected empty_party: nobody is to travel
            08:00    r1 rejected same_place: pickup and drop-off are the same place
            08:00    r1 rejected too_late: the wished time is past or too near
            08:00    r1 or after v1 08:00-08:10, there by 08:26 (08:00:10-08:05:40), ¥300
            08:00    r1 rejected too_early: bookings are taken 2h00min ahead
            08:00    r1 rejected not_a_stop: riders board at designated stops only
            08:00    r1 rejected no_road: no road leads there
        "#]],
    );
}

#[test]
fn places_and_times_at_which_nobody_rides() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min  hours 08:00-11:00
zone   z1 -100,-100 4000,-100 4000,100 -100,100  to z2
zone   z2 4000,-100 7000,-100 7000,100 4000,100
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 4 at A shift 08:00-12:00
07:50  ask r1 A->9000,0 at 08:10
07:50  ask r1 A->B at 08:10
07:50  ask r1 A->C at 11:30
",
        expect![[r#"
            07:50    r1 rejected out_of_area: the drop-off lies outside the service area
            07:50    r1 rejected zone_pair_not_served: no rides lead from zon_1 to zon_1
            07:50    r1 rejected outside_service_hours: the service does not run at that time
            07:50    r1 or before v1 11:00-11:10, there by 11:34 (11:00-11:10:30), ¥300
        "#]],
    );
}

#[test]
fn no_vehicle_at_that_time_or_none_so_large() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0
van    v1 seats 4 at A shift 08:00-12:00
van    v2 seats 8 at A shift 08:00-12:00
08:00  ask r1 A->B at 20:00
08:00  ask r1 A->B 9 seats at 09:00
08:00  ask r1 A->B 1 wheelchair at 09:00
08:00  ask r1 A->B needs lift,low_step at 09:00
08:00  ask r1 A->B only g1 at 09:00
08:00  ask r1 A->B 1 infant at 09:00
",
        expect![[r#"
            08:00    r1 rejected no_shift: no vehicle is on duty at that time
            08:00    r1 rejected no_vehicle_fits: 9 seats wanted, the largest vehicle has 8
            08:00    r1 rejected no_vehicle_fits: 1 wheelchair places wanted, the largest vehicle has 0
            08:00    r1 rejected not_equipped: no vehicle on duty has: lift, low_step
            08:00    r1 rejected vehicle_not_allowed: no vehicle that the trip is for is on duty
            08:00    r1 rejected needs_attendant: somebody is to come along who attends
        "#]],
    );
}

/// The van is home too late if it serves r2 before or after r1, and full in between.
#[test]
fn the_vehicle_is_full_on_the_way() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 60min  max-ride 3.0x+8min  window 30min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0
van    v1 seats 4 at A shift 08:00-12:10
07:50  book r1 A->D 4 seats at 11:30
07:50  ask  r2 B->C at 11:35
",
        expect![[r#"
            07:50    r1 booked v1 11:30-12:00, there by 12:54
            07:50    r2 rejected load: 5 of 4 seats
            07:50    r2 or before v1 10:35-11:05, there by 11:29 (10:35-10:40:30), ¥300
        "#]],
    );
}

/// The same, but parties do not share.
#[test]
fn the_taxi_is_taken() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 60min  max-ride 3.0x+8min  window 30min  no pooling
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0
van    v1 seats 4 at A shift 08:00-12:10
07:50  book r1 A->D at 11:30
07:50  ask  r2 B->C at 11:35
",
        expect![[r#"
            07:50    r1 booked v1 11:30-12:00, there by 12:54
            07:50    r2 rejected not_shared: the vehicle is taken by another party
            07:50    r2 or before v1 10:35-11:05, there by 11:29 (10:35-10:40:30), ¥300
        "#]],
    );
}

#[test]
fn the_vehicle_is_not_there_in_time() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   Z 9000,9000
van    v1 seats 4 at A shift 08:00-12:00
08:00  ask r1 Z->B now
",
        expect![[r#"
            08:00    r1 rejected wait: pickup 11min12s beyond the longest wait
            08:00    r1 or after v1 08:21-08:30, there by 09:06 (08:21:12.790-08:39:44.450), ¥300
        "#]],
    );
}

/// r1 is promised a ride without long detours, so r2 comes along to C; to fetch r2 later is later still.
#[test]
fn the_rider_would_not_be_there_in_time() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.0x+2min  window 0min
stop   A 0,0   B 3000,0   C 6000,0   X 3000,3000
van    v1 seats 4 at A shift 08:00-12:00
07:50  book r1 A->C at 08:10
07:50  ask  r2 B->X by 08:25
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:10, there by 08:23
            07:50    r2 rejected arrival: arrival 3min34s too late
            07:50    r2 or after v1 08:26-08:26, there by 08:34 (08:26-08:31:30), ¥300
        "#]],
    );
}

/// The same, but r2 has time; only the ride by way of C is too long.
#[test]
fn the_rider_would_sit_in_the_vehicle_too_long() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 6min  max-ride 1.0x+2min  window 0min
stop   A 0,0   B 3000,0   C 6000,0   X 4500,3000
van    v1 seats 4 at A shift 08:00-12:00
07:50  book r1 A->C at 08:10
07:50  ask  r2 B->X at 08:15
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:10, there by 08:23
            07:50    r2 rejected ride: ride 3min30s beyond the longest
            07:50    r2 or after v1 08:26-08:26, there by 08:35 (08:26-08:32:05.410), ¥300
        "#]],
    );
}

/// r1 is promised a ride without detours.
#[test]
fn another_rider_would_be_hurt() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 60min  max-ride 1.0x+0min  window 0min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0
van    v1 seats 4 at A shift 08:00-12:00
07:50  book r1 A->D at 11:20
07:50  ask  r2 B->C at 11:30
",
        expect![[r#"
            07:50    r1 booked v1 11:20-11:20, there by 11:36
            07:50    r2 rejected others_promise: another rider would be 4min30s late
            07:50    r2 or before v1 10:30-10:30, there by 10:36 (10:30-10:35:30), ¥300
        "#]],
    );
}

#[test]
fn the_shift_ends() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   D 9000,0
van    v1 seats 4 at A shift 08:00-12:00
07:50  ask r1 A->D at 11:45
",
        expect![[r#"
            07:50    r1 rejected shift_end: back 16min after the shift's end
            07:50    r1 or before v1 11:25-11:35, there by 12:06 (11:25-11:40:30), ¥300
        "#]],
    );
}

#[test]
fn the_drivers_break_stands_in_the_way() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 60min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   D 9000,0
van    v1 seats 4 at A shift 08:00-12:00 break 11:20-11:20 40min at A
07:50  ask r1 A->D at 11:00
",
        expect![[r#"
            07:50    r1 rejected break: the driver's break stands in the way
            07:50    r1 or before v1 10:00-10:10, there by 10:41 (10:00-10:15:30), ¥300
        "#]],
    );
}

/// Why a command changes nothing.
#[test]
fn bookings_that_are_refused() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min  offer-life 5min
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 4 at A shift 08:00-12:00
08:00  ask  r1 A->B 3 seats at 08:30
08:00  ask  r2 A->B 3 seats at 08:30
08:00  ask  r3 A->B 1 seat at 08:30
08:01  accept r1
08:01  accept r2 as r1
08:01  accept r2
08:06  accept r3
08:06  cancel r9
08:30  board r1
08:31  cancel r1
08:35:30 alight r1
08:36  cancel r1
",
        expect![[r#"
            08:00    r1 offered v1 08:30-08:40, there by 08:56 (08:30-08:35:30), ¥900
            08:00    r2 offered v1 08:30-08:40, there by 08:56 (08:30-08:35:30), ¥900
            08:00    r3 offered v1 08:30-08:40, there by 08:56 (08:30-08:35:30), ¥300
            08:01    r1 booked v1 08:30-08:40, there by 08:56
            08:01    refused booking_id_taken: this booking id stands for another booking
            08:01    refused offer_gone: the offer can't be kept any more: pickup 1min beyond the longest wait
            08:06    refused offer_expired: the offer has expired
            08:06    refused no_such_booking: there is no such booking
            08:30    v1 at call_1002
            08:30    r1 aboard v1
            08:31    refused already_aboard: the rider is aboard already
            08:35:30 v1 at call_1003
            08:35:30 r1 alighted
            08:36    refused booking_ended: the booking has come to an end
        "#]],
    );
}

#[test]
fn drivers_reports_that_are_refused() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 4 at A shift 08:00-12:00
08:00  book r1 A->B at 08:10
08:00  alight r1
08:00  arrive v1 call_1042
08:00  alight r1 on v2
08:00  arrive v1 call_1001
08:05  no-show r1
08:05  finish v1
08:05  board r1 on v2
",
        expect![[r#"
            08:00    r1 booked v1 08:10-08:20, there by 08:36
            08:00    refused not_aboard: the rider is not aboard this vehicle
            08:00    refused no_such_call: there is no such call on this tour
            08:00    refused not_on_duty: veh_2 is not on duty
            08:00    refused not_next_call: call_1002 comes first
            08:05    refused too_early_for_no_show: the rider may still come
            08:05    refused riders_to_serve: riders board or alight at this call
            08:05    refused not_on_duty: veh_2 is not on duty
        "#]],
    );
}

#[test]
fn shifts_that_do_not_fit() {
    check(
        "
area   speed 10m/s
stop   A 0,0   B 36000,0
08:00  van v1 seats 4 at A shift 08:00-12:00
08:00  van v1 seats 4 at A shift 11:00-15:00
08:00  van v2 seats 4 at A shift 12:00-08:00
08:00  van v3 seats 4 at A shift 06:00-07:00
08:00  van v4 seats 4 at A shift 09:00-11:00 break 10:00-10:10 15min at B
08:00  van v5 seats 4 at A shift 09:00-12:00 break 10:00-10:10 15min break 10:00-10:10 15min
08:00  van v6 seats 4 at A shift 09:00-12:00 break 11:30-11:50 20min
",
        expect![[r#"
            08:00    refused shift_does_not_fit: the shift does not fit
            08:00    refused shift_does_not_fit: the shift does not fit
            08:00    refused shift_does_not_fit: the shift does not fit
            08:00    refused shift_does_not_fit: the shift does not fit
            08:00    refused shift_does_not_fit: the shift does not fit
        "#]],
    );
}

#[test]
fn closures_that_do_not_fit() {
    check(
        "
area   speed 10m/s
stop   A 0,0   B 36000,0
08:00  close c1 A until 09:00
08:00  close c1 A until 09:00
08:00  close c1 B until 09:00
08:00  close c2 B until 07:30
08:00  reopen c2
08:10  reopen c1
08:10  reopen c1
08:10  close c1 A until 09:00
",
        expect![[r#"
            08:00    closed 1 roads
            08:00    nothing new
            08:00    refused closure_id_taken: this closure id stands for another closure
            08:00    refused closure_over: the closure would end before it begins
            08:00    refused no_such_closure: there is no such closure
            08:10    reopened c1
            08:10    nothing new
            08:10    nothing new
        "#]],
    );
}

#[test]
fn closures_without_end() {
    let mut lines =
        String::from("area   speed 10m/s\nstop   A 0,0\n08:00  close c0 A until 08:30\n");
    (1..200).for_each(|n| lines.push_str(&format!("close c{n} A\n")));
    let mut said = play(&lines).said;
    assert_eq!(said.lines().count(), 200);
    lines.push_str("close c200 A\n09:00 close c200 A\n");
    said = play(&lines).said.lines().skip(200).collect::<Vec<_>>().join("\n");
    expect![[r#"
        08:00    refused too_many_closures: 200 closures are in force already
        09:00    closed 1 roads"#]]
    .assert_eq(&said);
}

#[test]
fn rules_without_end() {
    let mut line = String::from("area   speed 10m/s\n08:00  rules r1 apart");
    (2..=17).for_each(|n| line.push_str(&format!(" r{n}")));
    let said =
        play(&format!("{line}\n08:00  rules r18 apart r1\n{} r18\n", line.lines().nth(1).unwrap()))
            .said;
    expect![[r#"
        08:00    rules of a rider set
        08:00    refused too_many_rider_rules: there are 16 rules of riders already
        08:00    refused too_many_rider_rules: there are 16 rules of riders already
    "#]]
    .assert_eq(&said);
}

#[test]
fn plans_that_are_no_better() {
    check(
        "
area   speed 10m/s
08:00  improve nothing
",
        expect![[r#"
            08:00    refused plan_not_adopted: the plan is no better
        "#]],
    );
}

#[test]
fn no_such_shift_and_shift_over() {
    check(
        "
        area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min
        stop   A 0,0
        van    v1 seats 4 at A shift 08:00-09:00
        08:00  shift shf_7 ends 10:00
        08:00  breakdown shf_7 at A
        08:00  breakdown v1 at A
        08:01  shift v1 ends 10:00
        ",
        expect![[r#"
            08:00    refused no_such_shift: there is no such shift
            08:00    refused no_such_shift: there is no such shift
            08:00    v1 broke down at A
            08:01    refused shift_over: the shift is over
        "#]],
    );
}

/// Reads the codes out of the source, so that a new one without a fixture fails here.
#[test]
fn every_code_has_a_fixture() {
    let codes = include_str!("../../src/rejection.rs")
        .lines()
        .filter_map(|line| line.split_once("=> \"")?.1.strip_suffix("\","));
    let fixtures = concat!(include_str!("rejections.rs"), include_str!("reserve.rs"));
    let shown = |code: &str| {
        fixtures.contains(&format!("rejected {code}: "))
            || fixtures.contains(&format!("refused {code}: "))
    };
    let (seen, missing): (Vec<&str>, Vec<&str>) = codes.partition(|code| shown(code));
    assert!(missing.is_empty(), "no fixture for {missing:?}");
    assert!(16 + 18 <= seen.len(), "the codes are found in the source");
}
