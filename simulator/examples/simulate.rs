//! Simulates a scenario: `cargo run --release -p noriai-simulator --example simulate -- FILE OUT`
#![expect(clippy::print_stderr, reason = "an example that prints")]

use std::time::Instant;

use noriai_simulator::{Bars, Scenario, SimulationError, World, simulate};

fn main() -> Result<(), SimulationError> {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(out)) = (arguments.next(), arguments.next()) else {
        eprintln!("name a scenario and a folder for the results");
        return Ok(());
    };
    let start = Instant::now();
    let scenario = Scenario::load(file)?;
    let world = World::open(&scenario)?;
    let opened = start.elapsed();
    let outcome = simulate(&scenario, &world, &Bars::default())?;
    let simulated = start.elapsed() - opened;
    outcome.write(out)?;
    eprint!("{}", outcome.table());
    for policy in &outcome.policies {
        eprintln!("{} rejected: {:?}", policy.setting.name, policy.figures.rejected);
        for violation in policy.day.violations.iter().take(5) {
            eprintln!("  {violation}");
        }
    }
    eprintln!("map {opened:?}, days {simulated:?}, all {:?}", start.elapsed());
    Ok(())
}
