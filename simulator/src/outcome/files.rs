//! The files of a simulation: rides and calls of each policy, figures, the report.

use std::path::Path;

use noriai_core::Wish;
use noriai_units::{Seconds, Timestamp};

use super::figures::wait;
use super::ride::{CallMade, Fate, Ride};
use super::{Outcome, PolicyOutcome};
use crate::calendar::write_time;
use crate::demand::TimedRequest;
use crate::error::SimulationError;
use crate::report;

const RIDES: [&str; 29] = [
    "request",
    "asked_at",
    "wish",
    "wished_at",
    "from_lat",
    "from_lon",
    "from_name",
    "to_lat",
    "to_lon",
    "to_name",
    "people",
    "channel",
    "outcome",
    "cause",
    "promised_pickup_from",
    "promised_pickup_until",
    "promised_arrival",
    "offered_pickup",
    "pickup",
    "dropoff",
    "wait_s",
    "ride_s",
    "direct_s",
    "detour_s",
    "walk_m",
    "walk_s",
    "fare_yen",
    "vehicle",
    "arrival_margin_s",
];

const CALLS: [&str; 14] = [
    "vehicle", "call", "purpose", "lat", "lon", "stop", "left", "arrived", "departed", "loaded_m",
    "empty_m", "boards", "alights", "aboard",
];

impl Outcome {
    /// Writes `figures.json`, `report.html`, and `rides.csv` and `calls.csv` in a folder for each
    /// policy. The same seed gives the same bytes.
    ///
    /// # Errors
    /// If a file can't be written.
    pub fn write(&self, folder: impl AsRef<Path>) -> Result<(), SimulationError> {
        let folder = folder.as_ref();
        make(folder)?;
        let figures = format!("{:#}\n", self.json());
        put(&folder.join("figures.json"), figures.as_bytes())?;
        for policy in &self.policies {
            let own = folder.join(&policy.setting.name);
            make(&own)?;
            put(&own.join("rides.csv"), &self.rides_csv(policy))?;
            put(&own.join("calls.csv"), &calls_csv(policy))?;
            let violations = policy.day.violations.join("\n");
            if violations.is_empty() {
                // Nothing of an earlier run may be left to be read.
                let _absent = std::fs::remove_file(own.join("violations.txt"));
            } else {
                put(&own.join("violations.txt"), violations.as_bytes())?;
            }
        }
        put(&folder.join("report.html"), report::html(self).as_bytes())
    }

    /// The rides of a policy as CSV, UTF-8.
    #[must_use]
    pub fn rides_csv(&self, policy: &PolicyOutcome) -> Vec<u8> {
        let rides = policy.day.rides.iter();
        let rows = rides.filter_map(|ride| Some(ride_row(ride, self.requests.get(ride.request)?)));
        csv(&RIDES, rows)
    }
}

/// The calls of a policy as CSV, UTF-8.
#[must_use]
fn calls_csv(policy: &PolicyOutcome) -> Vec<u8> {
    csv(&CALLS, policy.day.calls.iter().map(call_row))
}

fn csv<const N: usize>(columns: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // A vector takes any bytes, and every row has as many fields as the first.
    let _never_fails = writer.write_record(columns);
    for row in rows {
        let _never_fails = writer.write_record(&row);
    }
    writer.into_inner().unwrap_or_default()
}

fn ride_row(ride: &Ride, request: &TimedRequest) -> [String; 29] {
    let (wish, at) = match request.wish {
        Wish::DepartAt(at) => ("depart_at", at),
        Wish::ArriveBy(by) => ("arrive_by", by),
    };
    let cause = match ride.fate {
        Fate::Rejected(cause) => cause,
        _ => "",
    };
    let time = |at: Option<Timestamp>| at.map(write_time).unwrap_or_default();
    let span =
        |span: Option<Seconds>| span.map(|span| span.whole().to_string()).unwrap_or_default();
    let promised = ride.promised;
    let margin = match request.wish {
        Wish::ArriveBy(by) => ride.dropoff.map(|at| by - at - ride.walk_time.1),
        Wish::DepartAt(_) => None,
    };
    let walked = promised.map(|_| ride.walk.0 + ride.walk.1);
    [
        request.id.clone(),
        write_time(request.asked_at),
        wish.to_owned(),
        write_time(at),
        degrees(request.from.position.lat()),
        degrees(request.from.position.lon()),
        request.from.name.clone(),
        degrees(request.to.position.lat()),
        degrees(request.to.position.lon()),
        request.to.name.clone(),
        request.party.n_people().to_string(),
        if request.by_phone { "phone" } else { "web" }.to_owned(),
        ride.fate.as_str().to_owned(),
        cause.to_owned(),
        time(promised.map(|promised| promised.pickup_earliest)),
        time(promised.map(|promised| promised.pickup_latest)),
        time(promised.map(|promised| promised.arrive_latest)),
        time(promised.map(|promised| promised.pickup)),
        time(ride.pickup),
        time(ride.dropoff),
        span(wait(ride, request)),
        span(ride.ride()),
        span(ride.direct),
        span(ride.detour()),
        walked.map(|way| way.whole().to_string()).unwrap_or_default(),
        span(promised.map(|_| ride.walk_time.0 + ride.walk_time.1)),
        if ride.fate == Fate::Served { ride.fare.whole().to_string() } else { String::new() },
        ride.vehicle.map(|vehicle| vehicle.to_string()).unwrap_or_default(),
        span(margin),
    ]
}

fn call_row(call: &CallMade) -> [String; 14] {
    [
        call.vehicle.to_string(),
        call.call.to_string(),
        call.purpose.as_str().to_owned(),
        degrees(call.position.lat()),
        degrees(call.position.lon()),
        call.stop.map(|stop| stop.to_string()).unwrap_or_default(),
        call.left.map(write_time).unwrap_or_default(),
        write_time(call.arrived),
        write_time(call.departed),
        call.loaded.whole().to_string(),
        call.empty.whole().to_string(),
        call.boards.to_string(),
        call.alights.to_string(),
        call.aboard.to_string(),
    ]
}

fn degrees(degrees: f64) -> String {
    format!("{degrees:.7}")
}

fn make(folder: &Path) -> Result<(), SimulationError> {
    std::fs::create_dir_all(folder).map_err(|why| SimulationError::unwritable(folder, why))
}

fn put(file: &Path, bytes: &[u8]) -> Result<(), SimulationError> {
    std::fs::write(file, bytes).map_err(|why| SimulationError::unwritable(file, why))
}
