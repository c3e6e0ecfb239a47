//! Days on which roads close, drawn from a seed, in the generated town: whatever is asked, driven,
//! closed and opened, no plan leads over a road that is closed.

mod closures;
mod day;
mod ground;
mod law;
mod vans;

use day::{Day, Tally};
use noriai_core::{Event, Plan, Tour};

/// So many days are played in a run of the tests; `CLOSURE_WALKS=200` plays more.
const N_WALKS: u64 = 12;

fn n_walks() -> u64 {
    std::env::var("CLOSURE_WALKS").ok().and_then(|asked| asked.parse().ok()).unwrap_or(N_WALKS)
}

#[test]
fn no_plan_made_after_a_closure_drives_a_closed_road() {
    let mut done = Tally::default();
    for seed in 0..n_walks() {
        let mut day = Day::of(seed);
        day.play();
        done += day.tally;
    }
    println!("{done:?}");
    // A walk on which nothing closes in anybody's way proves nothing.
    assert!(8 * N_WALKS < done.booked && 8 * N_WALKS < done.roads_adopted, "{done:?}");
    assert!(N_WALKS < done.in_the_way && N_WALKS < done.boarded, "{done:?}");
    assert!(1_000 < done.legs_driven, "{done:?}");
    assert!(done.legs_without_a_road * 20 < done.legs_driven, "{done:?}");
}

/// The twin: the plans as they were, on a town whose map has changed under them.
#[test]
fn a_plan_that_is_kept_over_a_closure_in_its_way_is_noticed() {
    let mut n_noticed = 0;
    for seed in 0..20 {
        let mut day = Day::of(seed);
        let Some(change) = day.close_in_the_way() else { continue };
        let mut state = day.state.clone();
        state.apply(day.now, &Event::MapAdopted(change)).unwrap();
        let broken = law::broken(&state, &day.atlas).0;
        assert!(broken.iter().any(|line| line.contains("is closed")), "seed {seed}: {broken:?}");
        n_noticed += 1;
    }
    assert!(10 < n_noticed, "{n_noticed} days had a road to close");
}

/// The other twin: plans that say they are made on the new roads, but are not.
#[test]
fn a_plan_that_only_claims_to_obey_a_closure_is_noticed() {
    let mut n_noticed = 0;
    for seed in 0..20 {
        let mut day = Day::of(seed);
        let Some(change) = day.close_in_the_way() else { continue };
        let mut state = day.state.clone();
        let map = change.fingerprint;
        state.apply(day.now, &Event::MapAdopted(change)).unwrap();
        let tours: Vec<Tour> = state.tours().values().map(|tour| Tour::clone(tour)).collect();
        for tour in tours {
            let shift = tour.shift.id;
            state.apply(day.now, &Event::TourPlanned { shift, plan: claiming(tour, map) }).unwrap();
        }
        let broken = law::broken(&state, &day.atlas).0;
        assert!(!broken.is_empty(), "seed {seed}");
        n_noticed += 1;
    }
    assert!(10 < n_noticed, "{n_noticed} days had a road to close");
}

fn claiming(tour: Tour, map: u64) -> Plan {
    let Tour { version, origin, calls, next_call, overrun, .. } = tour;
    Plan { version: version + 1, origin, calls, next_call, overrun, map }
}
