//! Squared paper: roads as the crow flies.

use std::collections::BTreeSet;

use noriai_core::Place;
use noriai_core::travel::{Leg, RoadPoint, TravelTimes};
use noriai_units::{Metres, Position, Seconds};

/// A plain without obstacles, save those drawn in.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    pub(crate) metres_per_second: i64,
    pub(crate) closed: BTreeSet<(RoadPoint, RoadPoint)>,
    /// Nobody gets there or away from there.
    pub(crate) blocked: BTreeSet<RoadPoint>,
}

const MIDDLE: i64 = 1 << 30;

/// The place so many metres east and north.
pub(crate) fn spot(east: i64, north: i64) -> Place {
    let road = u64::try_from((east + MIDDLE) << 32 | (north + MIDDLE)).unwrap();
    let position =
        Position::from_e7(i32::try_from(north).unwrap(), i32::try_from(east).unwrap()).unwrap();
    Place { position, road: RoadPoint(road), stop: None }
}

fn coordinates(point: RoadPoint) -> (i64, i64) {
    let part = |bits: u64| i64::try_from(bits & 0xffff_ffff).unwrap() - MIDDLE;
    (part(point.0 >> 32), part(point.0))
}

impl TravelTimes for Paper {
    fn leg(&self, from: RoadPoint, to: RoadPoint) -> Option<Leg> {
        let is_blocked = from != to && [from, to].iter().any(|end| self.blocked.contains(end));
        if is_blocked || self.closed.contains(&(from, to)) {
            return None;
        }
        let ((a, b), (c, d)) = (coordinates(from), coordinates(to));
        let decimetres = (100 * ((a - c).pow(2) + (b - d).pow(2))).isqrt();
        let millis = decimetres * 100 / self.metres_per_second;
        Some(Leg {
            time: Seconds::from_millis(millis),
            distance: Metres::from_decimetres(decimetres),
        })
    }
}
