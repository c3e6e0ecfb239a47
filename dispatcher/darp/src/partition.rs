//! Set partitioning: the cheapest choice of tours that serves each request once.
//!
//! Where windows and longest rides are tight enough, all tours there are can be looked at:
//! [`tree`] finds the best choice, and knows that it is.
//!
//! Else the tours known have to do. The linear relaxation is solved by the simplex method. Its
//! prices tell which further tours would help, and a local search over single tours looks for such
//! (heuristic column generation, as in Parragh and Schmid 2013). Prices give every tour a reduced
//! cost: a tour whose reduced cost closes the gap to the best plan can't be in a better one. Over
//! the tours that are left a depth-first search looks for a better choice.

mod cover;
mod cuts;
mod labelling;
mod pricing;
mod rounding;
mod simplex;
mod tree;

use crate::TOLERANCE;
use crate::model::{Model, NodeId};
use crate::pool::{Pool, requests};
use crate::rng::Rng;
use cover::Cover;
use cuts::Cut;
use pricing::Pricing;
use rounding::Shares;
use simplex::Simplex;
use tree::{Ended, Tree};

/// So many known tours are looked at.
const TOURS_MAX: usize = 6_000;
/// So often further tours are looked for.
const ROUNDS_MAX: usize = 8;
/// A round in which no tour found pays is the last if there are fewer new ones than this.
const NEW_MIN: usize = 5;

/// Is told every now and then of so many operations done since, and says whether to go on.
pub(crate) type GoOn<'a> = &'a mut dyn FnMut(usize) -> bool;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stopped {
    /// It was told not to go on.
    OutOfTime,
    /// It takes more room, or more exact numbers, than there are.
    TooHard,
}

/// A tour as a column of the relaxation.
#[derive(Clone, Debug)]
struct Tour {
    nodes: Vec<NodeId>,
    /// The rows of its requests, in order.
    rows: Vec<usize>,
    /// The cuts for which it counts.
    cuts: Vec<usize>,
    cost: f64,
}

impl Tour {
    fn new(model: &Model, nodes: &[NodeId], cost: f64) -> Self {
        let mut rows: Vec<usize> = requests(model, nodes).map(|r| usize::from(r) - 1).collect();
        rows.sort_unstable();
        Self { nodes: nodes.to_vec(), rows, cuts: Vec::new(), cost }
    }

    /// Notes for which of the cuts from number `from` on it counts.
    fn count(&mut self, cuts: &[Cut], from: usize) {
        self.cuts.truncate(self.cuts.partition_point(|&cut| cut < from));
        self.cuts.extend((from..cuts.len()).filter(|&at| cuts[at].counts(&self.rows)));
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
    /// None where it is of no use.
    tree: Option<Tree<'a>>,
    /// No tours at all hold anything better.
    pub(crate) is_proven: bool,
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
            tree: Tree::new(model, distance),
            is_proven: false,
        }
    }

    /// Are all tours looked at, not only those that happen to be known?
    pub(crate) fn looks_at_all(&self) -> bool {
        self.tree.is_some()
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
        if let Some(tree) = &mut self.tree {
            match tree.search(pool, bound, go_on) {
                Ok(Ended::Better(tours)) => return Some(tours),
                Ok(Ended::Proven) => {
                    self.is_proven = true;
                    return None;
                }
                Err(Stopped::OutOfTime) => {
                    self.shares = std::mem::take(&mut tree.shares);
                    return None;
                }
                Ok(Ended::Vague) | Err(Stopped::TooHard) => self.tree = None,
            }
        }
        self.better_of_known(pool, bound, rng, go_on)
    }

    fn better_of_known(
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
        let mut solve = |tours: &[Tour], go_on: GoOn<'_>| {
            tours[simplex.n_tours()..].iter().for_each(|tour| simplex.push(tour));
            let prices = simplex.solve(bound, go_on).ok()?;
            let shares = Shares::new(simplex.shares().map(|(share, at)| (share, &tours[at])));
            (!simplex.is_impossible()).then_some((prices, shares))
        };
        let (mut prices, mut shares) = solve(&tours, go_on)?;
        for _ in 0..ROUNDS_MAX {
            let n_known = tours.len();
            if self.pricing.find(pool, &mut tours, &prices, bound, rng, go_on) {
                (prices, shares) = solve(&tours, go_on)?;
            } else if tours.len() < n_known + NEW_MIN {
                break;
            }
        }
        self.prices.clone_from(&prices.requests);
        self.shares = shares;
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
