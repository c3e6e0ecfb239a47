//! `noriai map`: imports an extract, or looks into one.

use std::path::PathBuf;

use clap::Subcommand;

use crate::failure::Failure;
use crate::output;
use crate::town::{ImportSummary, import_file, map_info};

/// What to do with a map.
#[derive(Debug, Subcommand)]
pub(super) enum MapCommand {
    /// Make roads, places, tiles and travel times of an extract.
    Import {
        /// The extract (.osm.pbf).
        file: PathBuf,
        /// Where the imported map goes; complete, or not there.
        #[arg(long)]
        out: PathBuf,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Say what a map holds.
    Info {
        /// An imported map's folder, or an extract (.osm.pbf).
        path: PathBuf,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
}

/// Does it.
pub(super) fn run(command: &MapCommand) -> Result<(), Failure> {
    let (summary, json) = match command {
        MapCommand::Import { file, out, json } => (import_file(file, out)?, *json),
        MapCommand::Info { path, json } => (map_info(path)?, *json),
    };
    if json { output::json(&summary) } else { output::text_line(&table(&summary)) }
}

fn table(summary: &ImportSummary) -> String {
    let [west, south, east, north] = summary.bbox;
    let rows = [
        ("map", summary.source.clone()),
        ("junctions", summary.nodes.to_string()),
        ("road segments", summary.segments.to_string()),
        ("turn restrictions", summary.turn_restrictions.to_string()),
        ("dangling references", summary.dangling_references.to_string()),
        ("dropped islands", summary.dropped_islands.to_string()),
        ("places", summary.places.to_string()),
        ("tiles", summary.tiles.to_string()),
        ("west, south, east, north", format!("{west:.5}, {south:.5}, {east:.5}, {north:.5}")),
    ];
    let lines: Vec<String> =
        rows.iter().map(|(name, value)| format!("{name:<26}{value}")).collect();
    lines.join("\n")
}
