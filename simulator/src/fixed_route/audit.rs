//! Looks a day of fixed routes over: seats, times, hours. Knows the timetable and what was driven,
//! and nothing of how seats were given.

use std::collections::BTreeMap;

use noriai_core::{Capacity, VehicleId};

use super::{Bus, Run, Seat, Setup};
use crate::calendar::Day as CalendarDay;
use crate::outcome::{CallMade, Day, Fate, Purpose};

pub(super) fn audit(
    setup: &Setup<'_>,
    buses: &[Bus],
    runs: &[Run],
    seats: &[Seat],
    day: &Day,
) -> Vec<String> {
    let mut found = Vec::new();
    capacity(setup, buses, runs, seats, &mut found);
    promises(setup, day, &mut found);
    drives(setup, buses, day, &mut found);
    found
}

/// F1: on no leg of a run sit more than the bus holds.
fn capacity(
    setup: &Setup<'_>,
    buses: &[Bus],
    runs: &[Run],
    seats: &[Seat],
    found: &mut Vec<String>,
) {
    for (number, run) in runs.iter().enumerate() {
        let own: Vec<&Seat> = seats.iter().filter(|seat| seat.run == number).collect();
        for leg in 0..run.calls.len() {
            let on_leg = own.iter().filter(|seat| seat.boards <= leg && leg < seat.alights);
            let load = on_leg.fold(Some(Capacity::NONE), |load, seat| {
                load?.checked_add(setup.requests.get(seat.request)?.party.load())
            });
            let fits = load.is_some_and(|load| load.exceeds(buses[run.bus].capacity).is_none());
            if !fits {
                found.push(format!("capacity: line {} run {number} leg {leg}: {load:?}", run.line));
            }
        }
    }
}

/// F2: who is served asked by the day before, boards on time and arrives as told.
fn promises(setup: &Setup<'_>, day: &Day, found: &mut Vec<String>) {
    for ride in day.rides.iter().filter(|ride| ride.fate == Fate::Served) {
        let Some(request) = setup.requests.get(ride.request) else {
            found.push(format!("ride {}: nobody asked for it", ride.request));
            continue;
        };
        let asked_before = CalendarDay::of(request.asked_at) < setup.scenario.day;
        let kept = ride.promised.is_some_and(|promised| {
            ride.pickup.is_some_and(|at| at <= promised.pickup_latest)
                && ride.dropoff.is_some_and(|at| at <= promised.arrive_latest)
        });
        let forward = ride.boarded < ride.dropoff;
        if !(asked_before && kept && forward) {
            found.push(format!("promise: request {} is not served as told", request.id));
        }
    }
}

/// F3: a bus is where its last call was, drives take their time, shifts are kept, and everybody who
/// boards alights.
fn drives(setup: &Setup<'_>, buses: &[Bus], day: &Day, found: &mut Vec<String>) {
    let mut by_bus: BTreeMap<VehicleId, Vec<&CallMade>> = BTreeMap::new();
    for call in &day.calls {
        by_bus.entry(call.vehicle).or_default().push(call);
    }
    for bus in buses {
        let Some(calls) = by_bus.get(&bus.vehicle) else { continue };
        let mut free = bus.shift.0;
        let mut aboard = 0;
        for call in calls {
            let starts = call.left.unwrap_or(call.arrived);
            if starts < free || call.arrived < starts || call.departed < call.arrived {
                found.push(format!("times: {} {} overlaps", bus.vehicle, call.call));
            }
            free = call.departed;
            aboard = aboard + i64::from(call.boards) - i64::from(call.alights);
            if aboard != i64::from(call.aboard) {
                found.push(format!("riders: {} {} miscounts", bus.vehicle, call.call));
            }
        }
        let home = calls.last().is_some_and(|call| call.purpose == Purpose::Return);
        if bus.shift.1 < free || aboard != 0 || !home {
            found.push(format!("shift: {} does not come home as it should", bus.vehicle));
        }
    }
    let n_boarded: u64 = day.calls.iter().map(|call| u64::from(call.boards)).sum();
    let served = day.rides.iter().filter(|ride| ride.fate == Fate::Served);
    let n_served: u64 = served
        .filter_map(|ride| Some(u64::from(setup.requests.get(ride.request)?.party.n_people())))
        .sum();
    if n_boarded != n_served {
        found.push(format!("riders: {n_boarded} boarded, {n_served} were served"));
    }
}
