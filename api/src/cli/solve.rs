//! `noriai solve`: finds a whole day's tours at once for a published instance.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::{Args, Subcommand};
use noriai_darp::{Audit, Instance, Limits, Report, Timetable, check, solve};
use serde::Serialize;

use crate::failure::Failure;
use crate::output;

/// What to solve.
#[derive(Debug, Subcommand)]
pub(super) enum SolveCommand {
    /// A static dial-a-ride instance: `K n T Q L`, then a line a node.
    Darp(DarpArguments),
}

/// Which instance, and for how long.
#[derive(Debug, Args)]
pub(super) struct DarpArguments {
    /// The instance (Cordeau's format).
    instance: PathBuf,
    /// Seconds to take, reading included.
    #[arg(long, default_value_t = 10.0, value_parser = seconds)]
    time: f64,
    /// Stop after so many iterations instead: the same seed then gives the same tours everywhere.
    #[arg(long, conflicts_with = "time")]
    iterations: Option<u64>,
    /// Another seed, another search.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where the tours go, with their times (JSON).
    #[arg(long)]
    out: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

fn seconds(text: &str) -> Result<f64, &'static str> {
    let seconds = text.parse().ok().filter(|seconds| (0.0..=1e6).contains(seconds));
    seconds.ok_or("expected seconds from 0 to 1000000")
}

/// Until so many iterations are done, or so much time has passed.
enum Until {
    Iterations(u64),
    Time { start: Instant, budget: Duration },
}

impl Limits for Until {
    fn used(&mut self, n_iterations: u64) -> f64 {
        match self {
            // No iterations at all are none left.
            Self::Iterations(0) => 1.0,
            Self::Iterations(n) => n_iterations as f64 / *n as f64,
            Self::Time { budget, .. } if budget.is_zero() => 1.0,
            Self::Time { start, budget } => start.elapsed().div_duration_f64(*budget),
        }
    }
}

/// The tours as a file.
#[derive(Debug, Serialize)]
struct Tours<'a> {
    distance: f64,
    /// The nodes that each vehicle visits, without the depots.
    routes: &'a [Vec<usize>],
    unserved: &'a [usize],
    timetables: Vec<Vec<Stop>>,
}

#[derive(Debug, Serialize)]
struct Stop {
    node: usize,
    arrival: f64,
    begin: f64,
}

/// The run in figures.
#[derive(Debug, Serialize)]
struct Summary {
    distance: f64,
    n_requests: usize,
    n_unserved: usize,
    n_vehicles: usize,
    seed: u64,
    n_iterations: u64,
    found_at: u64,
    /// No solution is shorter; the search ended when that was known.
    is_proven: bool,
    seconds: f64,
}

/// Solves, audits, writes the tours and prints the figures.
pub(super) fn run(command: &SolveCommand) -> Result<(), Failure> {
    let SolveCommand::Darp(arguments) = command;
    let start = Instant::now();
    let path = &arguments.instance;
    let text = std::fs::read_to_string(path)
        .map_err(|fault| Failure::file("instance_unreadable", path, &fault))?;
    let instance = Instance::parse(&text).map_err(|fault| {
        Failure::new(fault.code(), format!("{}: {fault}", path.display()), fault.remedy())
    })?;
    let mut limits = match arguments.iterations {
        Some(n) => Until::Iterations(n),
        None => Until::Time { start, budget: Duration::from_secs_f64(arguments.time) },
    };
    let report = solve(&instance, arguments.seed, &mut limits);
    let audit = check(&instance, &report.solution);
    if let Some(out) = &arguments.out {
        write(out, &instance, &report, &audit)?;
    }
    print(arguments, &instance, &report, &audit, start)?;
    complete(&report, &audit)
}

fn write(out: &Path, instance: &Instance, report: &Report, audit: &Audit) -> Result<(), Failure> {
    let stops = |tour: &Vec<usize>| {
        let visits = Timetable::of(instance, tour).map(|table| table.visits).unwrap_or_default();
        let stop = |visit: noriai_darp::Visit| Stop {
            node: visit.node,
            arrival: visit.arrival,
            begin: visit.begin,
        };
        visits.into_iter().map(stop).collect()
    };
    let solution = &report.solution;
    let tours = Tours {
        distance: audit.distance,
        routes: &solution.tours,
        unserved: &solution.unserved,
        timetables: solution.tours.iter().map(stops).collect(),
    };
    let text = serde_json::to_string(&tours).map_err(|fault| {
        Failure::new("output", fault.to_string(), "report this: the program is at fault")
    })?;
    std::fs::write(out, text + "\n").map_err(|fault| Failure::file("out_unwritable", out, &fault))
}

fn print(
    arguments: &DarpArguments,
    instance: &Instance,
    report: &Report,
    audit: &Audit,
    start: Instant,
) -> Result<(), Failure> {
    let summary = Summary {
        distance: audit.distance,
        n_requests: instance.n_requests(),
        n_unserved: report.solution.unserved.len(),
        n_vehicles: report.solution.tours.len(),
        seed: arguments.seed,
        n_iterations: report.n_iterations,
        found_at: report.found_at,
        is_proven: report.is_proven,
        seconds: start.elapsed().as_secs_f64(),
    };
    if arguments.json {
        return output::json(&summary);
    }
    output::text_line(&format!(
        "distance {:.3}{}, {} of {} requests, {} of {} vehicles, {} iterations, {:.1} s",
        summary.distance,
        if summary.is_proven { " (none is shorter)" } else { "" },
        summary.n_requests - summary.n_unserved,
        summary.n_requests,
        summary.n_vehicles,
        instance.n_vehicles(),
        summary.n_iterations,
        summary.seconds,
    ))
}

/// Fails if a request is left out, or (the program's fault) a rule is broken.
fn complete(report: &Report, audit: &Audit) -> Result<(), Failure> {
    let unserved = &report.solution.unserved;
    if !unserved.is_empty() {
        let cause = format!("no tour was found for the requests {unserved:?}");
        return Err(Failure::new("unserved", cause, "give more time, or more vehicles"));
    }
    match audit.violations.first() {
        None => Ok(()),
        Some(violation) => Err(Failure::new(
            "checker_violations",
            violation.to_string(),
            "report this with the instance: the program is at fault",
        )),
    }
}
