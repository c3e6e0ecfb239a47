//! Many to many: the targets' labels turned round, hub by hub (after Knopp, Sanders, Schultes,
//! Schulz and Wagner, *Computing Many-to-Many Shortest Paths Using Highway Hierarchies*, ALENEX
//! 2007), with labels in place of search spaces.

use super::UNREACHABLE;
use super::labels::Labels;

/// Fixed targets, prepared for any number of sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buckets {
    n_targets: usize,
    /// By hub, where its entries begin; one more at the end.
    first: Vec<u32>,
    targets: Vec<u32>,
    weights: Vec<u64>,
}

impl Buckets {
    /// Sorts the targets' labels by hub.
    #[must_use]
    pub fn of(labels: &Labels, targets: &[u32]) -> Self {
        let entries = || {
            let targets = targets.iter().enumerate();
            targets.flat_map(|(index, target)| {
                labels.to(*target).iter().map(move |(hub, weight)| (hub, index as u32, weight))
            })
        };
        // A hub is some node, so there are no more hubs than nodes.
        let mut next = vec![0_u32; labels.n_nodes() + 1];
        entries().for_each(|(hub, ..)| next[hub as usize + 1] += 1);
        for hub in 1..next.len() {
            next[hub] += next[hub - 1];
        }
        let first = next.clone();
        let n_entries = first.last().map_or(0, |last| *last as usize);
        let (mut sorted, mut weights) = (vec![0; n_entries], vec![0; n_entries]);
        for (hub, index, weight) in entries() {
            let place = &mut next[hub as usize];
            sorted[*place as usize] = index;
            weights[*place as usize] = weight;
            *place += 1;
        }
        Self { n_targets: targets.len(), first, targets: sorted, weights }
    }

    /// The weight of a shortest path from a source to each target, in the order of the targets;
    /// [`UNREACHABLE`] where there is none.
    pub fn weights_from(&self, labels: &Labels, source: u32, weights: &mut Vec<u64>) {
        weights.clear();
        weights.resize(self.n_targets, UNREACHABLE);
        for (hub, weight) in labels.from(source).iter() {
            let hub = hub as usize;
            let entries = self.first[hub] as usize..self.first[hub + 1] as usize;
            let rest = self.targets[entries.clone()].iter().zip(&self.weights[entries]);
            for (target, rest) in rest {
                let best = &mut weights[*target as usize];
                *best = (*best).min(weight + rest);
            }
        }
    }
}
