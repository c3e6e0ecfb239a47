//! A whole day: repeatable, audited, the same riders for every policy.

#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

mod paper;
mod repository;

use std::collections::BTreeMap;
use std::path::Path;

use noriai_simulator::outcome::Fate;
use noriai_simulator::scenario::Noise;
use noriai_simulator::{Outcome, Scenario, Silent, World, simulate};

use paper::paper_day;
use repository::scenario_file;

fn run(scenario: &Scenario) -> Outcome {
    let world = World::open(scenario).unwrap();
    simulate(scenario, &world, &Silent).unwrap()
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            let below = files(&path);
            found.extend(below.into_iter().map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

fn written(outcome: &Outcome) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    outcome.write(folder.path()).unwrap();
    files(folder.path())
}

fn assert_sound(outcome: &Outcome) {
    for policy in &outcome.policies {
        let name = &policy.setting.name;
        assert_eq!(policy.day.violations, Vec::<String>::new(), "{name}");
        let figures = &policy.figures;
        let all = figures.served + figures.no_shows + figures.n_rejected();
        assert_eq!(all, figures.requests, "{name}: every request has an end");
        assert!(policy.day.rides.iter().all(|ride| ride.fate != Fate::Open), "{name}");
        assert!(0 < figures.served, "{name} serves somebody");
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_gives_others() {
    let scenario = paper_day(60);
    let first = written(&run(&scenario));
    assert_eq!(first.len(), 2 + 4 * 2, "{:?}", first.keys());
    assert!(first == written(&run(&scenario)));
    let other = written(&run(&Scenario { seed: 43, ..scenario }));
    assert_ne!(first["shared/rides.csv"], other["shared/rides.csv"]);
}

#[test]
fn the_checker_finds_nothing_in_a_crowded_day() {
    let outcome = run(&paper_day(150));
    assert_sound(&outcome);
    // The day is crowded indeed: the shared vans could not take everybody.
    assert!(0 < outcome.policies[1].figures.n_rejected());
    assert!(1.3 < outcome.policies[1].figures.riders_per_trip);
}

#[test]
fn the_generated_town_s_day_is_sound_under_all_four_policies() {
    let outcome = run(&Scenario::load(scenario_file("generated-town-day.toml")).unwrap());
    assert_eq!(outcome.policies.len(), 4);
    assert_sound(&outcome);
}

#[test]
fn every_policy_meets_the_same_requests() {
    let outcome = run(&paper_day(60));
    let wishes = |policy: usize| -> Vec<String> {
        let csv = outcome.rides_csv(&outcome.policies[policy]);
        let rows = String::from_utf8(csv).unwrap();
        rows.lines().map(|row| row.split(',').take(12).collect::<Vec<_>>().join(",")).collect()
    };
    assert_eq!(wishes(0).len(), 61);
    for policy in 1..outcome.policies.len() {
        assert_eq!(wishes(0), wishes(policy));
    }
    // Who does not show up is decided by the rider, not by the policy.
    for policy in &outcome.policies {
        for ride in &policy.day.rides {
            let shows_up = outcome.requests[ride.request].shows_up;
            assert!(ride.fate != Fate::Served || shows_up);
            assert!(ride.fate != Fate::NoShow || !shows_up);
        }
    }
}

#[test]
fn a_day_with_traffic_renews_promises_instead_of_breaking_them_silently() {
    let noise = Noise { driving_per_mille: 150, dwell_per_mille: 200 };
    let outcome = run(&Scenario { noise, ..paper_day(100) });
    let shared = &outcome.policies[1];
    assert!(0 < shared.figures.repromised);
    assert!(50 < shared.figures.served);
    let all = shared.figures.served + shared.figures.no_shows + shared.figures.n_rejected();
    assert_eq!(all, 100);
}

#[test]
fn exclusive_taxis_carry_one_party_at_a_time_and_make_no_detour() {
    let outcome = run(&paper_day(80));
    let taxi = &outcome.policies[0];
    assert_eq!(taxi.figures.detour.p95.millis(), 0);
    let largest = outcome.requests.iter().map(|request| request.party.n_people()).max().unwrap();
    assert!(taxi.day.calls.iter().all(|call| call.aboard <= largest));
}

#[test]
fn riders_of_stops_walk_no_further_than_the_limit() {
    let outcome = run(&paper_day(80));
    for ride in &outcome.policies[2].day.rides {
        assert!(ride.walk.0.whole() <= 600 && ride.walk.1.whole() <= 600);
    }
    let walked = outcome.policies[2].day.rides.iter().any(|ride| 0 < ride.walk.0.whole());
    assert!(walked);
}

#[test]
fn fixed_routes_carry_only_those_who_asked_the_day_before() {
    let outcome = run(&paper_day(100));
    let midnight = outcome.scenario.day.midnight();
    let lines = &outcome.policies[3];
    for ride in &lines.day.rides {
        if ride.fate == Fate::Served {
            assert!(outcome.requests[ride.request].asked_at < midnight);
        }
    }
    assert!(lines.figures.rejected.contains_key("asked_too_late"));
}

#[test]
fn the_json_has_the_names_that_others_rely_on() {
    let json = run(&paper_day(40)).json();
    for key in ["scenario", "seed", "checker_violations", "policies"] {
        assert!(json.get(key).is_some(), "{key}");
    }
    let shared = &json["policies"]["shared"];
    let keys = [
        "requests",
        "served",
        "rejected",
        "wait_s",
        "ride_s",
        "detour_s",
        "riders_per_trip",
        "km_loaded",
        "km_empty",
        "driver_hours",
        "cost_yen",
        "fares_yen",
    ];
    for key in keys {
        assert!(shared.get(key).is_some(), "{key}");
    }
    for spread in ["wait_s", "ride_s", "detour_s"] {
        for key in ["mean", "p50", "p95"] {
            assert!(shared[spread][key].is_number(), "{spread}.{key}");
        }
    }
}

#[test]
fn the_report_needs_nothing_from_elsewhere() {
    let files = written(&run(&paper_day(40)));
    let page = String::from_utf8(files["report.html"].clone()).unwrap();
    assert!(!page.contains("<script src") && !page.contains("<link"));
    for mark in ["@facts@", "@data@", "@script@", "@table@"] {
        assert!(!page.contains(mark), "{mark} is left");
    }
    let data = page.split_once("id=\"report-data\">").unwrap().1.split_once("</script>").unwrap().0;
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    for chart in data["charts"].as_array().unwrap() {
        let place = format!("id={}", chart["id"]);
        assert!(page.contains(&place), "{place} has no place on the page");
    }
    assert_eq!(data["charts"].as_array().unwrap().len(), 8);
    assert_eq!(data["map"]["policies"].as_array().unwrap().len(), 4);
}
