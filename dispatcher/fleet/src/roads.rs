//! The road network: arcs, driving times by hub labels, and ways arc by arc.

use noriai_router::hierarchy::{
    GraphError, Hierarchy, Label, Labels, PackedPath, Prepared, UNREACHABLE, WeightedGraph,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::landmarks::{Bearings, Landmarks};
use crate::moment::Deciseconds;
use crate::spot::Spot;

/// An arc of the road network, by its place in the list. To be at an arc is to stand at its head.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ArcId(pub u32);

/// A one-way piece of road between two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// The node where it begins.
    pub tail: u32,
    /// The node where it ends.
    pub head: u32,
    /// How long it takes to drive along it.
    pub time: Deciseconds,
}

/// Arcs, and all that is prepared for asking times and ways.
#[derive(Clone, Debug)]
pub struct Roads {
    arcs: Vec<Arc>,
    /// Arcs that a shortest way may use, by tail; the index of leaving arcs.
    first_leaving: Vec<u32>,
    leaving: Vec<ArcId>,
    labels: Labels,
    landmarks: Landmarks,
    hierarchy: Hierarchy,
    order: Vec<u32>,
}

/// Why arcs do not make a network.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RoadsError {
    /// The arc's time is negative, or so long that times could overflow.
    #[error("arc {arc} takes {time} ds; it must be from 0 to 1000000")]
    Time {
        /// The arc's place in the list.
        arc: usize,
        /// Its time.
        time: i32,
    },
    /// It ends or begins nowhere.
    #[error("arc {arc} names a node that does not exist")]
    Node {
        /// The arc's place in the list.
        arc: usize,
    },
    /// The hierarchy refuses the graph.
    #[error("the arcs make no graph: {0}")]
    Graph(#[from] GraphError),
    /// A way has so many arcs, or takes so long, that numbers of 32 bits cannot hold it.
    #[error("ways of this network take longer than {} ds", Deciseconds::FAR.0)]
    TooFar,
}

/// Where a vehicle under way can be turned: an arc, and when it reaches its head.
pub(crate) type Passing = (Spot, Deciseconds);

/// Of ways that take equally long the one with fewest arcs is driven: an arc weighs this much for
/// each tenth of a second, and one more. No way has as many arcs.
const SCALE: u64 = 1 << 12;
const LONGEST_ARC: i32 = 1_000_000;

impl Roads {
    /// Prepares a network; takes about a second for a city.
    ///
    /// # Errors
    /// Tells which arc does not fit.
    pub fn new(n_nodes: usize, arcs: Vec<Arc>) -> Result<Self, RoadsError> {
        for (arc, it) in arcs.iter().enumerate() {
            if !(0..=LONGEST_ARC).contains(&it.time.0) {
                return Err(RoadsError::Time { arc, time: it.time.0 });
            }
            if n_nodes <= it.tail as usize || n_nodes <= it.head as usize {
                return Err(RoadsError::Node { arc });
            }
        }
        let (first_leaving, leaving) = lightest_by_tail(n_nodes, &arcs);
        let head = leaving.iter().map(|id| arcs[id.0 as usize].head).collect();
        let weight = |id: &ArcId| least_weight(arcs[id.0 as usize].time) + 1;
        let weights = leaving.iter().map(weight).collect();
        let graph = WeightedGraph::new(first_leaving.clone(), head, weights)?;
        let hierarchy = Hierarchy::prepare(&graph);
        let labels = Labels::from_hierarchy(&hierarchy);
        let order = hierarchy.order();
        let mut farthest = 0;
        for node in 0..n_nodes as u32 {
            labels.from(node).for_each(|_, weight| farthest = weight.max(farthest));
            labels.to(node).for_each(|_, weight| farthest = weight.max(farthest));
        }
        if Deciseconds::FAR.0 as u64 <= farthest / SCALE {
            return Err(RoadsError::TooFar);
        }
        let landmarks = Landmarks::choose(&labels, &order);
        Ok(Self { arcs, first_leaving, leaving, labels, landmarks, hierarchy, order })
    }

    /// How many arcs there are.
    #[must_use]
    pub fn n_arcs(&self) -> usize {
        self.arcs.len()
    }

    /// From standing at one arc to standing at another: over the head of the first to the tail of
    /// the second and along it; nothing if they are the same. [`Deciseconds::FAR`] or more if
    /// there is no way.
    #[must_use]
    pub fn time(&self, from: ArcId, to: ArcId) -> Deciseconds {
        self.drive(self.spot(from), self.spot(to))
    }

    /// The same for spots.
    pub(crate) fn drive(&self, from: Spot, to: Spot) -> Deciseconds {
        if from == to {
            return Deciseconds::ZERO;
        }
        match self.hubs_ahead(from).meet(self.hubs_behind(to)) {
            UNREACHABLE => Deciseconds::FAR,
            weight => label_time(weight) + to.entry,
        }
    }

