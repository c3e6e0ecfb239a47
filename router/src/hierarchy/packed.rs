//! A shortest path as shortcuts, of which only the part that is asked for is unpacked.

use super::arcs::{Arc, Hierarchy, ORIGINAL};
use super::labels::{Label, Labels};
use super::unpack::between;

/// A path from node to node, kept as the few shortcuts that it climbs and descends.
#[derive(Clone, Debug, Default)]
pub struct PackedPath {
    /// Ranks with the weight from the source to each, the source's own first.
    steps: Vec<(u32, u64)>,
}

/// An arc of the graph on a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathArc {
    /// The node where it begins.
    pub tail: u32,
    /// The node where it ends.
    pub head: u32,
    /// The path's weight from its source to that end.
    pub weight: u64,
}

impl PackedPath {
    /// Becomes a shortest path between two nodes; false if there is none.
    ///
    /// No search is needed: both nodes' labels tell the hub where they meet, and the label of one
    /// of the higher neighbours tells at each step how the climb to it goes on. `labels` must be
    /// those of this hierarchy, and `order` its order.
    pub fn find(
        &mut self,
        hierarchy: &Hierarchy,
        order: &[u32],
        labels: &Labels,
        source: u32,
        target: u32,
    ) -> bool {
        self.steps.clear();
        let Some((hub, ahead, behind)) = labels.from(source).meeting(labels.to(target)) else {
            return false;
        };
        let climb = |arcs: &[Arc], label: &dyn Fn(u32) -> Option<u64>, rest: u64| {
            let mut arcs = arcs.iter();
            arcs.find_map(|arc| {
                let beyond = label(order[arc.other as usize])?;
                (arc.weight + beyond == rest).then_some((arc.other, beyond))
            })
        };
        let from = |node: u32| labels.from(node).weight_of(hub);
        let to = |node: u32| labels.to(node).weight_of(hub);
        let mut at = (hierarchy.rank(source), ahead);
        self.steps.push((at.0, 0));
        while let Some(next) = climb(hierarchy.up.at(at.0), &from, at.1) {
            at = next;
            self.steps.push((at.0, ahead - at.1));
        }
        let top = self.steps.len();
        let mut at = (hierarchy.rank(target), behind);
        let mut descent = Some(at);
        while let Some(step) = descent {
            at = step;
            self.steps.push((at.0, ahead + at.1));
            descent = climb(hierarchy.down.at(at.0), &to, at.1);
        }
        // Found from the target up; the hub itself is there already.
        debug_assert_eq!(at.1, 0);
        self.steps.pop();
        self.steps[top..].reverse();
        true
    }

    /// The path's weight.
    #[must_use]
    pub fn weight(&self) -> u64 {
        self.steps.last().map_or(0, |(_, weight)| *weight)
    }

    /// The first arc of the graph on the path whose head lies at least `weight` from the source;
    /// `None` if the path is not as long as that, or has no arc.
    #[must_use]
    pub fn arc_at(&self, hierarchy: &Hierarchy, order: &[u32], weight: u64) -> Option<PathArc> {
        let behind = self.steps.partition_point(|(_, reached)| *reached < weight).max(1);
        let (mut head, mut reached) = *self.steps.get(behind)?;
        let (mut tail, mut passed) = self.steps[behind - 1];
        let mut arc = between(hierarchy, tail, head)?;
        while arc.middle != ORIGINAL {
            let middle = arc.middle;
            let first = between(hierarchy, tail, middle)?;
            let half = passed + first.weight;
            if half < weight {
                (tail, passed) = (middle, half);
                arc = between(hierarchy, tail, head)?;
            } else {
                (head, reached) = (middle, half);
                arc = first;
            }
        }
        let node = |rank: u32| order[rank as usize];
        Some(PathArc { tail: node(tail), head: node(head), weight: reached })
    }
}

impl Label<'_> {
    /// The hub where two labels meet on a shortest path, and the distances on both sides of it.
    fn meeting(self, other: Label<'_>) -> Option<(u32, u64, u64)> {
        let (mut ours, mut theirs) = (self.iter().peekable(), other.iter().peekable());
        let mut best: Option<(u32, u64, u64)> = None;
        while let (Some((ahead, here)), Some((behind, there))) = (ours.peek(), theirs.peek()) {
            if ahead == behind && best.is_none_or(|(_, a, b)| here + there < a + b) {
                best = Some((*ahead, *here, *there));
            }
            let (left, right) = (*ahead, *behind);
            ours.next_if(|_| left <= right);
            theirs.next_if(|_| right <= left);
        }
        best
    }

    fn weight_of(self, hub: u32) -> Option<u64> {
        let place = self.hubs().binary_search(&hub).ok()?;
        Some(self.weight_at(place))
    }
}
