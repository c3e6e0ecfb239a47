//! The linear relaxation of the set partitioning, by the revised simplex method.
//!
//! The basis' inverse is kept whole: with a row a request there are few hundred at most. The
//! right-hand side is shifted a little, differently in each row, against degeneracy; the prices
//! found are those of the true one, as it plays no part in whether a basis is optimal.
//!
//! Requests may be left out at a cost that is raised where it is too small to be a deterrent. To
//! begin with costs close to the prices expected saves most of the steps.

use super::{GoOn, Tour};
use crate::rng::mix;

/// Reduced costs above this are not worth a step.
const PRICE_TOLERANCE: f64 = 1e-7;
/// Pivots smaller than this are not trusted.
const PIVOT_MIN: f64 = 1e-7;
/// Tours priced at a time.
const CHUNK: usize = 800;
/// The largest shift of the right-hand side.
const SHIFT_MAX: f64 = 1e-3;
/// What leaving a request out costs at first above its expected price, in parts of the mean price.
const MARGIN: f64 = 0.1;
/// Steps, in case of cycling.
const STEPS_MAX: usize = 20_000;
/// After so many steps it is asked whether to go on.
const STEPS_ASKED: usize = 64;

/// What a row of the basis holds.
#[derive(Clone, Copy, Debug)]
enum Basic {
    Tour(usize),
    LeftOut(usize),
    /// Vehicles that stay at the depot.
    Idle,
}

/// The relaxation in progress.
pub(super) struct Simplex {
    n_vehicles: f64,
    /// Column by column.
    inverse: Vec<f64>,
    basis: Vec<Basic>,
    values: Vec<f64>,
    /// Of the requests, and of a vehicle.
    prices: Vec<f64>,
    /// What it costs to leave a request out, and by how much to raise that if need be.
    left_out: Vec<[f64; 2]>,
    direction: Vec<f64>,
    /// Where pricing goes on.
    from: usize,
}

/// The prices of requests and vehicles.
#[derive(Clone, Debug)]
pub(super) struct Prices {
    pub(super) requests: Vec<f64>,
    /// What a vehicle is worth; never negative.
    pub(super) fleet: f64,
    /// No choice of the tours known costs less.
    pub(super) bound: f64,
}

impl Prices {
    /// What a tour costs above what its requests pay, with its vehicle.
    pub(super) fn reduced(&self, tour: &Tour) -> f64 {
        tour.cost + self.fleet - tour.rows.iter().map(|&row| self.requests[row]).sum::<f64>()
    }
}

impl Simplex {
    /// Nothing solved yet; `expected` are the prices of requests as far as one can guess.
    pub(super) fn new(n_vehicles: usize, expected: &[f64]) -> Self {
        let n_requests = expected.len();
        let m = n_requests + 1;
        let mut inverse = vec![0.0; m * m];
        for row in 0..m {
            inverse[row * m + row] = 1.0;
        }
        let n_vehicles = n_vehicles as f64;
        let shift =
            |row: usize| SHIFT_MAX * ((mix(row as u64) >> 40) as f64 / (1_u64 << 24) as f64);
        let values = (0..m).map(|row| shift(row) + if row < n_requests { 1.0 } else { n_vehicles });
        let margin = MARGIN * expected.iter().sum::<f64>() / n_requests as f64;
        let mut simplex = Self {
            n_vehicles,
            inverse,
            basis: (0..n_requests).map(Basic::LeftOut).chain([Basic::Idle]).collect(),
            values: values.collect(),
            prices: vec![0.0; m],
            left_out: expected.iter().map(|price| [price + margin, 4.0 * margin]).collect(),
            direction: vec![0.0; m],
            from: 0,
        };
        simplex.reprice(&[]);
        simplex
    }

    /// The best prices, from where the last call left off; tours may have been added since. None
    /// if the tours can't serve all for less than `bound`, or `go_on` says no.
    pub(super) fn solve(&mut self, tours: &[Tour], bound: f64, go_on: GoOn<'_>) -> Option<Prices> {
        while self.improve(tours, go_on)? {
            let mut raised = false;
            for (basic, &value) in self.basis.iter().zip(&self.values) {
                if let &Basic::LeftOut(request) = basic
                    && 20.0 * SHIFT_MAX < value
                {
                    let [cost, step] = &mut self.left_out[request];
                    if bound < *cost {
                        return None;
                    }
                    *cost += *step;
                    *step *= 4.0;
                    raised = true;
                }
            }
            if !raised {
                break;
            }
            self.reprice(tours);
        }
        Some(self.prices(tours))
    }

