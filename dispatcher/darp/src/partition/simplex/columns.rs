//! Tours as columns, side by side in memory: the simplex method looks at them all the time.

use crate::partition::Tour;

/// Columns of ones and zeros.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// Where each column's rows begin, and where the last one's end.
    starts: Vec<u32>,
    rows: Vec<u16>,
    costs: Vec<f64>,
    /// One by a column's length.
    scales: Vec<f64>,
    /// Not to be chosen.
    is_barred: Vec<bool>,
}

impl Columns {
    pub(super) fn len(&self) -> usize {
        self.costs.len()
    }

    /// Adds a tour; there are `n_requests` rows of requests, one of vehicles, and `n_cuts`.
    pub(super) fn push(&mut self, tour: &Tour, n_requests: usize, n_cuts: usize) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        let cuts =
            tour.cuts.iter().take_while(|&&cut| cut < n_cuts).map(|cut| n_requests + 1 + cut);
        let rows = tour.rows.iter().copied().chain([n_requests]).chain(cuts);
        self.rows.extend(rows.map(|row| row as u16));
        self.starts.push(self.rows.len() as u32);
        self.costs.push(tour.cost);
        self.scales.push(1.0 / (2.0 + tour.rows.len() as f64).sqrt());
        self.is_barred.push(false);
    }

    /// The same tours in the same order, which count for other cuts now.
    pub(super) fn again(&self, tours: &[&Tour], n_requests: usize, n_cuts: usize) -> Self {
        let mut columns = Self::default();
        tours.iter().for_each(|tour| columns.push(tour, n_requests, n_cuts));
        columns.is_barred.clone_from(&self.is_barred);
        columns
    }

    pub(super) fn rows(&self, at: usize) -> &[u16] {
        &self.rows[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    pub(super) fn cost(&self, at: usize) -> f64 {
        self.costs[at]
    }

    pub(super) fn bar(&mut self, at: usize) {
        self.is_barred[at] = true;
    }

    pub(super) fn is_barred(&self, at: usize) -> bool {
        self.is_barred[at]
    }

    pub(super) fn reduced(&self, at: usize, prices: &[f64]) -> f64 {
        let paid: f64 = self.rows(at).iter().map(|&row| prices[usize::from(row)]).sum();
        self.costs[at] - paid
    }

    /// What a step along a column is worth is measured by this.
    pub(super) fn scale(&self, at: usize) -> f64 {
        self.scales[at]
    }
}
