//! A made-up town on squared paper, for tests and first trials: streets in both directions every
//! 100 m, one speed. Needs no file.

use noriai_core::Place;
use noriai_core::travel::{Leg, RoadPoint, TravelTimes};
use noriai_units::{Metres, Position, Seconds};

use super::World;
use super::picture::{Picture, RoadLine};
use super::roads::{Roads, TooFar};
use super::sites::{Goal, GoalKind, NamedStop, Sites};
use crate::rng::Rng;

/// Streets on squared paper: drives go east or west first, then north or south.
#[derive(Clone, Copy, Debug)]
pub struct SquaredPaper {
    /// The edge of the square, in metres.
    pub size_m: u32,
    /// The speed everywhere, in metres a second.
    pub speed_m_s: u32,
}

/// The south-west corner: somewhere in the hills of Aizu.
const CORNER_E7: (i32, i32) = (376_000_000, 1_398_000_000);
/// 1e-7 degree of latitude and of longitude in a hundred metres there.
const E7_PER_100_M: (i64, i64) = (8_993, 11_347);
const STREET_EVERY_M: u32 = 100;

impl SquaredPaper {
    /// The point at so many metres east and north of the corner.
    #[must_use]
    pub fn point(east: u32, north: u32) -> RoadPoint {
        RoadPoint(u64::from(east) << 32 | u64::from(north))
    }

    /// A place at so many metres east and north of the corner.
    #[must_use]
    pub fn place(east: u32, north: u32) -> Place {
        Place { position: position(east, north), road: Self::point(east, north), stop: None }
    }
}

fn split(point: RoadPoint) -> (u32, u32) {
    let low = u32::try_from(point.0 & u64::from(u32::MAX)).unwrap_or(0);
    (u32::try_from(point.0 >> 32).unwrap_or(0), low)
}

fn position(east: u32, north: u32) -> Position {
    let along = |origin: i32, metres: u32, per_100_m: i64| {
        i32::try_from(i64::from(origin) + i64::from(metres) * per_100_m / 100).unwrap_or(origin)
    };
    let lat = along(CORNER_E7.0, north, E7_PER_100_M.0);
    let lon = along(CORNER_E7.1, east, E7_PER_100_M.1);
    Position::from_e7(lat, lon).unwrap_or_default()
}

impl TravelTimes for SquaredPaper {
    fn leg(&self, from: RoadPoint, to: RoadPoint) -> Option<Leg> {
        let ((x0, y0), (x1, y1)) = (split(from), split(to));
        let metres = i64::from(x0.abs_diff(x1)) + i64::from(y0.abs_diff(y1));
        let time = Seconds::from_millis(metres * 1_000 / i64::from(self.speed_m_s.max(1)));
        Some(Leg { time, distance: Metres::new(metres) })
    }
}

impl Roads for SquaredPaper {
    fn snap(&self, position: Position) -> Result<Place, TooFar> {
        let metres = |e7: i32, origin: i32, per_100_m: i64| {
            (i64::from(e7) - i64::from(origin)) * 100 / per_100_m
        };
        let east = metres(position.lon_e7(), CORNER_E7.1, E7_PER_100_M.1);
        let north = metres(position.lat_e7(), CORNER_E7.0, E7_PER_100_M.0);
        let range = -500..=i64::from(self.size_m) + 500;
        if !range.contains(&east) || !range.contains(&north) {
            return Err(TooFar { nearest: None });
        }
        let street = i64::from(STREET_EVERY_M);
        let on_paper = |metres: i64| {
            let metres = metres.clamp(0, i64::from(self.size_m));
            u32::try_from((metres + street / 2) / street * street).unwrap_or(0)
        };
        Ok(Self::place(on_paper(east), on_paper(north)))
    }

