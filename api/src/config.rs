//! The town's configuration: everything that makes an installation this town's, as data.
//!
//! Read from TOML; unknown keys are refused, with the file's name and line. Without a file the
//! built-in [`default.toml`](config/default.toml) runs on any map.

mod clock_time;
mod companies;
mod day_of_week;
mod fittings;
mod improvement;
mod policy;
mod zones;

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use noriai_core::{Capacity, CompanyId, VehicleId};
use noriai_units::{Position, Seconds};
use serde::Deserialize;

pub(crate) use clock_time::ClockTime;
use companies::CompanyConfig;
use day_of_week::DayOfWeek;
pub(crate) use fittings::GroupConfig;
use fittings::{AidsConfig, FittingsConfig};
use improvement::ImprovementConfig;
use policy::{FaresConfig, PolicyConfig};
use zones::HoursConfig;
pub(crate) use zones::ZoneConfig;

use crate::failure::Failure;

/// The town's configuration.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// Name and telephone.
    #[serde(default)]
    pub(crate) town: TownConfig,
    /// Limits and weights.
    #[serde(default)]
    policy: PolicyConfig,
    /// What a ride costs.
    #[serde(default)]
    fares: FaresConfig,
    /// Outside these hours no ride is offered; where left out, the shifts alone decide.
    hours: Option<HoursConfig>,
    /// Parts of the area with their own rules; where left out, the whole map is one.
    #[serde(default)]
    pub(crate) zones: Vec<ZoneConfig>,
    /// How often one address may ask.
    #[serde(default)]
    pub(crate) limits: LimitsConfig,
    /// The search for a better plan between requests.
    #[serde(default)]
    pub(crate) improvement: ImprovementConfig,
    /// Companies that send drivers in turn.
    #[serde(default)]
    companies: Vec<CompanyConfig>,
    /// What aids cost in a vehicle that does not say otherwise.
    #[serde(default)]
    aids: AidsConfig,
    /// Groups of vehicles that some trips are for.
    #[serde(default)]
    pub(crate) groups: Vec<GroupConfig>,
    /// The fleet.
    pub(crate) vehicles: Vec<VehicleConfig>,
    /// Who drives when.
    pub(crate) shifts: Vec<ShiftConfig>,
    /// Designated stops; where left out, the bus stops of the map.
    #[serde(default)]
    pub(crate) stops: Vec<StopConfig>,
}

/// Name and telephone.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TownConfig {
    /// In latin letters; that of the map, if left out.
    pub(crate) name: Option<String>,
    /// In Japanese.
    pub(crate) name_ja: Option<String>,
    /// Where to telephone.
    pub(crate) phone: Option<String>,
    /// Where shifts begin and end, unless a vehicle says otherwise; the town hall, the station or
    /// the middle of the roads, if left out.
    pub(crate) depot: Option<Coordinate>,
}

/// A WGS 84 coordinate in degrees.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Coordinate {
    lat: f64,
    lon: f64,
}

/// How often one address may ask for offers.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LimitsConfig {
    /// So many at once ...
    pub(crate) offers_burst: u32,
    /// ... and so many a minute in the long run.
    pub(crate) offers_per_minute: u32,
}

impl Default for LimitsConfig {
    /// A household's, with room to try out.
    fn default() -> Self {
        Self { offers_burst: 30, offers_per_minute: 60 }
    }
}

/// A vehicle.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VehicleConfig {
    id: u32,
    /// What it is called on the radio.
    pub(crate) label: Option<String>,
    seats: u16,
    #[serde(default)]
    wheelchairs: u16,
    #[serde(default)]
    child_seats: u16,
    #[serde(default = "luggage_places")]
    luggage: u16,
    /// What it is fit for.
    #[serde(default, rename = "fit")]
    fittings: FittingsConfig,
    /// Where its shifts begin and end.
    pub(crate) depot: Option<Coordinate>,
    /// The company whose it is.
    company: Option<u32>,
}

/// Who drives when.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShiftConfig {
    /// Which vehicles.
    pub(crate) vehicles: Vec<u32>,
    /// On which days of the week; on all, if left out.
    #[serde(default)]
    days: Vec<DayOfWeek>,
    /// Somebody rides along who attends to riders.
    #[serde(default)]
    pub(crate) attendant: bool,
    /// The depot is left no earlier.
    pub(crate) start: ClockTime,
    /// The vehicle is back by this; `24:00` and more are on the next day.
    pub(crate) end: ClockTime,
    /// The driver's breaks, in order of time.
    #[serde(default)]
    pub(crate) breaks: Vec<BreakConfig>,
    /// Kept for those who ask on the spot: riders are taken at most so far ahead.
    books_ahead_min: Option<u16>,
}

