//! A shortest path of which only the part that is asked for is unpacked, from its source on.

use super::arcs::{Arc, Hierarchy, ORIGINAL};
use super::labels::{Label, Labels};
use super::unpack::between;

/// What paths are found with.
#[derive(Clone, Copy, Debug)]
pub struct Prepared<'a> {
    /// The hierarchy.
    pub hierarchy: &'a Hierarchy,
    /// Its [`Hierarchy::order`].
    pub order: &'a [u32],
    /// Labels made of it.
    pub labels: &'a Labels,
}

/// A shortest path from node to node on which somebody travels, so that it is asked for arcs that
/// lie farther and farther.
#[derive(Clone, Debug, Default)]
pub struct PackedPath {
    /// The rank that was passed last, and the weight from the source to it.
    passed: (u32, u64),
    /// What lies before it, the nearest last, as far as it has been found: up to the hub or to the
    /// target.
    steps: Vec<Step>,
    to_come: ToCome,
    hub: u32,
    /// The weights from the source to the hub and from the hub to the target.
    ahead: u64,
    behind: u64,
    target: u32,
}

/// An arc or a shortcut, from the head of the one before.
#[derive(Clone, Copy, Debug)]
struct Step {
    head: u32,
    middle: u32,
    /// The path's weight up to the head.
    reached: u64,
}

/// Which halves of the path have not been found yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum ToCome {
    /// The climb from the source to the hub, and the descent.
    Both,
    Descent,
    #[default]
    Nothing,
}

/// In place of a middle that has not been looked up.
const UNKNOWN: u32 = ORIGINAL - 1;

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
    /// No search is needed, now or later: both nodes' labels tell the hub where they meet, and the
    /// label of one of the higher neighbours tells at each step how the climb to it goes on.
    pub fn find(&mut self, prepared: Prepared<'_>, source: u32, target: u32) -> bool {
        let labels = prepared.labels;
        self.steps.clear();
        self.to_come = ToCome::Nothing;
        (self.ahead, self.behind) = (0, 0);
        let Some((hub, ahead, behind)) = labels.from(source).meeting(labels.to(target)) else {
            return false;
        };
        (self.hub, self.ahead, self.behind) = (hub, ahead, behind);
        self.passed = (prepared.hierarchy.rank(source), 0);
        self.target = target;
        self.to_come = ToCome::Both;
        true
    }

    /// The path's weight.
    #[must_use]
    pub fn weight(&self) -> u64 {
        self.ahead + self.behind
    }

    /// The first arc of the graph on the path whose head lies at least `weight` from the source,
    /// and no less far than any answer before; `None` if the path is not as long as that, or has
    /// no arc.
    pub fn advance(&mut self, prepared: Prepared<'_>, weight: u64) -> Option<PathArc> {
        while self.come_to(prepared, weight) {
            if !self.open_step(prepared.hierarchy) {
                let step = self.steps.last()?;
                let node = |rank: u32| prepared.order[rank as usize];
                let (tail, head) = (node(self.passed.0), node(step.head));
                return Some(PathArc { tail, head, weight: step.reached });
            }
        }
        None
    }

    /// A node on the path that lies before `weight` from the source, by no more than `slack` or the
    /// length of an arc, and how far from the source it lies. Asks for less than
    /// [`PackedPath::advance`], which may be asked in between.
    pub fn passed(&mut self, prepared: Prepared<'_>, weight: u64, slack: u64) -> (u32, u64) {
        while self.come_to(prepared, weight) && slack < weight.saturating_sub(self.passed.1) {
            if !self.open_step(prepared.hierarchy) {
                break;
            }
        }
        (prepared.order[self.passed.0 as usize], self.passed.1)
    }

    /// Passes the steps that end before `weight`; false if the path is at its end.
    fn come_to(&mut self, prepared: Prepared<'_>, weight: u64) -> bool {
        loop {
            match self.steps.last() {
                Some(step) if step.reached < weight => {
                    self.passed = (step.head, step.reached);
                    self.steps.pop();
                }
                Some(_) => return true,
                None if self.to_come == ToCome::Nothing => return false,
                None => self.find_half(prepared, weight),
            }
        }
    }

    /// Puts both parts of the next step in its place; false if it is an arc of the graph.
    fn open_step(&mut self, hierarchy: &Hierarchy) -> bool {
        let (tail, passed) = self.passed;
        let Some(step) = self.steps.last_mut() else {
            return false;
        };
        if step.middle == UNKNOWN {
            step.middle = between(hierarchy, tail, step.head).map_or(ORIGINAL, |arc| arc.middle);
        }
        if step.middle == ORIGINAL {
            return false;
        }
        let head = std::mem::replace(&mut step.middle, UNKNOWN);
        let Some(Arc { middle, weight, .. }) = between(hierarchy, tail, head) else {
            return false;
        };
        self.steps.push(Step { head, middle, reached: passed + weight });
        true
    }

    /// The next half that reaches so far, as shortcuts.
    fn find_half(&mut self, prepared: Prepared<'_>, weight: u64) {
        let Prepared { hierarchy, order, labels } = prepared;
        let top = (order.len() - 1) as u32 - self.hub;
        let climb = |arcs: &[Arc], label: &dyn Fn(u32) -> Option<u64>, rest: u64| {
            let mut arcs = arcs.iter().filter(|arc| arc.other <= top && arc.weight <= rest);
            arcs.find_map(|arc| {
                let beyond = label(order[arc.other as usize])?;
                (arc.weight + beyond == rest).then_some((*arc, beyond))
            })
        };
        if self.to_come == ToCome::Both && weight <= self.ahead {
            self.to_come = ToCome::Descent;
            let label = |node: u32| labels.from(node).weight_of(self.hub);
            let mut at = (self.passed.0, self.ahead);
            while let Some((arc, rest)) = climb(hierarchy.up.at(at.0), &label, at.1) {
                at = (arc.other, rest);
                let reached = self.ahead - rest;
                self.steps.push(Step { head: arc.other, middle: arc.middle, reached });
            }
            self.steps.reverse();
            return;
        }
        self.to_come = ToCome::Nothing;
        self.passed = (top, self.ahead);
        let label = |node: u32| labels.to(node).weight_of(self.hub);
        let mut at = (hierarchy.rank(self.target), self.behind);
        while let Some((arc, rest)) = climb(hierarchy.down.at(at.0), &label, at.1) {
            let reached = self.ahead + at.1;
            self.steps.push(Step { head: at.0, middle: arc.middle, reached });
            at = (arc.other, rest);
        }
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
