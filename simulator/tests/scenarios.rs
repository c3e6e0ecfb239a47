//! Scenarios: what is refused, and how it is said.

#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

mod repository;

use std::path::Path;

use noriai_simulator::{ErrorCode, Scenario, SimulationError};

use repository::scenario_file;

fn changed(from: &str, to: &str) -> SimulationError {
    let text = std::fs::read_to_string(scenario_file("squared-paper-day.toml")).unwrap();
    let text_changed = text.replacen(from, to, 1);
    assert_ne!(text, text_changed, "{from:?} is not in the scenario");
    Scenario::parse(&text_changed, Path::new(".")).unwrap_err()
}

#[track_caller]
fn assert_refused(from: &str, to: &str, expected: &str) {
    let error = changed(from, to);
    assert_eq!(error.code, ErrorCode::Scenario, "{error}");
    assert!(error.cause.contains(expected), "{error}");
    assert!(!error.remedy.is_empty());
}

#[test]
fn every_unknown_setting_is_named_by_its_full_path() {
    let error = changed(
        "kind = \"insertion\"",
        "kind = \"insertion\"\ncolour = \"red\"\nlimits = { max_wiat_min = 5, weights = { speed = 1 } }",
    );
    assert_eq!(error.code, ErrorCode::UnknownKey);
    for path in
        ["policies.1.colour", "policies.1.limits.max_wiat_min", "policies.1.limits.weights.speed"]
    {
        assert!(error.cause.contains(path), "{error}");
    }
    let error = changed("trip_m = 2000", "trip_metres = 2000");
    assert!(error.cause.contains("demand.trip_metres"), "{error}");
    let error = changed("wheelchairs = 1", "wheel_chairs = 1");
    assert!(error.cause.contains("fleet.0.wheel_chairs"), "{error}");
}

#[test]
fn settings_that_make_no_sense_are_refused_by_their_place() {
    assert_refused("2026-11-19", "2026-11-31", "day");
    assert_refused("\"07:30\"", "\"7:30\"", "fleet.0.shift");
    assert_refused("[\"07:30\", \"18:00\"]", "[\"18:00\", \"07:30\"]", "fleet.0.shift");
    assert_refused("[\"11:00\", \"14:00\"]", "[\"14:00\", \"11:00\"]", "fleet.0.breaks");
    assert_refused("requests = 220", "", "demand");
    assert_refused("requests = 220", "requests = 220\ncsv = \"a.csv\"", "demand");
    assert_refused("no_show_per_mille = 20", "no_show_per_mille = 2000", "demand.no_show");
    assert_refused("trip_m = 2000", "trip_m = 20", "demand.trip_m");
    assert_refused("kind = \"insertion\"", "kind = \"insertoin\"", "policies.1.kind");
    assert_refused("name = \"insertion\"", "name = \"exclusive-taxi\"", "policies.1.name");
    let improved =
        |rounds: &str| format!("kind = \"insertion\"\nimprovement = {{ rounds = {rounds} }}");
    assert_refused("kind = \"insertion\"", &improved("0"), "policies.1.improvement.rounds");
    let timetable = "kind = \"fixed-route-day-before\"";
    let both = format!("{timetable}\nimprovement = {{ rounds = 5 }}");
    assert_refused(timetable, &both, "policies.3.improvement");
    let together =
        |window: &str| format!("kind = \"insertion\"\nbatch = {{ window_s = {window} }}");
    assert_refused("kind = \"insertion\"", &together("0"), "policies.1.batch.window_s");
    assert_refused("kind = \"insertion\"", &together("121"), "policies.1.batch.window_s");
    let both = format!("{timetable}\nbatch = {{ window_s = 60 }}");
    assert_refused(timetable, &both, "policies.3.batch");
    assert_refused("lines = 3", "lines = 30", "policies.3.fixed_route.lines");
    assert_refused("squared-paper:7", "squared-paper:seven", "map");
    assert_refused("seats = 8", "seats = -8", "seats");
    assert_refused("[stops]", "[stops]\nfrom = \"heaven\"", "stops");
    assert_refused(
        "kind = \"insertion\"",
        "kind = \"insertion\"\nlimits = { max_ride_per_mille = 900 }",
        "policies.1.limits.max_ride_per_mille",
    );
}

#[test]
fn a_missing_scenario_and_a_missing_map_are_named() {
    let error = Scenario::load("nowhere.toml").unwrap_err();
    assert_eq!(error.code, ErrorCode::Unreadable);
    assert!(error.cause.contains("nowhere.toml"));
    let text = std::fs::read_to_string(scenario_file("squared-paper-day.toml")).unwrap();
    let text = text.replace("squared-paper:7", "no-such-map.osm.pbf");
    let scenario = Scenario::parse(&text, Path::new(".")).unwrap();
    let error = noriai_simulator::World::open(&scenario).map(|_| ()).unwrap_err();
    assert_eq!(error.code, ErrorCode::Map);
    assert!(error.cause.contains("no-such-map.osm.pbf"), "{error}");
}

#[test]
fn the_scenarios_of_the_repository_are_sound() {
    for file in ["isle-of-man-day.toml", "generated-town-day.toml", "squared-paper-day.toml"] {
        let scenario = Scenario::load(scenario_file(file)).unwrap();
        assert_eq!(format!("{}.toml", scenario.name), file);
        assert_eq!(scenario.policies.len(), 4);
    }
    for file in [
        "isle-of-man-batch.toml",
        "isle-of-man-short-notice.toml",
        "isle-of-man-improvement.toml",
        "toyama-stops-batch.toml",
        "toyama-stops-improvement.toml",
    ] {
        let scenario = Scenario::load(scenario_file(file)).unwrap();
        assert_eq!(format!("{}.toml", scenario.name), file);
    }
}

#[test]
fn the_manual_names_every_setting() {
    let crate_root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manual = std::fs::read_to_string(crate_root.join("../docs/simulator.md")).unwrap();
    let settings = std::fs::read_to_string(crate_root.join("src/scenario/file.rs")).unwrap();
    let names = settings.lines().filter_map(|line| {
        let (name, _) = line.trim().strip_prefix("pub(super) ")?.split_once(": ")?;
        Some(name)
    });
    let names: Vec<&str> = names.collect();
    assert!(40 < names.len());
    let missing: Vec<&str> = names.into_iter().filter(|name| !manual.contains(name)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}
