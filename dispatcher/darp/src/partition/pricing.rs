//! Looks for tours that the relaxation would like, near those that it likes already.

use super::simplex::Prices;
use super::{GoOn, Tour};
use crate::TOLERANCE;
use crate::insertion::{Scratch, best_insertion};
use crate::model::{Model, Request};
use crate::pool::Pool;
use crate::rng::Rng;
use crate::route::Route;

/// So many tours are changed.
const BASES_MAX: usize = 150;
/// So often each.
const TRIALS: usize = 6;
/// So many requests are taken out at most.
const REMOVED_MAX: usize = 3;
/// Operations it takes to find a request's best insertion, roughly.
const INSERTION_OPERATIONS: usize = 500;

/// Room for the search.
pub(super) struct Pricing<'a> {
    model: &'a Model,
    route: Route,
    trial: Route,
    scratch: Scratch,
    /// Insertions sought since it was last asked whether to go on.
    n_priced: usize,
}

impl<'a> Pricing<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        let empty = Route::empty(model);
        Self { model, route: empty.clone(), trial: empty, scratch: Scratch::default(), n_priced: 0 }
    }

    /// Adds tours to `tours` and `pool` that may be part of a choice cheaper than `bound`; true if
    /// some of them pay.
    pub(super) fn find(
        &mut self,
        pool: &mut Pool,
        tours: &mut Vec<Tour>,
        prices: &Prices,
        bound: f64,
        rng: &mut Rng,
        go_on: GoOn<'_>,
    ) -> bool {
        let gap = bound - prices.bound;
        let mut bases: Vec<(f64, usize)> =
            tours.iter().enumerate().map(|(at, tour)| (prices.reduced(tour), at)).collect();
        bases.retain(|&(reduced, _)| reduced < gap);
        bases.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        if BASES_MAX < bases.len() {
            // The best ones, and some others by chance.
            for place in BASES_MAX / 2..BASES_MAX {
                let other = place + rng.below(bases.len() - place);
                bases.swap(place, other);
            }
            bases.truncate(BASES_MAX);
        }
        let mut helps = false;
        for (mut least, base) in bases {
            let operations = std::mem::take(&mut self.n_priced) * INSERTION_OPERATIONS;
            if !go_on(operations) || !self.route.set(self.model, tours[base].nodes.iter().copied())
            {
                break;
            }
            for n_removed in 0..TRIALS {
                self.vary(n_removed.min(REMOVED_MAX), &prices.requests, rng);
                let Some(reduced) = self.reduced(prices) else { continue };
                if reduced < gap && pool.keep(&self.trial, bound + reduced.max(0.0)) {
                    let nodes: Vec<_> = self.trial.nodes().collect();
                    tours.push(Tour::new(self.model, &nodes, self.trial.cost));
                    helps |= reduced < -TOLERANCE.sqrt();
                }
                if reduced < least {
                    least = reduced;
                    self.route.clone_from(&self.trial);
                }
            }
        }
        helps
    }

    /// The reduced cost of the trial; none for no tour at all.
    fn reduced(&self, prices: &Prices) -> Option<f64> {
        let pickups = self.trial.nodes().filter(|&node| self.model.is_pickup(node));
        let paid: f64 = pickups.map(|r| prices.requests[usize::from(r) - 1]).sum();
        (!self.trial.is_empty()).then_some(self.trial.cost + prices.fleet - paid)
    }

    /// Takes some requests out of the tour, and puts in whom it pays to.
    fn vary(&mut self, n_removed: usize, prices: &[f64], rng: &mut Rng) {
        let model = self.model;
        self.trial.clone_from(&self.route);
        let mut removed = [0; REMOVED_MAX];
        for place in removed.iter_mut().take(n_removed) {
            let pickups = || self.route.nodes().filter(|&node| model.is_pickup(node));
            *place = pickups().nth(rng.below(pickups().count())).unwrap_or_default();
        }
        let n = model.n_requests as Request;
        let removed = removed.get(..n_removed).unwrap_or(&removed);
        let keep = |node| !removed.contains(&if n < node { node - n } else { node });
        if 0 < n_removed && !self.trial.retain(model, keep) {
            // Ways only got shorter, save for rounding.
            self.trial.clone_from(&self.route);
            return;
        }
        loop {
            let mut best = None;
            let mut gain = -TOLERANCE.sqrt();
            for request in model.requests() {
                let price = prices[usize::from(request) - 1];
                if self.trial.stops.iter().any(|stop| stop.node == request) {
                    continue;
                }
                let limit = price + gain;
                self.n_priced += 1;
                let found = best_insertion(model, &self.trial, request, limit, &mut self.scratch);
                if let Some(insertion) = found {
                    gain = insertion.cost - price;
                    best = Some((request, insertion.at));
                }
            }
            let Some((request, at)) = best else { return };
            if !self.trial.insert(model, request, at) {
                self.trial.clone_from(&self.route);
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Instance;

    #[test]
    fn a_tour_with_requests_taken_out_still_serves_the_others() {
        let text = "1 4 480 3 90\n0 0 0 0 0 0 480\n1 1 0 1 1 0 480\n2 2 0 1 1 0 480\n\
                    3 3 0 1 1 0 480\n4 4 0 1 1 0 480\n5 1 1 1 -1 0 480\n6 2 1 1 -1 0 480\n\
                    7 3 1 1 -1 0 480\n8 4 1 1 -1 0 480\n9 0 0 0 0 0 480\n";
        let model = Model::new(&Instance::parse(text).unwrap());
        let mut pricing = Pricing::new(&model);
        assert!(pricing.route.set(&model, [1, 2, 6, 5, 3, 4, 8, 7].into_iter()));
        let mut rng = Rng::new(1);
        for n_removed in 1..=REMOVED_MAX {
            // Nobody pays for being put in again, so only the removal is seen; the same request may
            // be drawn twice.
            pricing.vary(n_removed, &[0.0; 4], &mut rng);
            let nodes: Vec<_> = pricing.trial.nodes().collect();
            let served: Vec<_> = nodes.iter().copied().filter(|&node| node <= 4).collect();
            assert!(4 - n_removed <= served.len() && served.len() < 4, "{n_removed}: {nodes:?}");
            assert!(served.iter().all(|request| nodes.contains(&(request + 4))), "{nodes:?}");
            assert!(pricing.trial.cost <= pricing.route.cost);
        }
        // Whom it pays to serve is put in again.
        pricing.vary(2, &[50.0; 4], &mut rng);
        assert_eq!(pricing.trial.nodes().count(), 8);
    }
}
