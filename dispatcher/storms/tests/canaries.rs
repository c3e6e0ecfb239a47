//! A dispatcher broken on purpose is found out within a few storms, and what is left of the storm
//! is small enough to be read.

use noriai_storms::{Case, Fault, Sabotage, replay, shrink, storm};

const STORMS_MAX: u64 = 60;
const STEPS_MAX: usize = 14;

fn caught(sabotage: Sabotage) -> Option<(u64, Case, Fault)> {
    (1..=STORMS_MAX).find_map(|seed| {
        let played = storm(seed, sabotage);
        Some((seed, played.case, played.fault?))
    })
}

/// By which check each is caught.
const fn expected(sabotage: Sabotage) -> &'static str {
    match sabotage {
        Sabotage::None => "nothing",
        Sabotage::LosesRiders | Sabotage::LeavesThemBehind => "T1",
        Sabotage::OverloadsVehicles => "T2",
        Sabotage::KeepsSilent => "P1",
        Sabotage::BooksTwice | Sabotage::FetchesTheCancelled => "B3",
        Sabotage::RepeatsVersions => "M1",
        Sabotage::Speeds => "T3",
        Sabotage::WritesDownOtherwise => "J1",
        Sabotage::RefusesRides => "naive",
        Sabotage::PromisesTooMuch => "offered, not booked",
        Sabotage::ForgetsTheLast => "T4",
        Sabotage::BoardsAnywhere => "Z1",
        Sabotage::KeepsThemTogether => "V2",
        Sabotage::Overflows => "panic",
    }
}

/// One of the dispatchers panics on purpose, again and again: that need not be said.
fn hush() {
    let loud = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !info.payload_as_str().is_some_and(|text| text.contains("overflow")) {
            loud(info);
        }
    }));
}

#[test]
fn every_broken_dispatcher_is_caught_by_the_check_that_is_meant_for_it_and_shrunk() {
    hush();
    for sabotage in Sabotage::ALL {
        let (seed, case, fault) = caught(sabotage).unwrap_or_else(|| {
            panic!("{sabotage:?} went unnoticed in {STORMS_MAX} storms");
        });
        assert!(expected(sabotage) == fault.what, "{sabotage:?}, seed {seed}: {fault}");
        let (small, n_plays) = shrink(&case, fault.what, sabotage);
        let (before, after) = (case.steps.len(), small.steps.len());
        println!("{sabotage:?}: seed {seed}, {}, {before} to {after}, {n_plays} plays", fault.what);
        assert!(after <= STEPS_MAX, "{sabotage:?}: {after} steps are left:\n{small}");
        assert_eq!(replay(&small, sabotage).fault.map(|fault| fault.what), Some(fault.what));
        // It is the dispatcher that is broken, not the case.
        assert_eq!(replay(&small, Sabotage::None).fault, None, "{sabotage:?}:\n{small}");
    }
}
