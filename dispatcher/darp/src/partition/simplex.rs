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
const CHUNK: usize = 800;
/// The largest shift of the right-hand side.
const SHIFT_MAX: f64 = 1e-3;
/// What leaving a request out costs at first above its expected price, in parts of the mean price.
const MARGIN: f64 = 0.1;
/// Steps, in case of cycling.
const STEPS_MAX: usize = 20_000;

/// The relaxation in progress.
pub(super) struct Simplex<'a> {
    rows: &'a [Vec<usize>],
    costs: &'a [f64],
    scales: Vec<f64>,
    n_requests: usize,
    n_vehicles: usize,
    /// Column by column.
    inverse: Vec<f64>,
    /// Which column each row of the basis holds; those past the last are artificial or slack.
    basis: Vec<usize>,
    values: Vec<f64>,
    prices: Vec<f64>,
    /// What it costs to leave a request out.
    left_out: Vec<f64>,
}

/// The prices of requests and vehicles.
pub(super) struct Prices {
    pub(super) requests: Vec<f64>,
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
        expected: &[f64],
    ) -> Self {
        let m = n_requests + 1;
        let mut inverse = vec![0.0; m * m];
        for row in 0..m {
            inverse[row * m + row] = 1.0;
        }
        let shift =
            |row: usize| SHIFT_MAX * ((mix(row as u64) >> 40) as f64 / (1_u64 << 24) as f64);
        let values = (0..m)
            .map(|row| shift(row) + if row < n_requests { 1.0 } else { n_vehicles as f64 })
            .collect();
        let basis = (0..m).map(|row| rows.len() + row).collect();
        let scales = rows.iter().map(|rows| 1.0 / (2.0 + rows.len() as f64).sqrt()).collect();
        Self {
            rows,
            costs,
            scales,
            n_requests,
            n_vehicles,
            inverse,
            basis,
            values,
            prices: vec![0.0; m],
            left_out: expected.to_vec(),
        }
    }

    /// The best prices; none if the tours can't serve all, or `go_on` says no.
    pub(super) fn solve(&mut self, bound: f64, go_on: &mut dyn FnMut() -> bool) -> Option<Prices> {
        // To leave a request out costs little more than it is thought to be worth, and more if that
        // is too little: large prices from the start would take many steps to come down again.
        let mut margins = vec![MARGIN * bound / self.n_requests as f64; self.n_requests];
        for (left_out, margin) in self.left_out.iter_mut().zip(&margins) {
            *left_out += margin;
        }
        self.reprice();
        while self.improve(go_on)? {
            let mut wanting = false;
            for row in 0..self.basis.len() {
                let Some(request) = self.basis[row].checked_sub(self.rows.len()) else { continue };
                if request < self.n_requests && SHIFT_MAX * 20.0 < self.values[row] {
                    if 2.0 * bound < self.left_out[request] {
                        return None;
                    }
                    margins[request] *= 4.0;
                    self.left_out[request] += margins[request];
                    wanting = true;
                }
            }
            if !wanting {
                break;
            }
            self.reprice();
        }
        Some(self.prices())
    }

    /// Steps until no column pays any more; false if that takes too long.
    fn improve(&mut self, go_on: &mut dyn FnMut() -> bool) -> Option<bool> {
        let mut from = 0;
        let mut direction = vec![0.0; self.basis.len()];
        for step in 0..STEPS_MAX {
            if step % 64 == 63 && !go_on() {
                return None;
            }
            let Some((entering, reduced)) = self.price(&mut from) else { return Some(true) };
            self.direction(entering, &mut direction);
            let Some(leaving) = self.ratio_test(&direction) else { return Some(false) };
            self.pivot(entering, leaving, reduced, &direction);
        }
        Some(false)
    }

    /// Prices from the basis as it stands.
    fn reprice(&mut self) {
        let (n, n_requests) = (self.rows.len(), self.n_requests);
        let cost = |&column: &usize| match column.checked_sub(n) {
            None => self.costs[column],
            Some(row) if row < n_requests => self.left_out[row],
            Some(_) => 0.0,
        };
        let costs: Vec<f64> = self.basis.iter().map(cost).collect();
        for (price, column) in self.prices.iter_mut().zip(self.inverse.chunks_exact(costs.len())) {
            *price = column.iter().zip(&costs).map(|(part, cost)| part * cost).sum();
        }
    }

    fn prices(&self) -> Prices {
        let (requests, fleet) = self.prices.split_at(self.n_requests);
        let fleet = fleet.iter().fold(0.0, |_, price| -price).max(0.0);
        let mut prices = Prices { bound: 0.0, fleet, requests: requests.to_vec() };
        // Rounding may leave a tour a trace below zero; at most one a vehicle can be chosen.
        let reduced =
            self.rows.iter().zip(self.costs).map(|(rows, &cost)| prices.reduced(rows, cost));
        let trace = reduced.fold(0.0, f64::min);
        prices.bound = requests.iter().sum::<f64>() - self.n_vehicles as f64 * (fleet - trace);
        prices
    }

    /// A column that pays, and its reduced cost.
    fn price(&self, from: &mut usize) -> Option<(usize, f64)> {
        let n = self.rows.len();
        let fleet = self.prices[self.n_requests];
        let mut best: Option<(usize, f64)> = None;
        let mut least = 0.0;
        let slack = -fleet;
        if slack < -PRICE_TOLERANCE {
            (best, least) = (Some((n + self.n_requests, slack)), slack);
        }
        let mut n_seen = 0;
        while n_seen < n {
            for _ in 0..CHUNK.min(n - n_seen) {
                let at = *from;
                *from = if at + 1 < n { at + 1 } else { 0 };
                let paid: f64 = self.rows[at].iter().map(|&row| self.prices[row]).sum();
                let reduced = self.costs[at] - paid - fleet;
                // By length of the column: a step along a long one changes more than its cost.
                if reduced < -PRICE_TOLERANCE && reduced * self.scales[at] < least {
                    (best, least) = (Some((at, reduced)), reduced * self.scales[at]);
                }
                n_seen += 1;
            }
            if best.is_some() {
                break;
            }
        }
        best
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
