//! The router: a prepared network and the questions it answers.

use std::sync::{Arc, Mutex, PoisonError};

use noriai_core::travel::{Leg, RoadPoint, TravelTimes};
use noriai_network::RoadNetwork;
use noriai_units::{Metres, Position};

use crate::artefact;
use crate::ends::{self, End, Relation};
use crate::errors::{HierarchyError, PrepareError, SnapError};
use crate::fingerprint;
use crate::hierarchy::{Hierarchy, Labels, Search, UNREACHABLE};
use crate::snap::{Snap, SnapIndex};
use crate::spot::{LENGTH_DM_MAX, SEGMENTS_MAX, Spot};
use crate::states::States;

/// A road network with everything that quick answers need.
///
/// All questions go through `&self`, from any number of threads.
pub struct Router {
    pub(crate) network: Arc<RoadNetwork>,
    pub(crate) states: States,
    pub(crate) hierarchy: Hierarchy,
    pub(crate) labels: Labels,
    /// Rank to state.
    pub(crate) order: Vec<u32>,
    snap_index: SnapIndex,
    shape: u64,
    fingerprint: u64,
    /// Working memory of path searches that nobody uses at the moment.
    searches: Mutex<Vec<Search>>,
}

impl Router {
    /// Contracts the network; seconds for a city, a fraction of one for a town.
    ///
    /// # Errors
    /// If the network contradicts itself or is too large.
    pub fn prepare(network: Arc<RoadNetwork>) -> Result<Self, PrepareError> {
        let states = checked_states(&network)?;
        let hierarchy = Hierarchy::prepare(&states.graph);
        Ok(Self::assemble(network, states, hierarchy))
    }

    /// Takes the hierarchy from bytes that [`Self::hierarchy_bytes`] gave for the same network.
    ///
    /// # Errors
    /// If the bytes are damaged or were prepared for another network.
    pub fn from_parts(
        network: Arc<RoadNetwork>,
        hierarchy_bytes: &[u8],
    ) -> Result<Self, HierarchyError> {
        let states = checked_states(&network)?;
        let fingerprint = fingerprint::of_network(&network, fingerprint::of_shape(&network));
        let hierarchy = artefact::read(hierarchy_bytes, fingerprint, states.graph.n_nodes())?;
        Ok(Self::assemble(network, states, hierarchy))
    }

    fn assemble(network: Arc<RoadNetwork>, states: States, hierarchy: Hierarchy) -> Self {
        let shape = fingerprint::of_shape(&network);
        Self {
            fingerprint: fingerprint::of_network(&network, shape),
            shape,
            labels: Labels::from_hierarchy(&hierarchy),
            order: hierarchy.order(),
            snap_index: SnapIndex::of(&network),
            searches: Mutex::new(Vec::new()),
            network,
            states,
            hierarchy,
        }
    }

    /// The hierarchy for storing beside the network.
    #[must_use]
    pub fn hierarchy_bytes(&self) -> Vec<u8> {
        artefact::write(&self.hierarchy, self.fingerprint)
    }

    /// The network that answers are about.
    #[must_use]
    pub fn network(&self) -> &Arc<RoadNetwork> {
        &self.network
    }

    /// A number for everything that answers depend on: equal fingerprints, equal answers.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// A number for what points depend on: a point holds for every network of this shape, whatever
    /// its speeds and turn bans are.
    #[must_use]
    pub fn shape(&self) -> u64 {
        self.shape
    }

    /// States of the searched graph, arcs between them, hub label entries and bytes of both.
    #[must_use]
    pub fn size(&self) -> RouterSize {
        RouterSize {
            states: self.states.graph.n_nodes(),
            turns: self.states.graph.n_arcs(),
            hierarchy_arcs: self.hierarchy.n_arcs(),
            label_entries: self.labels.n_entries(),
            hierarchy_bytes: self.hierarchy.memory(),
            label_bytes: self.labels.memory(),
        }
    }

