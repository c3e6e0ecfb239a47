//! Stops from a file with the columns of GTFS `stops.txt`.

use std::path::Path;

use noriai_units::Position;

use crate::error::{ErrorCode, SimulationError};

pub(super) fn read(path: &Path) -> Result<Vec<(String, Position)>, SimulationError> {
    let file = path.display().to_string();
    let fault = |line: u64, cause: &str| {
        let cause = format!("{file}, line {line}: {cause}");
        let remedy = "give the columns stop_name, stop_lat and stop_lon, in degrees";
        SimulationError::new(ErrorCode::Scenario, cause, remedy)
    };
    let bytes = std::fs::read(path).map_err(|why| SimulationError::unreadable(path, &why))?;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let columns = reader.headers().map_err(|why| fault(1, &why.to_string()))?.clone();
    let index = |name: &str| {
        let found = columns.iter().position(|column| column == name);
        found.ok_or_else(|| fault(1, &format!("column {name} is missing")))
    };
    let (name, lat, lon) = (index("stop_name")?, index("stop_lat")?, index("stop_lon")?);
    let mut stops = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|why| {
            fault(why.position().map_or(0, csv::Position::line), &why.to_string())
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let degrees = |index: usize| record.get(index).and_then(|text| text.parse::<f64>().ok());
        let position = degrees(lat).zip(degrees(lon));
        let position = position.and_then(|(lat, lon)| Position::from_degrees(lat, lon));
        let position = position.ok_or_else(|| fault(line, "stop_lat or stop_lon"))?;
        stops.push((record.get(name).unwrap_or("").to_owned(), position));
    }
    Ok(stops)
}
