//! Random walks: towns, fleets, policies and days drawn from a seed, with drivers who forget and
//! riders who tap twice. After every command the audit and the history look the state over.

mod day;
mod dice;
mod reference;
mod town;

pub(crate) use day::Day;
pub(crate) use dice::Dice;
use noriai_core::checker;

/// So many days are played in a run of the tests; `WALKS=5000` plays more, `WALKS=17..18` those.
const N_WALKS: u64 = 400;

fn seeds() -> std::ops::Range<u64> {
    let asked = std::env::var("WALKS").unwrap_or_default();
    match asked.split_once("..") {
        Some((from, to)) => from.parse().unwrap()..to.parse().unwrap(),
        None => 0..asked.parse().unwrap_or(N_WALKS),
    }
}

#[test]
fn nothing_that_people_do_breaks_an_invariant() {
    let mut done = day::Tally::default();
    let mut failed = Vec::new();
    for seed in seeds() {
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
    if seeds().end - seeds().start < N_WALKS {
        return;
    }
    // A walk that never gets anywhere proves nothing.
    assert!(
        N_WALKS < done.completed && N_WALKS / 4 < done.cancelled && N_WALKS / 4 < done.no_shows
    );
    assert!(N_WALKS / 4 < done.repromised && N_WALKS < done.refused && N_WALKS < done.compared);
}

/// A canary: whatever else the walks show, the audit they rely on is awake.
#[test]
fn a_plan_damaged_on_purpose_is_always_noticed() {
    let mut damaged = 0;
    for seed in 0..40 {
        let mut day = Day::of(seed);
        day.play_until_busy();
        let Some((at, event)) = day.damage() else { continue };
        damaged += 1;
        let mut state = day.world.state.clone();
        state.apply(at, &event).unwrap();
        assert_ne!(checker::audit(&state, Some(&day.world.paper)), [], "seed {seed}: {event:?}");
    }
    assert!(20 < damaged, "{damaged} days were busy enough");
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
