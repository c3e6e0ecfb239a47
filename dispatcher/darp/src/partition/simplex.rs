//! The linear relaxation of the set partitioning, by the revised simplex method.
//!
//! The basis' inverse is kept whole: with a row a request there are few hundred at most. The
//! right-hand side is shifted a little, differently in each row, against degeneracy; the prices
//! found are those of the true one, as it plays no part in whether a basis is optimal.
//!
//! Requests may be left out at a cost that is raised where it is too small to be a deterrent. To
//! begin with costs close to the prices expected saves most of the steps. In the same way cuts that
//! come later may be exceeded, and tours that are barred later may stay, at a cost that is raised
//! until none does: so the last basis is always one to go on from.

mod changes;
mod columns;
mod cuts;
mod inverse;
mod steps;
#[cfg(test)]
mod tests;

use super::{GoOn, Stopped, Tour};
use crate::rng::mix;
use columns::Columns;
use steps::Promising;

/// The largest shift of the right-hand side.
const SHIFT_MAX: f64 = 1e-3;
/// What must not be is no more than a consequence of the shift below this.
const USED_MIN: f64 = 20.0 * SHIFT_MAX;
/// What leaving a request out costs at first above its expected price, in parts of the mean price.
const MARGIN: f64 = 0.1;
/// Steps, in case of cycling.
const STEPS_MAX: usize = 20_000;
/// After so many steps it is asked whether to go on.
const STEPS_ASKED: usize = 64;

/// After so many the inverse is worked out anew, as every step leaves a trace of rounding.
const STEPS_EXACT: usize = 2_000;

/// What a row of the basis holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Basic {
    Tour(usize),
    LeftOut(usize),
    /// What is left of a row that need not be used up: vehicles that stay at the depot, or a cut.
    Rest(usize),
    /// By how much a cut is exceeded.
    Excess(usize),
}

/// The relaxation in progress.
#[derive(Clone, Debug)]
pub(super) struct Simplex {
    n_vehicles: f64,
    columns: Columns,
    rhs: Vec<f64>,
    /// Column by column.
    inverse: Vec<f64>,
    /// Steps since the inverse was last worked out.
    n_steps: usize,
    basis: Vec<Basic>,
    values: Vec<f64>,
    /// Of the requests, of a vehicle, and of cuts.
    prices: Vec<f64>,
    /// What it costs to leave a request out, and by how much to raise that if need be.
    left_out: Vec<[f64; 2]>,
    /// What it costs to exceed a cut, and to keep a tour that is barred.
    penalty: f64,
    direction: Vec<f64>,
    promising: Promising,
}

/// The prices of requests and vehicles.
#[derive(Clone, Debug)]
pub(super) struct Prices {
    pub(super) requests: Vec<f64>,
    /// What a vehicle is worth; never negative.
    pub(super) fleet: f64,
    /// What it costs to count for a cut; never negative.
    pub(super) cuts: Vec<f64>,
    /// No choice of the tours known costs less.
    pub(super) bound: f64,
}

impl Prices {
    /// What a tour costs above what its requests pay, with its vehicle.
    pub(super) fn reduced(&self, tour: &Tour) -> f64 {
        let paid: f64 = tour.rows.iter().map(|&row| self.requests[row]).sum();
        tour.cost + self.fleet - paid + tour.cuts.iter().map(|&cut| self.cuts[cut]).sum::<f64>()
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
        let rhs = (0..m).map(|row| shift(row) + if row < n_requests { 1.0 } else { n_vehicles });
        let rhs: Vec<f64> = rhs.collect();
        let margin = MARGIN * expected.iter().sum::<f64>() / n_requests as f64;
        let rest = Basic::Rest(n_requests);
        let mut simplex = Self {
            n_vehicles,
            columns: Columns::default(),
            inverse,
            n_steps: 0,
            basis: (0..n_requests).map(Basic::LeftOut).chain([rest]).collect(),
            values: rhs.clone(),
            rhs,
            prices: vec![0.0; m],
            left_out: expected.iter().map(|price| [price + margin, 4.0 * margin]).collect(),
            penalty: margin,
            direction: vec![0.0; m],
            promising: Promising::default(),
        };
        simplex.reprice();
        simplex
    }

    /// How many tours there are to choose from.
    pub(super) fn n_tours(&self) -> usize {
        self.columns.len()
    }

    /// One more tour to choose from.
    pub(super) fn push(&mut self, tour: &Tour) {
        let (n, n_cuts) = (self.left_out.len(), self.n_cuts());
        self.columns.push(tour, n, n_cuts);
    }

    pub(super) fn n_cuts(&self) -> usize {
        self.basis.len() - self.left_out.len() - 1
    }

