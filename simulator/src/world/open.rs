//! Finding the map that a scenario names.

use std::num::ParseIntError;
use std::path::{Path, PathBuf};

use super::{World, osm};
use crate::error::SimulationError;
use crate::scenario::Scenario;

/// Which map a scenario runs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapSource {
    /// An extract (`.osm.pbf`), or the directory of an imported map.
    Path(PathBuf),
    /// The generated town of a seed.
    Generated(u64),
    /// The town on squared paper of a seed.
    SquaredPaper(u64),
}

impl MapSource {
    /// Reads the `map` setting; paths are relative to the scenario's own folder.
    pub(crate) fn parse(text: &str, folder: &Path) -> Result<Self, SimulationError> {
        let seeded = |kind: &str, seed: &str| {
            seed.parse().map_err(|_no_number: ParseIntError| {
                let remedy = format!("write {kind}:7 with a whole number for the seed");
                SimulationError::scenario("map", format!("{seed:?} is no seed"), remedy)
            })
        };
        match text.split_once(':') {
            Some((kind @ "generated", seed)) => Ok(Self::Generated(seeded(kind, seed)?)),
            Some((kind @ "squared-paper", seed)) => Ok(Self::SquaredPaper(seeded(kind, seed)?)),
            _ => Ok(Self::Path(folder.join(text))),
        }
    }
}

impl World {
    /// Opens the map of a scenario.
    ///
    /// # Errors
    /// If the map can't be read or has no roads.
    pub fn open(scenario: &Scenario) -> Result<Self, SimulationError> {
        match &scenario.map {
            MapSource::SquaredPaper(seed) => Ok(Self::squared_paper(*seed)),
            MapSource::Generated(seed) => osm::generated(*seed),
            MapSource::Path(path) if path.is_dir() => osm::from_directory(path),
            MapSource::Path(path) => osm::from_file(path),
        }
    }
}
