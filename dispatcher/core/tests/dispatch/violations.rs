//! Twins of the rules: a sound state, broken by hand, is caught by the right one.

use noriai_core::checker::{self, History};
use noriai_core::{
    BookingId, CallId, Duty, Equipment, EquipmentSet, Event, Party, Place, Plan, RiderId,
    RiderRules, ShiftId, State, Status, VehicleGroupId, VehicleId,
};
use noriai_units::{Seconds, Timestamp, Yen};

use crate::notation::{World, play};

const DAY: &str = "
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0
van    v1 seats 2 at A shift 08:00-12:00 break 10:00-10:30 20min at A
van    v2 seats 4 at D shift 08:00-12:00
07:50  book r1 A->C at 08:10
07:50  book r2 B->C at 08:10
07:50  book r3 D->C 3 seats at 08:10
08:10  arrive v1
08:10  board r1
";

/// The plan of the first van as it stands, to be broken.
fn plan_of(state: &State, shift: u32) -> Plan {
    let tour = state.tour(ShiftId(shift)).unwrap();
    Plan {
        version: tour.version + 1,
        origin: tour.origin,
        calls: tour.calls.clone(),
        next_call: tour.next_call,
        overrun: tour.overrun,
        map: tour.map,
    }
}

/// Breaks the plan of a van and says which invariants the audit finds broken.
fn broken(shift: u32, spoil: impl FnOnce(&mut Plan)) -> Vec<&'static str> {
    let world = play(DAY);
    let mut plan = plan_of(&world.state, shift);
    spoil(&mut plan);
    after(&world, &Event::TourPlanned { shift: ShiftId(shift), plan })
}

fn after(world: &World, event: &Event) -> Vec<&'static str> {
    let mut state = world.state.clone();
    state.apply(world.now, event).unwrap();
    let mut names: Vec<_> =
        checker::audit(&state, Some(&world.paper)).iter().map(|found| found.invariant).collect();
    names.dedup();
    names
}

/// Changes a booking behind everybody's back.
fn changed(id: u128, spoil: impl FnOnce(&mut noriai_core::Booking)) -> Vec<&'static str> {
    let world = play(DAY);
    let mut booking = *world.state.booking(BookingId(id)).unwrap();
    spoil(&mut booking);
    after(&world, &Event::Booked(booking))
}

fn minutes(n: i64) -> Seconds {
    Seconds::from_minutes(n)
}

#[test]
fn the_sound_day_is_sound() {
    let world = play(DAY);
    assert_eq!(checker::audit(&world.state, Some(&world.paper)), []);
    assert_eq!(broken(1, |_| {}), Vec::<&str>::new());
    let words: Vec<String> =
        world.state.tours().values().map(|tour| world.tour_in_words(tour)).collect();
    assert_eq!(
        words,
        [
            "v1 tour  B 08:15 +r2 | C 08:20:30 -r1 -r2 | A 10:00 break | depot 12:00",
            "v2 tour  D 08:10 +r3(3) | C 08:15:30 -r3 | depot 12:00"
        ]
    );
}

#[test]
fn v1_a_vehicle_that_lacks_what_the_rider_needs() {
    let lift = EquipmentSet::NONE.with(Equipment::Lift);
    assert_eq!(changed(3, |booking| booking.request.needs.equipment = lift), ["V1"]);
    let group = Some(VehicleGroupId(1));
    assert_eq!(changed(3, |booking| booking.request.needs.group = group), ["V1"]);
    let small_child = Party { infants: 1, ..Party::default() };
    assert_eq!(changed(3, |booking| booking.request.party = small_child), ["V1"]);
    // Who is aboard is aboard.
    assert_eq!(changed(1, |booking| booking.request.needs.group = group), Vec::<&str>::new());
}

#[test]
fn v1_v2_a_rule_for_a_rider_that_nobody_heeds() {
    let world = play(DAY);
    let set = |rider, rules| after(&world, &Event::RiderRulesSet { rider: RiderId(rider), rules });
    let none = RiderRules::default;
    assert_eq!(set(2, RiderRules { alone: true, ..none() }), ["V2"]);
    assert_eq!(set(1, RiderRules { apart: [RiderId(2)].into(), ..none() }), ["V2"]);
    assert_eq!(set(2, RiderRules { attended: true, ..none() }), ["V1"]);
    assert_eq!(set(1, RiderRules { apart: [RiderId(3)].into(), ..none() }), Vec::<&str>::new());
    assert_eq!(set(3, RiderRules { alone: true, ..none() }), Vec::<&str>::new());
}