    /// The best prices, from where the last call left off; tours may have been added since.
    ///
    /// What must not be is made as dear as `most` at most, and may be even then.
    pub(super) fn solve(&mut self, most: f64, go_on: GoOn<'_>) -> Result<Prices, Stopped> {
        if STEPS_EXACT < self.n_steps {
            self.refresh().ok_or(Stopped::TooHard)?;
        }
        loop {
            self.improve(go_on)?;
            if !self.raise(most) {
                return Ok(self.prices());
            }
            self.reprice();
        }
    }

    /// Makes dearer what must not be and is; false if there is none, or it is dear enough.
    fn raise(&mut self, most: f64) -> bool {
        let mut raised = false;
        let mut is_penalised = false;
        for (basic, &value) in self.basis.iter().zip(&self.values) {
            if value <= USED_MIN {
                continue;
            }
            match *basic {
                Basic::LeftOut(request) => {
                    let [cost, step] = &mut self.left_out[request];
                    if *cost < most {
                        *cost += *step;
                        *step *= 4.0;
                        raised = true;
                    }
                }
                Basic::Excess(_) => is_penalised = true,
                Basic::Tour(tour) => is_penalised |= self.columns.is_barred(tour),
                Basic::Rest(_) => {}
            }
        }
        if is_penalised && self.penalty < most {
            self.penalty *= 4.0;
            raised = true;
        }
        raised
    }

    /// Does the last solution hold anything that must not be?
    pub(super) fn is_impossible(&self) -> bool {
        self.basis.iter().zip(&self.values).any(|(basic, &value)| {
            let must_not_be = match *basic {
                Basic::LeftOut(_) | Basic::Excess(_) => true,
                Basic::Tour(tour) => self.columns.is_barred(tour),
                Basic::Rest(_) => false,
            };
            must_not_be && USED_MIN < value
        })
    }

    /// Steps until no column pays any more.
    fn improve(&mut self, go_on: GoOn<'_>) -> Result<(), Stopped> {
        for step in 0..STEPS_MAX {
            if step % STEPS_ASKED == STEPS_ASKED - 1 && !go_on(STEPS_ASKED * self.inverse.len()) {
                return Err(Stopped::OutOfTime);
            }
            let Some((entering, reduced)) = self.price() else { return Ok(()) };
            self.aim(entering);
            let leaving = self.ratio_test().ok_or(Stopped::TooHard)?;
            self.pivot(entering, leaving, reduced);
        }
        Err(Stopped::TooHard)
    }

    /// Prices from the basis as it stands.
    fn reprice(&mut self) {
        let cost = |basic: &Basic| match *basic {
            Basic::Tour(tour) if self.columns.is_barred(tour) => {
                self.columns.cost(tour) + self.penalty
            }
            Basic::Tour(tour) => self.columns.cost(tour),
            Basic::LeftOut(request) => self.left_out[request][0],
            Basic::Rest(_) => 0.0,
            Basic::Excess(_) => self.penalty,
        };
        let costs: Vec<f64> = self.basis.iter().map(cost).collect();
        for (price, column) in self.prices.iter_mut().zip(self.inverse.chunks_exact(costs.len())) {
            *price = column.iter().zip(&costs).map(|(part, cost)| part * cost).sum();
        }
    }

    /// Of which tours the last solution takes a share, by their numbers.
    pub(super) fn shares(&self) -> impl Iterator<Item = (f64, usize)> {
        self.basis.iter().zip(&self.values).filter_map(|(basic, &value)| match *basic {
            Basic::Tour(tour) if 2.0 * SHIFT_MAX < value => Some((value, tour)),
            _ => None,
        })
    }

    fn prices(&self) -> Prices {
        let (requests, others) = self.prices.split_at(self.left_out.len());
        let mut others = others.iter().map(|price| (-price).max(0.0));
        let fleet = others.next().unwrap_or_default();
        let (requests, cuts) = (requests.to_vec(), others.collect());
        let mut prices = Prices { bound: 0.0, fleet, cuts, requests };
        // Rounding may leave a tour a trace below zero; at most one a vehicle can be chosen.
        let is_open = |&tour: &usize| !self.columns.is_barred(tour);
        let reduced = (0..self.columns.len())
            .filter(is_open)
            .map(|tour| self.columns.reduced(tour, &self.prices));
        let trace = reduced.fold(0.0, f64::min);
        prices.bound = prices.requests.iter().sum::<f64>()
            - self.n_vehicles * (fleet - trace)
            - prices.cuts.iter().sum::<f64>();
        prices
    }
}

/// By how much the right-hand side of a row is shifted.
fn shift(row: usize) -> f64 {
    SHIFT_MAX * ((mix(row as u64) >> 40) as f64 / (1_u64 << 24) as f64)
}
