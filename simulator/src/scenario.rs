//! What is simulated: a scenario, read from TOML and checked.
//!
//! `docs/simulator.md` lists every setting with its default.

mod checked;
mod file;
mod policies;

use std::path::Path;

use noriai_core::{Capacity, Policy};
use noriai_units::{Metres, Position, Seconds, Yen};

use crate::calendar::{Day, TimeOfDay};
use crate::choice::Tolerance;
use crate::demand::DemandSetting;
use crate::error::{ErrorCode, SimulationError};
use crate::stops::StopSetting;
use crate::world::MapSource;

/// A day in a town, and the policies to be compared on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Its name, for files and figures.
    pub name: String,
    /// Its title in the report.
    pub title: Title,
    /// The map.
    pub map: MapSource,
    /// All chance comes from this.
    pub seed: u64,
    /// The day of the rides.
    pub day: Day,
    /// Who wants to travel.
    pub demand: DemandSetting,
    /// What riders put up with.
    pub tolerance: Tolerance,
    /// Vehicles with their shifts.
    pub fleet: Vec<FleetGroup>,
    /// Designated stops, for the policies that have them.
    pub stops: StopSetting,
    /// How far reality strays from the plan.
    pub noise: Noise,
    /// What the service costs.
    pub cost: CostModel,
    /// The checker looks over the whole state after every so many events.
    pub audit_every: u64,
    /// The policies, in the order of the report.
    pub policies: Vec<PolicySetting>,
}

/// A title in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

/// Vehicles that are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FleetGroup {
    /// How many.
    pub count: u32,
    /// What each holds.
    pub capacity: Capacity,
    /// Where they start and end; the map's centre if absent.
    pub depot: Option<Position>,
    /// When they are on duty.
    pub shift: (TimeOfDay, TimeOfDay),
    /// Breaks: begin no earlier, begin no later, length.
    pub breaks: Vec<(TimeOfDay, TimeOfDay, Seconds)>,
    /// Kept for those who ask on the spot: riders are taken at most so far ahead.
    pub books_ahead: Option<Seconds>,
}

/// How far reality strays from the plan; all zero by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noise {
    /// Standard deviation of driving times, in per mille of the planned time.
    pub driving_per_mille: u32,
    /// Standard deviation of standing times, in per mille of the planned time.
    pub dwell_per_mille: u32,
}

/// What the service costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CostModel {
    /// An hour of a driver on duty.
    pub driver_hour: Yen,
    /// A kilometre driven.
    pub km: Yen,
    /// A vehicle that is used on the day.
    pub vehicle_day: Yen,
    /// A request by telephone.
    pub phone_request: Yen,
}

/// One policy of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicySetting {
    /// Its name, for files and figures.
    pub name: String,
    /// Its title in the report.
    pub title: Title,
    /// How it works.
    pub kind: PolicyKind,
    /// Limits, weights and fares.
    pub policy: Policy,
    /// How the plan is improved between requests; not at all if absent.
    pub improvement: Option<Improvement>,
    /// Whether requests are answered together; each at once if absent.
    pub batch: Option<Batch>,
    /// For [`PolicyKind::FixedRouteDayBefore`].
    pub fixed_route: FixedRouteSetting,
}

/// Improvement of the whole plan between requests, as the service does it off its writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Improvement {
    /// Changes tried after each booking, cancellation and no-show. The work is counted, not timed,
    /// so that a day comes out the same on any machine.
    pub rounds: u32,
}

/// Requests answered together at the end of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Batch {
    /// From the first request to the answer.
    pub window: Seconds,
    /// Who asks for a ride further ahead is answered at once.
    pub ahead: Seconds,
}

/// The kinds of policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyKind {
    /// The nearest vehicle, one party at a time, door to door.
    ExclusiveTaxi,
    /// Shared, door to door.
    Insertion,
    /// Shared, between designated stops.
    InsertionStops,
    /// Lines with a timetable, to be asked for by the day before.
    FixedRouteDayBefore,
}

/// How the fixed routes are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedRouteSetting {
    /// How many lines.
    pub lines: usize,
    /// Stops of a line outside the centre, at most.
    pub stops_per_line: usize,
    /// Stops in the centre that every line calls at, at most.
    pub centre_stops: usize,
    /// The vehicle rests this long at the end of each run.
    pub layover: Seconds,
    /// Riders put up with a run that much before or after the wished time.
    pub tolerance: Seconds,
}

