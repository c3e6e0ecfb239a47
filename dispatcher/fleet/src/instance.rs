//! A published instance: a folder of compressed tables.

use std::fs::File;
use std::path::Path;

use flate2::read::GzDecoder;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::fleet::Vehicle;
use crate::moment::Deciseconds;
use crate::roads::{Arc, ArcId};
use crate::rules::Request;

/// The road network, the fleet, the day's requests, and what a reference code chose for each.
#[derive(Clone, Debug)]
pub struct Instance {
    /// How many nodes the arcs join.
    pub n_nodes: usize,
    /// The road network.
    pub arcs: Vec<Arc>,
    /// The fleet.
    pub vehicles: Vec<Vehicle>,
    /// The requests, by their id.
    pub requests: Vec<Request>,
    /// What the reference did, in its order; empty if there is no such file.
    pub choices: Vec<ReferenceChoice>,
}

/// What the reference code chose for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct ReferenceChoice {
    /// The request's place in the list.
    #[serde(rename = "request_id")]
    pub request: usize,
    /// The vehicle's place in the list.
    #[serde(rename = "vehicle_id")]
    pub vehicle: u32,
    /// The pickup is behind this stop.
    #[serde(rename = "pickup_insertion_point")]
    pub pickup: usize,
    /// The drop-off is behind this stop.
    #[serde(rename = "dropoff_insertion_point")]
    pub dropoff: usize,
    /// How many stops the vehicle had, the one it stood at or came from included.
    #[serde(rename = "stops_of_vehicle")]
    pub n_stops: usize,
    /// What it cost.
    #[serde(rename = "cost_ds")]
    pub cost: Deciseconds,
}

/// Why a folder is no instance.
#[derive(Debug, Error)]
pub enum InstanceError {
    /// A file is not there or cannot be read.
    #[error("{file}: {cause}")]
    Open {
        /// Its name in the folder.
        file: &'static str,
        /// What the system says.
        cause: std::io::Error,
    },
    /// A row is not as it should be.
    #[error("{file}: {cause}")]
    Row {
        /// Its name in the folder.
        file: &'static str,
        /// What is wrong, with the line.
        cause: csv::Error,
    },
    /// Rows are named by their place; this one is not.
    #[error("{file}: row {row} has the id {id}; ids must count from 0")]
    Id {
        /// Its name in the folder.
        file: &'static str,
        /// The row's place.
        row: usize,
        /// Its id.
        id: usize,
    },
}

#[derive(Deserialize)]
struct ArcRow {
    id: usize,
    tail: u32,
    head: u32,
    travel_time_ds: i32,
}

#[derive(Deserialize)]
struct VehicleRow {
    id: usize,
    arc: u32,
    start_s: i32,
    end_s: i32,
    capacity: u16,
}

#[derive(Deserialize)]
struct RequestRow {
    id: usize,
    req_time_s: i32,
    origin_arc: u32,
    destination_arc: u32,
}

const DECISECONDS_A_SECOND: i32 = 10;

impl Instance {
    /// Reads `nodes`, `arcs`, `vehicles` and `requests.csv.gz`, and `reference_assignments.csv.gz`
    /// if it is there.
    ///
    /// # Errors
    /// Names the file and the place in it.
    pub fn read(folder: &Path) -> Result<Self, InstanceError> {
        let n_nodes = rows::<Vec<String>>(folder, "nodes.csv.gz")?.len();
        let arc = |row: ArcRow| {
            let arc = Arc { tail: row.tail, head: row.head, time: Deciseconds(row.travel_time_ds) };
            (row.id, arc)
        };
        let vehicle = |row: VehicleRow| {
            let moment = |seconds: i32| Deciseconds(seconds.saturating_mul(DECISECONDS_A_SECOND));
            let (at, places) = (ArcId(row.arc), row.capacity);
            (row.id, Vehicle { at, start: moment(row.start_s), end: moment(row.end_s), places })
        };
        let request = |row: RequestRow| {
            let at = Deciseconds(row.req_time_s.saturating_mul(DECISECONDS_A_SECOND));
            let (from, to) = (ArcId(row.origin_arc), ArcId(row.destination_arc));
            (row.id, Request { at, from, to })
        };
        let reference = "reference_assignments.csv.gz";
        let has_choices = folder.join(reference).exists();
        Ok(Self {
            n_nodes,
            arcs: numbered(folder, "arcs.csv.gz", arc)?,
            vehicles: numbered(folder, "vehicles.csv.gz", vehicle)?,
            requests: numbered(folder, "requests.csv.gz", request)?,
            choices: if has_choices { rows(folder, reference)? } else { Vec::new() },
        })
    }
}

fn numbered<Row: DeserializeOwned, T>(
    folder: &Path,
    file: &'static str,
    read: impl Fn(Row) -> (usize, T),
) -> Result<Vec<T>, InstanceError> {
    let each = rows::<Row>(folder, file)?.into_iter().map(read).enumerate();
    each.map(
        |(row, (id, it))| {
            if id == row { Ok(it) } else { Err(InstanceError::Id { file, row, id }) }
        },
    )
    .collect()
}

fn rows<Row: DeserializeOwned>(
    folder: &Path,
    file: &'static str,
) -> Result<Vec<Row>, InstanceError> {
    let opened = File::open(folder.join(file));
    let opened = opened.map_err(|cause| InstanceError::Open { file, cause })?;
    let mut reader = csv::Reader::from_reader(GzDecoder::new(opened));
    let rows: Result<_, _> = reader.deserialize().collect();
    rows.map_err(|cause| InstanceError::Row { file, cause })
}
