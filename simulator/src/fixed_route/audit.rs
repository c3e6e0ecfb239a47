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

/// On no leg of a run sit more than the bus holds.
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
            let load = on_leg.map(|seat| seat.request).try_fold(Capacity::NONE, |load, request| {
                load.checked_add(setup.requests.get(request)?.party.load())
            });
            let fits = load.is_some_and(|load| load.exceeds(buses[run.bus].capacity).is_none());
            if !fits {
                found.push(format!("capacity: line {} run {number} leg {leg}: {load:?}", run.line));
            }
        }
    }
}

/// Who is served asked by the day before, boards on time and arrives as told.
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

/// A bus is where its last call was, drives take their time, shifts are kept, and everybody who
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use noriai_units::Seconds;

    use super::*;
    use crate::demand::Demand;
    use crate::fixed_route::{booking, buses, drive, lines, timetable};
    use crate::scenario::Scenario;
    use crate::stops::Stops;
    use crate::trips::trips;
    use crate::world::World;

    /// Lets a day pass, spoils seats and day, and tells what the audit finds.
    fn found(spoil: impl FnOnce(&mut Vec<Seat>, &mut Day)) -> Vec<String> {
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/squared-paper-day.toml");
        let scenario = Scenario::load(file).unwrap();
        let world = World::open(&scenario).unwrap();
        let stops = Stops::of(&scenario.stops, &world).unwrap();
        let demand = Demand::of(&scenario, &world).unwrap();
        let setup = Setup {
            scenario: &scenario,
            setting: &scenario.policies[3],
            world: &world,
            stops: &stops,
            requests: &demand.requests,
            trips: &trips(&demand.requests, &world, Some(&stops)),
        };
        let buses = buses(&setup);
        let runs = timetable::runs(&setup, &buses, &lines::lay_out(&setup));
        let (rides, mut seats) = booking::book(&setup, &buses, &runs);
        let mut day = Day { rides, ..drive::drive(&setup, &buses, &runs, &seats) };
        assert!(10 < seats.len(), "the day has riders");
        spoil(&mut seats, &mut day);
        audit(&setup, &buses, &runs, &seats, &day)
    }

    #[test]
    fn a_sound_day_is_not_accused() {
        assert_eq!(found(|_, _| {}), Vec::<String>::new());
    }

    #[test]
    fn a_seat_given_ten_times_is_found() {
        let found = found(|seats, _| {
            let first = seats[0];
            seats.extend([first; 9]);
        });
        assert!(found.iter().any(|what| what.starts_with("capacity")), "{found:?}");
    }

    #[test]
    fn a_late_bus_is_found() {
        let found = found(|_, day| {
            let served = day.rides.iter_mut().find(|ride| ride.fate == Fate::Served);
            let ride = served.unwrap();
            ride.dropoff = ride.dropoff.map(|at| at + Seconds::from_minutes(10));
        });
        assert!(found.iter().any(|what| what.starts_with("promise")), "{found:?}");
    }

    #[test]
    fn a_bus_in_two_places_and_a_lost_rider_are_found() {
        let found = found(|_, day| {
            let call = day.calls.iter_mut().find(|call| 0 < call.boards).unwrap();
            call.departed += Seconds::from_minutes(60);
            call.boards -= 1;
        });
        assert!(found.iter().any(|what| what.starts_with("times")), "{found:?}");
        assert!(found.iter().any(|what| what.starts_with("riders")), "{found:?}");
    }
}
