//! Random walks: towns, fleets, policies and days drawn from a seed, with drivers who forget and
//! riders who tap twice. After every command the audit and the history look the state over.

mod day;
mod dice;
mod reference;
mod town;

use day::Day;

/// So many days are played in a run of the tests.
const N_WALKS: u64 = 300;

#[test]
fn nothing_that_people_do_breaks_an_invariant() {
    let mut done = day::Tally::default();
    let mut failed = Vec::new();
    for seed in 0..N_WALKS {
        let played = std::panic::catch_unwind(|| {
            let mut day = Day::of(seed);
            day.play();
            day.world.replays_alike();
            day.tally
        });
        match played {
            Ok(tally) => done += tally,
            Err(_) => failed.push(seed),
        }
    }
    assert!(failed.is_empty(), "{} seeds fail: {failed:?}", failed.len());
    println!("{done:?}");
    // A walk that never gets anywhere proves nothing.
    assert!(
        N_WALKS < done.completed && N_WALKS / 4 < done.cancelled && N_WALKS / 4 < done.no_shows
    );
    assert!(N_WALKS / 4 < done.repromised && N_WALKS < done.refused && N_WALKS < done.compared);
}

#[test]
fn the_same_seed_gives_the_same_events() {
    for seed in 0..20 {
        let [once, twice] = [0, 1].map(|_| {
            let mut day = Day::of(seed);
            day.play();
            day.world
        });
        assert_eq!(once.events(), twice.events(), "seed {seed}");
        assert_eq!(once.state.digest(), twice.state.digest(), "seed {seed}");
    }
}
