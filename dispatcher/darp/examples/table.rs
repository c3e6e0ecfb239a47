//! Solves the instances of a folder with several seeds and prints every run beside the best known.
//!
//! `cargo run --release -p noriai-darp --example table -- FOLDER [--time SECONDS | --iterations N]
//! [--seeds N] [--only PREFIX,PREFIX] [--solutions FOLDER]`. The folder holds `best_known.csv`
//! (`instance,best_known_distance`) and an instance `NAME.txt` a line. Seconds are those that this
//! process had a processor (Linux), so that a busy machine does not spoil the comparison.

#![allow(clippy::print_stdout, reason = "a table is printed")]

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use noriai_darp::{Instance, Limits, Report, Solution, check, solve};

/// Best known values are rounded to two decimals.
const ROUNDING: f64 = 0.005_001;

/// Seconds of processor time that this process had.
fn processor_seconds() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = text.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|word| word.parse::<f64>().ok()).sum::<f64>() / 100.0
}

enum Budget {
    Seconds(f64),
    Iterations(u64),
}

struct Until<'a> {
    budget: &'a Budget,
    start: f64,
    n_asked: u64,
    used: f64,
}

impl Limits for Until<'_> {
    fn used(&mut self, n_iterations: u64) -> f64 {
        match self.budget {
            Budget::Iterations(n) => n_iterations as f64 / *n as f64,
            Budget::Seconds(seconds) => {
                if self.n_asked.is_multiple_of(32) {
                    self.used = (processor_seconds() - self.start) / seconds;
                }
                self.n_asked += 1;
                self.used
            }
        }
    }
}

struct Arguments {
    folder: PathBuf,
    budget: Budget,
    n_seeds: u64,
    only: Vec<String>,
    solutions: Option<PathBuf>,
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let mut arguments = Arguments {
        folder: words.next().ok_or("which folder?")?.into(),
        budget: Budget::Seconds(10.0),
        n_seeds: 5,
        only: Vec::new(),
        solutions: None,
    };
    while let Some(name) = words.next() {
        let value = words.next().ok_or_else(|| format!("{name} of what?"))?;
        match name.as_str() {
            "--time" => arguments.budget = Budget::Seconds(value.parse()?),
            "--iterations" => arguments.budget = Budget::Iterations(value.parse()?),
            "--seeds" => arguments.n_seeds = value.parse()?,
            "--only" => arguments.only = value.split(',').map(str::to_owned).collect(),
            "--solutions" => arguments.solutions = Some(value.into()),
            _ => return Err(format!("what is {name}?").into()),
        }
    }
    Ok(arguments)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = arguments()?;
    let known = fs::read_to_string(arguments.folder.join("best_known.csv"))?;
    let mut gaps = Vec::new();
    for line in known.lines().skip(1) {
        let (name, value) = line.split_once(',').ok_or("a line without a comma")?;
        if arguments.only.is_empty() || arguments.only.iter().any(|only| name.starts_with(only)) {
            gaps.extend(instance(&arguments, name, value.trim().parse()?)?);
        }
    }
    let n_reached = gaps.iter().filter(|&&gap| gap <= 0.0).count();
    println!("{} runs, mean gap {:.4} %, {n_reached} at the best known", gaps.len(), mean(&gaps));
    Ok(())
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// All runs of an instance; their gaps.
fn instance(arguments: &Arguments, name: &str, known: f64) -> Result<Vec<f64>, Box<dyn Error>> {
    let path = arguments.folder.join(format!("{name}.txt"));
    let mut gaps = Vec::new();
    for seed in 1..=arguments.n_seeds {
        let start = processor_seconds();
        let mut limits = Until { budget: &arguments.budget, start, n_asked: 0, used: 0.0 };
        let instance = Instance::parse(&fs::read_to_string(&path)?)?;
        let Report { solution, n_iterations, found_at } = solve(&instance, seed, &mut limits);
        let seconds = processor_seconds() - start;
        let audit = check(&instance, &solution);
        let valid = audit.violations.is_empty();
        let over = audit.distance - known;
        let gap = match over {
            _ if !valid => f64::INFINITY,
            _ if over.abs() < ROUNDING => 0.0,
            _ => 100.0 * over / known,
        };
        println!(
            "{name:7} seed {seed} {:9.3} {gap:7.3} % {n_iterations:8} iterations, best at \
             {found_at:8}, {seconds:5.2} s{}",
            audit.distance,
            if valid { "" } else { " INVALID" },
        );
        io::stdout().flush()?;
        gaps.push(gap);
        if let Some(folder) = &arguments.solutions {
            write(&folder.join(format!("{name}-{seed}.json")), &solution)?;
        }
    }
    println!("{name:7} mean gap {:.4} %", mean(&gaps));
    Ok(gaps)
}

fn write(path: &Path, solution: &Solution) -> io::Result<()> {
    fs::write(path, format!("{{\"routes\": {:?}}}\n", solution.tours))
}
