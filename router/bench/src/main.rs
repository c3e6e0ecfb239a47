//! The router beside `fast_paths` and RoutingKit on the same graphs and questions, in one run.
//!
//! ```text
//! make bench-router
//! make bench-router ARGS=--json
//! ```
//! Medians of interleaved runs, one thread; every answer of every contestant is compared with ours.
#![expect(clippy::print_stdout, reason = "printing is what this is for")]

mod contest;
mod graphs;
mod peer;
mod questions;
mod report;
#[cfg_attr(not(feature = "peers"), path = "routingkit_absent.rs")]
mod routingkit;
mod turns;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use graphs::Graph;
use report::Report;

/// Prints the router's speed beside its peers.
#[derive(Parser)]
struct Arguments {
    /// Folder with nodes.csv.gz and arcs.csv.gz
    #[arg(long, default_value = "../shared/data/dispatch/porto-1pct")]
    porto: PathBuf,
    /// Folder with luxembourg_first_out and its companions
    #[arg(long, default_value = "../shared/data/road-graph/luxembourg")]
    luxembourg: PathBuf,
    /// Figures alone, as JSON under each graph's name
    #[arg(long)]
    json: bool,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = Arguments::parse();
    let graphs = [graphs::porto(&arguments.porto)?, graphs::luxembourg(&arguments.luxembourg)?];
    let mut reports = Vec::new();
    for graph in &graphs {
        let report = measure(graph)?;
        if !arguments.json {
            println!("{}", report.table());
        }
        reports.push(report);
    }
    if arguments.json {
        println!("{}", report::json(&reports));
    }
    let mismatches: usize = reports.iter().map(|report| report.mismatches).sum();
    Ok(if mismatches == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn measure(graph: &Graph) -> Result<Report, Box<dyn Error>> {
    let mut report = Report::new(graph);
    routingkit::with_peer(graph, &mut |peer| questions::ask(graph, peer, &mut report))?;
    turns::ask(graph, &mut report)?;
    Ok(report)
}
