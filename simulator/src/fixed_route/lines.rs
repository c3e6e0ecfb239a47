//! Laying out the lines.
//!
//! The centre is the stop nearest to the weightiest goal, and the weightiest stops around it. All
//! other stops are seen from there by their bearing and cut into as many sectors as there are
//! lines, of about equal demand. A line takes its sector's weightiest stops, from the furthest in
//! to the centre in the order of cheapest insertion (Rosenkrantz, Stearns and Lewis 1977), and
//! then calls at the centre's stops. Demand is that of homes and goals, not of the day's requests:
//! a timetable is made long before.

use noriai_units::{Metres, Seconds};

use super::Setup;

/// The centre's stops lie within this of the middle.
const CENTRE: Metres = Metres::new(2_500);
/// The weight of all homes, and of all goals.
const WEIGHT: u128 = 1_000_000_000;

/// The stops of a line, by index, towards the centre and through it.
pub(super) type Line = Vec<usize>;

pub(super) fn lay_out(setup: &Setup<'_>) -> Vec<Line> {
    let weights = weights(setup);
    let centre = centre(setup, &weights);
    let outside: Vec<usize> = by_bearing(setup, &centre, &weights);
    let all: u128 = outside.iter().map(|stop| weights[*stop]).sum::<u128>().max(1);
    let n_lines = setup.setting.fixed_route.lines as u128;
    let mut sectors: Vec<Vec<usize>> = vec![Vec::new(); setup.setting.fixed_route.lines];
    let mut passed = 0;
    for stop in outside {
        let sector = usize::try_from(passed * n_lines / all).unwrap_or(0);
        let last = sectors.len() - 1;
        sectors[sector.min(last)].push(stop);
        passed += weights[stop];
    }
    sectors.into_iter().map(|sector| line(setup, sector, &centre, &weights)).collect()
}

/// The demand at each stop: of the homes and goals from which people walk to it.
fn weights(setup: &Setup<'_>) -> Vec<u128> {
    let sites = &setup.world.sites;
    let mut weights = vec![0; setup.stops.all.len()];
    let of_home = WEIGHT / (sites.homes.len() as u128).max(1);
    let goals = sites.goals.iter().map(|goal| u128::from(goal.weight)).sum::<u128>().max(1);
    let homes = sites.homes.iter().map(|home| (*home, of_home));
    let goals =
        sites.goals.iter().map(|goal| (goal.position, u128::from(goal.weight) * WEIGHT / goals));
    for (position, weight) in homes.chain(goals) {
        if let Some((stop, _)) = setup.stops.nearest(position) {
            weights[stop] += weight;
        }
    }
    weights
}

/// The centre's stops, the middle first, then each the nearest to the one before.
fn centre(setup: &Setup<'_>, weights: &[u128]) -> Line {
    let position = |stop: usize| setup.stops.all[stop].place.position;
    let middle = setup.world.centre();
    let all = 0..setup.stops.all.len();
    let Some(hub) = all.clone().min_by_key(|stop| (position(*stop).distance(middle), *stop)) else {
        return Vec::new();
    };
    let mut near: Vec<usize> = all
        .filter(|stop| *stop != hub && position(*stop).distance(position(hub)) <= CENTRE)
        .collect();
    near.sort_by_key(|stop| (std::cmp::Reverse(weights[*stop]), *stop));
    near.truncate(setup.setting.fixed_route.centre_stops - 1);
    let mut centre = vec![hub];
    let mut here = hub;
    while !near.is_empty() {
        let next = (0..near.len()).min_by_key(|index| (drive(setup, here, near[*index]), *index));
        let Some(next) = next else { break };
        here = near.remove(next);
        centre.push(here);
    }
    centre
}

/// The stops outside the centre that anybody walks to, clockwise from the north.
fn by_bearing(setup: &Setup<'_>, centre: &[usize], weights: &[u128]) -> Vec<usize> {
    let hub = centre.first().map(|hub| setup.stops.all[*hub].place.position).unwrap_or_default();
    let bearing = |stop: &usize| {
        let position = setup.stops.all[*stop].place.position;
        let east = (position.lon() - hub.lon()) * hub.lat().to_radians().cos();
        let angle = east.atan2(position.lat() - hub.lat()).to_degrees();
        let angle = if angle < 0.0 { angle + 360.0 } else { angle };
        #[expect(clippy::cast_possible_truncation, reason = "0 to 360,000")]
        let thousandths = (angle * 1_000.0).round() as i64;
        thousandths
    };
    let all = 0..setup.stops.all.len();
    let mut outside: Vec<usize> =
        all.filter(|stop| !centre.contains(stop) && 0 < weights[*stop]).collect();
    outside.sort_by_key(|stop| (bearing(stop), *stop));
    outside
}

fn line(setup: &Setup<'_>, mut sector: Vec<usize>, centre: &[usize], weights: &[u128]) -> Line {
    let Some(hub) = centre.first().copied() else { return sector };
    sector.sort_by_key(|stop| (std::cmp::Reverse(weights[*stop]), *stop));
    sector.truncate(setup.setting.fixed_route.stops_per_line);
    let furthest = sector.iter().copied().max_by_key(|stop| (drive(setup, *stop, hub), *stop));
    let Some(furthest) = furthest else { return centre.to_vec() };
    let mut line = vec![furthest, hub];
    for stop in sector.into_iter().filter(|stop| *stop != furthest) {
        let added = |at: &usize| {
            let (before, after) = (line[*at - 1], line[*at]);
            drive(setup, before, stop) + drive(setup, stop, after) - drive(setup, before, after)
        };
        let best = (1..line.len()).min_by_key(|at| (added(at), *at)).unwrap_or(1);
        line.insert(best, stop);
    }
    line.extend(centre.iter().skip(1));
    line
}

/// The time from stop to stop; half a day where no road leads.
fn drive(setup: &Setup<'_>, from: usize, to: usize) -> Seconds {
    let road = |stop: usize| setup.stops.all[stop].place.road;
    let leg = setup.world.roads.leg(road(from), road(to));
    leg.map_or(Seconds::from_minutes(12 * 60), |leg| leg.time)
}
