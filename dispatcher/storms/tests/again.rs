//! A seed gives one storm, and its steps alone give it again.

use noriai_storms::{Case, Sabotage, Town, replay, storm};

#[test]
fn two_runs_of_a_seed_are_identical_event_by_event() {
    for seed in 1..=40 {
        let [once, twice] = [0, 1].map(|_| storm(seed, Sabotage::None));
        assert_eq!(once.case, twice.case, "seed {seed}");
        assert_eq!(once.log, twice.log, "seed {seed}");
        assert_eq!(once.chain, twice.chain, "seed {seed}");
        assert_eq!(once.tally, twice.tally, "seed {seed}");
    }
}

#[test]
fn another_seed_is_another_storm() {
    assert_ne!(storm(1, Sabotage::None).chain, storm(2, Sabotage::None).chain);
    assert_ne!(Town::of(1), Town::of(2));
}

#[test]
fn the_steps_of_a_storm_play_it_again_by_way_of_text() {
    for seed in 1..=40 {
        let played = storm(seed, Sabotage::None);
        let case: Case = played.case.to_string().parse().unwrap();
        assert_eq!(case, played.case);
        let again = replay(&case, Sabotage::None);
        assert_eq!(again.log, played.log, "seed {seed}");
        assert_eq!(again.chain, played.chain, "seed {seed}");
    }
}

#[test]
fn a_text_that_is_no_case_is_refused() {
    for text in ["", "town x", "town 1\n5 fly 1", "town 1\n5 cancel 1", "town 1\nx cancel 1 0"] {
        assert!(text.parse::<Case>().is_err(), "{text:?}");
    }
}

/// What storms have found stays found: each case played again is sound.
#[test]
fn what_was_found_once_is_not_found_again() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut n_cases = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let case: Case = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        let played = replay(&case, Sabotage::None);
        assert_eq!(played.fault, None, "{}", path.display());
        assert_eq!(played.case, case, "{}", path.display());
        n_cases += 1;
    }
    assert!(0 < n_cases);
}
