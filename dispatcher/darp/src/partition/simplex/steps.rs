//! A step of the simplex method: what comes in, what goes out, and what that changes.

use super::{Basic, Simplex};

/// Reduced costs above this are not worth a step.
const PRICE_TOLERANCE: f64 = 1e-7;
/// Pivots smaller than this are not trusted.
pub(super) const PIVOT_MIN: f64 = 1e-7;
/// Tours priced at a time.
const CHUNK: usize = 800;
/// So many of those that pay are looked at again.
const PROMISING_MAX: usize = 30;
/// And chosen if they are worth more than this part of what the best was worth.
const PROMISING_WORTH: f64 = 0.3;

/// Tours that paid when last looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Promising {
    tours: Vec<usize>,
    /// They are not chosen if they are worth less than this now; negative.
    worth_min: f64,
    /// Where to look next.
    from: usize,
}

impl Promising {
    /// Forgets them, as tours are numbered anew.
    pub(super) fn clear(&mut self) {
        self.tours.clear();
        self.from = 0;
    }
}

impl Simplex {
    /// What pays most of the next few columns that pay, and its reduced cost.
    pub(super) fn price(&mut self) -> Option<(Basic, f64)> {
        let mut best = None;
        let mut least = 0.0;
        for (row, &price) in self.prices.iter().enumerate().skip(self.left_out.len()) {
            if PRICE_TOLERANCE < price && -price < least {
                (best, least) = (Some((Basic::Rest(row), -price)), -price);
            }
        }
        self.look_at(&mut best, &mut least);
        if best.is_none() {
            self.look_further();
            self.look_at(&mut best, &mut least);
        }
        best
    }

    /// The best of the tours that paid when last looked at, if it still does so well enough.
    fn look_at(&self, best: &mut Option<(Basic, f64)>, least: &mut f64) {
        let mut limit = least.min(self.promising.worth_min);
        for &at in &self.promising.tours {
            let reduced = self.columns.reduced(at, &self.prices);
            // A step along a long column changes more than its cost.
            let worth = reduced * self.columns.scale(at);
            if reduced < -PRICE_TOLERANCE && worth < limit {
                (*best, *least, limit) = (Some((Basic::Tour(at), reduced)), worth, worth);
            }
        }
    }

    /// Looks at the next few columns for such as pay.
    fn look_further(&mut self) {
        let n_tours = self.columns.len();
        let mut paying: Vec<(f64, usize)> = Vec::new();
        let mut n_seen = 0;
        while n_seen < n_tours && (paying.is_empty() || n_seen % CHUNK != 0) {
            let at = self.promising.from;
            self.promising.from = if at + 1 < n_tours { at + 1 } else { 0 };
            n_seen += 1;
            let reduced = self.columns.reduced(at, &self.prices);
            if reduced < -PRICE_TOLERANCE && !self.columns.is_barred(at) {
                paying.push((reduced * self.columns.scale(at), at));
            }
        }
        paying.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        paying.truncate(PROMISING_MAX);
        self.promising.worth_min = paying.first().map_or(0.0, |(worth, _)| PROMISING_WORTH * worth);
        self.promising.tours.clear();
        self.promising.tours.extend(paying.into_iter().map(|(_, at)| at));
    }

    /// How the basis' values change as the entering column grows.
    pub(super) fn aim(&mut self, entering: Basic) {
        let m = self.basis.len();
        let tour = match entering {
            Basic::Tour(tour) => tour,
            Basic::Rest(row) | Basic::LeftOut(row) | Basic::Excess(row) => {
                self.direction.copy_from_slice(&self.inverse[row * m..][..m]);
                return;
            }
        };
        self.direction.fill(0.0);
        for &row in self.columns.rows(tour) {
            let column = &self.inverse[usize::from(row) * m..][..m];
            for (sum, part) in self.direction.iter_mut().zip(column) {
                *sum += part;
            }
        }
    }

    pub(super) fn ratio_test(&self) -> Option<usize> {
        let mut best = None;
        let mut least = f64::INFINITY;
        for (row, (&step, &value)) in self.direction.iter().zip(&self.values).enumerate() {
            if PIVOT_MIN < step && value.max(0.0) / step < least {
                (best, least) = (Some(row), value.max(0.0) / step);
            }
        }
        best
    }

    pub(super) fn pivot(&mut self, entering: Basic, leaving: usize, reduced: f64) {
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
        self.n_steps += 1;
    }
}
