//! How the land lies: the river's and the railway's bends, which bend the streets between them,
//! and how far the town, the plain and the hills reach.
//!
//! Streets are laid out over a plain sheet of paper, `across` and `along` in metres, on which the
//! river and the railway are straight; then the sheet is bent.

use super::canvas::Spot;
use super::random::Noise;

/// Where the middle of the river is on the sheet.
pub(super) const RIVER: f64 = -700.0;
/// Half its width.
pub(super) const RIVER_HALF: f64 = 32.0;
/// Where the railway is on the sheet.
pub(super) const RAIL: f64 = 0.0;
/// How far the map reaches from the station.
pub(super) const EDGE: f64 = 5600.0;

/// The bends of the sheet and the borders on it.
pub(super) struct Ground {
    river: Noise,
    rail: Noise,
    rows: Noise,
    town: Noise,
    plain: Noise,
}

impl Ground {
    pub(super) fn new(seed: u64) -> Self {
        let noise = |purpose| Noise::new(seed, purpose);
        Self { river: noise(1), rail: noise(2), rows: noise(3), town: noise(4), plain: noise(5) }
    }

    /// Where a place on the sheet lies on the ground.
    pub(super) fn bend(&self, across: f64, along: f64) -> Spot {
        let river = 230.0 * self.river.at(along / 1300.0) - 230.0 * self.river.at(0.0);
        let rail = 70.0 * self.rail.at(along / 2600.0) - 70.0 * self.rail.at(0.0);
        let shift = between(
            across,
            &[(RIVER - 2600.0, 0.0), (RIVER, river), (RAIL, rail), (RAIL + 2600.0, 0.0)],
        );
        let lift = 45.0 * self.rows.at(across / 1100.0) - 45.0 * self.rows.at(0.0);
        Spot::new(across + shift, along + lift)
    }

    /// True where houses stand close.
    pub(super) fn is_town(&self, across: f64, along: f64) -> bool {
        let (x, y) = ((across - 120.0) / 1520.0, (along - 20.0) / 1420.0);
        x * x + y * y < 1.0 + 0.3 * self.town.over(across / 500.0, along / 500.0)
    }

    /// True within a few hundred metres of the shopping streets west of the station.
    pub(super) fn is_core(&self, across: f64, along: f64) -> bool {
        RIVER < across && across < RAIL && -560.0 < along && along < 560.0
    }

    /// True where the land is level enough for fields.
    pub(super) fn is_plain(&self, across: f64, along: f64) -> bool {
        self.plain_west(along) < across
            && across < self.plain_east(along)
            && along.abs() < EDGE - 300.0
    }

    /// Where the hills begin in the east.
    pub(super) fn plain_east(&self, along: f64) -> f64 {
        2500.0 + 350.0 * self.plain.at(along / 900.0) - pinch(along)
    }

    /// Where the hills begin in the west.
    pub(super) fn plain_west(&self, along: f64) -> f64 {
        -2800.0 + 350.0 * self.plain.at(along / 900.0 + 50.0) + pinch(along)
    }
}

/// Up and down the river the hills close in.
fn pinch(along: f64) -> f64 {
    between(along.abs(), &[(2100.0, 0.0), (4300.0, 1750.0)])
}

/// A value between those of the knots; that of the last one outside of them.
fn between(at: f64, knots: &[(f64, f64)]) -> f64 {
    let mut before = knots.first().copied().unwrap_or_default();
    for (knot, value) in knots {
        if at < *knot {
            let share = ((at - before.0) / (knot - before.0).max(1.0)).clamp(0.0, 1.0);
            return before.1 + (value - before.1) * share;
        }
        before = (*knot, *value);
    }
    before.1
}