#[test]
fn t2_places_for_a_pram_and_a_child_seat() {
    assert_eq!(changed(3, |booking| booking.request.party.prams = 1), ["T2"]);
    assert_eq!(changed(3, |booking| booking.request.party.child_seats = 1), ["T2"]);
}

#[test]
fn t1_a_rider_without_a_pickup() {
    assert!(broken(1, |plan| drop(plan.calls.remove(0))).contains(&"T1"));
}

#[test]
fn t1_a_rider_on_two_tours() {
    let calls = plan_of(&play(DAY).state, 2).calls;
    assert!(broken(1, |plan| plan.calls[0].duties.extend(&calls[0].duties)).contains(&"T1"));
}

#[test]
fn t1_a_drop_off_before_the_pickup() {
    let swapped = broken(2, |plan| {
        let duties = [0, 1].map(|n| plan.calls[n].duties.clone());
        let places = [0, 1].map(|n| plan.calls[n].place);
        for (to, from) in [(0, 1), (1, 0)] {
            plan.calls[to].duties.clone_from(&duties[from]);
            plan.calls[to].place = places[from];
        }
    });
    assert!(swapped.contains(&"T1"));
}

#[test]
fn t1_a_rider_nobody_knows_or_at_another_place() {
    assert!(broken(1, |plan| plan.calls[0].duties.push(Duty::Board(BookingId(9)))).contains(&"T1"));
    assert!(broken(1, |plan| plan.calls[0].place = plan.calls[1].place).contains(&"T1"));
    assert!(broken(1, |plan| plan.calls[0].duties.clear()).contains(&"T1"));
}

#[test]
fn t2_more_riders_than_seats() {
    assert_eq!(changed(2, |booking| booking.request.party.adults = 2), ["T2"]);
    assert_eq!(changed(3, |booking| booking.request.party.wheelchairs = 1)[0], "T2");
    assert_eq!(changed(3, |booking| booking.request.party.luggage = 1), ["T2"]);
}

#[test]
fn t3_calls_that_overlap() {
    assert!(broken(1, |plan| plan.calls[0].leave += -minutes(1)).contains(&"T3"));
    assert!(broken(1, |plan| plan.calls[1].arrival += -Seconds::new(1)).contains(&"T3"));
    assert!(broken(1, |plan| plan.calls[1].leave += -Seconds::new(1)).contains(&"T3"));
    assert!(broken(1, |plan| plan.calls[0].begin += -Seconds::new(1)).contains(&"T3"));
    assert_eq!(broken(2, |plan| plan.calls[0].departure += -Seconds::new(1)), ["T3"]);
}

#[test]
fn t3_a_drive_that_is_faster_than_the_map_says() {
    assert_eq!(broken(2, |plan| plan.calls[1].leg.time -= Seconds::new(1)), ["T3"]);
    assert_eq!(broken(2, |plan| plan.calls[1].leg.distance = Default::default()), ["T3"]);
}

#[test]
fn t3_a_shift_that_begins_early_or_ends_late() {
    assert_eq!(then(1, [planned(|plan| plan.origin.ready += -minutes(30))]), ["T3"]);
    let late = |plan: &mut Plan| plan.calls[2].begin += minutes(1);
    assert!(broken(2, late).contains(&"T3"));
    assert!(broken(2, |plan| plan.calls.truncate(2)).contains(&"T3"));
    assert!(broken(2, |plan| plan.overrun = -minutes(1)).contains(&"T3"));
}

#[test]
fn t3_a_break_too_late_too_short_or_with_riders() {
    let late = |plan: &mut Plan| {
        plan.calls[2].begin += minutes(31);
        plan.calls[2].departure += minutes(31);
    };
    assert!(broken(1, late).contains(&"T3"));
    assert!(broken(1, |plan| plan.calls[2].departure += -minutes(1)).contains(&"T3"));
    let elsewhere = |plan: &mut Plan| plan.calls[2].place = plan.calls[1].place;
    assert!(broken(1, elsewhere).contains(&"T3"));
    assert!(broken(1, |plan| plan.calls.swap(1, 2)).contains(&"T3"));
    assert!(broken(1, |plan| plan.calls[2].duties = vec![Duty::Break(7)]).contains(&"T3"));
}

