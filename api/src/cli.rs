//! The command line. Results go to standard output, everything else to standard error.

mod bench;
mod journal;
mod map;
mod route;
mod simulate;
mod solve;

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::failure::Failure;
use crate::logging::{self, LogFormat};
use crate::{demo, output, routes, service};

/// Demand-responsive transit dispatch.
#[derive(Debug, Parser)]
#[command(name = "noriai", version, about)]
pub(crate) struct Arguments {
    /// The form of the log on standard error.
    #[arg(long, global = true, value_enum, default_value_t)]
    log_format: LogFormat,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve a town: bookings, tours, the live page.
    Serve(ServeArguments),
    /// A living town: the same service with simulated residents and vans.
    Demo(DemoArguments),
    /// Import a map, or look into one.
    #[command(subcommand)]
    Map(map::MapCommand),
    /// The fastest drive between two places.
    Route(route::RouteArguments),
    /// Replay a day under several policies.
    Simulate(simulate::SimulateArguments),
    /// Find a whole day's tours at once.
    #[command(subcommand)]
    Solve(solve::SolveCommand),
    /// Measure a part beside its reference.
    #[command(subcommand)]
    Bench(bench::BenchCommand),
    /// Look after a journal.
    #[command(subcommand)]
    Journal(journal::JournalCommand),
    /// Print the HTTP interface as OpenAPI 3.1.
    Openapi,
}

/// Where to listen.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Listen {
    /// The port; 0 for any free one, which is then written to the file `address` in the data folder.
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
    /// The address; the default is reached from this machine only.
    #[arg(long, default_value = "127.0.0.1")]
    pub(crate) bind: IpAddr,
}

/// What `serve` is told.
#[derive(Clone, Debug, Args)]
pub(crate) struct ServeArguments {
    /// Where the journal, the keys and imported maps are kept.
    #[arg(long)]
    pub(crate) data: PathBuf,
    /// An imported map's folder, or an extract (.osm.pbf); the generated town, if left out.
    #[arg(long)]
    pub(crate) map: Option<PathBuf>,
    /// The town's configuration; a built-in one, if left out.
    #[arg(long)]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) listen: Listen,
    /// Begin at this time (RFC 3339) instead of the world's: for rehearsals and tests.
    #[arg(long)]
    pub(crate) clock_start: Option<String>,
    /// Town seconds per second; other than 1 only with --clock-start.
    #[arg(long, default_value_t = 1, requires = "clock_start", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) speed: u32,
}

/// What `demo` is told.
#[derive(Clone, Debug, Args)]
pub(crate) struct DemoArguments {
    /// Where the journal and imported maps are kept.
    #[arg(long, default_value = "noriai-data/demo")]
    pub(crate) data: PathBuf,
    /// An imported map's folder, or an extract (.osm.pbf); the generated town, if left out.
    #[arg(long)]
    pub(crate) map: Option<PathBuf>,
    /// The town's configuration; a built-in one, if left out.
    #[arg(long)]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) listen: Listen,
    /// Town seconds per second at the beginning.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=600))]
    pub(crate) speed: u32,
    /// How many rides a day residents ask for.
    #[arg(long, default_value_t = 230, value_parser = clap::value_parser!(u32).range(0..=5000))]
    pub(crate) rides: u32,
    /// Whose residents: another seed, another day.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

impl Arguments {
    /// Does what was asked for.
    pub(crate) fn run(self) -> Result<(), Failure> {
        logging::start(self.log_format);
        match self.command {
            Command::Serve(arguments) => service::serve(&arguments),
            Command::Demo(arguments) => demo::demo(&arguments),
            Command::Map(command) => map::run(&command),
            Command::Route(arguments) => route::run(&arguments),
            Command::Simulate(arguments) => simulate::run(&arguments),
            Command::Solve(command) => solve::run(&command),
            Command::Bench(command) => bench::run(&command),
            Command::Journal(command) => journal::run(&command),
            Command::Openapi => output::text_line(routes::document().trim_end()),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}
