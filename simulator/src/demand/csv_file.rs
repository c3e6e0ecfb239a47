//! Requests from a file. Every fault names the file, the line, the column and what to do.
//!
//! Columns, in any order: `id`, `asked_at`, `from_lat`, `from_lon`, `to_lat`, `to_lon`, and exactly
//! one of `depart_at` and `arrive_by` filled in each row; optional `from_name`, `to_name`,
//! `adults` (1), `children`, `infants`, `reduced`, `wheelchairs`, `luggage` (0), `channel` (`web`
//! or `phone`). Times as `2026-11-19 08:30` in Japan, or with an offset.

use std::collections::BTreeSet;
use std::path::Path;

use noriai_core::{Party, Wish};
use noriai_units::{Position, Timestamp};

use super::{Spot, TimedRequest};
use crate::calendar::{Day, parse_time};
use crate::error::{ErrorCode, SimulationError};
use crate::rng::Rng;
use crate::scenario::Scenario;

const REQUIRED: [&str; 6] = ["id", "asked_at", "from_lat", "from_lon", "to_lat", "to_lon"];
const OPTIONAL: [&str; 11] = [
    "depart_at",
    "arrive_by",
    "from_name",
    "to_name",
    "adults",
    "children",
    "infants",
    "reduced",
    "wheelchairs",
    "luggage",
    "channel",
];

/// Reads the requests of a scenario from a file, in the order in which they are uttered.
///
/// # Errors
/// The first fault, with file, line, column and remedy.
pub fn read_requests(
    path: &Path,
    scenario: &Scenario,
) -> Result<Vec<TimedRequest>, SimulationError> {
    let bytes = std::fs::read(path).map_err(|why| SimulationError::unreadable(path, &why))?;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let file = path.display().to_string();
    let columns = reader.headers().map_err(|why| broken(&file, &why))?.clone();
    check_columns(&columns, &file)?;
    let mut requests = Vec::new();
    let mut ids = BTreeSet::new();
    for record in reader.records() {
        let record = record.map_err(|why| broken(&file, &why))?;
        let line = record.position().map_or(0, csv::Position::line);
        let row = Row { file: &file, line, columns: &columns, record: &record };
        let number = requests.len() as u64;
        let request = row.request(scenario, number)?;
        if !ids.insert(request.id.clone()) {
            return Err(row.fault("id", "it stands in an earlier line too", "make ids unique"));
        }
        requests.push(request);
    }
    if requests.is_empty() {
        let remedy = "give at least one line below the column names";
        return Err(SimulationError::new(
            ErrorCode::Requests,
            format!("{file}: there are no requests"),
            remedy,
        ));
    }
    requests.sort_by(|a, b| (a.asked_at, &a.id).cmp(&(b.asked_at, &b.id)));
    Ok(requests)
}

fn check_columns(columns: &csv::StringRecord, file: &str) -> Result<(), SimulationError> {
    let fault = |column: &str, cause: &str, remedy: String| {
        let cause = format!("{file}, line 1, column {column}: {cause}");
        Err(SimulationError::new(ErrorCode::Requests, cause, remedy))
    };
    let has = |name: &str| columns.iter().any(|column| column == name);
    if let Some(missing) = REQUIRED.into_iter().find(|name| !has(name)) {
        return fault(missing, "it is missing", format!("add a column {missing}"));
    }
    if !has("depart_at") && !has("arrive_by") {
        let remedy = "add a column depart_at or arrive_by".to_owned();
        return fault("depart_at", "it is missing, and so is arrive_by", remedy);
    }
    let known = |column: &&str| REQUIRED.contains(column) || OPTIONAL.contains(column);
    match columns.iter().find(|column| !known(column)) {
        Some(unknown) => {
            let all = [&REQUIRED[..], &OPTIONAL[..]].concat().join(", ");
            fault(unknown, "it is unknown", format!("remove it or use one of {all}"))
        }
        None => Ok(()),
    }
}

fn broken(file: &str, why: &csv::Error) -> SimulationError {
    let line = why.position().map_or(1, csv::Position::line);
    let cause = format!("{file}, line {line}: {why}");
    let remedy = "use UTF-8, commas, and as many fields in each line as there are columns";
    SimulationError::new(ErrorCode::Requests, cause, remedy)
}

struct Row<'a> {
    file: &'a str,
    line: u64,
    columns: &'a csv::StringRecord,
    record: &'a csv::StringRecord,
}

