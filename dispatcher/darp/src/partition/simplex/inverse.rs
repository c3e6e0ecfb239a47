//! The basis' inverse, worked out from nothing.

use super::steps::PIVOT_MIN;
use super::{Basic, Simplex};

impl Simplex {
    /// Works out the inverse from the basis; none if it has none.
    pub(super) fn refresh(&mut self) -> Option<()> {
        let m = self.basis.len();
        let mut matrix = vec![0.0; m * m];
        for (at, basic) in self.basis.iter().enumerate() {
            match *basic {
                Basic::Tour(tour) => {
                    for &row in self.columns.rows(tour) {
                        matrix[usize::from(row) * m + at] = 1.0;
                    }
                }
                Basic::LeftOut(row) | Basic::Rest(row) => matrix[row * m + at] = 1.0,
                Basic::Excess(row) => matrix[row * m + at] = -1.0,
            }
        }
        let inverse = invert(matrix, m)?;
        for (at, value) in self.values.iter_mut().enumerate() {
            let row = &inverse[at * m..][..m];
            *value = row.iter().zip(&self.rhs).map(|(part, right)| part * right).sum();
        }
        self.inverse.resize(m * m, 0.0);
        for (at, row) in inverse.chunks_exact(m).enumerate() {
            for (column, &entry) in row.iter().enumerate() {
                self.inverse[column * m + at] = entry;
            }
        }
        self.n_steps = 0;
        self.reprice();
        Some(())
    }
}

/// The inverse of a matrix, both row by row, by elimination; none if there is none.
fn invert(mut matrix: Vec<f64>, m: usize) -> Option<Vec<f64>> {
    let mut inverse = vec![0.0; m * m];
    for row in 0..m {
        inverse[row * m + row] = 1.0;
    }
    for at in 0..m {
        let size = |row: &usize| matrix[row * m + at].abs();
        let pivot_row = (at..m).max_by(|a, b| size(a).total_cmp(&size(b)))?;
        if size(&pivot_row) < PIVOT_MIN {
            return None;
        }
        for matrix in [&mut matrix, &mut inverse] {
            if pivot_row != at {
                let (head, tail) = matrix.split_at_mut(pivot_row * m);
                head[at * m..][..m].swap_with_slice(&mut tail[..m]);
            }
        }
        let scale = 1.0 / matrix[at * m + at];
        let pivots: Vec<f64> = matrix[at * m..][..m].iter().map(|entry| entry * scale).collect();
        let images: Vec<f64> = inverse[at * m..][..m].iter().map(|entry| entry * scale).collect();
        for row in 0..m {
            let part = matrix[row * m + at];
            if row == at || part.abs() <= 0.0 {
                continue;
            }
            let entries = matrix[row * m..][..m].iter_mut().zip(&pivots);
            entries.for_each(|(entry, pivot)| *entry -= part * pivot);
            let entries = inverse[row * m..][..m].iter_mut().zip(&images);
            entries.for_each(|(entry, image)| *entry -= part * image);
        }
        matrix[at * m..][..m].copy_from_slice(&pivots);
        inverse[at * m..][..m].copy_from_slice(&images);
    }
    Some(inverse)
}
