//! Joining ways end to end into rings.

use std::collections::BTreeMap;

use osmpbfreader::NodeId;

/// May a way be walked against the order of its nodes?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Walk {
    /// Members of a multipolygon lie in either direction.
    Either,
    /// A coastline has land on its left.
    Forward,
}

/// What ways were joined into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Joined {
    /// Rings; the first node is not repeated at the end.
    pub(super) closed: Vec<Vec<NodeId>>,
    /// Chains that lack a way.
    pub(super) open: Vec<Vec<NodeId>>,
}

/// Joins ways, in the order given, at the nodes they share.
pub(super) fn join(ways: &[&[NodeId]], walk: Walk) -> Joined {
    let mut joined = Joined::default();
    let mut free = Free::new(ways, walk);
    // Chains are begun where nothing leads to, so that a forward chain is found whole.
    for way in free.beginnings().into_iter().chain(0..ways.len()) {
        let Some(mut chain) = free.take(way) else { continue };
        while chain.len() < 3 || chain.first() != chain.last() {
            let Some(next) = chain.last().and_then(|end| free.take_at(*end)) else { break };
            chain.extend(next.into_iter().skip(1));
        }
        if 4 <= chain.len() && chain.first() == chain.last() {
            chain.pop();
            joined.closed.push(chain);
        } else {
            joined.open.push(chain);
        }
    }
    joined
}

/// The ways that are in no chain yet.
struct Free<'a> {
    ways: Vec<Option<&'a [NodeId]>>,
    /// The ways that may be walked from a node.
    from: BTreeMap<NodeId, Vec<usize>>,
    /// How many forward ways end at a node.
    n_ending: BTreeMap<NodeId, usize>,
    walk: Walk,
}

impl<'a> Free<'a> {
    fn new(ways: &[&'a [NodeId]], walk: Walk) -> Self {
        let mut from: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
        let mut n_ending: BTreeMap<NodeId, usize> = BTreeMap::new();
        for (index, way) in ways.iter().enumerate() {
            let (Some(first), Some(last)) = (way.first(), way.last()) else { continue };
            from.entry(*first).or_default().push(index);
            *n_ending.entry(*last).or_default() += 1;
            if walk == Walk::Either && first != last {
                from.entry(*last).or_default().push(index);
            }
        }
        let ways = ways.iter().map(|way| (2 <= way.len()).then_some(*way)).collect();
        Self { ways, from, n_ending, walk }
    }

    /// Ways that no other leads to. Of ways that may be walked either way: those with a loose end.
    fn beginnings(&self) -> Vec<usize> {
        let begins = |way: &[NodeId]| {
            let (Some(first), Some(last)) = (way.first(), way.last()) else { return false };
            match self.walk {
                Walk::Forward => !self.n_ending.contains_key(first),
                Walk::Either => [first, last].into_iter().any(|end| self.n_at(end) == 1),
            }
        };
        (0..self.ways.len()).filter(|way| self.ways[*way].is_some_and(begins)).collect()
    }

    fn n_at(&self, node: &NodeId) -> usize {
        self.from.get(node).map_or(0, Vec::len)
    }

    /// Takes a way as the beginning of a chain, its loose end first.
    fn take(&mut self, way: usize) -> Option<Vec<NodeId>> {
        let mut nodes = self.ways.get_mut(way)?.take()?.to_vec();
        let (first, last) = (*nodes.first()?, *nodes.last()?);
        if self.walk == Walk::Either && self.n_at(&last) == 1 && self.n_at(&first) != 1 {
            nodes.reverse();
        }
        Some(nodes)
    }

    /// Takes a way that goes on from a node.
    fn take_at(&mut self, node: NodeId) -> Option<Vec<NodeId>> {
        let candidates = self.from.get(&node)?;
        let way = *candidates.iter().find(|way| self.ways[**way].is_some())?;
        let mut nodes = self.ways[way].take()?.to_vec();
        if nodes.first() != Some(&node) {
            nodes.reverse();
        }
        Some(nodes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nodes(ids: &[i64]) -> Vec<NodeId> {
        ids.iter().map(|id| NodeId(*id)).collect()
    }

    fn join_ids(ways: &[&[i64]], walk: Walk) -> Joined {
        let ways: Vec<Vec<NodeId>> = ways.iter().map(|ids| nodes(ids)).collect();
        let ways: Vec<&[NodeId]> = ways.iter().map(Vec::as_slice).collect();
        join(&ways, walk)
    }

    #[test]
    fn ways_in_any_direction_close_to_a_ring() {
        let joined = join_ids(&[&[1, 2, 3], &[5, 4, 3], &[5, 1]], Walk::Either);
        assert_eq!(joined.closed, [nodes(&[1, 2, 3, 4, 5])]);
        assert!(joined.open.is_empty());
    }

    #[test]
    fn two_rings_stay_two() {
        let joined = join_ids(&[&[1, 2, 3, 1], &[4, 5], &[5, 6, 4]], Walk::Either);
        assert_eq!(joined.closed, [nodes(&[1, 2, 3]), nodes(&[4, 5, 6])]);
    }

    #[test]
    fn a_ring_that_lacks_a_way_stays_open_in_one_piece() {
        let joined = join_ids(&[&[2, 3], &[1, 2], &[4, 3]], Walk::Either);
        assert_eq!(joined.open, [nodes(&[1, 2, 3, 4])]);
        assert!(joined.closed.is_empty());
    }

    #[test]
    fn a_coast_is_walked_forward_only() {
        let joined = join_ids(&[&[2, 3], &[1, 2], &[4, 3]], Walk::Forward);
        assert_eq!(joined.open, [nodes(&[1, 2, 3]), nodes(&[4, 3])]);
        let island = join_ids(&[&[3, 1], &[1, 2, 3]], Walk::Forward);
        assert_eq!(island.closed, [nodes(&[3, 1, 2])]);
    }

    #[test]
    fn a_way_there_and_back_is_no_ring() {
        assert!(join_ids(&[&[1, 2, 1]], Walk::Either).closed.is_empty());
        assert!(join_ids(&[&[], &[7]], Walk::Forward).closed.is_empty());
    }
}