impl Row<'_> {
    fn request(&self, scenario: &Scenario, number: u64) -> Result<TimedRequest, SimulationError> {
        let id = self.field("id");
        if id.is_empty() {
            return Err(self.fault("id", "it is empty", "give each request an id"));
        }
        let asked_at = self.time("asked_at")?;
        let wish = self.wish(scenario.day)?;
        if wish.at() < asked_at {
            let remedy = "a request can't be uttered after the time it is for";
            return Err(self.fault("asked_at", "it is after the wished time", remedy));
        }
        let mut rng = Rng::stream(scenario.seed, "csv rider", number);
        Ok(TimedRequest {
            id: id.to_owned(),
            asked_at,
            from: self.spot("from_lat", "from_lon", "from_name")?,
            to: self.spot("to_lat", "to_lon", "to_name")?,
            wish,
            party: self.party()?,
            by_phone: match self.field("channel") {
                "" | "web" => false,
                "phone" => true,
                _ => return Err(self.fault("channel", "it is unknown", "use web or phone")),
            },
            shows_up: !rng.chance(scenario.demand.no_show_per_mille),
        })
    }

    fn field(&self, column: &str) -> &str {
        let index = self.columns.iter().position(|name| name == column);
        index.and_then(|index| self.record.get(index)).unwrap_or("")
    }

    fn time(&self, column: &str) -> Result<Timestamp, SimulationError> {
        let text = self.field(column);
        parse_time(text).ok_or_else(|| {
            let cause = format!("{text:?} is no point in time");
            self.fault(column, &cause, "write it like 2026-11-19 08:30")
        })
    }

    fn wish(&self, day: Day) -> Result<Wish, SimulationError> {
        let given = |column: &str| !self.field(column).is_empty();
        let (column, wish) = match (given("depart_at"), given("arrive_by")) {
            (true, false) => ("depart_at", Wish::DepartAt(self.time("depart_at")?)),
            (false, true) => ("arrive_by", Wish::ArriveBy(self.time("arrive_by")?)),
            (true, true) => {
                let cause = "depart_at and arrive_by are both filled";
                return Err(self.fault("arrive_by", cause, "fill one of them"));
            }
            (false, false) => {
                let cause = "depart_at and arrive_by are both empty";
                return Err(self.fault("depart_at", cause, "fill one of them"));
            }
        };
        if Day::of(wish.at()) != day {
            let cause = format!("it is not on {day}, the scenario's day");
            return Err(self.fault(column, &cause, "change the scenario's day or the request"));
        }
        Ok(wish)
    }

    fn spot(&self, lat: &str, lon: &str, name: &str) -> Result<Spot, SimulationError> {
        let degrees = |column: &str, most: f64| {
            let text = self.field(column);
            let read = text.parse::<f64>().ok().filter(|degrees| degrees.abs() <= most);
            read.ok_or_else(|| {
                let cause = format!("{text:?} is no coordinate");
                self.fault(column, &cause, "give degrees (WGS 84) with a decimal point")
            })
        };
        let position = Position::from_degrees(degrees(lat, 90.0)?, degrees(lon, 180.0)?);
        let position = position.ok_or_else(|| self.fault(lat, "off the earth", "mend it"))?;
        Ok(Spot { position, name: self.field(name).to_owned() })
    }

    fn party(&self) -> Result<Party, SimulationError> {
        let number = |column: &str, otherwise: u16| match self.field(column) {
            "" => Ok(otherwise),
            text => text.parse::<u16>().ok().filter(|n| *n <= 100).ok_or_else(|| {
                let cause = format!("{text:?} is no number of people");
                self.fault(column, &cause, "give a whole number up to 100")
            }),
        };
        let party = Party {
            adults: number("adults", 0)?,
            children: number("children", 0)?,
            infants: number("infants", 0)?,
            reduced: number("reduced", 0)?,
            wheelchairs: number("wheelchairs", 0)?,
            luggage: number("luggage", 0)?,
            ..Party::default()
        };
        let unsaid = ["adults", "children", "infants", "reduced", "wheelchairs"];
        if unsaid.iter().all(|column| self.field(column).is_empty()) {
            return Ok(Party { luggage: party.luggage, ..Party::ONE_ADULT });
        }
        if party.n_people() == 0 {
            return Err(self.fault("adults", "nobody travels", "count at least one person"));
        }
        Ok(party)
    }

    fn fault(&self, column: &str, cause: &str, remedy: &str) -> SimulationError {
        let cause = format!("{}, line {}, column {column}: {cause}", self.file, self.line);
        SimulationError::new(ErrorCode::Requests, cause, remedy)
    }
}
