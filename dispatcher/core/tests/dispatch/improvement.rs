//! The plan is improved between requests, and room is made for who does not fit.

use std::collections::BTreeMap;

use expect_test::expect;
use noriai_core::{
    Command, Duty, Event, PlanFault, Policy, Proposal, Refusal, Status, Tour, TourOrder,
};

use super::notation::{World, check};
use super::walks::{Day, Dice};

#[test]
fn a_rider_goes_to_the_nearer_van_once_it_is_free() {
    check(
        r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0
van    v2 seats 4 at A shift 08:00-12:00
van    v1 seats 1 at D shift 08:00-12:00

07:30  book r1 D->A at 08:25
07:30  book r2 C->D at 08:30
show   v1
show   v2
07:31  improve
07:35  cancel r1 by rider
07:36  improve
show   v1
show   v2
show   r2
",
        expect![[r#"
            07:30    r1 booked v1 08:25-08:35, there by 09:06
            07:30    r2 booked v2 08:30-08:40, there by 08:56
            07:30    v1 tour  D 08:25 +r1 | A 08:40:30 -r1 | depot 12:00
            07:30    v2 tour  C 08:30 +r2 | D 08:35:30 -r2 | depot 12:00
            07:31    a better plan
            07:35    r1 cancelled by rider
            07:36    no better plan
            07:36    v1 tour  C 08:30 +r2 | D 08:35:30 -r2 | depot 12:00
            07:36    v2 tour  depot 12:00
            07:36    r2 waits for 08:30-08:40, there by 08:56
        "#]],
    );
}

#[test]
fn room_is_made_by_moving_a_rider_within_the_promise() {
    let day = |room: &str| {
        format!(
            r"
area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min {room}
stop   A 0,0   B 3000,0   C 6000,0   D 9000,0
van    v1 seats 4 at A shift 08:00-12:00
van    v2 seats 1 at A shift 08:00-12:00

07:30  book r1 A->B at 08:10
show   v1
07:40  book r2 A->B 4 seats at 08:10
show   v1
show   v2
show   r1
"
        )
    };
    check(
        &day(""),
        expect![[r#"
        07:30    r1 booked v1 08:10-08:20, there by 08:36
        07:30    v1 tour  A 08:10 +r1 | B 08:15:30 -r1 | depot 12:00
        07:40    r2 rejected wait: pickup 1min beyond the longest wait
        07:40    r2 or before v1 08:00-08:10, there by 08:26 (08:00-08:05:30), ¥1200
        07:40    r2 or after v1 08:21-08:30, there by 08:46 (08:21-08:26:30), ¥1200
        07:40    v1 tour  A 08:10 +r1 | B 08:15:30 -r1 | depot 12:00
        07:40    v2 tour  depot 12:00
        07:40    r1 waits for 08:10-08:20, there by 08:36
    "#]],
    );
    check(
        &day("room"),
        expect![[r#"
        07:30    r1 booked v1 08:10-08:20, there by 08:36
        07:30    v1 tour  A 08:10 +r1 | B 08:15:30 -r1 | depot 12:00
        07:40    r2 booked v1 08:10-08:20, there by 08:36
        07:40    v1 tour  A 08:10 +r2(4) | B 08:15:30 -r2 | depot 12:00
        07:40    v2 tour  A 08:10 +r1 | B 08:15:30 -r1 | depot 12:00
        07:40    r1 waits for 08:10-08:20, there by 08:36
    "#]],
    );
}

/// A town with riders who wait, from a seed.
fn busy_day(seed: u64) -> Day {
    let mut day = Day::of(seed);
    day.play_until_busy();
    day.fill(25);
    day
}

#[test]
fn whatever_is_proposed_is_sound_and_better_and_the_same_again() {
    let (mut adopted, mut none) = (0, 0);
    for seed in 0..120 {
        let mut day = busy_day(seed);
        let world = &mut day.world;
        let found = world.improvement(seed, 40);
        assert_eq!(found, world.improvement(seed, 40), "seed {seed}");
        let Some(proposal) = found else {
            none += 1;
            continue;
        };
        assert!(proposal.after < proposal.before, "seed {seed}");
        // The audit and the history look over what comes of it.
        world.command(&Command::Improve(proposal.clone())).unwrap();
        adopted += 1;
        let again = world.command(&Command::Improve(proposal));
        assert!(again.is_err(), "seed {seed}: {again:?}");
        // Reality goes on, with drivers who forget and riders who do not come.
        day.play();
    }
    assert!(30 < adopted && 5 < none, "{adopted} adopted, {none} had nothing better");
}

#[test]
fn improvement_never_touches_a_promise_or_who_is_aboard() {
    for seed in 300..350 {
        let mut world = busy_day(seed).world;
        let Some(proposal) = world.improvement(seed, 40) else { continue };
        let before = world.state.clone();
        let events = world.command(&Command::Improve(proposal)).unwrap();
        assert!(events.iter().all(|event| matches!(event, Event::TourPlanned { .. })));
        for (id, booking) in before.bookings() {
            assert_eq!(world.state.booking(*id), Some(booking.as_ref()), "seed {seed}");
            if matches!(booking.status, Status::Aboard { .. }) {
                let vehicle = |state: &noriai_core::State| state.planned(*id).unwrap().vehicle;
                assert_eq!(vehicle(&before), vehicle(&world.state), "seed {seed}");
            }
        }
    }
}

#[test]
fn a_plan_at_random_is_refused_unless_it_is_sound_and_better() {
    let mut causes: BTreeMap<&str, u32> = BTreeMap::new();
    for seed in 0..100 {
        let mut world = busy_day(seed).world;
        let mut dice = Dice::of(seed);
        for _ in 0..10 {
            let proposal = at_random(&world, &mut dice);
            // What is taken over is looked over by audit and history.
            let cause = match world.command(&Command::Improve(proposal)) {
                Ok(_) => "adopted",
                Err(Refusal::PlanNotAdopted(fault)) => match fault {
                    PlanFault::Stale => "stale",
                    PlanFault::Locked => "locked",
                    PlanFault::Breaks(_) => "breaks",
                    PlanFault::NoBetter => "no better",
                },
                Err(other) => panic!("seed {seed}: {other}"),
            };
            *causes.entry(cause).or_default() += 1;
        }
    }
    for cause in ["adopted", "stale", "locked", "breaks", "no better"] {
        assert!(10 < causes.get(cause).copied().unwrap_or(0), "{cause}: {causes:?}");
    }
}

/// The tours as they are, with something moved, doubled, lost, or nothing at all.
fn at_random(world: &World, dice: &mut Dice) -> Proposal {
    let open = world.state.tours().values().filter(|tour| !tour.is_over());
    let mut tours: Vec<TourOrder> = open.map(|tour| order_of(tour)).collect();
    let better = world.improvement(1, 10).filter(|_| dice.percent(50));
    tours = better.map_or(tours, |better| better.tours);
    jumble(&mut tours, dice);
    Proposal { tours, before: 0, after: 0 }
}

/// Moves some duties, loses some, or does nothing at all.
pub(crate) fn jumble(tours: &mut [TourOrder], dice: &mut Dice) {
    for _ in 0..dice.between(0, 3) {
        let Some((from, duty)) = any_duty(tours, dice) else { continue };
        let to = usize::try_from(dice.between(0, tours.len() as i64 - 1)).unwrap();
        let rider = match duty {
            Duty::Board(rider) | Duty::Alight(rider) => Some(rider),
            Duty::Break(_) | Duty::Return => None,
        };
        let moved: Vec<Duty> = match rider {
            Some(rider) if dice.percent(80) => vec![Duty::Board(rider), Duty::Alight(rider)],
            _ => vec![duty],
        };
        let had: Vec<Duty> =
            moved.into_iter().filter(|duty| tours[from].duties.contains(duty)).collect();
        if dice.percent(95) {
            tours[from].duties.retain(|duty| !had.contains(duty));
        }
        let mut at = 0;
        for duty in had {
            if dice.percent(2) {
                continue;
            }
            let last = tours[to].duties.len().saturating_sub(usize::from(dice.percent(95)));
            at = usize::try_from(dice.between(at as i64, last.max(at) as i64)).unwrap();
            tours[to].duties.insert(at, duty);
            at += 1;
        }
    }
}

fn any_duty(tours: &[TourOrder], dice: &mut Dice) -> Option<(usize, Duty)> {
    let all: Vec<(usize, Duty)> = tours
        .iter()
        .enumerate()
        .flat_map(|(number, tour)| tour.duties.iter().map(move |duty| (number, *duty)))
        .collect();
    dice.pick(&all)
}

fn order_of(tour: &Tour) -> TourOrder {
    let duties = tour.calls.iter().flat_map(|call| call.duties.iter().copied()).collect();
    TourOrder { shift: tour.shift.id, duties }
}

#[test]
fn a_proposal_from_before_a_boarding_is_refused() {
    let mut refused = 0;
    for seed in 0..30 {
        let mut day = busy_day(seed);
        let Some(proposal) = day.world.improvement(seed, 40) else { continue };
        day.play();
        let late = day.world.command(&Command::Improve(proposal));
        assert_eq!(late, Err(Refusal::PlanNotAdopted(PlanFault::Stale)), "seed {seed}");
        refused += 1;
    }
    assert!(10 < refused, "{refused}");
}

#[test]
fn days_on_which_room_is_made_are_sound() {
    let mut n_made = 0;
    for seed in 0..150 {
        let mut day = Day::of(seed);
        let old = day.world.state.policy();
        let policy = Policy { make_room: true, version: old.version + 1, ..old.clone() };
        day.world.command(&Command::AdoptPolicy(policy)).unwrap();
        // Every offer that is accepted at once is to hold, whether room was made for it or not.
        day.play();
        day.world.replays_alike();
        let events = day.world.events();
        let made = |pair: &[(_, Event)]| {
            matches!(pair[0].1, Event::TourPlanned { .. })
                && matches!(pair[1].1, Event::TourPlanned { .. })
        };
        let booked = events.iter().enumerate().filter(|(_, (_, e))| matches!(e, Event::Booked(_)));
        n_made += booked
            .filter_map(|(n, _)| events.get(n + 1..n + 3))
            .filter(|pair| made(pair) && pair[0].0 == pair[1].0)
            .count();
    }
    assert!(10 < n_made, "{n_made}");
}
