//! A relaxation over the tours that keep to some roads.

use super::known::Known;
use crate::model::NodeId;
use crate::partition::Tour;
use crate::partition::labelling::Roads;
use crate::partition::simplex::{Prices, Simplex};

/// More tours are not kept for the next branches.
const TOURS_MAX: usize = 3_000;

/// A relaxation, solved or not yet.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    pub(super) simplex: Simplex,
    /// The numbers of its tours among all that are known.
    pub(super) tours: Vec<usize>,
    pub(super) roads: Roads,
    /// What the relaxation comes to, or the one that it was made from.
    pub(super) bound: f64,
    /// How many roads were decided.
    pub(super) depth: usize,
}

impl Branch {
    pub(super) fn of<'a>(&self, known: &'a Known) -> Vec<&'a Tour> {
        self.tours.iter().map(|&at| &known.tours[at]).collect()
    }

    /// Gives back most of its room.
    pub(super) fn fold(&mut self) {
        self.simplex.fold();
    }

    /// Makes it whole again, with the cuts that came since; false if that can't be.
    pub(super) fn unfold(&mut self, known: &Known) -> bool {
        let tours = self.of(known);
        let passes = |at: usize| self.roads.allow(&tours[at].nodes);
        let is_whole = self.simplex.unfold(&tours, passes);
        if is_whole && self.simplex.n_cuts() < known.cuts.len() {
            self.simplex.cut(&tours, known.cuts.len());
        }
        is_whole
    }

    /// Forgets tours that can't be part of a choice below `bound`, and the dearest if there are
    /// many.
    pub(super) fn forget(&mut self, known: &Known, prices: &Prices, bound: f64) {
        let tours = self.of(known);
        let reduced: Vec<f64> = tours.iter().map(|tour| prices.reduced(tour)).collect();
        let mut most = bound - prices.bound;
        if TOURS_MAX < reduced.len() {
            let mut sorted = reduced.clone();
            most = most.min(*sorted.select_nth_unstable_by(TOURS_MAX, f64::total_cmp).1);
        }
        let left = self.simplex.forget(&tours, |at| reduced[at] < most);
        self.tours = left.into_iter().map(|at| self.tours[at]).collect();
    }

    /// One branch in which this road is closed, and one in which no other way leads from its
    /// beginning or to its end.
    pub(super) fn part(mut self, known: &Known, road: (NodeId, NodeId)) -> [Self; 2] {
        self.depth += 1;
        let mut with = self.clone();
        self.roads.close(road.0, road.1);
        with.roads.keep_only(road.0, road.1);
        for branch in [&mut self, &mut with] {
            let Self { simplex, roads, tours, .. } = branch;
            simplex.bar(|at| roads.allow(&known.tours[tours[at]].nodes));
        }
        [self, with]
    }

    /// The tours of which the last solution takes a share.
    pub(super) fn shares(&self) -> Vec<(f64, usize)> {
        self.simplex.shares().map(|(share, at)| (share, self.tours[at])).collect()
    }
}
