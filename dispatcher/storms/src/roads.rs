//! One version of the map: the town's links with what is closed and slow on them, all drives
//! computed ahead (Floyd and Warshall 1962).

use noriai_core::travel::{Leg, RoadPoint, TravelTimes};
use noriai_core::units::{Metres, Seconds, Timestamp};
use noriai_core::{RoadEffect, State};

use crate::town::{Link, Town};

/// Travel times in force.
#[derive(Clone, Debug)]
pub(crate) struct Roads {
    /// Points of another import have other names.
    import: u64,
    n_spots: usize,
    legs: Vec<Option<Leg>>,
}

/// Names of points of one import.
const IMPORT: u64 = 1_000;

impl Roads {
    /// The roads with the closures that the state has in force at a time.
    pub(crate) fn of(town: &Town, state: &State, now: Timestamp, import: u64) -> Self {
        let n_spots = town.spots.len();
        let mut legs = vec![None; n_spots * n_spots];
        for (number, link) in town.links.iter().enumerate() {
            let way = &mut legs[link.from * n_spots + link.to];
            if let Some(millis) = driven(link, number, state, now) {
                let leg = leg_of(millis, link.decimetres);
                *way = way.map_or(Some(leg), |known: Leg| Some(known.min(leg)));
            }
        }
        for over in 0..n_spots {
            for pair in 0..n_spots * n_spots {
                let (from, to) = (pair / n_spots, pair % n_spots);
                let parts = (legs[from * n_spots + over], legs[over * n_spots + to]);
                if let (Some(there), Some(on)) = parts
                    && from != to
                {
                    let (time, distance) = (there.time + on.time, there.distance + on.distance);
                    let leg = Leg { time, distance };
                    let known: &mut Option<Leg> = &mut legs[pair];
                    *known = known.map_or(Some(leg), |known| Some(known.min(leg)));
                }
            }
        }
        for (pair, leg) in legs.iter_mut().enumerate() {
            if let Some(leg) = leg {
                let rough = (pair as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
                let rough = i64::try_from(rough % (town.rough + 1)).unwrap_or(0);
                leg.time = leg.time.scale_per_mille(1_000 + rough);
            }
        }
        Self { import, n_spots, legs }
    }

    pub(crate) const fn import(&self) -> u64 {
        self.import
    }

    /// A spot's name on this map.
    pub(crate) const fn point(&self, spot: usize) -> RoadPoint {
        RoadPoint(self.import * IMPORT + spot as u64)
    }

    /// The spot of a point, by whichever import it is named.
    pub(crate) fn spot(point: RoadPoint) -> usize {
        usize::try_from(point.0 % IMPORT).unwrap_or(0)
    }

    fn between(&self, from: usize, to: usize) -> Option<Leg> {
        if from == to {
            return Some(Leg::default());
        }
        self.legs.get(from * self.n_spots + to).copied().flatten()
    }

    /// Spots that can't be got to, or away from, where most can.
    pub(crate) fn cut_off(&self) -> Vec<usize> {
        let both = |a, b| self.between(a, b).is_some() && self.between(b, a).is_some();
        let n_near = |spot: &usize| (0..self.n_spots).filter(|other| both(*spot, *other)).count();
        let Some(middle) = (0..self.n_spots).max_by_key(n_near) else { return Vec::new() };
        (0..self.n_spots).filter(|spot| !both(*spot, middle)).collect()
    }
}

fn driven(link: &Link, number: usize, state: &State, now: Timestamp) -> Option<i64> {
    let mut millis = link.millis;
    for closure in state.closures().values().filter(|closure| !closure.is_over(now)) {
        if !closure.roads.iter().any(|mark| usize::from(mark.heading) == number) {
            continue;
        }
        match closure.effect {
            RoadEffect::Closed => return None,
            RoadEffect::Slowed { percent } => millis = millis * i64::from(percent) / 100,
            RoadEffect::Limited { km_per_hour } => {
                millis = millis.max(link.decimetres * 360 / i64::from(km_per_hour.max(1)));
            }
        }
    }
    Some(millis)
}

const fn leg_of(millis: i64, decimetres: i64) -> Leg {
    Leg { time: Seconds::from_millis(millis), distance: Metres::from_decimetres(decimetres) }
}

impl TravelTimes for Roads {
    fn leg(&self, from: RoadPoint, to: RoadPoint) -> Option<Leg> {
        let own = |point: RoadPoint| point.0 / IMPORT == self.import;
        // Who asks for a point of another import asks for what this map does not know.
        if !own(from) || !own(to) {
            return None;
        }
        self.between(Self::spot(from), Self::spot(to))
    }
}
