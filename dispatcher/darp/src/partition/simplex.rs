//! The linear relaxation of the set partitioning, by the revised simplex method.
//!
//! The basis' inverse is kept whole: with a row a request there are few hundred at most. The
//! right-hand side is shifted a little, differently in each row, against degeneracy; the prices
//! found are those of the true one, as it plays no part in whether a basis is optimal.

use crate::rng::mix;

/// Reduced costs above this are not worth a step.
const PRICE_TOLERANCE: f64 = 1e-7;
/// Pivots smaller than this are not trusted.
const PIVOT_MIN: f64 = 1e-7;
/// Columns priced at a time.
const CHUNK: usize = 1_500;
/// Steps, in case of cycling.
const STEPS_MAX: usize = 20_000;

/// The relaxation in progress.
pub(super) struct Simplex<'a> {
    rows: &'a [Vec<usize>],
    costs: &'a [f64],
    n_requests: usize,
    n_vehicles: usize,
    /// Column by column.
    inverse: Vec<f64>,
    /// Which column each row of the basis holds; those past the last are artificial or slack.
    basis: Vec<usize>,
    values: Vec<f64>,
    prices: Vec<f64>,
}

/// The prices of requests and vehicles.
pub(super) struct Prices {
    requests: Vec<f64>,
    /// What a vehicle is worth; none is negative.
    pub(super) fleet: f64,
    /// No choice of tours costs less.
    pub(super) bound: f64,
}

impl Prices {
    /// What a tour costs above what its requests and its vehicle pay.
    pub(super) fn reduced(&self, rows: &[usize], cost: f64) -> f64 {
        cost + self.fleet - rows.iter().map(|&row| self.requests[row]).sum::<f64>()
    }
}

impl<'a> Simplex<'a> {
    pub(super) fn new(
        rows: &'a [Vec<usize>],
        costs: &'a [f64],
        n_requests: usize,
        n_vehicles: usize,
    ) -> Self {
        let m = n_requests + 1;
        let mut inverse = vec![0.0; m * m];
        for row in 0..m {
            inverse[row * m + row] = 1.0;
        }
        let shift = |row: usize| 1e-3 * ((mix(row as u64) >> 40) as f64 / (1_u64 << 24) as f64);
        let values = (0..m)
            .map(|row| shift(row) + if row < n_requests { 1.0 } else { n_vehicles as f64 })
            .collect();
        let basis = (0..m).map(|row| rows.len() + row).collect();
        Self { rows, costs, n_requests, n_vehicles, inverse, basis, values, prices: vec![0.0; m] }
    }

    /// The best prices; none if the tours can't serve all, or `go_on` says no.
    pub(super) fn solve(&mut self, bound: f64, go_on: &mut dyn FnMut() -> bool) -> Option<Prices> {
        let m = self.n_requests + 1;
        // To leave a request out costs more than any choice wanted.
        self.prices.fill(2.0 * bound);
        self.prices[m - 1] = 0.0;
        let mut from = 0;
        let mut direction = vec![0.0; m];
        for step in 0..STEPS_MAX {
            if step % 64 == 63 && !go_on() {
                return None;
            }
            let Some((entering, reduced)) = self.price(&mut from) else { break };
            self.direction(entering, &mut direction);
            let Some(leaving) = self.ratio_test(&direction) else { break };
            self.pivot(entering, leaving, reduced, &direction);
        }
        let artificial = |(&column, &value): (&usize, &f64)| {
            self.rows.len() <= column && column < self.rows.len() + self.n_requests && 0.02 < value
        };
        if self.basis.iter().zip(&self.values).any(artificial) {
            return None;
        }
        let mut requests = self.prices.clone();
        let fleet = (-requests.pop()?).max(0.0);
        let n_vehicles = self.n_vehicles as f64;
        let mut prices = Prices { bound: 0.0, fleet, requests };
        // Rounding may leave a tour a trace below zero; at most one a vehicle can be chosen.
        let reduced =
            self.rows.iter().zip(self.costs).map(|(rows, &cost)| prices.reduced(rows, cost));
        let trace = reduced.fold(0.0, f64::min);
        prices.bound = prices.requests.iter().sum::<f64>() - n_vehicles * (fleet - trace);
        Some(prices)
    }

    /// A column that pays, and its reduced cost.
    fn price(&self, from: &mut usize) -> Option<(usize, f64)> {
        let n = self.rows.len();
        let fleet = self.prices[self.n_requests];
        let mut best = None;
        let mut least = -PRICE_TOLERANCE;
        let slack = -fleet;
        if slack < least {
            (best, least) = (Some(n + self.n_requests), slack);
        }
        let mut n_seen = 0;
        while n_seen < n {
            for _ in 0..CHUNK.min(n - n_seen) {
                let at = *from;
                *from = if at + 1 < n { at + 1 } else { 0 };
                let paid: f64 = self.rows[at].iter().map(|&row| self.prices[row]).sum();
                let reduced = self.costs[at] - paid - fleet;
                if reduced < least {
                    (best, least) = (Some(at), reduced);
                }
                n_seen += 1;
            }
            if best.is_some() {
                break;
            }
        }
        best.map(|at| (at, least))
    }

    fn direction(&self, entering: usize, direction: &mut [f64]) {
        let m = self.n_requests + 1;
        direction.copy_from_slice(&self.inverse[(m - 1) * m..]);
        let rows = self.rows.get(entering).map_or(&[][..], Vec::as_slice);
        for &row in rows {
            for (sum, part) in direction.iter_mut().zip(&self.inverse[row * m..][..m]) {
                *sum += part;
            }
        }
    }

    fn ratio_test(&self, direction: &[f64]) -> Option<usize> {
        let mut best = None;
        let mut least = f64::INFINITY;
        for (row, (&step, &value)) in direction.iter().zip(&self.values).enumerate() {
            if PIVOT_MIN < step && value.max(0.0) / step < least {
                (best, least) = (Some(row), value.max(0.0) / step);
            }
        }
        best
    }

    fn pivot(&mut self, entering: usize, leaving: usize, reduced: f64, direction: &[f64]) {
        let m = self.n_requests + 1;
        let pivot = direction[leaving];
        let step = self.values[leaving].max(0.0) / pivot;
        for (value, part) in self.values.iter_mut().zip(direction) {
            *value -= step * part;
        }
        self.values[leaving] = step;
        for (column, price) in self.inverse.chunks_exact_mut(m).zip(&mut self.prices) {
            let part = column[leaving];
            if part.abs() <= 0.0 {
                continue;
            }
            *price += reduced / pivot * part;
            let scaled = part / pivot;
            for (entry, along) in column.iter_mut().zip(direction) {
                *entry -= scaled * along;
            }
            column[leaving] = scaled;
        }
        self.basis[leaving] = entering;
    }
}
