//! Tours from their start on, the most promising first.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::label::Label;
use super::network::Network;
use super::rates::Rates;
use super::remainders::Remainders;
use super::roads::Roads;
use super::table::Table;
use super::{LABEL_OPERATIONS, LABELS_ASKED, Stopped};
use crate::model::NodeId;
use crate::partition::GoOn;

/// More beginnings are not kept.
const BEGINNINGS_MAX: usize = 200_000;

/// A beginning of tours.
#[derive(Debug)]
struct Beginning {
    label: Label,
    /// The number of the beginning without the last stop.
    before: usize,
}

/// A beginning to be driven on.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    /// The least reduced cost of its tours.
    least: f64,
    number: usize,
}

/// The `n_most` tours of least reduced cost below `gap`.
pub(super) fn cheapest(
    network: &Network<'_>,
    remainders: &Remainders,
    rates: &Rates,
    roads: &Roads,
    gap: f64,
    n_most: usize,
    go_on: GoOn<'_>,
) -> Result<Vec<Vec<NodeId>>, Stopped> {
    let mut beginnings = vec![Beginning { label: Label::first(network, rates.fleet), before: 0 }];
    let mut waiting = BinaryHeap::from([Waiting { least: f64::NEG_INFINITY, number: 0 }]);
    let mut known = Known::new();
    let mut found = Vec::new();
    let mut n_done = 0_usize;
    while let Some(Waiting { number, .. }) = waiting.pop() {
        n_done += 1;
        if n_done.is_multiple_of(LABELS_ASKED) && !go_on(LABELS_ASKED * LABEL_OPERATIONS) {
            return Err(Stopped::OutOfTime);
        }
        if n_most <= found.len() || BEGINNINGS_MAX < beginnings.len() {
            break;
        }
        let label = beginnings[number].label;
        if label.node == network.finish() {
            found.push(nodes(&beginnings, number));
            continue;
        }
        if !known.is_new(&label, rates) {
            continue;
        }
        for node in network.successors(label.node, label.open()) {
            if !roads.is_open(label.node, node) {
                continue;
            }
            let so_far = label.cost + network.model.travel(label.node, node);
            let mut next = None;
            let mut least = gap;
            for remainder in remainders.of(node, label.open_key) {
                if least <= so_far + remainder.cost {
                    break;
                }
                let with = so_far + remainder.cost + rates.toll(label.odd & remainder.odd);
                if least <= with {
                    continue;
                }
                next = next.or_else(|| label.extend(network, node, rates));
                let Some(next) = next else { break };
                if next.joins(network, remainder) {
                    least = with;
                }
            }
            if let Some(label) = next
                && least < gap
            {
                waiting.push(Waiting { least, number: beginnings.len() });
                beginnings.push(Beginning { label, before: number });
            }
        }
    }
    if found.is_empty() && BEGINNINGS_MAX < beginnings.len() {
        return Err(Stopped::TooHard);
    }
    Ok(found)
}

/// The nodes of a tour between the depots.
fn nodes(beginnings: &[Beginning], finished: usize) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    let mut at = beginnings[finished].before;
    while 0 < at {
        nodes.push(beginnings[at].label.node);
        at = beginnings[at].before;
    }
    nodes.reverse();
    nodes
}

/// Beginnings driven on, by where they end and whom they visited.
#[derive(Debug)]
struct Known {
    table: Table,
    labels: Vec<Vec<Label>>,
}

impl Known {
    fn new() -> Self {
        Self { table: Table::new(), labels: Vec::new() }
    }

    /// Is there none that is as good over the same requests?
    fn is_new(&mut self, label: &Label, rates: &Rates) -> bool {
        let number = self.table.number(label.visits_key());
        if self.labels.len() <= number {
            self.labels.push(Vec::new());
        }
        let labels = &mut self.labels[number];
        let is_new = !labels.iter().any(|other| other.dominates(label, rates));
        if is_new {
            labels.push(*label);
        }
        is_new
    }
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Waiting {}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Waiting {
    /// The least comes out of the heap first.
    fn cmp(&self, other: &Self) -> Ordering {
        other.least.total_cmp(&self.least).then(other.number.cmp(&self.number))
    }
}
