//! The service that shared rides replace: lines with a timetable, booked by the day before.
//!
//! A small model of its own, as nothing is dispatched: lines are laid out once, each rider takes a
//! seat on a run, and runs without bookings do not drive. Its results are audited by [`audit`],
//! which shares nothing with the booking but the timetable.

mod audit;
mod booking;
mod drive;
mod lines;
mod timetable;

use noriai_core::{Capacity, Place, VehicleId};
use noriai_units::{Seconds, Timestamp};

use crate::demand::TimedRequest;
use crate::outcome::Day;
use crate::scenario::{PolicySetting, Scenario};
use crate::stops::Stops;
use crate::trips::Trip;
use crate::world::World;

/// What a day of fixed routes is simulated from.
pub(crate) struct Setup<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) setting: &'a PolicySetting,
    pub(crate) world: &'a World,
    pub(crate) stops: &'a Stops,
    pub(crate) requests: &'a [TimedRequest],
    pub(crate) trips: &'a [Result<Trip, &'static str>],
}

/// A vehicle with its driver's hours.
#[derive(Clone, Debug)]
struct Bus {
    vehicle: VehicleId,
    capacity: Capacity,
    depot: Place,
    shift: (Timestamp, Timestamp),
    breaks: Vec<(Timestamp, Timestamp, Seconds)>,
}

/// One trip of a vehicle along a line, in one direction.
#[derive(Clone, Debug)]
struct Run {
    /// Its bus, by index.
    bus: usize,
    line: usize,
    calls: Vec<RunCall>,
}

/// A stop of a run.
#[derive(Clone, Copy, Debug)]
struct RunCall {
    /// By index.
    stop: usize,
    arrival: Timestamp,
    departure: Timestamp,
}

/// A seat on a run.
#[derive(Clone, Copy, Debug)]
struct Seat {
    request: usize,
    run: usize,
    /// Positions in the run's calls.
    boards: usize,
    alights: usize,
}

/// Simulates a day.
pub(crate) fn simulate_day(setup: &Setup<'_>) -> Day {
    let buses = buses(setup);
    let lines = lines::lay_out(setup);
    let runs = timetable::runs(setup, &buses, &lines);
    let (rides, seats) = booking::book(setup, &buses, &runs);
    let mut day = drive::drive(setup, &buses, &runs, &seats);
    day.rides = rides;
    day.violations = audit::audit(setup, &buses, &runs, &seats, &day);
    day
}

/// The fleet, without those whose depot lies off the map.
fn buses(setup: &Setup<'_>) -> Vec<Bus> {
    let (scenario, world) = (setup.scenario, setup.world);
    let mut buses = Vec::new();
    for group in &scenario.fleet {
        let depot = group.depot.unwrap_or_else(|| world.centre());
        let Ok(depot) = world.roads.snap(depot) else { continue };
        for _ in 0..group.count {
            let number = u32::try_from(buses.len() + 1).unwrap_or(u32::MAX);
            let breaks = group.breaks.iter();
            buses.push(Bus {
                vehicle: VehicleId(number),
                capacity: group.capacity,
                depot,
                shift: (scenario.day.at(group.shift.0), scenario.day.at(group.shift.1)),
                breaks: breaks
                    .map(|(earliest, latest, length)| {
                        (scenario.day.at(*earliest), scenario.day.at(*latest), *length)
                    })
                    .collect(),
            });
        }
    }
    buses
}
