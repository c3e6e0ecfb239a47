//! `noriai simulate`: replays a day under several policies.

use std::path::PathBuf;

use clap::Args;

use noriai_simulator::{Bars, Scenario, SimulationError, World, simulate};

use crate::failure::Failure;
use crate::output;

/// What to simulate.
#[derive(Debug, Args)]
pub(super) struct SimulateArguments {
    /// The scenario (TOML).
    scenario: PathBuf,
    /// Where report and CSV files go.
    #[arg(long)]
    out: PathBuf,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

/// Simulates, writes the files, and prints the figures.
pub(super) fn run(arguments: &SimulateArguments) -> Result<(), Failure> {
    let failed =
        |fault: SimulationError| Failure::new(fault.code.as_str(), fault.cause, fault.remedy);
    let scenario = Scenario::load(&arguments.scenario).map_err(failed)?;
    let world = World::open(&scenario).map_err(failed)?;
    let outcome = simulate(&scenario, &world, &Bars::default()).map_err(failed)?;
    outcome.write(&arguments.out).map_err(failed)?;
    if arguments.json {
        output::say(&outcome.table());
        output::json(&outcome.json())?;
    } else {
        output::text_line(outcome.table().trim_end())?;
    }
    let n_violations = outcome.checker_violations();
    if n_violations == 0 {
        return Ok(());
    }
    let cause = format!("the checker found {n_violations} violations");
    Err(Failure::new("checker_violations", cause, "report this with the scenario"))
}
