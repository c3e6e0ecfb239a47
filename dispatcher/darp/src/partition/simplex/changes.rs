//! Changes to a relaxation that was solved, so that its basis is one to go on from.

use super::columns::Columns;
use super::{Basic, Simplex};
use crate::partition::Tour;

impl Simplex {
    /// Tours that do not pass are barred.
    pub(in crate::partition) fn bar(&mut self, passes: impl Fn(usize) -> bool) {
        for tour in 0..self.columns.len() {
            if !passes(tour) {
                self.columns.bar(tour);
            }
        }
        self.promising.clear();
        self.reprice();
    }

    /// Forgets tours that play no part in the last solution, unless `keeps`; returns the numbers
    /// of those that are left, which are numbered anew in this order.
    pub(in crate::partition) fn forget(
        &mut self,
        tours: &[&Tour],
        keeps: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let mut is_kept: Vec<bool> = (0..self.columns.len())
            .map(|tour| !self.columns.is_barred(tour) && keeps(tour))
            .collect();
        for basic in &self.basis {
            if let Basic::Tour(tour) = *basic {
                is_kept[tour] = true;
            }
        }
        let left: Vec<usize> = (0..is_kept.len()).filter(|&tour| is_kept[tour]).collect();
        let mut number = vec![0; is_kept.len()];
        let mut columns = Columns::default();
        for (new, &old) in left.iter().enumerate() {
            number[old] = new;
            columns.push(tours[old], self.left_out.len(), self.n_cuts());
            if self.columns.is_barred(old) {
                columns.bar(new);
            }
        }
        for basic in &mut self.basis {
            if let Basic::Tour(tour) = basic {
                *tour = number[*tour];
            }
        }
        self.columns = columns;
        self.promising.clear();
        left
    }

    /// Gives back most of its room; [`Self::unfold`] has to come before anything else.
    pub(in crate::partition) fn fold(&mut self) {
        self.inverse = Vec::new();
        self.columns = Columns::default();
        self.promising.clear();
    }

    /// Makes a folded relaxation whole again, over the same tours; false if that can't be.
    pub(in crate::partition) fn unfold(
        &mut self,
        tours: &[&Tour],
        passes: impl Fn(usize) -> bool,
    ) -> bool {
        if !self.inverse.is_empty() {
            return true;
        }
        tours.iter().for_each(|tour| self.push(tour));
        (0..tours.len()).filter(|&at| !passes(at)).for_each(|at| self.columns.bar(at));
        self.refresh().is_some()
    }
}