impl PolicyKind {
    /// All kinds.
    pub const ALL: [Self; 4] =
        [Self::ExclusiveTaxi, Self::Insertion, Self::InsertionStops, Self::FixedRouteDayBefore];

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ExclusiveTaxi => "exclusive-taxi",
            Self::Insertion => "insertion",
            Self::InsertionStops => "insertion-stops",
            Self::FixedRouteDayBefore => "fixed-route-day-before",
        }
    }

    /// Its title where the scenario gives none.
    #[must_use]
    pub fn title(self) -> Title {
        let (ja, en) = match self {
            Self::ExclusiveTaxi => {
                ("貸切タクシー（近い車から）", "Exclusive taxi, nearest vehicle")
            }
            Self::Insertion => ("乗合（自宅から目的地まで）", "Shared, door to door"),
            Self::InsertionStops => ("乗合（乗降場所）", "Shared, designated stops"),
            Self::FixedRouteDayBefore => {
                ("定時定路線（前日予約）", "Fixed route, booked by the day before")
            }
        };
        Title { ja: ja.to_owned(), en: en.to_owned() }
    }

    /// True if riders walk to designated stops.
    #[must_use]
    pub const fn uses_stops(self) -> bool {
        matches!(self, Self::InsertionStops | Self::FixedRouteDayBefore)
    }
}

impl Scenario {
    /// Reads a scenario. Paths in it are relative to its own folder.
    ///
    /// # Errors
    /// If the file can't be read, has settings that do not exist (all are named by their full
    /// path), or its settings are malformed or contradict each other.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, SimulationError> {
        let path = path.as_ref();
        let text =
            std::fs::read_to_string(path).map_err(|why| SimulationError::unreadable(path, &why))?;
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        Self::parse(&text, folder).map_err(|mut error| {
            error.cause = format!("{}: {}", path.display(), error.cause);
            error
        })
    }

    /// Reads a scenario from text.
    ///
    /// # Errors
    /// As [`Scenario::load`].
    pub fn parse(text: &str, folder: &Path) -> Result<Self, SimulationError> {
        let mut unknown = Vec::new();
        let read = toml::Deserializer::parse(text)
            .and_then(|toml| serde_ignored::deserialize(toml, |key| unknown.push(path_of(&key))));
        let file: file::ScenarioFile = read.map_err(|why| {
            let cause = why.to_string();
            let remedy = "docs/simulator.md lists the settings and what they look like";
            SimulationError::new(ErrorCode::Scenario, cause.trim_end(), remedy)
        })?;
        if !unknown.is_empty() {
            let cause = format!("unknown settings: {}", unknown.join(", "));
            let remedy = "remove them or mend the spelling; docs/simulator.md lists the settings";
            return Err(SimulationError::new(ErrorCode::UnknownKey, cause, remedy));
        }
        checked::checked(file, folder)
    }

    /// How many vehicles there are.
    #[must_use]
    pub fn n_vehicles(&self) -> u32 {
        self.fleet.iter().map(|group| group.count).sum()
    }
}

/// Like `policies.1.limits.max_wiat_min`, without the marks for options.
fn path_of(key: &serde_ignored::Path<'_>) -> String {
    key.to_string().replace("?.", "").replace('?', "")
}

/// How far people walk to a stop, and how fast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walking {
    /// No further than this, along the way.
    pub limit: Metres,
    /// Walked metres for 1,000 m of straight line.
    pub way_per_mille: i64,
    /// Walked metres in an hour.
    pub metres_per_hour: i64,
}

impl Default for Walking {
    /// 400 m at 4 km/h, along 1.3 times the straight line.
    fn default() -> Self {
        Self { limit: Metres::new(400), way_per_mille: 1_300, metres_per_hour: 4_000 }
    }
}

impl Walking {
    /// The way between two positions on foot.
    #[must_use]
    pub fn way(&self, from: Position, to: Position) -> Metres {
        let straight = from.distance(to).decimetres();
        Metres::from_decimetres(straight * self.way_per_mille / 1_000)
    }

    /// How long that takes.
    #[must_use]
    pub fn time(&self, way: Metres) -> Seconds {
        Seconds::from_millis(way.decimetres() * 360_000 / self.metres_per_hour.max(1))
    }
}
