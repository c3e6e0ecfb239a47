//! With whom a rider rides: alone, kept apart, attended.

use expect_test::expect;

use super::notation::check;

/// r1 and r2 never meet, and each shares with r3.
#[test]
fn two_who_must_not_meet_are_never_in_one_vehicle() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 20min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0
van    v1 seats 8 at A shift 08:00-12:00
07:50  rules r1 apart r2
07:50  book r1 A->C at 08:10
07:50  book r3 A->D at 08:10
07:50  ask  r2 B->D at 08:10
07:50  book r2 C->D at 08:15
show   v1
",
        expect![[r#"
            07:50    rules of a rider set
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            07:50    r3 booked v1 08:10-08:20, there by 08:51
            07:50    r2 offered v1 08:26-08:30, there by 08:54 (08:26-08:36:30), shared with 1, ¥300
            07:50    r2 booked v1 08:20-08:30, there by 08:46
            07:50    v1 tour  A 08:10 +r1 +r3 | C 08:20:30 -r1 +r2 | D 08:26 -r2 -r3 | depot 12:00
        "#]],
    );
}

#[test]
fn who_must_ride_alone_shares_with_nobody() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 20min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0
van    v1 seats 8 at A shift 08:00-12:00
07:50  rules r1 alone
07:50  book r1 A->C at 08:10
07:50  ask  r2 A->C at 08:10
07:50  book r3 C->D at 08:10
show   v1
",
        expect![[r#"
            07:50    rules of a rider set
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            07:50    r2 rejected wait: pickup 1min beyond the longest wait
            07:50    r2 or after v1 08:31-08:41, there by 09:05 (08:31-08:41:30), ¥300
            07:50    r3 booked v1 08:20-08:30, there by 08:46
            07:50    v1 tour  A 08:10 +r1 | C 08:20:30 -r1 +r3 | D 08:26 -r3 | depot 12:00
        "#]],
    );
}

/// The rule binds at once: r2, who waits, goes to the other van.
#[test]
fn a_rule_that_comes_later_parts_those_who_are_planned_together() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 20min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 8 at A shift 08:00-12:00
van    v2 seats 8 at C shift 08:00-12:00
07:50  book r1 A->C at 08:30
07:50  book r2 B->C at 08:30
show   v1
08:00  rules r2 apart r1
08:00  rules r2 apart r1
show   v1
show   v2
08:00  rules r2 none
",
        expect![[r#"
            07:50    r1 booked v1 08:30-08:40, there by 09:04
            07:50    r2 booked v1 08:35-08:45, there by 09:01
            07:50    v1 tour  A 08:30 +r1 | B 08:35:30 +r2 | C 08:41 -r1 -r2 | depot 12:00
            08:00    rules of a rider set
            08:00    nothing new
            08:00    v1 tour  A 08:30 +r1 | C 08:40:30 -r1 | depot 12:00
            08:00    v2 tour  B 08:35 +r2 | C 08:40:30 -r2 | depot 12:00
            08:00    rules of a rider set
        "#]],
    );
}

/// No other van: r2 is fetched later, and told so.
#[test]
fn where_there_is_no_other_vehicle_the_rider_comes_later() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 8 at A shift 08:00-12:00
07:50  book r1 A->C at 08:10
07:50  book r2 B->C at 08:10
08:10  arrive v1
08:10  board r1
08:11  rules r1 alone
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            07:50    r2 booked v1 08:15-08:20, there by 08:36
            08:10    v1 at call_1002
            08:10    r1 aboard v1
            08:11    rules of a rider set
            08:11    r2 re-promised 08:25-08:30, there by 08:46, ride 16min
            08:11    v1 tour  C 08:20 -r1 | B 08:25:30 +r2 | C 08:31 -r2 | depot 12:00
        "#]],
    );
}

/// Who is aboard stays aboard; the van takes nobody else until one of them is out.
#[test]
fn two_who_are_aboard_already_stay() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 8 at A shift 08:00-12:00
07:50  book r1 A->C at 08:10
07:50  book r2 A->C at 08:10
08:10  board r1
08:10  board r2
08:11  rules r1 apart r2
show   v1
",
        expect![[r#"
            07:50    r1 booked v1 08:10-08:20, there by 08:44
            07:50    r2 booked v1 08:10-08:20, there by 08:44
            08:10    v1 at call_1002
            08:10    r1 aboard v1
            08:10    r2 aboard v1
            08:11    rules of a rider set
            08:11    v1 tour  C 08:20 -r1 -r2 | depot 12:00
        "#]],
    );
}

/// Without the rule both end in the nearer van; with it the search leaves them where they are.
#[test]
fn an_improvement_keeps_them_apart() {
    let script = |rules: &str| {
        format!(
            "
area   speed 10m/s  dwell 30s  max-wait 30min  max-ride 2.0x+8min  window 10min
stop   A 0,0   B 3000,0   C 20000,0
07:50{rules}
van    v2 seats 4 at C shift 08:00-14:00
07:50  book r2 A->B at 09:40
van    v1 seats 4 at A shift 08:00-14:00
07:50  book r1 A->B at 09:40
07:50  improve
show   v1
show   v2
"
        )
    };
    check(
        &script("  rules r9 none"),
        expect![[r#"
        07:50    nothing new
        07:50    r2 booked v2 09:40-09:50, there by 10:09
        07:50    r1 booked v2 09:40-09:50, there by 10:09
        07:50    a better plan
        07:50    v1 tour  A 09:40 +r1 +r2 | B 09:45:30 -r1 -r2 | depot 14:00
        07:50    v2 tour  depot 14:00
    "#]],
    );
    check(
        &script("  rules r2 apart r1"),
        expect![[r#"
        07:50    rules of a rider set
        07:50    r2 booked v2 09:40-09:50, there by 10:09
        07:50    r1 booked v1 09:40-09:50, there by 10:09
        07:50    no better plan
        07:50    v1 tour  A 09:40 +r1 | B 09:45:30 -r1 | depot 14:00
        07:50    v2 tour  A 09:40 +r2 | B 09:45:30 -r2 | depot 14:00
    "#]],
    );
}

/// r1 is registered as needing help, and brings nobody; r2 is a small child.
#[test]
fn who_needs_an_attendant_has_one_in_the_party_or_in_the_crew() {
    check(
        "
area   speed 10m/s  dwell 30s  max-wait 20min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0
van    v1 seats 8 at A shift 08:00-12:00
07:50  rules r1 attended
07:50  ask  r1 A->B at 08:10
07:50  book r1 A->B 2 adults at 08:10
07:50  ask  r2 A->B 1 infant at 08:10
van    v2 seats 6 attendant at C shift 09:00-12:00
07:50  ask  r2 A->B 1 infant at 09:10
07:50  rules r3 attended
07:50  book r3 A->B at 09:10
show   v2
",
        expect![[r#"
            07:50    rules of a rider set
            07:50    r1 rejected needs_attendant: somebody is to come along who attends
            07:50    r1 booked v1 08:10-08:20, there by 08:36
            07:50    r2 rejected needs_attendant: somebody is to come along who attends
            07:50    r2 offered v2 09:10-09:20, there by 09:36 (09:10-09:15:30), ¥0
            07:50    rules of a rider set
            07:50    r3 booked v2 09:10-09:20, there by 09:36
            07:50    v2 tour  A 09:10 +r3 | B 09:15:30 -r3 | depot 12:00
        "#]],
    );
}
