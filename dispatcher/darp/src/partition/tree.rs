//! Branch, price and cut: the best choice of all tours there are.
//!
//! A branch is a relaxation over the tours that keep to some roads. Labelling finds the tours that
//! pay until there are none; cuts sharpen it; then a road that the relaxation takes by half is
//! closed in one branch, and the only one left in the other (Ropke and Cordeau 2009; Gschwind and
//! Irnich 2015). A branch that comes to no less than the best plan known is done.

mod branch;
mod decision;
mod generation;
mod known;

use super::labelling::{Care, Labelling, Rates, Roads};
use super::rounding::Shares;
use super::simplex::{Prices, Simplex};
use super::{GoOn, Stopped, Tour};
use crate::model::{Model, NodeId};
use crate::pool::Pool;
use crate::route::Route;
use branch::Branch;
use known::Known;

/// So many known tours are there from the beginning.
const TOURS_FIRST: usize = 3_000;
/// With more tours or branches it is given up: there is no room for them.
const ROOM: usize = 200_000;
/// A tour pays if its reduced cost is below this.
const PAYS: f64 = -1e-6;
/// A plan is better if it is by this.
const BETTER: f64 = 1e-5;
/// Cuts, at most: there is a bit for each in a label.
const CUTS_MAX: usize = 120;
/// Cuts were worth while if they closed this part of the gap.
const CUT_WORTH: f64 = 0.02;
/// More cuts are added to the first relaxation until they were not worth while more often than
/// this; to others while they are.
const STALLS_MAX: usize = 3;
/// A branch is promising if its bound is within this part of the gap above the least.
const PROMISING: f64 = 0.1;
/// What must not be is made as dear as so many plans.
const DETERRENT: f64 = 4.0;

/// All that was not yet tried.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    model: &'a Model,
    labelling: Labelling<'a>,
    /// How carefully labels can be compared before a branch is done.
    care: Care,
    known: Known,
    open: Vec<Branch>,
    has_begun: bool,
    /// Something may have been missed.
    is_vague: bool,
    route: Route,
    /// What the last relaxation took of each tour.
    pub(super) shares: Shares,
}

/// How a search ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// With tours that cost less.
    Better(Vec<Vec<NodeId>>),
    /// There are none.
    Proven,
    /// None were found, though some may be there.
    Vague,
}

impl<'a> Tree<'a> {
    /// None if there are too many labels, as windows are wide and rides may be long, or too many
    /// requests. `distance` is that of a plan, at least roughly.
    pub(super) fn new(model: &'a Model, distance: f64) -> Option<Self> {
        let n = model.n_requests;
        let labelling = Labelling::new(model)?;
        let requests = vec![distance / n as f64; n];
        let prices = Prices { requests, fleet: 0.0, cuts: Vec::new(), bound: 0.0 };
        let (rates, roads) = (Rates::new(&prices, &[]), Roads::all_open(2 * n + 2));
        labelling.find(&rates, &roads, PAYS, 1, Care::Rough, &mut |_| true).ok()?;
        Some(Self {
            model,
            labelling,
            care: Care::Exact,
            known: Known::default(),
            open: Vec::new(),
            has_begun: false,
            is_vague: false,
            route: Route::empty(model),
            shares: Shares::default(),
        })
    }

    /// Looks for tours that cost less than `bound`; goes on where it was stopped. Tours found on
    /// the way go into the pool.
    pub(super) fn search(
        &mut self,
        pool: &mut Pool,
        bound: f64,
        go_on: GoOn<'_>,
    ) -> Result<Ended, Stopped> {
        if !self.has_begun {
            self.has_begun = true;
            self.begin(pool, bound);
        }
        while let Some(mut branch) = self.next(bound) {
            if !branch.unfold(&self.known) || ROOM < self.known.tours.len().max(self.open.len()) {
                return Err(Stopped::TooHard);
            }
            let outcome = self.work(&mut branch, pool, bound, go_on);
            match outcome {
                Ok(Outcome::Done) => {}
                Ok(Outcome::Undecided(road)) => {
                    self.open.iter_mut().for_each(Branch::fold);
                    self.open.extend(branch.part(&self.known, road));
                }
                Ok(Outcome::Better(choice)) => {
                    self.open.push(branch);
                    return Ok(Ended::Better(choice));
                }
                Err(stopped) => {
                    self.open.push(branch);
                    return Err(stopped);
                }
            }
        }
        Ok(if self.is_vague { Ended::Vague } else { Ended::Proven })
    }

    fn begin(&mut self, pool: &Pool, bound: f64) {
        let n = self.model.n_requests;
        let mut branch = Branch {
            simplex: Simplex::new(self.model.n_vehicles, &vec![bound / n as f64; n]),
            tours: Vec::new(),
            roads: Roads::all_open(2 * n + 2),
            bound: 0.0,
            depth: 0,
        };
        for column in pool.promising(TOURS_FIRST) {
            self.known.push(Tour::new(self.model, &column.nodes, column.cost), &mut branch);
        }
        self.open.push(branch);
    }

    /// The branch to go on with: the last one while it is promising, else the most promising.
    fn next(&mut self, bound: f64) -> Option<Branch> {
        self.open.retain(|branch| branch.bound + BETTER < bound);
        let least = self.open.iter().map(|branch| branch.bound).fold(f64::INFINITY, f64::min);
        let limit = least + PROMISING * (bound - least);
        let at = self.open.iter().rposition(|branch| branch.bound <= limit)?;
        Some(self.open.remove(at))
    }

    /// Solves a branch, and cuts as long as that is worth while.
    fn work(
        &mut self,
        branch: &mut Branch,
        pool: &mut Pool,
        bound: f64,
        go_on: GoOn<'_>,
    ) -> Result<Outcome, Stopped> {
        let mut n_stalls = 0;
        let mut last_bound = branch.bound;
        let mut care = Care::Rough;
        loop {
            let prices = self.solve(branch, care, pool, bound, go_on)?;
            let is_impossible = branch.simplex.is_impossible();
            if is_impossible || bound <= prices.bound + BETTER {
                self.is_vague |= prices.bound + BETTER < bound;
                return Ok(Outcome::Done);
            }
            let shares = branch.shares();
            self.shares =
                Shares::new(shares.iter().map(|&(share, at)| (share, &self.known.tours[at])));
            if let Some(choice) = self.known.choice(self.model, &shares)
                && choice.cost + BETTER < bound
            {
                return Ok(Outcome::Better(choice.tours));
            }
            branch.forget(&self.known, &prices, bound);
            let worth_while = CUT_WORTH * (bound - prices.bound);
            n_stalls += usize::from(prices.bound < last_bound + worth_while);
            last_bound = prices.bound;
            let stalls_max = if branch.depth < 1 { STALLS_MAX } else { 0 };
            if n_stalls <= stalls_max && self.known.cut(self.model, branch) {
                continue;
            }
            if care < self.care {
                // Before a road is decided, no tour is to be missed.
                care = self.care;
                continue;
            }
            branch.bound = prices.bound;
            let road = self.decide(branch, &shares, prices.bound, bound, go_on)?;
            self.is_vague |= road.is_none();
            return Ok(road.map_or(Outcome::Done, Outcome::Undecided));
        }
    }
}

/// What came of a branch.
enum Outcome {
    /// It holds nothing better.
    Done,
    /// A better choice.
    Better(Vec<Vec<NodeId>>),
    /// It is not known yet, and its relaxation takes this road by half.
    Undecided((NodeId, NodeId)),
}
