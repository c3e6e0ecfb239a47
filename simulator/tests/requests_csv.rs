//! Requests from a file: what is read, and what each fault says.

#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

mod paper;

use std::path::Path;

use noriai_core::Wish;
use noriai_simulator::demand::{DemandSource, read_requests};
use noriai_simulator::{ErrorCode, Scenario, Silent, SimulationError, World, simulate};

use paper::paper_day;

const GOOD: &str = "\
id,asked_at,from_lat,from_lon,to_lat,to_lon,depart_at,arrive_by,adults,wheelchairs,channel
r2,2026-11-19 08:10,37.63,139.84,37.62,139.83,2026-11-19 08:30,,2,,web
r1,2026-11-18T17:00:00+09:00,37.62,139.82,37.63,139.84,,2026-11-19 10:00,,1,phone
";

fn read(text: &str) -> Result<Vec<noriai_simulator::demand::TimedRequest>, SimulationError> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("requests.csv");
    std::fs::write(&file, text).unwrap();
    read_requests(&file, &paper_day(1))
}

/// The fault of the good file with one text put in place of another.
fn fault(from: &str, to: &str) -> SimulationError {
    let text = GOOD.replacen(from, to, 1);
    assert_ne!(text, GOOD, "{from:?} is not in the file");
    let error = read(&text).unwrap_err();
    assert_eq!(error.code, ErrorCode::Requests, "{error}");
    assert!(error.cause.contains("requests.csv"), "{error}");
    assert!(!error.remedy.is_empty(), "{error}");
    error
}

#[track_caller]
fn assert_fault(from: &str, to: &str, expected: &str) {
    let error = fault(from, to);
    assert!(error.cause.contains(expected), "{error}");
}

#[test]
fn requests_are_read_in_the_order_in_which_they_are_uttered() {
    let requests = read(GOOD).unwrap();
    let ids: Vec<&str> = requests.iter().map(|request| request.id.as_str()).collect();
    assert_eq!(ids, ["r1", "r2"]);
    assert!(matches!(requests[0].wish, Wish::ArriveBy(_)));
    assert_eq!((requests[0].party.adults, requests[0].party.wheelchairs), (0, 1));
    assert!(requests[0].by_phone && !requests[1].by_phone);
    assert_eq!(requests[1].party.adults, 2);
}

#[test]
fn a_byte_order_mark_as_spreadsheets_write_it_does_no_harm() {
    assert_eq!(read(&format!("\u{feff}{GOOD}")).unwrap().len(), 2);
}

#[test]
fn each_fault_names_line_and_column() {
    assert_fault("id,asked_at", "ID,asked_at", "line 1, column id: it is missing");
    assert_fault("to_lon,depart_at", "to_lng,depart_at", "line 1, column to_lon");
    assert_fault(
        "wheelchairs,channel",
        "wheelchair,channel",
        "line 1, column wheelchair: it is unknown",
    );
    assert_fault("r2,2026", ",2026", "line 2, column id: it is empty");
    assert_fault("r1,2026", "r2,2026", "line 3, column id: it stands in an earlier line");
    assert_fault("2026-11-19 08:10", "ten past eight", "line 2, column asked_at");
    assert_fault("2026-11-19 08:10", "2026-11-19 08:40", "line 2, column asked_at: it is after");
    assert_fault("37.63,139.84,37.62", "91.0,139.84,37.62", "line 2, column from_lat");
    assert_fault("139.83,2026", "\"139,83\",2026", "line 2, column to_lon");
    assert_fault("2026-11-19 08:30", "2026-11-20 08:30", "line 2, column depart_at: it is not on");
    assert_fault("2026-11-19 08:30,,2", "2026-11-19 08:30,2026-11-19 09:00,2", "both filled");
    assert_fault("2026-11-19 08:30,,2", ",,2", "both empty");
    assert_fault(",2,,web", ",two,,web", "line 2, column adults");
    assert_fault(",2,,web", ",0,,web", "line 2, column adults: nobody travels");
    assert_fault(",2,,web", ",2,,pigeon", "line 2, column channel: it is unknown");
    assert_fault(",2,,web", ",2", "line 2");
}

#[test]
fn columns_for_the_time_are_needed() {
    let text = GOOD.replace("depart_at,arrive_by", "from_name,to_name");
    assert!(read(&text).unwrap_err().cause.contains("column depart_at"));
}

#[test]
fn a_file_without_requests_is_refused() {
    let only_names = GOOD.lines().next().unwrap();
    assert!(read(only_names).unwrap_err().cause.contains("there are no requests"));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = read_requests(Path::new("nowhere/requests.csv"), &paper_day(1)).unwrap_err();
    assert_eq!(error.code, ErrorCode::Unreadable);
    assert!(error.cause.contains("nowhere/requests.csv"), "{error}");
}

#[test]
fn a_day_can_be_replayed_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("requests.csv");
    std::fs::write(&file, GOOD).unwrap();
    let mut scenario: Scenario = paper_day(1);
    scenario.demand.source = DemandSource::Csv(file);
    scenario.demand.no_show_per_mille = 0;
    let world = World::open(&scenario).unwrap();
    let outcome = simulate(&scenario, &world, &Silent).unwrap();
    assert_eq!(outcome.policies[1].figures.served, 2);
    assert_eq!(outcome.demand_source, "requests.csv");
}
