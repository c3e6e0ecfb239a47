//! Combines tours to plans.

use super::Search;
use crate::plan::Plan;
use crate::repair::{Target, repair};
use crate::{Limits, TOLERANCE};

/// The largest part of the budget that is spent at once on combining known tours.
const KNOWN_MOST: f64 = 0.1;
/// The largest part of the budget that is spent at once on looking at all tours.
const ALL_MOST: f64 = 0.2;
/// So often whole tours are made of the relaxation's.
const ROUNDINGS: usize = 100;
/// Combining tours counts as an iteration for so many operations.
const OPERATIONS: usize = 50_000;

impl Search<'_> {
    /// Goes on from the best choice of tours, if that is better than the best plan.
    pub(super) fn combine(&mut self, limits: &mut dyn Limits) {
        let most = if self.partition.looks_at_all() { ALL_MOST } else { KNOWN_MOST };
        let end = 1.0_f64.min(limits.used(self.n_iterations) + most);
        while self.choose(end, limits) {
            if !self.partition.looks_at_all() {
                return;
            }
        }
        if !self.partition.is_proven {
            self.round(limits);
        }
    }

    /// Takes a better choice of tours, if there is one; false if not.
    fn choose(&mut self, end: f64, limits: &mut dyn Limits) -> bool {
        let Self { pool, rng, partition, best_cost, n_iterations, .. } = self;
        let mut n_operations = 0;
        let mut go_on = |n_more: usize| {
            n_operations += n_more;
            let n_whole = n_operations / OPERATIONS;
            n_operations -= n_whole * OPERATIONS;
            *n_iterations += n_whole as u64;
            limits.used(*n_iterations) < end
        };
        let Some(tours) = partition.better(pool, *best_cost, rng, &mut go_on) else { return false };
        let plan = Plan::over(self.model, tours.iter().map(Vec::as_slice));
        let cost = self.worth(&plan);
        let is_better = cost + TOLERANCE < self.best_cost;
        if is_better {
            self.go_on_from(plan, cost, limits);
        }
        is_better
    }

    /// Goes on from whole tours made of what the relaxation took of each, if that is better than
    /// where the search is now.
    fn round(&mut self, limits: &mut dyn Limits) {
        let mut best: Option<(f64, Plan)> = None;
        for _ in 0..ROUNDINGS {
            if 1.0 <= limits.used(self.n_iterations) {
                break;
            }
            self.n_iterations += 1;
            let tours = self.partition.shares.round(self.model, &mut self.rng);
            let mut plan = Plan::over(self.model, tours.iter().map(Vec::as_slice));
            let most = best.as_ref().map_or(f64::INFINITY, |(cost, _)| *cost);
            let target = Target { most, penalty: self.penalty };
            let Self { model, memo, rng, .. } = self;
            if repair(model, &mut plan, memo, rng, target) {
                let cost = self.worth(&plan);
                if cost < most {
                    best = Some((cost, plan));
                }
            }
        }
        if let Some((cost, plan)) = best
            && cost < self.cost
        {
            self.go_on_from(plan, cost, limits);
        }
    }

    fn go_on_from(&mut self, plan: Plan, cost: f64, limits: &mut dyn Limits) {
        (self.current, self.candidate, self.cost) = (plan.clone(), plan, cost);
        self.current.changed.clear();
        self.candidate.changed.clear();
        for route in &self.current.routes {
            self.pool.keep(route, cost);
        }
        self.note_best(limits);
    }
}