#[test]
fn t4_a_rider_aboard_who_is_dropped_from_the_plan() {
    assert_eq!(
        broken(1, |plan| plan.calls[1]
            .duties
            .retain(|duty| { *duty != Duty::Alight(BookingId(1)) })),
        ["T4"]
    );
    let elsewhere = |booking: &mut noriai_core::Booking| {
        if let Status::Aboard { vehicle, .. } = &mut booking.status {
            *vehicle = VehicleId(2);
        }
    };
    assert_eq!(changed(1, elsewhere), ["T4"]);
    assert!(broken(1, |plan| plan.calls[1].arrived = true).contains(&"T4"));
}

#[test]
fn b3_an_ended_booking_that_is_still_planned() {
    let at = Timestamp::from_unix_millis(0);
    assert_eq!(changed(2, |booking| booking.status = Status::NoShow { at }), ["B3"]);
}

#[test]
fn p1_a_pickup_outside_the_window_and_a_late_arrival() {
    assert_eq!(changed(3, |booking| booking.promise.pickup_earliest += minutes(1)), ["P1"]);
    assert_eq!(changed(3, |booking| booking.promise.pickup_latest += -minutes(11)), ["P1"]);
    assert_eq!(changed(3, |booking| booking.promise.arrive_latest += -minutes(21)), ["P1"]);
}

#[test]
fn p2_a_ride_longer_than_promised() {
    assert_eq!(changed(3, |booking| booking.max_ride = minutes(5)), ["P2"]);
    assert_eq!(changed(1, |booking| booking.max_ride = minutes(10)), ["P2"]);
}

#[test]
fn m1_call_ids_used_twice() {
    assert!(broken(1, |plan| plan.calls[1].id = plan.calls[0].id).contains(&"M1"));
    assert_eq!(broken(1, |plan| plan.calls[1].id = CallId(1099)), ["M1"]);
}

/// Feeds the history one more event after the sound day and says what it finds.
fn then(minute: i64, events: impl IntoIterator<Item = Event>) -> Vec<&'static str> {
    let world = play(DAY);
    let (mut state, mut history): (State, History) = (world.state.clone(), world.history.clone());
    let at = world.now + minutes(minute);
    for event in events {
        history.observe(&state, at, &event);
        state.apply(at, &event).unwrap();
    }
    history.violations().iter().map(|found| found.invariant).collect()
}

fn planned(spoil: impl FnOnce(&mut Plan)) -> Event {
    let mut plan = plan_of(&play(DAY).state, 1);
    spoil(&mut plan);
    Event::TourPlanned { shift: ShiftId(1), plan }
}

const R1: BookingId = BookingId(1);
const R2: BookingId = BookingId(2);

#[test]
fn m1_a_manifest_that_goes_back() {
    assert_eq!(then(1, [planned(|_| {})]), Vec::<&str>::new());
    assert_eq!(then(1, [planned(|plan| plan.version -= 1)]), ["M1"]);
    assert_eq!(then(1, [planned(|plan| plan.next_call -= 1)]), ["M1"]);
}

#[test]
fn t4_a_call_that_was_made_comes_back() {
    assert_eq!(then(1, [planned(|plan| plan.calls[0].id = CallId(1003))]), ["T4"]);
    let arrived = planned(|plan| plan.calls[0].arrived = true);
    let forgotten = planned(|plan| plan.version += 1);
    assert_eq!(then(1, [arrived, forgotten]), ["T4"]);
}

#[test]
fn b3_a_booking_that_ends_twice_or_begins_again() {
    assert_eq!(then(1, [Event::NoShow { booking: R1 }]), ["B3"]);
    assert_eq!(then(1, [Event::Alighted { booking: R2 }]), ["B3"]);
    assert_eq!(
        then(
            1,
            [Event::Boarded {
                booking: R1,
                vehicle: VehicleId(1),
                ride_from: Timestamp::from_unix_millis(0)
            }]
        ),
        ["B3"]
    );
    let again = *play(DAY).state.booking(R2).unwrap();
    assert_eq!(then(1, [Event::Booked(again)]), ["B3"]);
}

#[test]
fn f1_a_fare_that_changes() {
    let mut dearer = *play(DAY).state.booking(R2).unwrap();
    dearer.fare += Yen::new(10);
    assert_eq!(then(1, [Event::Booked(dearer)]), ["B3", "F1"]);
}

#[test]
fn t3_a_plan_from_another_map() {
    assert_eq!(broken(1, |plan| plan.map = 7), ["T3"]);
}

