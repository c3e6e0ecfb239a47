//! A small town: spots, one-way links between them, vans.

use noriai_core::rng::Rng;
use noriai_core::units::Position;

/// Where a storm plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Town {
    /// The seed it was drawn from.
    pub seed: u64,
    /// Metres east and north.
    pub(crate) spots: Vec<(i64, i64)>,
    /// The first so many spots are designated stops.
    pub(crate) n_stops: usize,
    /// Roads, each driven one way.
    pub(crate) links: Vec<Link>,
    /// Each drive takes up to so many per mille longer, pair by pair: turns and lights, which make
    /// the way over a stop shorter than the way past it now and then.
    pub(crate) rough: u64,
    pub(crate) n_vans: i64,
}

/// A road from spot to spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) millis: i64,
    pub(crate) decimetres: i64,
}

impl Town {
    /// Draws a town in which every spot can be reached from every other.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        let mut rng = Rng::stream(seed, "town", 0);
        let n_spots = 4 + rng.index(7);
        let mut spot = || (rng.between(0, 60) * 100, rng.between(0, 60) * 100);
        let spots: Vec<(i64, i64)> = (0..n_spots).map(|_| spot()).collect();
        let speed = rng.between(5, 14);
        let mut links = Vec::new();
        for from in 1..n_spots {
            let to = rng.index(from);
            links.push(Link::between(&spots, (from, to), speed, &mut rng));
            links.push(Link::between(&spots, (to, from), speed, &mut rng));
        }
        for _ in 0..rng.index(3 * n_spots) {
            let (from, to) = (rng.index(n_spots), rng.index(n_spots));
            if from != to {
                links.push(Link::between(&spots, (from, to), speed, &mut rng));
            }
        }
        let rough = if rng.chance(300) { rng.below(300) } else { 0 };
        let n_stops = n_spots - rng.index(2);
        Self { seed, spots, n_stops, links, rough, n_vans: rng.between(1, 4) }
    }

    pub(crate) fn position(&self, spot: usize) -> Position {
        let (east, north) = self.spots.get(spot).copied().unwrap_or_default();
        let small = |metres: i64| i32::try_from(metres).unwrap_or(0);
        Position::from_e7(small(north), small(east)).unwrap_or_default()
    }

    /// How far apart two spots lie as the crow flies.
    pub(crate) fn metres(&self, a: usize, b: usize) -> i64 {
        metres(&self.spots, a, b)
    }
}

impl Link {
    fn between(
        spots: &[(i64, i64)],
        (from, to): (usize, usize),
        speed: i64,
        rng: &mut Rng,
    ) -> Self {
        // Roads wind, and are not driven equally fast both ways.
        let decimetres = (metres(spots, from, to) * 10 * rng.between(100, 140) / 100).max(10);
        Self { from, to, millis: decimetres * 100 / speed, decimetres }
    }
}

fn metres(spots: &[(i64, i64)], a: usize, b: usize) -> i64 {
    let at = |spot: usize| spots.get(spot).copied().unwrap_or_default();
    let ((a, b), (c, d)) = (at(a), at(b));
    ((a - c).pow(2) + (b - d).pow(2)).isqrt()
}
