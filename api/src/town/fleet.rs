//! The vehicles, their depots, and the shifts of a date.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use noriai_core::{BreakRule, Capacity, CompanyId, Fittings, Place, Shift, ShiftId, VehicleId};
use noriai_maps::places::PlaceKind;
use noriai_units::{Metres, Position, Seconds, Timestamp};

use super::map::TownMap;
use crate::config::{Config, ShiftConfig};
use crate::failure::Failure;

/// A vehicle of the fleet.
#[derive(Clone, Debug)]
pub(crate) struct Vehicle {
    /// What it is called on the radio.
    pub(crate) label: String,
    /// What it holds.
    pub(crate) capacity: Capacity,
    /// What it is fit for.
    pub(crate) fittings: Fittings,
    /// Where its shifts begin and end.
    pub(crate) depot: Place,
    /// The company that sends it.
    pub(crate) company: Option<CompanyId>,
}

/// The vehicles by id.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fleet {
    vehicles: BTreeMap<VehicleId, Vehicle>,
}

/// A depot that the configuration names stands beside a road.
const DEPOT_ROAD_MAX: Metres = Metres::new(300);
/// Otherwise the nearest road to the middle of town will do.
const ANY_ROAD_MAX: Metres = Metres::new(50_000);

impl Fleet {
    /// The fleet of a configuration on a map.
    pub(crate) fn of(config: &Config, map: &TownMap) -> Result<Self, Failure> {
        let usual = match config.town.depot.and_then(|depot| depot.position()) {
            Some(position) => depot_at(map, position, DEPOT_ROAD_MAX)?,
            None => depot_at(map, middle(map), ANY_ROAD_MAX)?,
        };
        let mut vehicles = BTreeMap::new();
        for vehicle in &config.vehicles {
            let depot = match vehicle.depot.and_then(|depot| depot.position()) {
                Some(position) => depot_at(map, position, DEPOT_ROAD_MAX)?,
                None => usual,
            };
            let (label, capacity) = (vehicle.label(), vehicle.capacity());
            let (company, fittings) = (vehicle.company(), config.fittings(vehicle));
            vehicles.insert(vehicle.id(), Vehicle { label, capacity, fittings, depot, company });
        }
        Ok(Self { vehicles })
    }

    /// All vehicles, by id.
    pub(crate) const fn vehicles(&self) -> &BTreeMap<VehicleId, Vehicle> {
        &self.vehicles
    }

    /// A vehicle.
    pub(crate) fn get(&self, id: VehicleId) -> Option<&Vehicle> {
        self.vehicles.get(&id)
    }

    /// The shifts of a date, as far as they are still ahead of `now`.
    pub(crate) fn shifts(&self, config: &Config, date: NaiveDate, now: Timestamp) -> Vec<Shift> {
        let rows = config.shifts.iter().filter(|shift| shift.is_on(date));
        let driven = rows.flat_map(|shift| shift.vehicles.iter().map(move |id| (shift, *id)));
        let numbered = driven.zip(1_u32..);
        numbered
            .filter_map(|((row, vehicle), number)| {
                let vehicle = VehicleId(vehicle);
                let known = self.vehicles.get(&vehicle)?;
                shift(row, vehicle, known, shift_id(date, number), date, now)
            })
            .collect()
    }
}

/// The same shift of the same date has the same id after every start.
fn shift_id(date: NaiveDate, number: u32) -> ShiftId {
    let days = date.signed_duration_since(NaiveDate::default()).num_days();
    ShiftId(u32::try_from(days).unwrap_or(0).saturating_mul(1_000).saturating_add(number))
}

/// `None` once it is over. A shift that has begun goes on from the next minute.
fn shift(
    row: &ShiftConfig,
    vehicle: VehicleId,
    known: &Vehicle,
    id: ShiftId,
    date: NaiveDate,
    now: Timestamp,
) -> Option<Shift> {
    let start = row.start.on(date).max(now.ceil_minute());
    let end = row.end.on(date);
    let rules = row.breaks.iter().map(|rule| BreakRule {
        earliest: rule.earliest.on(date).max(start),
        latest: rule.latest.on(date),
        length: Seconds::from_minutes(rule.minutes.into()),
        place: known.depot,
    });
    // A break whose time has passed was had, or is past mending.
    let breaks = rules.filter(|rule| start <= rule.latest).collect();
    let (capacity, depot, fittings) = (known.capacity, known.depot, known.fittings.clone());
    let fittings = Fittings { attendant: row.attendant, ..fittings };
    let (company, books_ahead) = (known.company, row.books_ahead());
    let shift =
        Shift { id, vehicle, capacity, start, end, depot, breaks, company, books_ahead, fittings };
    (start < end).then_some(shift)
}

fn depot_at(map: &TownMap, position: Position, max: Metres) -> Result<Place, Failure> {
    let snap = map.router.snap(position, max).map_err(|fault| {
        let cause = format!("the depot at {position} is not beside a road of this map: {fault}");
        Failure::new("depot_off_road", cause, "correct its coordinate in the configuration")
    })?;
    Ok(Place { position: snap.position, road: snap.point, stop: None })
}

/// The town hall, the station, or the middle of the roads.
fn middle(map: &TownMap) -> Position {
    let centre = map.bounds.centre();
    let nearest = |kind: PlaceKind| {
        let all = map.places.entries().iter().filter(move |entry| entry.kind == kind);
        all.map(|entry| entry.position).min_by_key(|at| (at.distance(centre), *at))
    };
    nearest(PlaceKind::Hall).or_else(|| nearest(PlaceKind::Station)).unwrap_or(centre)
}