#[test]
fn t1_a_rider_who_is_cut_off_and_planned_or_cut_off_and_aboard() {
    let world = play(DAY);
    assert_eq!(after(&world, &Event::CutOff { booking: R2 }), ["T1"]);
    assert_eq!(after(&world, &Event::CutOff { booking: R1 }), ["T1"]);
}

#[test]
fn p1_a_rider_who_is_told_too_late_that_nobody_comes() {
    assert_eq!(then(10, [Event::CutOff { booking: R2 }]), Vec::<&str>::new());
    assert_eq!(then(11, [Event::CutOff { booking: R2 }]), ["P1"]);
    assert_eq!(then(1, [Event::CutOff { booking: R1 }]), ["B3"]);
    // Who was told may be promised anew at any time.
    assert_eq!(then(9, [Event::CutOff { booking: R2 }, repromised(30)]), Vec::<&str>::new());
}

fn repromised(late: i64) -> Event {
    let booking = *play(DAY).state.booking(R2).unwrap();
    let mut promise = booking.promise;
    promise.pickup_latest += minutes(late);
    Event::Repromised { booking: R2, promise, max_ride: booking.max_ride }
}

#[test]
fn p1_a_promise_made_anew_after_it_broke() {
    assert_eq!(then(10, [repromised(5)]), Vec::<&str>::new());
    assert_eq!(then(11, [repromised(5)]), ["P1"]);
    assert_eq!(then(1, [repromised(-60)]), ["P1"]);
    assert_eq!(then(3, [Event::NoShow { booking: R2 }]), ["P1"]);
}

/// The van leaves r1, who was promised a pickup by 08:20, without a word from a plan at 08:40 on;
/// what follows is told some minutes later.
fn left(script: &str, later: i64, told: Event) -> Vec<&'static str> {
    let world = play(&format!("{AT_THE_DOOR}{script}"));
    let mut plan = plan_of(&world.state, 1);
    plan.calls.retain(|call| call.duties == [Duty::Return]);
    let at = Timestamp::from_unix_millis(0) + minutes(8 * 60 + 40);
    let planned = Event::TourPlanned { shift: ShiftId(1), plan };
    let (mut state, mut history): (State, History) = (world.state.clone(), world.history.clone());
    for (at, event) in [(at, planned), (at + minutes(later), told)] {
        history.observe(&state, at, &event);
        state.apply(at, &event).unwrap();
    }
    history.violations().iter().map(|found| found.invariant).collect()
}

const AT_THE_DOOR: &str = "
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0
van    v1 seats 2 at A shift 08:00-12:00
07:50  book r1 A->B at 08:10
";

#[test]
fn p1_a_rider_whom_the_van_leaves_at_the_door_and_who_is_told_later() {
    let cut_off = || Event::CutOff { booking: R1 };
    let anew = || {
        let booking = *play(AT_THE_DOOR).state.booking(R1).unwrap();
        let pickup_latest = booking.promise.pickup_latest + minutes(60);
        let arrive_latest = booking.promise.arrive_latest + minutes(60);
        let promise = noriai_core::Promise { pickup_latest, arrive_latest, ..booking.promise };
        Event::Repromised { booking: R1, promise, max_ride: booking.max_ride }
    };
    let arrived = "08:10  arrive v1";
    assert_eq!(left(arrived, 0, cut_off()), Vec::<&str>::new());
    assert_eq!(left(arrived, 1, cut_off()), ["P1"]);
    // The van was not there, or on time: that they are not fetched was to be told by 08:20.
    assert_eq!(left("", 0, cut_off()), ["P1"]);
    // Of the arrival, long past as well, they were to be told before, wherever the van stood.
    assert_eq!(left(arrived, 0, anew()), ["P1"]);
    assert_eq!(left(arrived, 1, anew()), ["P1", "P1"]);
    assert_eq!(left("", 0, anew()), ["P1", "P1"]);
}

/// r2 is fetched at B by 08:20; the van comes `minute` minutes after 08:10.
fn fetched(minute: i64) -> Vec<&'static str> {
    let world = play(DAY);
    let at = world.now + minutes(minute);
    let arrived = Event::Arrived {
        shift: ShiftId(1),
        call: world.state.tour(ShiftId(1)).unwrap().calls[0].id,
    };
    let boarded = Event::Boarded { booking: R2, vehicle: VehicleId(1), ride_from: at };
    let gone = planned(|plan| {
        plan.origin.ready = at;
        plan.calls.remove(0);
    });
    then(minute, [arrived, boarded, gone])
}

#[test]
fn p1_a_rider_fetched_after_the_window() {
    assert_eq!(fetched(10), Vec::<&str>::new());
    assert_eq!(fetched(11), ["P1"]);
}

