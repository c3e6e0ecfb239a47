//! Compares the policies of a scenario with its first one, over days of several seeds:
//! `cargo run --release -p noriai-simulator --example compare -- FILE FIRST_SEED N_SEEDS [LINES]`.
//!
//! Each seed's figures go to LINES as it is done, one JSON object a line; a seed that is there
//! already is not simulated again, so that runs can be cut short and shared out.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example that prints")]

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;

use noriai_simulator::comparison::Comparison;
use noriai_simulator::{Scenario, Silent, World, simulate};
use serde_json::Value;

/// A figure's name, where it stands in the JSON, and what it is divided by.
const FIGURES: [(&str, &str, f64); 8] = [
    ("served", "/served", 1.0),
    ("rejected", "/rejected", 1.0),
    ("km", "/km_loaded /km_empty", 1.0),
    ("km with nobody aboard", "/km_empty", 1.0),
    ("wait, mean, min", "/wait_s/mean", 60.0),
    ("ride, mean, min", "/ride_s/mean", 60.0),
    ("detour, mean, min", "/detour_s/mean", 60.0),
    ("promises renewed", "/promises_renewed", 1.0),
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, first, n_seeds, rest @ ..] = arguments.as_slice() else {
        eprintln!("name a scenario, the first seed, how many seeds, and a file for the figures");
        return Ok(());
    };
    let (first, n_seeds): (u64, u64) = (first.parse()?, n_seeds.parse()?);
    let lines = rest.first();
    let mut scenario = Scenario::load(file)?;
    let mut done: BTreeMap<u64, Value> = BTreeMap::new();
    let old = lines.and_then(|lines| std::fs::read_to_string(lines).ok()).unwrap_or_default();
    for line in old.lines() {
        let outcome: Value = serde_json::from_str(line)?;
        done.insert(outcome["seed"].as_u64().unwrap_or_default(), outcome);
    }
    let world = World::open(&scenario)?;
    for seed in first..first + n_seeds {
        if done.contains_key(&seed) {
            continue;
        }
        scenario.seed = seed;
        let outcome = simulate(&scenario, &world, &Silent)?.json();
        eprintln!("seed {seed}: {} violations", outcome["checker_violations"]);
        if let Some(lines) = lines {
            let mut file = std::fs::OpenOptions::new().create(true).append(true).open(lines)?;
            writeln!(file, "{outcome}")?;
        }
        done.insert(seed, outcome);
    }
    done.retain(|seed, _| (first..first + n_seeds).contains(seed));
    print(&scenario, &done);
    Ok(())
}

fn print(scenario: &Scenario, done: &BTreeMap<u64, Value>) {
    let names: Vec<&str> = scenario.policies.iter().map(|policy| policy.name.as_str()).collect();
    let [base, others @ ..] = names.as_slice() else { return };
    let violations: u64 = done.values().filter_map(|day| day["checker_violations"].as_u64()).sum();
    println!("{} seeds, {violations} checker violations\n", done.len());
    println!("| | {base} | {} |", others.join(" | "));
    println!("| --- | ---: |{}", " ---: |".repeat(others.len()));
    for (name, at, unit) in FIGURES {
        let value = |day: &Value, policy: &str| -> f64 {
            let figures = &day["policies"][policy];
            at.split(' ').map(|at| number(figures.pointer(at))).sum::<f64>() / unit
        };
        let mut row = format!("| {name} |");
        for (n, other) in others.iter().enumerate() {
            let pairs: Vec<(f64, f64)> =
                done.values().map(|day| (value(day, base), value(day, other))).collect();
            let Some(found) = Comparison::of(&pairs) else { continue };
            if n == 0 {
                row += &format!(" {:.1} |", found.first);
            }
            row += &format!(
                " {:.1} ({:+.1} ± {:.1}) |",
                found.second, found.difference, found.half_width
            );
        }
        println!("{row}");
    }
}

/// A number, or the sum of an object's numbers.
fn number(value: Option<&Value>) -> f64 {
    match value {
        Some(Value::Object(parts)) => parts.values().filter_map(Value::as_f64).sum(),
        Some(value) => value.as_f64().unwrap_or(0.0),
        None => 0.0,
    }
}
