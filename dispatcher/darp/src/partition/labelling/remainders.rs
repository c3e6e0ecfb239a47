//! The remainders of tours that may be the best from somewhere on.

use super::label::{Label, state_key};
use super::network::Network;
use super::rates::Rates;
use super::roads::Roads;
use super::table::Table;
use super::{Care, LABEL_OPERATIONS, LABELS_ASKED, LABELS_MAX, Stopped};
use crate::model::NodeId;
use crate::partition::GoOn;

/// Into so many parts the day is divided.
const N_BINS: usize = 1_024;

/// For each place, and each set of requests aboard, the remainders worth knowing.
#[derive(Debug)]
pub(super) struct Remainders {
    /// Numbers of states, by place and who is aboard.
    states: Table,
    /// By state, the cheapest first.
    of: Vec<Vec<usize>>,
    labels: Vec<Label>,
}

impl Remainders {
    /// Grows them from the depot at the end, against the direction of time.
    pub(super) fn grow(
        network: &Network<'_>,
        rates: &Rates,
        roads: &Roads,
        care: Care,
        go_on: GoOn<'_>,
    ) -> Result<Self, Stopped> {
        let begin = network.earliest(network.start());
        let span = (network.latest(network.finish()) - begin).max(1.0);
        let bin_of = |label: &Label| {
            let part = (label.early - begin).max(0.0) / span;
            ((part * N_BINS as f64) as usize).min(N_BINS - 1)
        };
        // By time, so that a label is seldom driven on before one that is better.
        let mut bins: Vec<Vec<usize>> = vec![Vec::new(); N_BINS];
        let mut this = Self { states: Table::new(), of: Vec::new(), labels: Vec::new() };
        let first = this.admit(Label::first(network, 0.0), care, rates);
        bins[0].extend(first);
        let labels_max = LABELS_MAX[usize::from(care == Care::Exact)];
        let mut n_done = 0_usize;
        for bin in 0..N_BINS {
            let mut place = 0;
            while let Some(&number) = bins[bin].get(place) {
                place += 1;
                let label = this.labels[number];
                let state = this.state(&label);
                if !this.of[state].contains(&number) {
                    continue;
                }
                n_done += 1;
                if n_done.is_multiple_of(LABELS_ASKED) && !go_on(LABELS_ASKED * LABEL_OPERATIONS) {
                    return Err(Stopped::OutOfTime);
                }
                for node in network.successors(label.node, label.open()) {
                    if node == network.finish() || !roads.is_open(node, label.node) {
                        continue;
                    }
                    let Some(next) = label.extend(network, node, rates) else { continue };
                    if let Some(number) = this.admit(next, care, rates) {
                        bins[bin_of(&next)].push(number);
                    }
                }
                if labels_max < this.labels.len() {
                    return Err(Stopped::TooHard);
                }
            }
        }
        let Self { of, labels, .. } = &mut this;
        for of in of {
            of.sort_by(|&a, &b| labels[a].cost.total_cmp(&labels[b].cost));
        }
        Ok(this)
    }

    fn state(&mut self, label: &Label) -> usize {
        self.states.number(state_key(label.node, label.open_key))
    }

    /// Keeps a label, in the place of those that it dominates, and numbers it; none if it is
    /// dominated itself.
    fn admit(&mut self, label: Label, care: Care, rates: &Rates) -> Option<usize> {
        let state = self.state(&label);
        if self.of.len() <= state {
            self.of.push(Vec::new());
        }
        let Self { of, labels, .. } = self;
        let of = &mut of[state];
        let dominates = |a: &Label, b: &Label| match care {
            Care::Rough => a.dominates_roughly(b, rates),
            Care::Exact => a.dominates(b, rates),
        };
        if of.iter().any(|&other| dominates(&labels[other], &label)) {
            return None;
        }
        of.retain(|&other| !dominates(&label, &labels[other]));
        let number = labels.len();
        of.push(number);
        labels.push(label);
        Some(number)
    }

    /// Those that begin at a place with these aboard before, the cheapest first.
    pub(super) fn of(&self, node: NodeId, open_key: u64) -> impl Iterator<Item = &Label> {
        let state = self.states.find(state_key(node, open_key));
        let of = state.map_or(&[][..], |state| self.of[state].as_slice());
        of.iter().map(|&number| &self.labels[number])
    }
}
