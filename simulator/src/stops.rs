//! Designated stops: where from, and who walks to which.

mod cover;
mod file;
mod grid;

use std::path::PathBuf;

use noriai_core::{Place, StopId};
use noriai_units::{Metres, Position};

use crate::error::{ErrorCode, SimulationError};
use crate::scenario::Walking;
use crate::world::World;

/// The stops of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopSetting {
    /// From where.
    pub source: StopSource,
    /// No more than so many.
    pub max: usize,
    /// How people walk to them.
    pub walking: Walking,
}

/// Where stops come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StopSource {
    /// The map's bus stops; filled up by a cover where they serve too few.
    Map,
    /// A cover of homes and goals alone.
    Cover,
    /// The scenario's own list.
    Listed(Vec<(String, Position)>),
    /// A file with `stop_name`, `stop_lat`, `stop_lon`, as in GTFS `stops.txt`.
    Csv(PathBuf),
}

/// A designated stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its name.
    pub name: String,
    /// Where a van stops.
    pub place: Place,
}

/// The stops of a run, and how people walk to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stops {
    /// In order of their ids, which count from 1.
    pub all: Vec<Stop>,
    walking: Walking,
}

/// Stops nearer to each other than this are one: the two sides of a road.
const SAME_STOP: Metres = Metres::new(120);

impl Stops {
    /// Chooses the stops of a scenario.
    ///
    /// # Errors
    /// If a file of stops can't be read, or fewer than two stops lie beside a road.
    pub fn of(setting: &StopSetting, world: &World) -> Result<Self, SimulationError> {
        let chosen = match &setting.source {
            StopSource::Listed(list) => list.clone(),
            StopSource::Csv(path) => file::read(path)?,
            StopSource::Map | StopSource::Cover => cover::choose(setting, world),
        };
        let mut all: Vec<Stop> = Vec::new();
        for (name, position) in chosen {
            let Ok(place) = world.roads.snap(position) else { continue };
            if all.iter().any(|stop| stop.place.road == place.road) {
                continue;
            }
            let id = u32::try_from(all.len() + 1).unwrap_or(u32::MAX);
            all.push(Stop { name, place: Place { stop: Some(StopId(id)), ..place } });
        }
        if all.len() < 2 {
            let cause = format!("{} stops lie beside a road", all.len());
            let remedy = "give stops on the map, or use from = \"cover\"";
            return Err(SimulationError::new(ErrorCode::Scenario, cause, remedy));
        }
        Ok(Self { all, walking: setting.walking })
    }

    /// The nearest stop that people walk to from here, by its index, with the way on foot.
    #[must_use]
    pub fn nearest(&self, position: Position) -> Option<(usize, Metres)> {
        let ways = self.all.iter().enumerate();
        let ways =
            ways.map(|(index, stop)| (index, self.walking.way(position, stop.place.position)));
        ways.min_by_key(|(index, way)| (*way, *index)).filter(|(_, way)| *way <= self.walking.limit)
    }

    /// How people walk.
    #[must_use]
    pub const fn walking(&self) -> &Walking {
        &self.walking
    }
}