    /// Steps until no column pays any more; false if that takes too long.
    fn improve(&mut self, tours: &[Tour], go_on: GoOn<'_>) -> Option<bool> {
        for step in 0..STEPS_MAX {
            if step % STEPS_ASKED == STEPS_ASKED - 1 && !go_on(STEPS_ASKED * self.inverse.len()) {
                return None;
            }
            let Some((entering, reduced)) = self.price(tours) else { return Some(true) };
            self.aim(tours, entering);
            let Some(leaving) = self.ratio_test() else { return Some(false) };
            self.pivot(entering, leaving, reduced);
        }
        Some(false)
    }

    /// Prices from the basis as it stands.
    fn reprice(&mut self, tours: &[Tour]) {
        let cost = |basic: &Basic| match *basic {
            Basic::Tour(tour) => tours[tour].cost,
            Basic::LeftOut(request) => self.left_out[request][0],
            Basic::Idle => 0.0,
        };
        let costs: Vec<f64> = self.basis.iter().map(cost).collect();
        for (price, column) in self.prices.iter_mut().zip(self.inverse.chunks_exact(costs.len())) {
            *price = column.iter().zip(&costs).map(|(part, cost)| part * cost).sum();
        }
    }

    /// Of which tours the last solution takes a share.
    pub(super) fn shares<'a>(&self, tours: &'a [Tour]) -> impl Iterator<Item = (f64, &'a Tour)> {
        self.basis.iter().zip(&self.values).filter_map(|(basic, &value)| match *basic {
            Basic::Tour(tour) if 2.0 * SHIFT_MAX < value => Some((value, &tours[tour])),
            _ => None,
        })
    }

    fn prices(&self, tours: &[Tour]) -> Prices {
        let (requests, fleet) = self.prices.split_at(self.left_out.len());
        let fleet = fleet.iter().fold(0.0, |_, price| -price).max(0.0);
        let mut prices = Prices { bound: 0.0, fleet, requests: requests.to_vec() };
        // Rounding may leave a tour a trace below zero; at most one a vehicle can be chosen.
        let trace = tours.iter().map(|tour| prices.reduced(tour)).fold(0.0, f64::min);
        prices.bound = requests.iter().sum::<f64>() - self.n_vehicles * (fleet - trace);
        prices
    }

    /// What pays most of the next few columns that pay, and its reduced cost.
    fn price(&mut self, tours: &[Tour]) -> Option<(Basic, f64)> {
        let fleet = self.prices[self.left_out.len()];
        let mut best = None;
        let mut least = 0.0;
        if PRICE_TOLERANCE < fleet {
            (best, least) = (Some((Basic::Idle, -fleet)), -fleet);
        }
        let mut n_seen = 0;
        while n_seen < tours.len() && (best.is_none() || n_seen % CHUNK != 0) {
            let at = self.from;
            self.from = if at + 1 < tours.len() { at + 1 } else { 0 };
            let tour = &tours[at];
            let paid: f64 = tour.rows.iter().map(|&row| self.prices[row]).sum();
            let reduced = tour.cost - paid - fleet;
            // A step along a long column changes more than its cost.
            if reduced < -PRICE_TOLERANCE && reduced * tour.scale < least {
                (best, least) = (Some((Basic::Tour(at), reduced)), reduced * tour.scale);
            }
            n_seen += 1;
        }
        best
    }

    /// How the basis' values change as the entering column grows.
    fn aim(&mut self, tours: &[Tour], entering: Basic) {
        let m = self.basis.len();
        self.direction.copy_from_slice(&self.inverse[(m - 1) * m..]);
        let Basic::Tour(tour) = entering else { return };
        for &row in &tours[tour].rows {
            for (sum, part) in self.direction.iter_mut().zip(&self.inverse[row * m..][..m]) {
                *sum += part;
            }
        }
    }

    fn ratio_test(&self) -> Option<usize> {
        let mut best = None;
        let mut least = f64::INFINITY;
        for (row, (&step, &value)) in self.direction.iter().zip(&self.values).enumerate() {
            if PIVOT_MIN < step && value.max(0.0) / step < least {
                (best, least) = (Some(row), value.max(0.0) / step);
            }
        }
        best
    }

    fn pivot(&mut self, entering: Basic, leaving: usize, reduced: f64) {
        let pivot = self.direction[leaving];
        let step = self.values[leaving].max(0.0) / pivot;
        for (value, along) in self.values.iter_mut().zip(&self.direction) {
            *value -= step * along;
        }
        self.values[leaving] = step;
        let columns = self.inverse.chunks_exact_mut(self.basis.len());
        for (column, price) in columns.zip(&mut self.prices) {
            let part = column[leaving];
            if part.abs() <= 0.0 {
                continue;
            }
            *price += reduced / pivot * part;
            let scaled = part / pivot;
            for (entry, along) in column.iter_mut().zip(&self.direction) {
                *entry -= scaled * along;
            }
            column[leaving] = scaled;
        }
        self.basis[leaving] = entering;
    }
}
