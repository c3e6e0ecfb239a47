//! Cuts come and go; the basis stays.

use super::{Basic, Simplex, shift};
use crate::partition::Tour;

impl Simplex {
    /// As many more cuts as there are now; `tours` are all tours, and know for which they count.
    pub(in crate::partition) fn cut(&mut self, tours: &[&Tour], n_cuts: usize) {
        let n = self.left_out.len();
        for cut in self.n_cuts()..n_cuts {
            self.cut_once(tours, cut, n + 1 + cut);
        }
        self.columns = self.columns.again(tours, n, self.n_cuts());
        self.reprice();
    }

    fn cut_once(&mut self, tours: &[&Tour], cut: usize, row: usize) {
        let m = self.basis.len();
        let counts =
            |basic: &Basic| matches!(*basic, Basic::Tour(tour) if tours[tour].cuts.contains(&cut));
        let counting: Vec<usize> = (0..m).filter(|&at| counts(&self.basis[at])).collect();
        let sum: f64 = counting.iter().map(|&at| self.values[at]).sum();
        let right = 1.0 + shift(row);
        let rest = right - sum;
        let sign = if rest < 0.0 { -1.0 } else { 1.0 };
        let mut inverse = Vec::with_capacity((m + 1) * (m + 1));
        for column in self.inverse.chunks_exact(m) {
            inverse.extend_from_slice(column);
            inverse.push(-sign * counting.iter().map(|&at| column[at]).sum::<f64>());
        }
        inverse.resize((m + 1) * m + m, 0.0);
        inverse.push(sign);
        self.inverse = inverse;
        self.basis.push(if rest < 0.0 { Basic::Excess(row) } else { Basic::Rest(row) });
        self.values.push(rest.abs());
        self.rhs.push(right);
        self.prices.push(0.0);
        self.direction.push(0.0);
    }

    /// Cuts that play no part in the last solution.
    pub(in crate::partition) fn idle_cuts(&self) -> Vec<usize> {
        let n = self.left_out.len();
        let rest = self.basis.iter().filter_map(|basic| match *basic {
            Basic::Rest(row) if n < row => Some(row - n - 1),
            _ => None,
        });
        let mut cuts: Vec<usize> = rest.collect();
        cuts.sort_unstable();
        cuts
    }

    /// Drops idle cuts; `tours` know already.
    pub(in crate::partition) fn drop_cuts(&mut self, idle: &[usize], tours: &[&Tour]) {
        let n = self.left_out.len();
        let m = self.basis.len();
        let mut is_row_kept = vec![true; m];
        for cut in idle {
            is_row_kept[n + 1 + cut] = false;
        }
        let is_kept = |basic: &Basic| !matches!(*basic, Basic::Rest(row) if !is_row_kept[row]);
        let places: Vec<usize> = (0..m).filter(|&at| is_kept(&self.basis[at])).collect();
        let rows: Vec<usize> = (0..m).filter(|&row| is_row_kept[row]).collect();
        let entries = rows.iter().flat_map(|&row| places.iter().map(move |&at| row * m + at));
        let inverse: Vec<f64> = entries.map(|entry| self.inverse[entry]).collect();
        let mut new_row = vec![0; m];
        for (new, &old) in rows.iter().enumerate() {
            new_row[old] = new;
        }
        let moved = |basic: Basic| match basic {
            Basic::Rest(row) => Basic::Rest(new_row[row]),
            Basic::Excess(row) => Basic::Excess(new_row[row]),
            other => other,
        };
        self.basis = places.iter().map(|&at| moved(self.basis[at])).collect();
        self.values = places.iter().map(|&at| self.values[at]).collect();
        self.rhs = rows.iter().map(|&row| self.rhs[row]).collect();
        self.prices = rows.iter().map(|&row| self.prices[row]).collect();
        self.direction.truncate(rows.len());
        self.inverse = inverse;
        self.columns = self.columns.again(tours, n, self.n_cuts());
    }
}
