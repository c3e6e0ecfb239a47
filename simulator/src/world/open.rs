//! Finding the map that a scenario names.

use std::path::{Path, PathBuf};

use super::World;
use super::osm;
use crate::error::SimulationError;
use crate::scenario::Scenario;

/// Which map a scenario runs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapSource {
    /// An extract (`.osm.pbf`).
    File(PathBuf),
    /// The town on squared paper, of a seed.
    SquaredPaper(u64),
}

impl MapSource {
    /// Reads the `map` setting; paths are relative to the scenario's own folder.
    pub(crate) fn parse(text: &str, folder: &Path) -> Result<Self, SimulationError> {
        let seeded = |seed: &str| {
            let remedy = "write squared-paper:7 with a whole number for the seed";
            seed.parse().map_err(|_not_a_number: std::num::ParseIntError| {
                SimulationError::scenario("map", format!("{seed:?} is no seed"), remedy)
            })
        };
        match text.split_once(':') {
            Some(("squared-paper", seed)) => Ok(Self::SquaredPaper(seeded(seed)?)),
            _ => Ok(Self::File(folder.join(text))),
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
            MapSource::File(path) => osm::from_file(path),
        }
    }
}
