//! Riders take seats, in the order in which they ask.

use noriai_core::{Capacity, Wish};
use noriai_units::{Seconds, Timestamp};

use super::{Bus, Run, RunCall, Seat, Setup};
use crate::calendar::Day;
use crate::demand::TimedRequest;
use crate::outcome::{Fate, Promised, Ride};
use crate::trips::{NO_STOP_NEAR, Trip};

/// The ride of each request, and the seats taken.
pub(super) fn book(setup: &Setup<'_>, buses: &[Bus], runs: &[Run]) -> (Vec<Ride>, Vec<Seat>) {
    let mut loads: Vec<Vec<Capacity>> =
        runs.iter().map(|run| vec![Capacity::NONE; run.calls.len()]).collect();
    let mut seats = Vec::new();
    let mut rides = Vec::new();
    for (index, (request, trip)) in setup.requests.iter().zip(setup.trips).enumerate() {
        let seat = trip.map_err(|cause| cause).and_then(|trip| {
            let seat = choose(setup, buses, runs, &loads, (index, request, &trip))?;
            Ok((trip, seat))
        });
        match seat {
            Ok((trip, seat)) => {
                let load = request.party.load();
                for held in &mut loads[seat.run][seat.boards..seat.alights] {
                    *held = held.checked_add(load).unwrap_or(*held);
                }
                rides.push(ride(setup, buses, runs, request, &trip, seat));
                seats.push(seat);
            }
            Err(cause) => rides.push(Ride::rejected(index, cause)),
        }
    }
    (rides, seats)
}

/// The run nearest to the wish that has room, or why there is none.
fn choose(
    setup: &Setup<'_>,
    buses: &[Bus],
    runs: &[Run],
    loads: &[Vec<Capacity>],
    (index, request, trip): (usize, &TimedRequest, &Trip),
) -> Result<Seat, &'static str> {
    if setup.scenario.day <= Day::of(request.asked_at) {
        return Err("asked_too_late");
    }
    let stop = |place: noriai_core::Place| {
        let id = place.stop.ok_or(NO_STOP_NEAR)?.0;
        usize::try_from(id).ok().and_then(|id| id.checked_sub(1)).ok_or(NO_STOP_NEAR)
    };
    let (from, to) = (stop(trip.from)?, stop(trip.to)?);
    let mut cause = "no_line";
    let mut best: Option<(Seconds, Seat)> = None;
    for (run, _) in runs.iter().enumerate() {
        let calls = &runs[run].calls;
        let Some((boards, alights)) = ends(calls, from, to) else { continue };
        cause = if cause == "no_line" { "no_run" } else { cause };
        let off = distance(trip.wish, calls[boards].departure, calls[alights].arrival);
        let Some(off) = off.filter(|off| *off <= setup.setting.fixed_route.tolerance) else {
            continue;
        };
        if !has_room(&loads[run][boards..alights], request, buses[runs[run].bus].capacity) {
            cause = "load";
            continue;
        }
        if best.is_none_or(|(nearest, _)| off < nearest) {
            best = Some((off, Seat { request: index, run, boards, alights }));
        }
    }
    best.map(|(_, seat)| seat).ok_or(cause)
}

/// Where on a run a rider boards and alights, if it leads there.
fn ends(calls: &[RunCall], from: usize, to: usize) -> Option<(usize, usize)> {
    let boards = calls.iter().position(|call| call.stop == from)?;
    let alights = calls.iter().skip(boards).position(|call| call.stop == to)?;
    Some((boards, boards + alights))
}

/// How far a run is from the wish; `None` if it comes too late for it.
fn distance(wish: Wish, departure: Timestamp, arrival: Timestamp) -> Option<Seconds> {
    match wish {
        Wish::DepartAt(at) => Some((departure - at).max(at - departure)),
        Wish::ArriveBy(by) => (arrival <= by).then(|| by - arrival),
    }
}

fn has_room(held: &[Capacity], request: &TimedRequest, capacity: Capacity) -> bool {
    held.iter().all(|held| {
        let load = held.checked_add(request.party.load());
        load.is_some_and(|load| load.exceeds(capacity).is_none())
    })
}

fn ride(
    setup: &Setup<'_>,
    buses: &[Bus],
    runs: &[Run],
    request: &TimedRequest,
    trip: &Trip,
    seat: Seat,
) -> Ride {
    let run = &runs[seat.run];
    let (boards, alights) = (run.calls[seat.boards], run.calls[seat.alights]);
    let direct = setup.world.roads.leg(trip.from.road, trip.to.road).map(|leg| leg.time);
    let there = request.shows_up;
    Ride {
        fate: if there { Fate::Served } else { Fate::NoShow },
        promised: Some(Promised {
            pickup: boards.departure,
            pickup_earliest: boards.arrival,
            pickup_latest: boards.departure,
            arrive_latest: alights.arrival,
        }),
        vehicle: Some(buses[run.bus].vehicle),
        pickup: there.then_some(boards.departure),
        boarded: there.then_some(boards.departure),
        dropoff: there.then_some(alights.arrival),
        direct,
        walk: trip.walk,
        walk_time: trip.walk_time,
        fare: if there {
            setup.setting.policy.fares.of(request.party)
        } else {
            noriai_units::Yen::ZERO
        },
        ..Ride::open(seat.request)
    }
}
