//! Three hundred storms: none finds a fault, and together they reach everything that is worth
//! reaching.

use noriai_storms::{EVENTS, Sabotage, Tally, Trouble, storm};

const N_STORMS: u64 = 300;

#[test]
fn nothing_that_goes_wrong_breaks_an_invariant() {
    let mut reached = Tally::default();
    let mut found = Vec::new();
    for seed in 1..=N_STORMS {
        let played = storm(seed, Sabotage::None);
        reached.merge(&played.tally);
        found.extend(played.fault.map(|fault| format!("seed {seed}: {fault}")));
    }
    println!("{reached}");
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert_eq!(missing(&reached), [""; 0]);
}

/// A storm that gets nowhere proves nothing: what was reached too seldom.
fn missing(reached: &Tally) -> Vec<String> {
    let mut missing = Vec::new();
    let mut at_least = |n: u64, kind: &str, name: &str| {
        let found = reached.get(kind, name);
        if found < n {
            missing.push(format!("{kind}: {name}, {found} of {n}"));
        }
    };
    for trouble in Trouble::ALL {
        at_least(50, "troubles", trouble.word());
    }
    for event in EVENTS {
        // Only riders aboard a vehicle that breaks down are taken off it.
        at_least(if event == "taken off" { 10 } else { 30 }, "events", event);
    }
    for (event, n) in [("booked", 2_000), ("alighted", 2_000), ("re-promised", 2_000)] {
        at_least(n, "events", event);
    }
    for word in
        ["feasible", "infeasible", "senseless", "can be booked", "can't be booked", "promise"]
    {
        at_least(100, "compared", word);
    }
    let refusals = [
        "already_aboard",
        "booking_ended",
        "booking_id_taken",
        "closure_id_taken",
        "closure_over",
        "no_such_booking",
        "no_such_call",
        "no_such_closure",
        "not_aboard",
        "not_next_call",
        "not_on_duty",
        "offer_expired",
        "offer_gone",
        "plan_not_adopted",
        "riders_to_serve",
        "shift_does_not_fit",
        "too_early_for_no_show",
    ];
    for code in refusals {
        at_least(10, "refusals", code);
    }
    let rejections = [
        "arrival",
        "break",
        "empty_party",
        "kept_for_immediate",
        "load",
        "no_road",
        "no_shift",
        "no_vehicle_fits",
        "needs_attendant",
        "not_equipped",
        "vehicle_not_allowed",
        "not_a_stop",
        "not_shared",
        "others_promise",
        "out_of_area",
        "outside_service_hours",
        "ride",
        "same_place",
        "shift_end",
        "too_early",
        "too_late",
        "wait",
        "zone_pair_not_served",
    ];
    for code in rejections {
        at_least(5, "rejections", code);
    }
    at_least(20, "searches", "better plan");
    missing
}

#[test]
fn storms_that_reach_nothing_would_be_noticed() {
    let all = Trouble::ALL.len() + EVENTS.len();
    assert!(all < missing(&Tally::default()).len());
}