/// A break that slides within its window.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BreakConfig {
    /// It begins no earlier.
    pub(crate) earliest: ClockTime,
    /// It begins no later.
    pub(crate) latest: ClockTime,
    /// How long it lasts.
    pub(crate) minutes: u32,
}

/// A designated stop.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StopConfig {
    /// Its number.
    pub(crate) id: u32,
    /// Its name.
    pub(crate) name: String,
    /// Its reading in hiragana.
    #[serde(default)]
    pub(crate) name_kana: String,
    /// Its name in latin letters.
    #[serde(default)]
    pub(crate) name_en: String,
    /// Where it is.
    pub(crate) at: Coordinate,
}

/// The most of anything that a configuration may list.
const ENTRIES_MAX: usize = 500;

const DEFAULT: &str = include_str!("config/default.toml");

const fn luggage_places() -> u16 {
    4
}

impl Config {
    /// Reads the file, or the built-in configuration.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Self::read(DEFAULT, "the built-in configuration") };
        let text = std::fs::read_to_string(path)
            .map_err(|fault| Failure::file("config_unreadable", path, &fault))?;
        Self::read(&text, &path.display().to_string())
    }

    /// The same with so many vehicles: like those there are, and on duty like them, in turn.
    pub(crate) fn with_fleet(mut self, n_vehicles: u32) -> Self {
        let models = std::mem::take(&mut self.vehicles);
        let fleet = || (1..=n_vehicles).zip(models.iter().cycle());
        for shift in &mut self.shifts {
            let on_duty = fleet().filter(|(_, model)| shift.vehicles.contains(&model.id));
            shift.vehicles = on_duty.map(|(id, _)| id).collect();
        }
        let like =
            |(id, model): (u32, &VehicleConfig)| VehicleConfig { id, label: None, ..model.clone() };
        self.vehicles = fleet().map(like).collect();
        self
    }

    fn read(text: &str, name: &str) -> Result<Self, Failure> {
        let failed = |what: &str| {
            let remedy = format!("correct {name}; docs/config.md lists every key");
            Failure::new("config_invalid", format!("{name}: {what}"), remedy)
        };
        let config: Self =
            toml::from_str(text).map_err(|fault| failed(fault.to_string().trim()))?;
        config.check().map_err(|what| failed(&what))?;
        Ok(config)
    }

    fn check(&self) -> Result<(), String> {
        for (what, count) in [
            ("vehicles", self.vehicles.len()),
            ("shifts", self.shifts.len()),
            ("stops", self.stops.len()),
            ("zones", self.zones.len()),
            ("companies", self.companies.len()),
            ("groups", self.groups.len()),
        ] {
            if ENTRIES_MAX < count {
                return Err(format!("{count} {what}; at most {ENTRIES_MAX} are taken"));
            }
        }
        let ids: BTreeSet<u32> = self.vehicles.iter().map(|vehicle| vehicle.id).collect();
        if ids.is_empty() || ids.len() != self.vehicles.len() {
            return Err("vehicles need at least one entry, and each its own id".to_owned());
        }
        let stops: BTreeSet<u32> = self.stops.iter().map(|stop| stop.id).collect();
        if stops.len() != self.stops.len() {
            return Err("each stop needs its own id".to_owned());
        }
        for shift in &self.shifts {
            if let Some(id) = shift.vehicles.iter().find(|id| !ids.contains(id)) {
                return Err(format!("a shift names vehicle {id}, which is not listed"));
            }
            if shift.end <= shift.start {
                return Err(format!("a shift ends at {}, before it begins", shift.end));
            }
        }
        companies::check(&self.companies, &self.vehicles)?;
        zones::check(&self.zones, self.hours.as_slice())?;
        self.check_groups()?;
        let depots = self.vehicles.iter().filter_map(|vehicle| vehicle.depot);
        let stops = self.stops.iter().map(|stop| stop.at);
        let mut places = depots.chain(stops).chain(self.town.depot);
        match places.find(|place| place.position().is_none()) {
            Some(place) => Err(format!("{}, {} is no place on earth", place.lat, place.lon)),
            None => Ok(()),
        }
    }
}

impl Coordinate {
    /// `None` off the earth, which [`Config::open`] has ruled out.
    pub(crate) fn position(self) -> Option<Position> {
        Position::from_degrees(self.lat, self.lon)
    }
}

