//! Hub labels: the length of a shortest path by merging two sorted lists.

use super::UNREACHABLE;
use super::arcs::Hierarchy;
use super::labelling;
use super::weights::{Weights, Width};

/// For every node the hubs it reaches and the hubs that reach it, with their distances. Any two
/// connected nodes share a hub that lies on a shortest path between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    pub(super) forward: LabelSet,
    pub(super) backward: LabelSet,
}

/// The labels of one direction, one after the other in order of nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LabelSet {
    pub(super) first: Vec<u32>,
    pub(super) hubs: Vec<u32>,
    pub(super) weights: Weights,
}

/// One node's label of one direction: hubs in ascending order and the distance to or from each.
#[derive(Clone, Copy, Debug)]
pub struct Label<'a> {
    hubs: &'a [u32],
    weights: Slice<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Slice<'a> {
    Narrow(&'a [u32]),
    Wide(&'a [u64]),
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
    #[inline]
    pub fn from(&self, source: u32) -> Label<'_> {
        self.forward.at(source as usize)
    }

    /// The hubs that reach a node.
    #[must_use]
    #[inline]
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
        self.forward.memory() + self.backward.memory()
    }
}

impl LabelSet {
    #[inline]
    pub(super) fn at(&self, index: usize) -> Label<'_> {
        let range = self.first[index] as usize..self.first[index + 1] as usize;
        let weights = match &self.weights {
            Weights::Narrow(weights) => Slice::Narrow(&weights[range.clone()]),
            Weights::Wide(weights) => Slice::Wide(&weights[range.clone()]),
        };
        Label { hubs: &self.hubs[range], weights }
    }

    fn memory(&self) -> usize {
        let weight = match &self.weights {
            Weights::Narrow(_) => size_of::<u32>(),
            Weights::Wide(_) => size_of::<u64>(),
        };
        self.hubs.len() * (size_of::<u32>() + weight) + self.first.len() * size_of::<u32>()
    }
}

impl<'a> Label<'a> {
    /// The lightest way over a common hub; [`UNREACHABLE`] if there is none.
    #[must_use]
    pub fn meet(self, other: Label<'_>) -> u64 {
        match (self.weights, other.weights) {
            (Slice::Narrow(a), Slice::Narrow(b)) => lightest(self.hubs, a, other.hubs, b),
            (Slice::Wide(a), Slice::Wide(b)) => lightest(self.hubs, a, other.hubs, b),
            (Slice::Narrow(a), Slice::Wide(b)) => lightest(self.hubs, a, other.hubs, b),
            (Slice::Wide(a), Slice::Narrow(b)) => lightest(self.hubs, a, other.hubs, b),
        }
    }

    /// Names of hubs, ascending; they mean nothing but that equal ones are the same node.
    #[must_use]
    pub fn hubs(self) -> &'a [u32] {
        self.hubs
    }

    /// Hubs and distances in pairs.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = (u32, u64)> + 'a {
        self.hubs.iter().enumerate().map(move |(index, hub)| (*hub, self.weight_at(index)))
    }

    /// The same, faster: the weights' width is asked once.
    pub fn for_each(self, mut take: impl FnMut(u32, u64)) {
        match self.weights {
            Slice::Narrow(weights) => {
                self.hubs
                    .iter()
                    .zip(weights)
                    .for_each(|(hub, weight)| take(*hub, (*weight).into()));
            }
            Slice::Wide(weights) => {
                self.hubs.iter().zip(weights).for_each(|(hub, weight)| take(*hub, *weight));
            }
        }
    }

    pub(super) fn weight_at(self, index: usize) -> u64 {
        match self.weights {
            Slice::Narrow(weights) => weights[index].into(),
            Slice::Wide(weights) => weights[index],
        }
    }
}

fn lightest<A: Width, B: Width>(a_hubs: &[u32], a: &[A], b_hubs: &[u32], b: &[B]) -> u64 {
    let (a, b) = (&a[..a_hubs.len()], &b[..b_hubs.len()]);
    let mut best = UNREACHABLE;
    let (mut i, mut j) = (0, 0);
    while i < a_hubs.len() && j < b_hubs.len() {
        let (left, right) = (a_hubs[i], b_hubs[j]);
        if left == right {
            best = best.min(a[i].into() + b[j].into());
        }
        // Without branches: which list is behind cannot be predicted.
        i += usize::from(left <= right);
        j += usize::from(right <= left);
    }
    best
}
