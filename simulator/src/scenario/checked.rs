//! From the file's settings to a scenario, or the first setting that does not make sense.

use std::path::Path;

use noriai_core::Capacity;
use noriai_units::{Metres, Position, Seconds, Yen};

use super::file::{BreakFile, DemandFile, FleetFile, RidersFile, ScenarioFile, StopsFile};
use super::{CostModel, FleetGroup, Noise, Scenario, Title, Walking, policies};
use crate::calendar::{Day, TimeOfDay};
use crate::choice::Tolerance;
use crate::demand::{DemandSetting, DemandSource};
use crate::error::SimulationError;
use crate::stops::{StopSetting, StopSource};
use crate::world::MapSource;

type Checked<T> = Result<T, SimulationError>;

pub(super) fn checked(file: ScenarioFile, folder: &Path) -> Checked<Scenario> {
    let day = Day::parse(&file.day).ok_or_else(|| {
        let cause = format!("{:?} is no day", file.day);
        SimulationError::scenario("day", cause, "write it like \"2026-11-19\"")
    })?;
    if file.name.is_empty() || !file.name.bytes().all(is_plain) {
        let remedy = "use small letters, digits and hyphens: it names files";
        return Err(SimulationError::scenario("name", format!("{:?}", file.name), remedy));
    }
    let groups = file.fleet.iter().enumerate();
    let fleet: Vec<FleetGroup> = groups
        .map(|(n, group)| fleet_group(group, &format!("fleet.{n}")))
        .collect::<Checked<_>>()?;
    if fleet.iter().all(|group| group.count == 0) {
        let remedy = "give at least one [[fleet]] with a count";
        return Err(SimulationError::scenario("fleet", "there is no vehicle", remedy));
    }
    let n_vehicles: u32 = fleet.iter().map(|group| group.count).sum();
    Ok(Scenario {
        title: title(&file.title_ja, &file.title_en, &file.name),
        map: MapSource::parse(&file.map, folder)?,
        seed: file.seed,
        day,
        demand: demand(&file.demand, folder)?,
        tolerance: tolerance(&file.riders)?,
        fleet,
        stops: stops(&file.stops, folder)?,
        noise: Noise {
            driving_per_mille: up_to(file.noise.driving_per_mille, 500, "noise.driving_per_mille")?,
            dwell_per_mille: up_to(file.noise.dwell_per_mille, 500, "noise.dwell_per_mille")?,
        },
        cost: CostModel {
            driver_hour: Yen::new(file.cost.driver_hour_yen.unwrap_or(2_600)),
            km: Yen::new(file.cost.km_yen.unwrap_or(30)),
            vehicle_day: Yen::new(file.cost.vehicle_day_yen.unwrap_or(5_000)),
            phone_request: Yen::new(file.cost.phone_request_yen.unwrap_or(0)),
        },
        audit_every: file.checker.every_events.unwrap_or(50).max(1),
        policies: policies::policies(&file, n_vehicles)?,
        name: file.name,
    })
}

pub(super) const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

pub(super) fn title(ja: &str, en: &str, otherwise: &str) -> Title {
    let or = |text: &str| if text.is_empty() { otherwise.to_owned() } else { text.to_owned() };
    Title { ja: or(ja), en: or(en) }
}

fn up_to(value: u32, most: u32, at: &str) -> Checked<u32> {
    if value <= most {
        return Ok(value);
    }
    let remedy = format!("use at most {most}");
    Err(SimulationError::scenario(at, format!("{value} is too much"), remedy))
}

/// A length of time in minutes that can't be negative or longer than a day.
pub(super) fn minutes(value: i64, at: &str) -> Checked<Seconds> {
    if (0..=1_440).contains(&value) {
        return Ok(Seconds::from_minutes(value));
    }
    let remedy = "use minutes from 0 to 1440";
    Err(SimulationError::scenario(at, format!("{value} minutes"), remedy))
}

fn time(text: &str, at: &str) -> Checked<TimeOfDay> {
    TimeOfDay::parse(text).ok_or_else(|| {
        let remedy = "write it like \"07:30\"";
        SimulationError::scenario(at, format!("{text:?} is no time of day"), remedy)
    })
}

pub(crate) fn position(lat: f64, lon: f64, at: &str) -> Checked<Position> {
    Position::from_degrees(lat, lon).ok_or_else(|| {
        let remedy = "give lat and lon in degrees (WGS 84)";
        SimulationError::scenario(at, format!("{lat}, {lon} is not on the earth"), remedy)
    })
}