    /// The place on the roads where a vehicle would stop for this position.
    ///
    /// Nearest road wins, but nobody boards on a motorway, on its links or on a ferry while another
    /// road lies within 1.5 times that distance and 20 m.
    ///
    /// # Errors
    /// If no road lies within `max`; tells how far the nearest one is.
    pub fn snap(&self, position: Position, max: Metres) -> Result<Snap, SnapError> {
        self.snap_index.nearest(self, position, max)
    }

    /// What a point means; `None` if it is not of this map.
    #[must_use]
    pub fn spot(&self, point: RoadPoint) -> Option<Spot> {
        Spot::from_road_point(&self.network, self.shape, point)
    }

    /// The point of a spot.
    #[must_use]
    pub fn road_point(&self, spot: Spot) -> RoadPoint {
        spot.to_road_point(self.shape)
    }

    /// Where a point is; `None` if it is not of this map.
    #[must_use]
    pub fn position(&self, point: RoadPoint) -> Option<Position> {
        let spot = self.spot(point)?;
        Some(crate::geometry::at_offset(&self.network, spot.segment, spot.offset_dm).position)
    }

    /// The fastest drive and, among equally fast ones, the shortest. `None` if no road leads there
    /// or a point is not of this map.
    #[must_use]
    pub fn leg(&self, from: RoadPoint, to: RoadPoint) -> Option<Leg> {
        let (from, to) = (self.spot(from)?, self.spot(to)?);
        let cost = self.cost(from, to);
        (cost < UNREACHABLE).then(|| self.states.packing.leg(cost))
    }

    /// The packed cost of the best drive between spots, or [`UNREACHABLE`].
    pub(crate) fn cost(&self, from: Spot, to: Spot) -> u64 {
        let targets = ends::targets(&self.network, &self.states, to);
        ends::origins(&self.network, self.states.packing, from)
            .flat_map(|origin| targets.clone().map(move |target| (origin, target)))
            .map(|(origin, target)| self.cost_between(&origin, &target))
            .min()
            .unwrap_or(UNREACHABLE)
    }

    pub(crate) fn cost_between(&self, origin: &End, target: &End) -> u64 {
        let whole = match origin.relation(target) {
            Relation::Ahead => return target.part - origin.part,
            Relation::Apart => self.labels.weight(origin.state, target.state),
            Relation::Behind => self
                .states
                .graph
                .leaving(origin.state as usize)
                .map(|(next, weight)| weight + self.labels.weight(next, target.state))
                .min()
                .unwrap_or(UNREACHABLE),
        };
        if whole < UNREACHABLE { whole - origin.part + target.part } else { UNREACHABLE }
    }

    /// Lends working memory to a path search.
    pub(crate) fn with_search<T>(&self, search: impl FnOnce(&mut Search) -> T) -> T {
        let lent = self.searches.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut memory = lent.unwrap_or_else(|| Search::new(self.hierarchy.n_nodes()));
        let answer = search(&mut memory);
        self.searches.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
        answer
    }
}

/// How large a router is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouterSize {
    /// Nodes of the searched graph.
    pub states: usize,
    /// Arcs of the searched graph.
    pub turns: usize,
    /// Arcs and shortcuts of the hierarchy.
    pub hierarchy_arcs: usize,
    /// Hubs in all labels.
    pub label_entries: usize,
    /// Memory of the hierarchy.
    pub hierarchy_bytes: usize,
    /// Memory of the labels.
    pub label_bytes: usize,
}

impl TravelTimes for Router {
    fn leg(&self, from: RoadPoint, to: RoadPoint) -> Option<Leg> {
        Self::leg(self, from, to)
    }

    fn legs(&self, from: &[RoadPoint], to: &[RoadPoint], legs: &mut Vec<Option<Leg>>) {
        crate::matrix::legs(self, from, to, legs);
    }
}

fn checked_states(network: &RoadNetwork) -> Result<States, PrepareError> {
    network.check()?;
    let lengths = network.segment_ids().map(|segment| network.segment(segment).length_dm);
    let longest = lengths.max().unwrap_or(0);
    if SEGMENTS_MAX < network.n_segments() || LENGTH_DM_MAX < longest {
        let longest = Metres::from_decimetres(i64::from(longest));
        return Err(PrepareError::TooLarge { segments: network.n_segments(), longest });
    }
    States::of(network)
}
