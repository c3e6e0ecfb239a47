//! Requests that are answered together.

use std::collections::BTreeMap;

use expect_test::expect;
use noriai_core::{BookingId, Command, Offer, PlanFault, Refusal, RideRequest, RiderId};

use crate::improvement::jumble;
use crate::notation::check;
use crate::walks::{Day, Dice};

#[test]
fn who_can_go_with_one_van_only_gets_it_if_the_other_can_take_the_rest() {
    let day = |first, then, end| {
        format!(
            "
            area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.0x+2min
            stop   A 0,0   B 3000,0   C 0,3000
            van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00
            van    v2 seats 4 at B shift 08:00-12:00
            08:00  {first} r1 A->B at 08:00
            08:00  {then} r2 A->C 1 wheelchair at 08:00
            {end}
            show   v1
            show   v2
            "
        )
    };
    // One by one, the nearer van goes with who asked first.
    check(
        &day("book", "book", ""),
        expect![[r#"
        08:00    r1 booked v1 08:00-08:10, there by 08:18
        08:00    r2 rejected wait: pickup 1min10s beyond the longest wait
        08:00    r2 or after v1 08:11-08:20, there by 08:31 (08:11:10-08:19:40), ¥150
        08:00    v1 tour  A 08:00:10 +r1 | B 08:05:40 -r1 | depot 12:00
        08:00    v2 tour  depot 12:00
    "#]],
    );
    check(
        &day("gather", "gather", "together"),
        expect![[r#"
        08:00    r1 booked v2 08:05-08:10, there by 08:18
        08:00    r2 booked v1 08:00-08:10, there by 08:21
        08:00    v1 tour  A 08:00:10 +r2 | C 08:08:40 -r2 | depot 12:00
        08:00    v2 tour  A 08:05 +r1 | B 08:10:30 -r1 | depot 12:00
    "#]],
    );
}

#[test]
fn two_who_go_the_same_way_ride_together() {
    check(
        "
        area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+5min
        stop   A 0,0   B 600,0   C 6000,0
        van    v1 seats 4 at A shift 08:00-12:00
        van    v2 seats 4 at A shift 08:00-12:00
        08:00  gather r1 A->C at 08:00
        08:00  gather r2 B->C at 08:00
        08:01  together
        show   v1
        show   v2
        ",
        expect![[r#"
            08:01    r1 booked v1 08:01-08:10, there by 08:31
            08:01    r2 booked v1 08:02-08:10, there by 08:29
            08:01    v1 tour  A 08:01:10 +r1 | B 08:02:40 +r2 | C 08:12:10 -r1 -r2 | depot 12:00
            08:01    v2 tour  depot 12:00
        "#]],
    );
}

/// A town with vans under way, from a seed.
fn busy_day(seed: u64) -> Day {
    let mut day = Day::of(seed);
    day.play_until_busy();
    day
}

/// Some who ask at once, in a town from a seed.
fn crowd(day: &mut Day, n: u128) -> Vec<(BookingId, RiderId, RideRequest)> {
    (0..n).filter_map(|n| Some((BookingId(5_000 + n), RiderId(5_000 + n), day.wish()?))).collect()
}

fn taken(
    requests: &[(BookingId, RiderId, RideRequest)],
    offers: &[Option<Offer>],
) -> Vec<(BookingId, RiderId, Offer)> {
    let pairs = requests.iter().zip(offers);
    pairs.filter_map(|((id, rider, _), offer)| Some((*id, *rider, (*offer)?))).collect()
}

#[test]
fn whatever_is_assigned_can_be_booked_and_is_sound() {
    let (mut n_assigned, mut n_shared) = (0, 0);
    for seed in 0..150 {
        let mut day = busy_day(seed);
        let requests = crowd(&mut day, 6);
        let found = day.world.assign(&requests);
        assert!(found.is_best, "seed {seed}");
        let taken = taken(&requests, &found.offers);
        n_assigned += taken.len();
        n_shared += usize::from(found.tours.len() < taken.len());
        let command = Command::BookTogether { taken: taken.clone(), tours: found.tours };
        // The audit and the history look over what comes of it.
        let booked = day.world.command(&command);
        assert!(booked.is_ok(), "seed {seed}: {booked:?}");
        for (id, _, offer) in &taken {
            let booking = day.world.state.booking(*id).unwrap();
            assert_eq!(booking.promise, offer.promise, "seed {seed}");
            let planned = day.world.state.planned(*id).unwrap();
            assert_eq!(planned.vehicle, offer.plan.vehicle, "seed {seed}");
        }
        let again = day.world.command(&command).unwrap();
        assert!(again.is_empty(), "seed {seed}");
        day.play();
    }
    assert!(200 < n_assigned && 20 < n_shared, "{n_assigned} assigned, {n_shared} times shared");
}

#[test]
fn one_request_alone_is_served_as_insertion_would() {
    let (mut n_served, mut n_alike) = (0, 0);
    for seed in 0..200 {
        let mut day = busy_day(seed);
        let requests = crowd(&mut day, 1);
        let together = day.world.assign(&requests).offers[0];
        let alone = day.world.ask(&requests[0].2).offers.first().copied();
        assert_eq!(together.is_some(), alone.is_some(), "seed {seed}");
        let (Some(together), Some(alone)) = (together, alone) else { continue };
        n_served += 1;
        n_alike += i32::from((together.plan, together.promise) == (alone.plan, alone.promise));
    }
    // Of two vans that cost the same, each may take another.
    assert!(50 < n_served && n_served * 9 < n_alike * 10, "{n_alike} of {n_served} alike");
}

#[test]
fn who_declines_is_left_out_and_the_rest_is_sound() {
    let mut n_booked = 0;
    for seed in 0..60 {
        let mut day = busy_day(seed);
        let requests = crowd(&mut day, 5);
        let found = day.world.assign(&requests);
        let mut taken = taken(&requests, &found.offers);
        if taken.is_empty() {
            continue;
        }
        let (declined, ..) = taken.remove(0);
        let tours = found.tours_without(&[declined]);
        // Without somebody, a pickup may come too early or a ride be too long: then nobody is booked.
        let n_taken = taken.len();
        if day.world.command(&Command::BookTogether { taken, tours }).is_ok() {
            n_booked += n_taken;
        }
        assert_eq!(day.world.state.booking(declined), None, "seed {seed}");
    }
    assert!(30 < n_booked, "{n_booked}");
}

/// The twin: the writer believes no tour and no promise.
#[test]
fn tours_at_random_are_refused_unless_they_are_sound() {
    let mut causes: BTreeMap<&str, u32> = BTreeMap::new();
    for seed in 0..150 {
        let mut day = busy_day(seed);
        let mut dice = Dice::of(seed);
        let requests = crowd(&mut day, 6);
        let found = day.world.assign(&requests);
        let taken = taken(&requests, &found.offers);
        let mut tours = found.tours;
        jumble(&mut tours, &mut dice);
        let before = day.world.state.bookings().len();
        let n_taken = taken.len();
        let cause = match day.world.command(&Command::BookTogether { taken, tours }) {
            Ok(_) => "booked",
            Err(Refusal::PlanNotAdopted(fault)) => match fault {
                PlanFault::Stale => "stale",
                PlanFault::Locked => "locked",
                PlanFault::Breaks(_) => "breaks",
                PlanFault::NoBetter => "no better",
            },
            Err(other) => panic!("seed {seed}: {other}"),
        };
        let n_new = day.world.state.bookings().len() - before;
        assert_eq!(n_new, if cause == "booked" { n_taken } else { 0 }, "all or none");
        *causes.entry(cause).or_default() += 1;
    }
    for cause in ["booked", "stale", "breaks"] {
        assert!(5 < causes.get(cause).copied().unwrap_or(0), "{cause}: {causes:?}");
    }
}
