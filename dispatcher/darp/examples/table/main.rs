//! Solves the instances of a folder with several seeds and prints every run beside the best known.
//!
//! `cargo run --release -p noriai-darp --example table -- FOLDER [--time SECONDS | --iterations N]
//! [--seeds N] [--only PREFIX,PREFIX] [--stop-at-best-known] [--check PROGRAM.py]
//! [--solutions FOLDER]`. The folder holds `best_known.csv` (`instance,best_known_distance`) and an
//! instance `NAME.txt` a line. Seconds are those that this process had a processor (Linux).

#![allow(clippy::print_stdout, reason = "a table is printed")]

mod arguments;
mod until;

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use arguments::Arguments;
use noriai_darp::{Instance, Report, check, solve};
use until::{ROUNDING, Until};

/// A run that is over.
struct Run {
    /// In percent of the best known; infinite if a rule is broken or a request left out.
    gap: f64,
    best_after: f64,
    is_proven: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::read()?;
    let known = fs::read_to_string(arguments.folder.join("best_known.csv"))?;
    println!(
        "{:9} {:>4} {:>9} {:>10} {:>8} {:>12} {:>9} {:>10}  checked, proven",
        "instance", "seed", "distance", "best known", "gap %", "s to best", "s", "iterations"
    );
    let mut runs = Vec::new();
    for line in known.lines().skip(1) {
        let (name, value) = line.split_once(',').ok_or("a line without a comma")?;
        if !arguments.wants(name) {
            continue;
        }
        for seed in 1..=arguments.n_seeds {
            runs.push(run(&arguments, name, value.trim().parse()?, seed)?);
            io::stdout().flush()?;
        }
    }
    summarise(&runs);
    Ok(())
}

fn summarise(runs: &[Run]) {
    let n_reached = runs.iter().filter(|run| run.gap <= 0.0).count();
    let n_proven = runs.iter().filter(|run| run.is_proven).count();
    let mean = runs.iter().map(|run| run.gap).sum::<f64>() / runs.len() as f64;
    let worst = runs.iter().map(|run| run.gap).fold(0.0, f64::max);
    let mut times: Vec<f64> = runs.iter().map(|run| run.best_after).collect();
    times.sort_by(f64::total_cmp);
    println!(
        "{} runs, {n_reached} at the best known or below, {n_proven} proven, mean gap {mean:.4} %, \
         worst {worst:.3} %, median {:.2} s to the best",
        runs.len(),
        times.get(times.len() / 2).copied().unwrap_or_default(),
    );
}

fn run(arguments: &Arguments, name: &str, known: f64, seed: u64) -> Result<Run, Box<dyn Error>> {
    let path = arguments.folder.join(format!("{name}.txt"));
    let enough = if arguments.stops { known + ROUNDING } else { f64::NEG_INFINITY };
    let mut limits = Until::new(arguments.budget, enough);
    let instance = Instance::parse(&fs::read_to_string(&path)?)?;
    let Report { solution, n_iterations, is_proven, .. } = solve(&instance, seed, &mut limits);
    let seconds = limits.seconds();
    let audit = check(&instance, &solution);
    let folder = arguments.solutions.clone().unwrap_or_else(std::env::temp_dir);
    let written = folder.join(format!("{name}-{seed}.json"));
    fs::write(&written, format!("{{\"routes\": {:?}}}\n", solution.tours))?;
    let valid =
        audit.violations.is_empty() && passes(arguments.checker.as_deref(), &path, &written)?;
    if arguments.solutions.is_none() {
        fs::remove_file(&written)?;
    }
    let over = audit.distance - known;
    let gap = match over {
        _ if !valid => f64::INFINITY,
        _ if over.abs() < ROUNDING => 0.0,
        _ => 100.0 * over / known,
    };
    println!(
        "{name:9} {seed:4} {:9.3} {known:10.2} {gap:8.3} {:12.2} {seconds:9.2} {n_iterations:10}  {}{}",
        audit.distance,
        limits.best_after,
        if valid { "ok" } else { "INVALID" },
        if is_proven { ", proven" } else { "" },
    );
    Ok(Run { gap, best_after: limits.best_after, is_proven })
}

/// Does the solution pass the program beside the instances, if one is named?
fn passes(checker: Option<&Path>, instance: &Path, solution: &Path) -> io::Result<bool> {
    let Some(checker) = checker else { return Ok(true) };
    let answer = Command::new("python3").arg(checker).arg(instance).arg(solution).output()?;
    Ok(String::from_utf8_lossy(&answer.stdout).contains("'ok'"))
}