impl VehicleConfig {
    /// Its id.
    pub(crate) const fn id(&self) -> VehicleId {
        VehicleId(self.id)
    }

    /// What it is called on the radio.
    pub(crate) fn label(&self) -> String {
        self.label.clone().unwrap_or_else(|| format!("{}号車", self.id))
    }

    /// The company whose it is.
    pub(crate) fn company(&self) -> Option<CompanyId> {
        self.company.map(CompanyId)
    }

    /// What it holds.
    pub(crate) const fn capacity(&self) -> Capacity {
        Capacity {
            seats: self.seats,
            wheelchairs: self.wheelchairs,
            child_seats: self.child_seats,
            luggage: self.luggage,
        }
    }
}

impl ShiftConfig {
    /// How far ahead riders are taken, if not as far as the area takes bookings.
    pub(crate) fn books_ahead(&self) -> Option<Seconds> {
        self.books_ahead_min.map(|minutes| Seconds::from_minutes(minutes.into()))
    }

    /// True if it is driven on that date.
    pub(crate) fn is_on(&self, date: NaiveDate) -> bool {
        self.days.is_empty() || self.days.contains(&DayOfWeek::of(date))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_configuration_is_sound() {
        let config = Config::open(None).unwrap();
        assert_eq!(config.vehicles.len(), 5);
        let monday = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        assert!(config.shifts.iter().all(|shift| shift.is_on(monday)));
    }

    #[test]
    fn a_larger_fleet_is_on_duty_like_the_smaller_one() {
        let config = Config::open(None).unwrap().with_fleet(12);
        config.check().unwrap();
        assert_eq!(config.vehicles.len(), 12);
        let on_duty: Vec<&[u32]> = config.shifts.iter().map(|s| s.vehicles.as_slice()).collect();
        assert_eq!(on_duty, [&[1, 2, 6, 7, 11, 12][..], &[3, 4, 8, 9], &[5, 10]]);
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_file_and_line() {
        let text = format!("{DEFAULT}\n[town2]\nname = \"x\"\n");
        let fault = Config::read(&text, "town.toml").unwrap_err().to_string();
        assert!(fault.contains("town.toml") && fault.contains("town2"), "{fault}");
        let text = DEFAULT.replace("max_wait_min", "max_wait_hours");
        let fault = Config::read(&text, "town.toml").unwrap_err().to_string();
        assert!(fault.contains("max_wait_hours") && fault.contains("line"), "{fault}");
    }

    #[test]
    fn the_plan_is_improved_unless_the_town_says_otherwise() {
        let time_of = |text: &str| Config::read(text, "town.toml").unwrap().improvement.time_ms;
        let before = "[improvement]\ntime_ms = 300\n";
        assert!(DEFAULT.contains(before));
        let without = DEFAULT.replace(before, "");
        assert_eq!(time_of(&without).duration().as_millis(), 300);
        let off = DEFAULT.replace(before, "[improvement]\ntime_ms = 0\n");
        assert!(time_of(&off).duration().is_zero());
        for wrong in ["time_ms = 60001", "time_ms = -1", "time_ms = \"1 s\"", "rounds = 5"] {
            let text = DEFAULT.replace("time_ms = 300", wrong);
            let fault = Config::read(&text, "town.toml").unwrap_err().to_string();
            let line = DEFAULT.lines().take_while(|line| *line != "time_ms = 300").count() + 1;
            assert!(fault.contains(&format!("line {line}")), "{wrong}: {fault}");
        }
    }

    #[test]
    fn room_is_made_only_where_the_town_says_so() {
        let in_force = noriai_core::Policy::default();
        let policy_of = |text: &str| {
            Config::read(text, "town.toml").unwrap().policy(&in_force, NaiveDate::default())
        };
        assert!(!policy_of(DEFAULT).make_room);
        let text = DEFAULT.replace("[policy]\n", "[policy]\nmake_room = true\n");
        assert!(policy_of(&text).make_room);
    }

    #[test]
    fn a_shift_of_a_vehicle_that_is_not_listed_is_refused() {
        let text = "vehicles = [{ id = 1, seats = 4 }]\n\
                    shifts = [{ vehicles = [2], start = \"08:00\", end = \"12:00\" }]";
        let fault = Config::read(text, "town.toml").unwrap_err().to_string();
        assert!(fault.contains("vehicle 2"), "{fault}");
    }
}
