//! `noriai bench`: figures on standard output, one clear error on standard error.

use std::path::Path;

use noriai_tests::run;
use tempfile::TempDir;

const INSTANCE: &str = "../../shared/data/dispatch/porto-1pct";

#[test]
fn following_the_reference_every_best_insertion_costs_the_same_and_has_its_row() {
    if !Path::new(INSTANCE).exists() {
        println!("skipped: {INSTANCE} is not there");
        return;
    }
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("rows.csv");
    let out = out.to_str().unwrap();
    let arguments = ["bench", "dispatch", "--instance", INSTANCE, "--follow", "--out", out];
    let figures = run([&arguments[..], &["--json"]].concat().as_slice()).json();
    let counts = ["requests", "equal", "different", "unserved"].map(|name| &figures[name]);
    assert_eq!(counts, [16_569, 16_569, 0, 0]);
    for time in ["mean_us", "p50_us", "p99_us", "rss_mib"] {
        assert!(0.0 < figures[time].as_f64().unwrap(), "{time}: {figures}");
    }
    let rows = std::fs::read_to_string(out).unwrap();
    assert_eq!(rows.lines().count(), 16_570);
    let first = rows.lines().nth(1).unwrap();
    assert!(first.starts_with("0,958,0,0,32618,32618,"), "{first}");
}

#[test]
fn drawn_instances_are_the_same_each_time_for_a_seed() {
    if !Path::new(INSTANCE).exists() {
        println!("skipped: {INSTANCE} is not there");
        return;
    }
    let cost = |seed: &str| {
        let drawn = ["--fleets", "20", "--seed", seed, "--json"];
        let arguments = [&["bench", "dispatch", "--instance", INSTANCE][..], &drawn].concat();
        let figures = run(arguments.as_slice()).json();
        assert_eq!((&figures["vehicles"], &figures["requests"]), (&20.into(), &331.into()));
        figures["mean_cost_ds"].clone()
    };
    assert_eq!(cost("7"), cost("7"));
    assert_ne!(cost("7"), cost("8"));
}

#[test]
fn several_fleets_are_given_one_by_one_with_their_times_beside_the_first_ones() {
    if !Path::new(INSTANCE).exists() {
        println!("skipped: {INSTANCE} is not there");
        return;
    }
    let lines = |fleets: &str, requests: &str| {
        let drawn = ["--fleets", fleets, "--requests", requests];
        let arguments = [&["bench", "dispatch", "--instance", INSTANCE][..], &drawn].concat();
        run(arguments.as_slice())
    };
    let (both, alone) = (lines("20,40", "105,210").out, lines("40", "210").out);
    let both: Vec<&str> = both.lines().collect();
    assert_eq!(both.len(), 2, "{both:?}");
    for (line, begins) in both.iter().zip(["20 vehicles, 105 ", "40 vehicles, 210 "]) {
        assert!(line.starts_with(begins) && line.contains(" times the first"), "{line}");
    }
    // By turns or alone, the day is the same.
    let day = |line: &str| line.split(';').next().unwrap().to_owned();
    assert_eq!(day(both[1]), day(&alone));
    assert!(!alone.contains(" times the first"), "{alone}");
    let unequal = lines("20,40", "105");
    assert_ne!(unequal.code, 0);
    assert!(unequal.err.contains("error[unequal_lists]: "), "{}", unequal.err);
}

#[test]
fn a_folder_that_is_no_instance_is_refused_with_the_file_that_is_missing() {
    let folder = TempDir::new().unwrap();
    let empty = folder.path().to_str().unwrap();
    let refused = run(["bench", "dispatch", "--instance", empty]);
    assert_ne!(refused.code, 0);
    assert_eq!(refused.out, "");
    assert!(refused.err.contains("error[bad_instance]: "), "{}", refused.err);
    assert!(refused.err.contains("nodes.csv.gz"), "{}", refused.err);
}
