//! Solves the relaxation of a branch: column generation.

use super::branch::Branch;
use super::{BETTER, DETERRENT, PAYS, Tree};
use crate::partition::labelling::{Care, Rates};
use crate::partition::simplex::Prices;
use crate::partition::{GoOn, Stopped, Tour};
use crate::pool::Pool;

/// So many tours that pay are looked for at a time ...
const FOUND_MAX: usize = 600;
/// ... of which a request needs no more than this.
const EACH_MAX: usize = 10;

impl Tree<'_> {
    /// The prices at which no tour pays any more; if they leave room below `bound`, some may.
    pub(super) fn solve(
        &mut self,
        branch: &mut Branch,
        care_last: Care,
        pool: &mut Pool,
        bound: f64,
        go_on: GoOn<'_>,
    ) -> Result<Prices, Stopped> {
        let mut care = Care::Rough;
        loop {
            let prices = branch.simplex.solve(DETERRENT * bound, go_on)?;
            if 0 < self.known.recall(branch, &prices) {
                continue;
            }
            let has_found = match self.generate(branch, &prices, care, pool, bound, go_on) {
                Err(Stopped::TooHard) if care == Care::Exact => {
                    (self.care, self.is_vague) = (Care::Rough, true);
                    false
                }
                result => result?,
            };
            if has_found {
                care = Care::Rough;
            } else if care < self.care && (care < care_last || bound <= prices.bound + BETTER) {
                care = self.care;
            } else {
                return Ok(prices);
            }
        }
    }

    /// Looks for tours that pay, and adds some; false if there are none.
    fn generate(
        &mut self,
        branch: &mut Branch,
        prices: &Prices,
        care: Care,
        pool: &mut Pool,
        bound: f64,
        go_on: GoOn<'_>,
    ) -> Result<bool, Stopped> {
        let rates = Rates::new(prices, &self.known.cuts);
        let found = self.labelling.find(&rates, &branch.roads, PAYS, FOUND_MAX, care, go_on)?;
        let mut n_of = vec![0; self.model.n_requests];
        let mut has_found = false;
        for nodes in found {
            let mut tour = Tour::new(self.model, &nodes, 0.0);
            // Those found are much alike.
            let is_wanted = tour.rows.iter().any(|&row| n_of[row] < EACH_MAX);
            if !is_wanted {
                continue;
            }
            if !self.route.set(self.model, nodes.iter().copied()) {
                // Rounding: who knows what it hides.
                self.is_vague = true;
                continue;
            }
            tour.cost = self.route.cost;
            tour.count(&self.known.cuts, 0);
            if prices.reduced(&tour) < PAYS {
                tour.rows.iter().for_each(|&row| n_of[row] += 1);
                pool.keep(&self.route, bound);
                self.known.push(tour, branch);
                has_found = true;
            }
        }
        Ok(has_found)
    }
}