    fn along(&self, from: RoadPoint, to: RoadPoint, elapsed: Seconds) -> Option<Place> {
        let ((x0, y0), (x1, y1)) = (split(from), split(to));
        let driven = elapsed.millis().max(0) * i64::from(self.speed_m_s) / 1_000;
        let driven = u32::try_from(driven).unwrap_or(u32::MAX);
        let towards = |a: u32, b: u32, by: u32| {
            if a <= b { a + by.min(b - a) } else { a - by.min(a - b) }
        };
        let x = towards(x0, x1, driven);
        let y = towards(y0, y1, driven.saturating_sub(x0.abs_diff(x1)));
        Some(Self::place(x, y))
    }

    fn line(&self, from: RoadPoint, to: RoadPoint) -> Vec<Position> {
        let ((x0, y0), (x1, y1)) = (split(from), split(to));
        let mut line = vec![position(x0, y0), position(x1, y0), position(x1, y1)];
        line.dedup();
        line
    }
}

impl World {
    /// A town on squared paper of 6 km by 6 km: a centre with its goals, homes thinning out.
    #[must_use]
    pub fn squared_paper(seed: u64) -> Self {
        let roads = SquaredPaper { size_m: 6_000, speed_m_s: 10 };
        let mut rng = Rng::stream(seed, "squared paper", 0);
        let mut street = |near: i64| {
            let metres = (3_000 + rng.between(-near, near)) / 100 * 100;
            u32::try_from(metres.clamp(0, 6_000)).unwrap_or(0)
        };
        let mut goals = Vec::new();
        for (kind, n) in [
            (GoalKind::Station, 1),
            (GoalKind::Hospital, 1),
            (GoalKind::Supermarket, 2),
            (GoalKind::Clinic, 3),
            (GoalKind::Hall, 1),
            (GoalKind::Shop, 5),
        ] {
            for number in 1..=n {
                let name = format!("{} {number}", kind.as_str());
                let place = position(street(900), street(900));
                goals.push(Goal { kind, name, position: place, weight: 0 });
            }
        }
        let homes = (0..600).map(|n| {
            let reach = if n < 300 { 1_500 } else { 3_000 };
            position(street(reach), street(reach))
        });
        let homes: Vec<Position> = homes.collect();
        let stops = (0..8).flat_map(|x| (0..8).map(move |y| (x, y))).enumerate();
        let stops = stops.map(|(number, (x, y))| NamedStop {
            name: format!("stop {}", number + 1),
            position: position(250 + x * 750, 250 + y * 750),
        });
        let lines = (0..=6_000).step_by(500).flat_map(|at| {
            let line = |points| RoadLine { major: at % 3_000 == 0, points };
            [
                line(vec![position(at, 0), position(at, 6_000)]),
                line(vec![position(0, at), position(6_000, at)]),
            ]
        });
        Self {
            roads: std::sync::Arc::new(roads),
            sites: Sites::weighted(homes, goals, stops.collect()),
            picture: Picture { lines: lines.collect() },
            source: format!("squared paper, 6 km x 6 km (seed {seed})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_van_is_where_its_speed_has_brought_it() {
        let roads = SquaredPaper { size_m: 6_000, speed_m_s: 10 };
        let (a, b) = (SquaredPaper::point(0, 0), SquaredPaper::point(300, 500));
        assert_eq!(roads.leg(a, b).unwrap().time, Seconds::new(80));
        let after = |seconds| roads.along(a, b, Seconds::new(seconds)).unwrap().road;
        assert_eq!(after(0), a);
        assert_eq!(after(20), SquaredPaper::point(200, 0));
        assert_eq!(after(40), SquaredPaper::point(300, 100));
        assert_eq!(after(500), b);
    }

    #[test]
    fn positions_come_back_to_the_street_they_were_drawn_on() {
        let roads = SquaredPaper { size_m: 6_000, speed_m_s: 10 };
        let place = SquaredPaper::place(1_200, 3_400);
        assert_eq!(roads.snap(place.position).unwrap().road, place.road);
        let tokyo = Position::from_degrees(35.68, 139.77).unwrap();
        assert!(roads.snap(tokyo).is_err());
    }
}