/// r1 boarded at 08:10 for a ride of 23 min 30 s at most, to be at C by 08:43.
#[test]
fn p2_a_rider_who_sat_in_the_van_too_long() {
    let alights = |minute: i64| {
        let world = play(DAY);
        let at = world.now + minutes(minute);
        let there = planned(|plan| {
            plan.origin.ready = at;
            plan.calls.drain(..2);
        });
        let next = world.state.tour(ShiftId(1)).unwrap().calls[1].id;
        let arrived = Event::Arrived { shift: ShiftId(1), call: next };
        then(minute, [arrived, Event::Alighted { booking: R1 }, there])
    };
    assert_eq!(alights(23), Vec::<&str>::new());
    assert_eq!(alights(24), ["P2"]);
    assert_eq!(alights(35), ["P1", "P2"]);
}

/// r9 asks for a ride from a door to another zone.
#[test]
fn z1_a_booking_against_the_rules_of_its_zones() {
    let booked = |zones: &str| {
        let world = play(&format!("{DAY}{zones}"));
        let booking = *world.state.booking(BookingId(3)).unwrap();
        let request = noriai_core::RideRequest {
            from: Place { stop: None, ..booking.request.from },
            ..booking.request
        };
        let fresh = noriai_core::Booking { id: BookingId(9), request, ..booking };
        let mut history = History::new();
        history.observe(&world.state, world.now, &Event::Booked(fresh));
        let found = history.violations().iter().map(|found| found.invariant);
        found.collect::<Vec<&str>>()
    };
    // D, the pickup, in the first zone; C, the drop-off, in the second.
    let zones = |east: &str, west: &str| {
        format!(
            "zone z1 8000,-10 9010,-10 9010,10 8000,10 {east}
             zone z2 0,-10 8000,-10 8000,10 0,10 {west}"
        )
    };
    assert_eq!(booked(""), Vec::<&str>::new());
    assert_eq!(booked(&zones("", "stops only")), Vec::<&str>::new());
    assert_eq!(booked(&zones("to z2", "to z1")), Vec::<&str>::new());
    assert_eq!(booked(&zones("stops only", "")), ["Z1"]);
    assert_eq!(booked(&zones("to z1", "")), ["Z1"]);
    assert_eq!(booked(&zones("", "hours 06:00-08:00")), ["Z1"]);
    assert_eq!(booked("zone z1 0,-10 9000,-10 9000,-5 0,-5"), ["Z1"]);
    // On the border it may be either zone's.
    assert_eq!(booked("zone z1 0,-10 9000,-10 9000,10 0,10"), Vec::<&str>::new());
}

/// A ride that nobody reported counts for nobody.
#[test]
fn r1_rides_that_are_not_the_companys() {
    let world = play(
        "
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min  rotation 1:1 within 5min
stop   A 0,0   B 3000,0
van    v1 seats 2 at A shift 08:00-12:00 company 1
07:50  book r1 A->B at 08:10
08:10  board r1
08:15:30 alight r1
",
    );
    let ridden = *world.state.booking(R1).unwrap();
    assert_eq!(after(&world, &Event::Booked(ridden)), Vec::<&str>::new());
    let another = noriai_core::Booking { id: R2, ..ridden };
    assert_eq!(after(&world, &Event::Booked(another)), ["R1"]);
}

#[test]
fn r2_a_kept_van_that_is_booked_far_ahead() {
    let booked = |ahead: &str| {
        let world = play(&format!(
            "
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0
van    v1 seats 2 at A shift 08:00-12:00 ahead {ahead}
08:00  book r1 A->B at 08:10
"
        ));
        let mut history = History::new();
        let booking = *world.state.booking(R1).unwrap();
        let early = booking.booked_at + -minutes(60);
        let fresh = noriai_core::Booking { id: BookingId(9), booked_at: early, ..booking };
        history.observe(&world.state, world.now, &Event::Booked(fresh));
        let mut plan = plan_of(&world.state, 1);
        plan.calls[0].duties = vec![Duty::Board(BookingId(9))];
        let shift = ShiftId(1);
        history.observe(&world.state, world.now, &Event::TourPlanned { shift, plan });
        let found = history.violations().iter().map(|found| found.invariant);
        found.collect::<Vec<&str>>()
    };
    assert_eq!(booked("70min"), Vec::<&str>::new());
    assert_eq!(booked("69min"), ["R2"]);
}
