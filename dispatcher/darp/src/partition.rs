//! Set partitioning: the cheapest choice of known tours that serves each request once.
//!
//! The linear relaxation is solved by the simplex method. Its prices tell which further tours would
//! help, and a local search over single tours looks for such (heuristic column generation, as in
//! Parragh and Schmid 2013). Prices give every tour a reduced cost: a tour whose reduced cost closes
//! the gap to the best plan can't be in a better one. Over the tours that are left a depth-first
//! search looks for a better choice.

mod cover;
mod pricing;
mod rounding;
mod simplex;

use crate::TOLERANCE;
use crate::model::{Model, NodeId};
use crate::pool::{Pool, requests};
use crate::rng::Rng;
use cover::Cover;
use pricing::Pricing;
use rounding::Shares;
use simplex::Simplex;

/// So many known tours are looked at.
const TOURS_MAX: usize = 6_000;
/// So often further tours are looked for.
const ROUNDS_MAX: usize = 8;
/// A round in which no tour found pays is the last if there are fewer new ones than this.
const NEW_MIN: usize = 5;

/// Is told every now and then of so many operations done since, and says whether to go on.
pub(crate) type GoOn<'a> = &'a mut dyn FnMut(usize) -> bool;

/// A tour as a column of the relaxation.
struct Tour {
    nodes: Vec<NodeId>,
    /// The rows of its requests.
    rows: Vec<usize>,
    cost: f64,
    /// One by its length as a column.
    scale: f64,
}

impl Tour {
    fn new(model: &Model, nodes: &[NodeId], cost: f64) -> Self {
        let rows: Vec<usize> = requests(model, nodes).map(|r| usize::from(r) - 1).collect();
        let scale = 1.0 / (2.0 + rows.len() as f64).sqrt();
        Self { nodes: nodes.to_vec(), rows, cost, scale }
    }
}

/// Combines tours again and again, and remembers what speeds that up.
pub(crate) struct Partition<'a> {
    model: &'a Model,
    /// What each request costs in a good plan.
    prices: Vec<f64>,
    pricing: Pricing<'a>,
    /// What the relaxation took of each tour when it was last solved.
    pub(crate) shares: Shares,
    /// The tours known hold nothing better: all their choices were tried.
    pub(crate) is_exhausted: bool,
}

impl<'a> Partition<'a> {
    /// `distance` is that of a plan, at least roughly.
    pub(crate) fn new(model: &'a Model, distance: f64) -> Self {
        let n = model.n_requests;
        Self {
            model,
            prices: vec![distance / n as f64; n],
            pricing: Pricing::new(model),
            shares: Shares::default(),
            is_exhausted: false,
        }
    }

    /// A better choice than one of cost `bound`, as the tours' nodes. Tours found on the way go
    /// into the pool.
    pub(crate) fn better(
        &mut self,
        pool: &mut Pool,
        bound: f64,
        rng: &mut Rng,
        go_on: GoOn<'_>,
    ) -> Option<Vec<Vec<NodeId>>> {
        let model = self.model;
        self.is_exhausted = false;
        let mut tours: Vec<Tour> = pool
            .promising(TOURS_MAX)
            .into_iter()
            .map(|column| Tour::new(model, &column.nodes, column.cost))
            .collect();
        let mut simplex = Simplex::new(model.n_vehicles, &self.prices);
        let mut prices = simplex.solve(&tours, bound, go_on)?;
        for _ in 0..ROUNDS_MAX {
            let n_known = tours.len();
            let helps = self.pricing.find(pool, &mut tours, &prices, bound, rng, go_on);
            if helps {
                prices = simplex.solve(&tours, bound, go_on)?;
            } else if tours.len() < n_known + NEW_MIN {
                break;
            }
        }
        self.prices.clone_from(&prices.requests);
        self.shares = Shares::new(simplex.shares(&tours));
        let gap = bound - TOLERANCE - prices.bound;
        let mut left: Vec<_> = tours
            .iter()
            .map(|tour| (prices.reduced(tour), tour))
            .filter(|(reduced, _)| *reduced < gap)
            .collect();
        left.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut cover = Cover::new(model.n_requests, model.n_vehicles);
        for (reduced, tour) in &left {
            cover.push(&tour.rows, *reduced);
        }
        // Prices of idle vehicles are part of the bound: what is not used is paid back.
        let choice = cover.search(gap, prices.fleet, go_on);
        self.is_exhausted = choice.is_none() && !cover.stopped;
        let choice = choice?;
        Some(choice.into_iter().map(|at| left[at].1.nodes.clone()).collect())
    }
}
