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
    /// What lies before it, the nearest last, as far as it has been found.
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

/// What of the path has not been found yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum ToCome {
    /// The rest of the climb from the source to the hub, and the descent.
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
                None => match self.to_come {
                    ToCome::Both if weight <= self.ahead => self.climb_on(prepared),
                    ToCome::Both | ToCome::Descent => self.find_descent(prepared),
                    ToCome::Nothing => return false,
                },
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

    /// The next arc or shortcut on the way up to the hub.
    fn climb_on(&mut self, prepared: Prepared<'_>) {
        let (rank, reached) = self.passed;
        let label = |node: u32| prepared.labels.from(node);
        let arcs = prepared.hierarchy.up.at(rank);
        match self.climb(prepared, arcs, label, self.ahead - reached) {
            Some((Arc { other: head, middle, .. }, rest)) => {
                self.steps.push(Step { head, middle, reached: self.ahead - rest });
            }
            None => self.to_come = ToCome::Descent,
        }
    }

    /// The way down from the hub, which is found from its end.
    fn find_descent(&mut self, prepared: Prepared<'_>) {
        self.to_come = ToCome::Nothing;
        self.passed = (self.top(prepared), self.ahead);
        let label = |node: u32| prepared.labels.to(node);
        let down = &prepared.hierarchy.down;
        let mut at = (prepared.hierarchy.rank(self.target), self.behind);
        while let Some((arc, rest)) = self.climb(prepared, down.at(at.0), label, at.1) {
            let reached = self.ahead + at.1;
            self.steps.push(Step { head: at.0, middle: arc.middle, reached });
            at = (arc.other, rest);
        }
    }

    /// The arc by which a shortest way to the hub goes on that is `rest` long, and what is left of
    /// the way behind it; `None` at the hub.
    fn climb<'a>(
        &self,
        prepared: Prepared<'a>,
        arcs: &[Arc],
        label: impl Fn(u32) -> Label<'a>,
        rest: u64,
    ) -> Option<(Arc, u64)> {
        let top = self.top(prepared);
        let mut arcs = arcs.iter().filter(|arc| arc.other <= top && arc.weight <= rest);
        arcs.find_map(|arc| {
            let beyond = label(prepared.order[arc.other as usize]).weight_of(self.hub)?;
            (arc.weight + beyond == rest).then_some((*arc, beyond))
        })
    }

    /// The hub's rank.
    fn top(&self, prepared: Prepared<'_>) -> u32 {
        (prepared.order.len() - 1) as u32 - self.hub
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
