//! Hub labels: the length of a shortest path by merging two sorted lists.

use super::UNREACHABLE;
use super::arcs::Hierarchy;
use super::labelling;

/// For every node the hubs it reaches and the hubs that reach it, with their distances. Any two
/// connected nodes share a hub that lies on a shortest path between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    pub(super) forward: LabelSet,
    pub(super) backward: LabelSet,
}

/// The labels of one direction, one after the other in order of nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LabelSet {
    pub(super) first: Vec<usize>,
    pub(super) hubs: Vec<u32>,
    pub(super) weights: Vec<u64>,
}

/// One node's label of one direction: hubs in ascending order and the distance to or from each.
#[derive(Clone, Copy, Debug)]
pub struct Label<'a> {
    /// Names of hubs; they mean nothing but that equal ones are the same node.
    pub hubs: &'a [u32],
    /// The distances, in the order of the hubs.
    pub weights: &'a [u64],
}

impl Labels {
    /// Derives the labels from a hierarchy.
    #[must_use]
    pub fn from_hierarchy(hierarchy: &Hierarchy) -> Self {
        labelling::label(hierarchy)
    }

    /// The weight of a shortest path; [`UNREACHABLE`] if there is none, 0 from a node to itself.
    #[must_use]
    pub fn weight(&self, source: u32, target: u32) -> u64 {
        self.from(source).meet(self.to(target))
    }

    /// The hubs that a node reaches.
    #[must_use]
    pub fn from(&self, source: u32) -> Label<'_> {
        self.forward.at(source as usize)
    }

    /// The hubs that reach a node.
    #[must_use]
    pub fn to(&self, target: u32) -> Label<'_> {
        self.backward.at(target as usize)
    }

    /// How many nodes have labels.
    #[must_use]
    pub fn n_nodes(&self) -> usize {
        self.forward.first.len() - 1
    }

    /// Entries in all labels of both directions.
    #[must_use]
    pub fn n_entries(&self) -> usize {
        self.forward.hubs.len() + self.backward.hubs.len()
    }

    /// Bytes that the labels take.
    #[must_use]
    pub fn memory(&self) -> usize {
        let entry = size_of::<u32>() + size_of::<u64>();
        let index = self.forward.first.len() + self.backward.first.len();
        self.n_entries() * entry + index * size_of::<usize>()
    }
}

impl LabelSet {
    pub(super) fn at(&self, index: usize) -> Label<'_> {
        let range = self.first[index]..self.first[index + 1];
        Label { hubs: &self.hubs[range.clone()], weights: &self.weights[range] }
    }
}

impl<'a> Label<'a> {
    /// The lightest way over a common hub; [`UNREACHABLE`] if there is none.
    #[must_use]
    pub fn meet(self, other: Label<'_>) -> u64 {
        let mut best = UNREACHABLE;
        let (mut i, mut j) = (0, 0);
        while i < self.hubs.len() && j < other.hubs.len() {
            let (a, b) = (self.hubs[i], other.hubs[j]);
            if a == b {
                best = best.min(self.weights[i] + other.weights[j]);
            }
            // Without branches: which list is behind cannot be predicted.
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        best
    }

    /// Hubs and distances in pairs.
    pub fn iter(self) -> impl Iterator<Item = (u32, u64)> + 'a {
        self.hubs.iter().copied().zip(self.weights.iter().copied())
    }
}
