//! Who wants to travel, and when they ask: from a file, or drawn after a town's profile.

mod csv_file;
mod generator;
mod profile;
mod rider;

use std::path::PathBuf;

use noriai_core::{Party, Wish};
use noriai_units::{Metres, Position, Timestamp};

use crate::error::SimulationError;
use crate::scenario::Scenario;
use crate::world::World;

pub use csv_file::read_requests;
pub use generator::{Generator, Volume};
pub use profile::{LeadTime, Profile};

/// A wish with the time at which it is uttered, and all else that chance decides about its rider;
/// so that every policy meets the same riders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimedRequest {
    /// Its id: from the file, or a number.
    pub id: String,
    /// When the rider asks.
    pub asked_at: Timestamp,
    /// Where the rider is.
    pub from: Spot,
    /// Where the rider wants to go.
    pub to: Spot,
    /// When.
    pub wish: Wish,
    /// Who travels.
    pub party: Party,
    /// True if the rider asks by telephone.
    pub by_phone: bool,
    /// False if the rider will not be there.
    pub shows_up: bool,
}

/// A position with a name, if it has one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Where.
    pub position: Position,
    /// Its name; empty for homes.
    pub name: String,
}

/// The demand of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemandSetting {
    /// From where.
    pub source: DemandSource,
    /// The folder of a town's counts; the built-in copy is used if it is absent.
    pub profile: Option<PathBuf>,
    /// How far people travel: at this distance a goal is half as attractive as next door.
    pub trip: Metres,
    /// How many of 1,000 riders are not there.
    pub no_show_per_mille: u32,
}

/// Where requests come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DemandSource {
    /// A file.
    Csv(PathBuf),
    /// Drawn: exactly so many.
    Generated {
        /// How many.
        requests: u32,
    },
    /// Drawn: so many on an average weekday; the day's own share of them.
    PerAverageWeekday {
        /// How many on the average.
        requests: u32,
    },
}

/// A day's requests and where they come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// In the order in which they are uttered.
    pub requests: Vec<TimedRequest>,
    /// The source, for the report.
    pub source: String,
}

impl Demand {
    /// The requests of a scenario.
    ///
    /// # Errors
    /// If a file can't be read, or a line of it does not make sense.
    pub fn of(scenario: &Scenario, world: &World) -> Result<Self, SimulationError> {
        let setting = &scenario.demand;
        let volume = match &setting.source {
            DemandSource::Csv(path) => {
                let requests = read_requests(path, scenario)?;
                let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
                return Ok(Self { requests, source: file.unwrap_or_default() });
            }
            DemandSource::Generated { requests } => Volume::Exactly(*requests),
            DemandSource::PerAverageWeekday { requests } => Volume::PerAverageWeekday(*requests),
        };
        let profile = match &setting.profile {
            Some(folder) if folder.is_dir() => Profile::read(folder)?,
            _ => Profile::built_in(),
        };
        let source = profile.source.clone();
        let generator = Generator::new(scenario.seed, world.sites.clone(), profile, volume)
            .trips_of(setting.trip)
            .no_shows(setting.no_show_per_mille);
        Ok(Self { requests: generator.day(scenario.day), source })
    }
}
