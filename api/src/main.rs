//! The binary `noriai`: command line, HTTP, the demonstration, and the town's page.

mod authz;
mod cli;
mod config;
mod demo;
#[cfg(test)]
mod drift;
mod errors;
mod failure;
mod http;
mod keys;
mod live;
mod logging;
mod metrics;
mod output;
mod routes;
mod service;
mod time;
mod town;
mod view;
mod wire;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    match arguments.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            output::say(&fault.to_string());
            ExitCode::FAILURE
        }
    }
}
