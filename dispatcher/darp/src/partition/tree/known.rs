//! All tours and cuts found so far, in whatever branch.

use super::branch::Branch;
use super::{CUTS_MAX, PAYS};
use crate::model::{Model, NodeId};
use crate::partition::Tour;
use crate::partition::cuts::{self, Cut};
use crate::partition::simplex::Prices;

/// So many cuts are added at once.
const CUTS_AT_ONCE: usize = 20;
/// So many tours are brought back at once.
const RECALLED_MAX: usize = 150;

/// Tours and cuts.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) tours: Vec<Tour>,
    pub(super) cuts: Vec<Cut>,
}

impl Known {
    /// Adds a tour, and to the branch as well.
    pub(super) fn push(&mut self, tour: Tour, branch: &mut Branch) {
        branch.simplex.push(&tour);
        branch.tours.push(self.tours.len());
        self.tours.push(tour);
    }

    /// Adds tours to the branch that pay and were forgotten, or found in another branch; says how
    /// many.
    pub(super) fn recall(&self, branch: &mut Branch, prices: &Prices) -> usize {
        let mut is_there = vec![false; self.tours.len()];
        branch.tours.iter().for_each(|&at| is_there[at] = true);
        let mut paying: Vec<(f64, usize)> = (0..self.tours.len())
            .filter(|&at| !is_there[at])
            .map(|at| (prices.reduced(&self.tours[at]), at))
            .filter(|&(reduced, at)| reduced < PAYS && branch.roads.allow(&self.tours[at].nodes))
            .collect();
        paying.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        paying.truncate(RECALLED_MAX);
        for &(_, at) in &paying {
            branch.simplex.push(&self.tours[at]);
            branch.tours.push(at);
        }
        paying.len()
    }

    /// Adds cuts that the branch violates; false if there are none, or enough.
    pub(super) fn cut(&mut self, model: &Model, branch: &mut Branch) -> bool {
        let shares = branch.shares();
        let shares = shares.iter().map(|&(share, at)| (share, &self.tours[at]));
        let new = cuts::violated(model.n_requests, shares, CUTS_AT_ONCE);
        if branch.depth < 1 {
            // No other branch has them yet.
            self.drop_idle_cuts(branch);
        }
        let n_before = self.cuts.len();
        self.cuts.extend(new);
        self.cuts.truncate(CUTS_MAX);
        let Self { tours, cuts } = self;
        tours.iter_mut().for_each(|tour| tour.count(cuts, n_before));
        let tours = branch.of(self);
        branch.simplex.cut(&tours, self.cuts.len());
        n_before < self.cuts.len()
    }

    fn drop_idle_cuts(&mut self, branch: &mut Branch) {
        let idle = branch.simplex.idle_cuts();
        let mut number = 0;
        self.cuts.retain(|_| {
            number += 1;
            !idle.contains(&(number - 1))
        });
        let Self { tours, cuts } = self;
        tours.iter_mut().for_each(|tour| tour.count(cuts, 0));
        let tours = branch.of(self);
        branch.simplex.drop_cuts(&idle, &tours);
    }

    /// The tours with the larger shares, if they serve each request once.
    pub(super) fn choice(&self, model: &Model, shares: &[(f64, usize)]) -> Option<Choice> {
        let most = shares.iter().filter(|(share, _)| 0.5 < *share);
        let tours: Vec<&Tour> = most.map(|&(_, at)| &self.tours[at]).collect();
        let mut rows: Vec<usize> =
            tours.iter().flat_map(|tour| tour.rows.iter().copied()).collect();
        rows.sort_unstable();
        let is_whole = tours.len() <= model.n_vehicles && rows.into_iter().eq(0..model.n_requests);
        is_whole.then(|| Choice {
            cost: tours.iter().map(|tour| tour.cost).sum(),
            tours: tours.into_iter().map(|tour| tour.nodes.clone()).collect(),
        })
    }

    /// The roads of which the shares are nearest to a half; none if all are driven or not.
    pub(super) fn undecided(
        &self,
        model: &Model,
        shares: &[(f64, usize)],
        n_most: usize,
    ) -> Vec<(NodeId, NodeId)> {
        let end = model.end();
        let mut roads: Vec<((NodeId, NodeId), f64)> = Vec::new();
        for &(share, at) in shares {
            let nodes = &self.tours[at].nodes;
            let from = std::iter::once(&0).chain(nodes);
            let to = nodes.iter().chain([&end]);
            roads.extend(from.zip(to).map(|(&from, &to)| ((from, to), share)));
        }
        roads.sort_by_key(|(road, _)| *road);
        let sums = roads
            .chunk_by(|a, b| a.0 == b.0)
            .map(|same| (same[0].0, same.iter().map(|(_, share)| share).sum::<f64>()));
        let mut from_half: Vec<_> = sums.map(|(road, sum)| ((sum - 0.5).abs(), road)).collect();
        from_half.retain(|(half, _)| *half < DECIDED);
        from_half.sort_by(|a, b| a.0.total_cmp(&b.0));
        from_half.into_iter().take(n_most).map(|(_, road)| road).collect()
    }
}

/// A road is decided if its share is this far from a half; the rest is rounding and the shift of
/// the right-hand side.
const DECIDED: f64 = 0.47;

/// Tours that serve each request once.
#[derive(Debug)]
pub(in crate::partition) struct Choice {
    pub(super) cost: f64,
    pub(in crate::partition) tours: Vec<Vec<NodeId>>,
}
