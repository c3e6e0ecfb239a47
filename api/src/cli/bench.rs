//! `noriai bench`: measures a part beside its reference.

mod dispatch;

use clap::Subcommand;

use crate::failure::Failure;

/// What to measure.
#[derive(Debug, Subcommand)]
pub(super) enum BenchCommand {
    /// The best insertion of every request of a day into a large fleet.
    Dispatch(dispatch::DispatchArguments),
}

/// Measures, and prints the figures.
pub(super) fn run(command: &BenchCommand) -> Result<(), Failure> {
    let BenchCommand::Dispatch(arguments) = command;
    dispatch::run(arguments)
}
