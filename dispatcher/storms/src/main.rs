//! `storms --storms N --seed S`: plays storms, and says what they reached; `--replay SEED` plays
//! one aloud, `--case FILE` the steps of a file.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool")]

mod arguments;

use std::process::ExitCode;

use arguments::{Arguments, Asked};
use noriai_storms::{Case, Fault, Sabotage, Tally, replay_aloud, shrink, storm};

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(why) => {
            eprintln!("{why}\n{}", arguments::USAGE);
            return ExitCode::from(2);
        }
    };
    // Panics are caught and counted; where they come from is said once, when a case is replayed.
    let aloud = matches!(arguments.asked, Asked::Case(_));
    if !aloud {
        std::panic::set_hook(Box::new(|_| ()));
    }
    let sound = match &arguments.asked {
        Asked::Many { seed, n_storms } => many(*seed, *n_storms, arguments.json),
        Asked::One(seed) => {
            let played = storm(*seed, Sabotage::None);
            tell(&played.case, played.fault.as_ref())
        }
        Asked::Case(path) => match std::fs::read_to_string(path).map(|text| text.parse::<Case>()) {
            Ok(Ok(case)) => tell(&case, None),
            Ok(Err(why)) => {
                eprintln!("{path}: {why}");
                false
            }
            Err(why) => {
                eprintln!("{path}: {why}");
                false
            }
        },
    };
    if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Plays so many storms; every fault is shrunk and said.
fn many(seed: u64, n_storms: u64, json: bool) -> bool {
    let mut tally = Tally::default();
    let mut failed = Vec::new();
    for seed in seed..seed.saturating_add(n_storms) {
        let played = storm(seed, Sabotage::None);
        tally.merge(&played.tally);
        let Some(fault) = played.fault else { continue };
        failed.push(seed);
        eprintln!("seed {seed}: {fault}");
        if failed.len() <= 5 {
            let (small, n_plays) = shrink(&played.case, fault.what, Sabotage::None);
            let (n_before, n_after) = (played.case.steps.len(), small.steps.len());
            eprintln!("{n_before} steps shrunk to {n_after} in {n_plays} plays:\n{small}");
        }
    }
    if json {
        println!("{{\"failed\":{failed:?},\"reached\":{}}}", tally.json());
    } else {
        print!("{tally}");
        println!("{n_storms} storms from seed {seed}, {} with a fault: {failed:?}", failed.len());
    }
    failed.is_empty()
}

/// Plays a case aloud; a failing storm is made small first.
fn tell(case: &Case, fault: Option<&Fault>) -> bool {
    let case = match fault {
        Some(fault) => shrink(case, fault.what, Sabotage::None).0,
        None => case.clone(),
    };
    let played = replay_aloud(&case, Sabotage::None);
    println!("{case}");
    played.said.iter().for_each(|line| println!("{line}"));
    match played.fault {
        Some(fault) => {
            println!("{fault}");
            false
        }
        None => {
            println!("sound, {:016x}", played.chain);
            true
        }
    }
}