    /// Lower bounds on times from standing at an arc.
    #[inline]
    pub(crate) fn bearings_ahead(&self, spot: Spot) -> &Bearings {
        self.landmarks.of(self.hub(spot.head))
    }

    /// Lower bounds on times to the beginning of an arc.
    #[inline]
    pub(crate) fn bearings_behind(&self, spot: Spot) -> &Bearings {
        self.landmarks.of(self.hub(spot.tail))
    }

    /// Lower bounds on times from a hub.
    #[inline]
    pub(crate) fn bearings_of_hub(&self, hub: u32) -> &Bearings {
        self.landmarks.of(hub)
    }

    /// The name that labels have for a node.
    fn hub(&self, node: u32) -> u32 {
        (self.order.len() - 1) as u32 - self.hierarchy.rank(node)
    }

    pub(crate) fn n_nodes(&self) -> usize {
        self.first_leaving.len() - 1
    }

    pub(crate) fn has(&self, arc: ArcId) -> bool {
        (arc.0 as usize) < self.arcs.len()
    }

    /// The hubs reached from where a vehicle at this arc stands.
    #[inline]
    pub(crate) fn hubs_ahead(&self, spot: Spot) -> Label<'_> {
        self.labels.from(spot.head)
    }

    /// The hubs reached from a node.
    #[inline]
    pub(crate) fn hubs_from(&self, node: u32) -> Label<'_> {
        self.labels.from(node)
    }

    /// The hubs from which the beginning of this arc is reached.
    #[inline]
    pub(crate) fn hubs_behind(&self, spot: Spot) -> Label<'_> {
        self.labels.to(spot.tail)
    }

    /// What is asked of an arc all the time.
    pub(crate) fn spot(&self, arc: ArcId) -> Spot {
        let Arc { tail, head, time } = self.arcs[arc.0 as usize];
        Spot { arc, tail, head, entry: time }
    }

    /// Makes `path` the way from one arc to the beginning of another.
    pub(crate) fn find_path(&self, from: Spot, to: Spot, path: &mut PackedPath) {
        path.find(self.prepared(), from.head, to.tail);
    }

    /// The next arc's head that is passed at `now` or later by a vehicle that left at the time of
    /// `left` on this path; the last is the one that it drives to.
    pub(crate) fn passing(
        &self,
        path: &mut PackedPath,
        left: Passing,
        to: Spot,
        now: Deciseconds,
    ) -> Passing {
        let since = (now - left.1).or_zero();
        let next = path.advance(self.prepared(), least_weight(since)).and_then(|next| {
            let leaving = self.leaving_arcs(next.tail).iter();
            let arc = leaving.copied().find(|id| self.arcs[id.0 as usize].head == next.head)?;
            Some((self.spot(arc), left.1 + label_time(next.weight)))
        });
        next.unwrap_or_else(|| (to, left.1 + label_time(path.weight()) + to.entry))
    }

    /// A node that such a vehicle has come by before `now`, no more than `slack` or an arc ago, and
    /// when.
    pub(crate) fn passed(
        &self,
        path: &mut PackedPath,
        left: Deciseconds,
        now: Deciseconds,
        slack: Deciseconds,
    ) -> (u32, Deciseconds) {
        let since = (now - left).or_zero();
        let (least, slack) = (least_weight(since), least_weight(slack));
        let (node, since) = path.passed(self.prepared(), least, slack);
        (node, left + label_time(since))
    }

    fn prepared(&self) -> Prepared<'_> {
        let Self { hierarchy, order, labels, .. } = self;
        Prepared { hierarchy, order, labels }
    }

    fn leaving_arcs(&self, node: u32) -> &[ArcId] {
        let node = node as usize;
        &self.leaving[self.first_leaving[node] as usize..self.first_leaving[node + 1] as usize]
    }
}

/// The weight of a way that takes so long, and is not negative, if it had no arcs.
fn least_weight(time: Deciseconds) -> u64 {
    time.0 as u64 * SCALE
}

/// The time in a label's weight.
#[inline]
pub(crate) fn label_time(weight: u64) -> Deciseconds {
    Deciseconds((weight / SCALE) as i32)
}

/// Loops and the slower of parallel arcs are on no shortest way.
fn lightest_by_tail(n_nodes: usize, arcs: &[Arc]) -> (Vec<u32>, Vec<ArcId>) {
    let mut leaving: Vec<ArcId> = (0..arcs.len() as u32).map(ArcId).collect();
    let of = |id: &ArcId| arcs[id.0 as usize];
    leaving.retain(|id| of(id).tail != of(id).head);
    leaving.sort_by_key(|id| (of(id).tail, of(id).head, of(id).time));
    leaving.dedup_by_key(|id| (of(id).tail, of(id).head));
    let mut first = vec![0; n_nodes + 1];
    for id in &leaving {
        first[of(id).tail as usize + 1] += 1;
    }
    for node in 0..n_nodes {
        first[node + 1] += first[node];
    }
    (first, leaving)
}