fn demand(file: &DemandFile, folder: &Path) -> Checked<DemandSetting> {
    let source = match (&file.csv, file.requests, file.requests_per_average_weekday) {
        (Some(csv), None, None) => DemandSource::Csv(folder.join(csv)),
        (None, Some(requests), None) => DemandSource::Generated { requests },
        (None, None, Some(requests)) => DemandSource::PerAverageWeekday { requests },
        _ => {
            let cause = "exactly one of csv, requests and requests_per_average_weekday is needed";
            let remedy = "for example requests = 1000";
            return Err(SimulationError::scenario("demand", cause, remedy));
        }
    };
    let no_show = up_to(file.no_show_per_mille.unwrap_or(0), 1_000, "demand.no_show_per_mille")?;
    let trip = file.trip_m.unwrap_or(5_000);
    if trip < 500 {
        let remedy = "use at least 500 m: nobody asks for a ride next door";
        return Err(SimulationError::scenario("demand.trip_m", trip, remedy));
    }
    Ok(DemandSetting {
        source,
        profile: file.profile.as_ref().map(|profile| folder.join(profile)),
        trip: Metres::new(trip),
        no_show_per_mille: no_show,
    })
}

fn tolerance(file: &RidersFile) -> Checked<Tolerance> {
    let default = Tolerance::default();
    let minutes =
        |value: Option<i64>, at, otherwise| value.map_or(Ok(otherwise), |value| minutes(value, at));
    Ok(Tolerance {
        wait: minutes(file.wait_min, "riders.wait_min", default.wait)?,
        early: minutes(file.early_min, "riders.early_min", default.early)?,
        shift: minutes(file.shift_min, "riders.shift_min", default.shift)?,
    })
}

fn fleet_group(file: &FleetFile, at: &str) -> Checked<FleetGroup> {
    let shift_at = format!("{at}.shift");
    let shift = (time(&file.shift.0, &shift_at)?, time(&file.shift.1, &shift_at)?);
    if shift.1 <= shift.0 {
        let remedy = "write hours past midnight like \"25:30\"";
        return Err(SimulationError::scenario(&shift_at, "it ends before it begins", remedy));
    }
    if file.seats == 0 && file.wheelchairs == 0 {
        return Err(SimulationError::scenario(at, "nobody can sit in it", "give it seats"));
    }
    let breaks = file.breaks.iter().map(|rule| break_rule(rule, at)).collect::<Checked<_>>()?;
    let ahead_at = format!("{at}.books_ahead_min");
    let books_ahead = file.books_ahead_min.map(|ahead| minutes(ahead, &ahead_at)).transpose()?;
    let depot_at = format!("{at}.depot");
    let depot = file.depot.map(|point| position(point.lat, point.lon, &depot_at)).transpose()?;
    Ok(FleetGroup {
        count: file.count,
        capacity: Capacity {
            seats: file.seats,
            wheelchairs: file.wheelchairs,
            child_seats: 0,
            luggage: file.seats,
        },
        depot,
        shift,
        breaks,
        books_ahead,
    })
}

fn break_rule(file: &BreakFile, at: &str) -> Checked<(TimeOfDay, TimeOfDay, Seconds)> {
    let at = format!("{at}.breaks");
    let (earliest, latest) = (time(&file.between.0, &at)?, time(&file.between.1, &at)?);
    if latest < earliest {
        return Err(SimulationError::scenario(&at, "between is turned round", "swap its times"));
    }
    Ok((earliest, latest, minutes(file.minutes, &at)?))
}

fn stops(file: &StopsFile, folder: &Path) -> Checked<StopSetting> {
    let listed = file.list.iter().enumerate().map(|(n, stop)| {
        Ok((stop.name.clone(), position(stop.lat, stop.lon, &format!("stops.list.{n}"))?))
    });
    let listed: Vec<(String, Position)> = listed.collect::<Checked<_>>()?;
    let source = match (file.from.as_deref(), listed.is_empty(), &file.csv) {
        (None | Some("list"), false, None) => StopSource::Listed(listed),
        (None | Some("csv"), true, Some(csv)) => StopSource::Csv(folder.join(csv)),
        (None | Some("map"), true, None) => StopSource::Map,
        (Some("cover"), true, None) => StopSource::Cover,
        _ => {
            let cause = "from, list and csv do not go together";
            let remedy = "use from = \"map\", from = \"cover\", [[stops.list]] or csv alone";
            return Err(SimulationError::scenario("stops", cause, remedy));
        }
    };
    let walking = Walking::default();
    Ok(StopSetting {
        source,
        max: file.max.unwrap_or(300).max(2),
        walking: Walking {
            limit: file.walk_m.map_or(walking.limit, Metres::new),
            way_per_mille: file.walk_way_per_mille.unwrap_or(walking.way_per_mille).max(1_000),
            metres_per_hour: file.walk_metres_per_hour.unwrap_or(walking.metres_per_hour).max(500),
        },
    })
}
