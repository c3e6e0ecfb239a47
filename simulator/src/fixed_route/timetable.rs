//! The timetable: each bus goes in to the centre and out again for as long as its shift lasts.

use noriai_core::travel::{Leg, RoadPoint};
use noriai_units::{Seconds, Timestamp};

use super::lines::Line;
use super::{Bus, Run, RunCall, Setup};

/// All runs, bus by bus in order of time. Lines take buses in turn, each the one whose depot is
/// nearest to the line's far end; those on one line are spread evenly over the time of one round.
pub(super) fn runs(setup: &Setup<'_>, buses: &[Bus], lines: &[Line]) -> Vec<Run> {
    let on_line = share_out(setup, buses, lines);
    let mut runs = Vec::new();
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| 2 <= line.len()) {
        let round = length(setup, &inbound(line)) + length(setup, &outbound(line));
        let round = round + setup.setting.fixed_route.layover * 2;
        let own = &on_line[number];
        let n_own = i64::try_from(own.len()).unwrap_or(1).max(1);
        for (place, bus) in (0..).zip(own) {
            let offset = round.scale_per_mille(1_000 * place / n_own);
            of_bus(setup, &buses[*bus], *bus, (number, line), offset, &mut runs);
        }
    }
    runs
}

/// The buses of each line, by index.
fn share_out(setup: &Setup<'_>, buses: &[Bus], lines: &[Line]) -> Vec<Vec<usize>> {
    let mut free: Vec<usize> = (0..buses.len()).collect();
    let mut on_line: Vec<Vec<usize>> = vec![Vec::new(); lines.len()];
    while !free.is_empty() && lines.iter().any(|line| 2 <= line.len()) {
        for (number, line) in lines.iter().enumerate().filter(|(_, line)| 2 <= line.len()) {
            let far_end = road(setup, line[0]);
            let way = |at: usize| {
                let way = leg(setup, buses[free[at]].depot.road, far_end);
                way.map_or(Seconds::MAX, |leg| leg.time)
            };
            if let Some(nearest) = (0..free.len()).min_by_key(|at| (way(*at), *at)) {
                on_line[number].push(free.remove(nearest));
            }
        }
    }
    on_line
}
fn inbound(line: &Line) -> Line {
    line.clone()
}

fn outbound(line: &Line) -> Line {
    line.iter().rev().copied().collect()
}

/// The runs of one bus, until the next would not bring it back in time.
fn of_bus(
    setup: &Setup<'_>,
    bus: &Bus,
    index: usize,
    (number, line): (usize, &Line),
    offset: Seconds,
    runs: &mut Vec<Run>,
) {
    let first = road(setup, line[0]);
    let Some(out) = leg(setup, bus.depot.road, first) else { return };
    let mut free = (bus.shift.0 + out.time + standing(setup) + offset).ceil_minute();
    let mut breaks = bus.breaks.iter().peekable();
    for direction in 0.. {
        let stops = if direction % 2 == 0 { inbound(line) } else { outbound(line) };
        let end = free + length(setup, &stops);
        // The break is taken where the bus stands, before a run that would end too late for it.
        if let Some((earliest, latest, minutes)) = breaks.peek()
            && *latest < end + setup.setting.fixed_route.layover
        {
            free = free.max(*earliest) + *minutes;
            breaks.next();
            continue;
        }
        let last = stops.last().map(|stop| road(setup, *stop));
        let home = last.and_then(|last| leg(setup, last, bus.depot.road));
        let Some(calls) = calls(setup, &stops, free) else { return };
        let Some(end) = calls.last().map(|call| call.departure) else { return };
        if home.is_none_or(|home| bus.shift.1 < end + home.time) {
            return;
        }
        runs.push(Run { bus: index, line: number, calls });
        free = (end + setup.setting.fixed_route.layover).ceil_minute();
    }
}

/// The calls of a run that leaves its first stop at `start`; `None` where no road leads.
fn calls(setup: &Setup<'_>, stops: &[usize], start: Timestamp) -> Option<Vec<RunCall>> {
    let standing = standing(setup);
    let mut calls: Vec<RunCall> = Vec::with_capacity(stops.len());
    for stop in stops {
        let arrival = match calls.last() {
            None => start - standing,
            Some(before) => {
                let leg = leg(setup, road(setup, before.stop), road(setup, *stop))?;
                before.departure + leg.time
            }
        };
        calls.push(RunCall { stop: *stop, arrival, departure: arrival + standing });
    }
    Some(calls)
}

/// How long a run takes from its first departure.
fn length(setup: &Setup<'_>, stops: &[usize]) -> Seconds {
    let zero = Timestamp::default();
    let calls = calls(setup, stops, zero);
    calls.and_then(|calls| calls.last().map(|call| call.departure - zero)).unwrap_or(Seconds::ZERO)
}

/// A timetable allows for one call with two people on foot at every stop.
fn standing(setup: &Setup<'_>) -> Seconds {
    setup.setting.policy.dwell_call + setup.setting.policy.dwell_person * 2
}

fn road(setup: &Setup<'_>, stop: usize) -> RoadPoint {
    setup.stops.all[stop].place.road
}

fn leg(setup: &Setup<'_>, from: RoadPoint, to: RoadPoint) -> Option<Leg> {
    if from == to { Some(Leg::default()) } else { setup.world.roads.leg(from, to) }
}
