//! Stops chosen so that as many trip ends as possible are within walking distance.
//!
//! The greedy cover (Johnson 1974; for a given number of stops it serves at least 63 % of what the
//! best choice would): of all candidates the one that newly serves the most, again and again.
//! Homes together weigh as much as goals together, as each trip has one of both. First candidates
//! are the map's bus stops; where they serve less than [`ENOUGH_PER_MILLE`], homes and goals
//! themselves become candidates too.

use std::collections::BTreeMap;

use noriai_units::{Metres, Position};

use super::grid::Grid;
use super::{SAME_STOP, StopSetting, StopSource};
use crate::scenario::Walking;
use crate::world::World;

/// Bus stops that serve so many of 1,000 trip ends are enough.
const ENOUGH_PER_MILLE: u64 = 600;
/// A cover that serves so many of 1,000 is complete: the rest are lone houses.
const COMPLETE_PER_MILLE: u64 = 900;
/// The weight of all homes, and of all goals.
const WEIGHT: u64 = 1_000_000;

type Candidate = (String, Position);

struct Site {
    position: Position,
    weight: u64,
}

struct Cover<'a> {
    sites: Vec<Site>,
    grid: Grid,
    served: Vec<bool>,
    served_weight: u64,
    all_weight: u64,
    walking: &'a Walking,
    chosen: Vec<Candidate>,
    max: usize,
}

pub(super) fn choose(setting: &StopSetting, world: &World) -> Vec<Candidate> {
    let sites = sites(world);
    let positions: Vec<Position> = sites.iter().map(|site| site.position).collect();
    let mut cover = Cover {
        grid: Grid::of(&positions, straight_reach(&setting.walking)),
        served: vec![false; sites.len()],
        served_weight: 0,
        all_weight: sites.iter().map(|site| site.weight).sum::<u64>().max(1),
        sites,
        walking: &setting.walking,
        chosen: Vec::new(),
        max: setting.max,
    };
    if setting.source == StopSource::Map {
        let stops = world.sites.stops.iter().map(|stop| (stop.name.clone(), stop.position));
        cover.extend(&stops.collect::<Vec<_>>());
        if ENOUGH_PER_MILLE <= cover.served_per_mille() {
            return cover.chosen;
        }
    }
    cover.extend(&thinned(world));
    cover.chosen
}

fn sites(world: &World) -> Vec<Site> {
    let (homes, goals) = (&world.sites.homes, &world.sites.goals);
    let of_home = WEIGHT / u64::try_from(homes.len().max(1)).unwrap_or(1);
    let all_goals = goals.iter().map(|goal| goal.weight).sum::<u64>().max(1);
    let of_goal = |weight: u64| u128::from(weight) * u128::from(WEIGHT) / u128::from(all_goals);
    let homes = homes.iter().map(|home| Site { position: *home, weight: of_home });
    let goals = goals.iter().map(|goal| Site {
        position: goal.position,
        weight: u64::try_from(of_goal(goal.weight)).unwrap_or(0),
    });
    homes.chain(goals).collect()
}

/// The straight line that makes the longest way on foot.
fn straight_reach(walking: &Walking) -> Metres {
    Metres::from_decimetres(walking.limit.decimetres() * 1_000 / walking.way_per_mille.max(1))
}

/// Goals, and one home in each square of about the size of a stop.
fn thinned(world: &World) -> Vec<Candidate> {
    let squares = Grid::of(&[world.centre()], SAME_STOP);
    let mut first = BTreeMap::new();
    let goals = world.sites.goals.iter().map(|goal| (goal.name.clone(), goal.position));
    let homes = world.sites.homes.iter().map(|home| (String::new(), *home));
    for (name, position) in goals.chain(homes) {
        first.entry(squares.square(position)).or_insert((name, position));
    }
    first.into_values().collect()
}

impl Cover<'_> {
    /// Chooses among candidates until none serves anyone new, or it is enough.
    fn extend(&mut self, candidates: &[Candidate]) {
        let serves: Vec<Vec<usize>> =
            candidates.iter().map(|(_, position)| self.within_reach(*position)).collect();
        let mut servers: Vec<Vec<usize>> = vec![Vec::new(); self.sites.len()];
        for (candidate, sites) in serves.iter().enumerate() {
            sites.iter().for_each(|site| servers[*site].push(candidate));
        }
        let new = |sites: &Vec<usize>| {
            let unserved = sites.iter().filter(|site| !self.served[**site]);
            unserved.map(|site| self.sites[*site].weight).sum::<u64>()
        };
        let mut gains: Vec<u64> = serves.iter().map(new).collect();
        while self.chosen.len() < self.max && self.served_per_mille() < COMPLETE_PER_MILLE {
            // Of equal gains the first candidate's counts.
            let best = gains.iter().enumerate().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(&a.0)));
            let Some(best) = best.filter(|(_, gain)| 0 < **gain).map(|(best, _)| best) else {
                break;
            };
            for site in &serves[best] {
                if std::mem::replace(&mut self.served[*site], true) {
                    continue;
                }
                let weight = self.sites[*site].weight;
                self.served_weight += weight;
                servers[*site].iter().for_each(|candidate| gains[*candidate] -= weight);
            }
            self.take(&candidates[best]);
        }
    }

    fn take(&mut self, (name, position): &Candidate) {
        let close = |other: &Candidate| other.1.distance(*position) < SAME_STOP;
        if self.chosen.iter().any(close) {
            return;
        }
        let name = match name.as_str() {
            "" => format!("{}", self.chosen.len() + 1),
            name => name.to_owned(),
        };
        self.chosen.push((name, *position));
    }

    fn within_reach(&self, position: Position) -> Vec<usize> {
        let reached = self.grid.near(position).filter(|site| {
            self.walking.way(position, self.sites[*site].position) <= self.walking.limit
        });
        reached.collect()
    }

    fn served_per_mille(&self) -> u64 {
        self.served_weight * 1_000 / self.all_weight
    }
}
