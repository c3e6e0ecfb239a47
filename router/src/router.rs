//! The router: a prepared network and the questions it answers.

use std::sync::{Arc, Mutex, PoisonError};

use noriai_core::travel::{Leg, RoadPoint, TravelTimes};
use noriai_network::{RoadNetwork, SegmentId};
use noriai_units::{Metres, Position};

use crate::artefact;
use crate::conditions::Conditions;
use crate::ends::{self, Origin, Target};
use crate::errors::{HierarchyError, PrepareError, SnapError};
use crate::fingerprint;
use crate::ground::Ground;
use crate::hierarchy::{Hierarchy, Labels, Search, UNREACHABLE};
use crate::junctions::Junctions;
use crate::legal::Legal;
use crate::legal_search;
use crate::pockets::pockets;
use crate::snap::Snap;
use crate::spot::{LENGTH_DM_MAX, SEGMENTS_MAX, Spot};
use crate::vehicle::Vehicle;

/// A road network with everything that quick answers need.
///
/// All questions go through `&self`, from any number of threads.
pub struct Router {
    /// With the times of now.
    pub(crate) network: Arc<RoadNetwork>,
    pub(crate) legal: Arc<Legal>,
    pub(crate) junctions: Arc<Junctions>,
    pub(crate) hierarchy: Arc<Hierarchy>,
    pub(crate) labels: Arc<Labels>,
    /// Rank to node.
    pub(crate) order: Arc<[u32]>,
    pub(crate) ground: Arc<Ground>,
    vehicle: Vehicle,
    conditions: Conditions,
    /// For each segment whether a closure cuts it off; empty while nothing is closed.
    pockets: Arc<[bool]>,
    fingerprint: u64,
    /// Working memory of path searches that nobody uses at the moment.
    searches: Mutex<Vec<Search>>,
}

impl Router {
    /// Contracts the network for taxis; seconds for a city, a fraction of one for a town.
    ///
    /// # Errors
    /// If the network contradicts itself or is too large.
    pub fn prepare(network: Arc<RoadNetwork>) -> Result<Self, PrepareError> {
        check(&network)?;
        let (legal, junctions) = graphs(&network, Vehicle::TAXI, &Conditions::default())?;
        let hierarchy = Hierarchy::prepare(&junctions.graph);
        Ok(Self::first(network, legal, junctions, hierarchy))
    }

    /// Takes the hierarchy from bytes that [`Self::hierarchy_bytes`] gave for the same network.
    ///
    /// # Errors
    /// If the bytes are damaged or were prepared for another network.
    pub fn from_parts(
        network: Arc<RoadNetwork>,
        hierarchy_bytes: &[u8],
    ) -> Result<Self, HierarchyError> {
        check(&network)?;
        let (legal, junctions) = graphs(&network, Vehicle::TAXI, &Conditions::default())?;
        let fingerprint = fingerprint::of_network(&network, fingerprint::of_shape(&network));
        let n_nodes = junctions.graph.n_nodes();
        let hierarchy = artefact::read(hierarchy_bytes, fingerprint, n_nodes)?;
        Ok(Self::first(network, legal, junctions, hierarchy))
    }

    /// A router over the same roads as they are now: a fraction of the first preparation's time, as
    /// the order of its contraction serves again. Points keep their meaning, geometry is shared.
    ///
    /// The conditions stand for themselves: those that this router was made under do not count on.
    /// Under none it answers as the first did for this vehicle.
    ///
    /// # Errors
    /// If a time is too large for the numbers used inside.
    pub fn under(&self, conditions: &Conditions) -> Result<Self, PrepareError> {
        self.for_vehicle(self.vehicle, conditions)
    }

    /// A router for another vehicle over the same roads as they are now, as quickly made as
    /// [`Self::under`] makes one.
    ///
    /// # Errors
    /// If a time is too large for the numbers used inside.
    pub fn for_vehicle(
        &self,
        vehicle: Vehicle,
        conditions: &Conditions,
    ) -> Result<Self, PrepareError> {
        let conditions = conditions.about(&self.ground.network);
        if (vehicle, &conditions) == (self.vehicle, &self.conditions) {
            return Ok(self.twin());
        }
        let network = Arc::new(conditions.on(&self.ground.network));
        let (legal, junctions) = graphs(&network, vehicle, &conditions)?;
        let order = self.ground.order_for(&junctions);
        let hierarchy = Hierarchy::prepare_in_order(&junctions.graph, &order)?;
        let ground = Arc::clone(&self.ground);
        Ok(Self::assemble(network, legal, junctions, hierarchy, ground, (vehicle, conditions)))
    }

    /// The first router over a network.
    fn first(
        network: Arc<RoadNetwork>,
        legal: Legal,
        junctions: Junctions,
        hierarchy: Hierarchy,
    ) -> Self {
        let ground = Arc::new(Ground::of(&network, &legal, &junctions, &hierarchy));
        let now = (Vehicle::TAXI, Conditions::default());
        Self::assemble(network, legal, junctions, hierarchy, ground, now)
    }

    fn assemble(
        network: Arc<RoadNetwork>,
        legal: Legal,
        junctions: Junctions,
        hierarchy: Hierarchy,
        ground: Arc<Ground>,
        (vehicle, conditions): (Vehicle, Conditions),
    ) -> Self {
        let closes = network.segment_ids().any(|segment| junctions.is_closed(segment));
        let pockets = if closes { pockets(&network, &junctions) } else { Vec::new() };
        Self {
            fingerprint: conditions.fingerprint(vehicle.fingerprint(ground.fingerprint)),
            labels: Arc::new(Labels::from_hierarchy(&hierarchy)),
            order: hierarchy.order().into(),
            searches: Mutex::new(Vec::new()),
            network,
            legal: Arc::new(legal),
            junctions: Arc::new(junctions),
            hierarchy: Arc::new(hierarchy),
            ground,
            vehicle,
            conditions,
            pockets: pockets.into(),
        }
    }

    /// The same once more.
    fn twin(&self) -> Self {
        Self {
            network: Arc::clone(&self.network),
            legal: Arc::clone(&self.legal),
            junctions: Arc::clone(&self.junctions),
            hierarchy: Arc::clone(&self.hierarchy),
            labels: Arc::clone(&self.labels),
            order: Arc::clone(&self.order),
            ground: Arc::clone(&self.ground),
            vehicle: self.vehicle,
            conditions: self.conditions.clone(),
            pockets: Arc::clone(&self.pockets),
            fingerprint: self.fingerprint,
            searches: Mutex::new(Vec::new()),
        }
    }

    /// The hierarchy for storing beside the network.
    #[must_use]
    pub fn hierarchy_bytes(&self) -> Vec<u8> {
        artefact::write(&self.hierarchy, self.fingerprint)
    }

    /// The network that answers are about, with the times that hold now.
    #[must_use]
    pub fn network(&self) -> &Arc<RoadNetwork> {
        &self.network
    }

    /// The vehicle that answers are for.
    #[must_use]
    pub fn vehicle(&self) -> Vehicle {
        self.vehicle
    }

    /// What holds on the roads, beside what the vehicle may not drive on.
    #[must_use]
    pub fn conditions(&self) -> &Conditions {
        &self.conditions
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
        self.ground.shape
    }

    /// How large the searched graph and all that was derived from it are.
    #[must_use]
    pub fn size(&self) -> RouterSize {
        RouterSize {
            legal_states: self.legal.n_states(),
            nodes: self.junctions.graph.n_nodes(),
            arcs: self.junctions.graph.n_arcs(),
            hierarchy_arcs: self.hierarchy.n_arcs(),
            label_entries: self.labels.n_entries(),
            hierarchy_bytes: self.hierarchy.memory(),
            label_bytes: self.labels.memory(),
        }
    }

    /// The place on the roads where a vehicle would stop for this position.
    ///
    /// The nearest open road wins, but nobody boards on a motorway, on its links or on a ferry while
    /// another road lies within 1.5 times that distance and 20 m. Roads that a closure cuts off do
    /// not count, unless they are a large part of the network (10 km, both directions counted).
    ///
    /// # Errors
    /// If no such road lies within `max`; tells how far the nearest one is.
    pub fn snap(&self, position: Position, max: Metres) -> Result<Snap, SnapError> {
        self.ground.snap_index.place(self, position, max)
    }

    /// The nearest road of any kind, open or closed: for a vehicle that may be anywhere.
    ///
    /// # Errors
    /// If no road lies within `max`; tells how far the nearest one is.
    pub fn nearest_road(&self, position: Position, max: Metres) -> Result<Snap, SnapError> {
        self.ground.snap_index.nearest(self, position, max)
    }

    /// What a point means now; `None` if it is not of this map. A place on a road that is closed in
    /// one direction is one on a one-way road as long.
    #[must_use]
    pub fn spot(&self, point: RoadPoint) -> Option<Spot> {
        let spot = Spot::from_road_point(&self.network, self.ground.shape, point)?;
        let open = |(segment, _): &(SegmentId, u32)| !self.junctions.is_closed(*segment);
        let mut ways = spot.directions(&self.network).filter(open);
        match (ways.next(), ways.next()) {
            (Some((segment, offset)), None) if spot.both_ways => {
                Some(Spot::heading(&self.network, segment, offset))
            }
            _ => Some(spot),
        }
    }

    /// True if the point lies on a road that is closed, in the direction that it heads in or, for a
    /// place, in every direction.
    #[must_use]
    pub fn is_closed(&self, point: RoadPoint) -> bool {
        self.all_ways(point, |segment| self.junctions.is_closed(segment))
    }

    /// True if the point is where [`Self::snap`] brings nobody now: on a closed road, or on one that
    /// a closure cuts off.
    #[must_use]
    pub fn is_cut_off(&self, point: RoadPoint) -> bool {
        self.all_ways(point, |segment| !self.is_served(segment))
    }

    /// True if places may be on the segment.
    pub(crate) fn is_served(&self, segment: SegmentId) -> bool {
        let pocket = self.pockets.get(segment.index()).copied().unwrap_or(false);
        !pocket && !self.junctions.is_closed(segment)
    }

    fn all_ways(&self, point: RoadPoint, holds: impl Fn(SegmentId) -> bool) -> bool {
        let spot = self.spot(point);
        spot.is_some_and(|spot| spot.directions(&self.network).all(|(segment, _)| holds(segment)))
    }

    /// The point of a spot.
    #[must_use]
    pub fn road_point(&self, spot: Spot) -> RoadPoint {
        spot.to_road_point(self.ground.shape)
    }

    /// Where a point is; `None` if it is not of this map.
    #[must_use]
    pub fn position(&self, point: RoadPoint) -> Option<Position> {
        let spot = self.spot(point)?;
        Some(crate::geometry::at_offset(&self.network, spot.segment, spot.offset_dm).position)
    }

    /// The fastest drive and, among equally fast ones, the shortest. `None` if no open road leads
    /// there or a point is not of this map. No drive ends on a closed road, save one of no length.
    #[must_use]
    pub fn leg(&self, from: RoadPoint, to: RoadPoint) -> Option<Leg> {
        let (from, to) = (self.spot(from)?, self.spot(to)?);
        let cost = self.cost(from, to);
        (cost < UNREACHABLE).then(|| self.junctions.packing.leg(cost))
    }

    /// The packed cost of the best drive between spots, or [`UNREACHABLE`].
    pub(crate) fn cost(&self, from: Spot, to: Spot) -> u64 {
        let ahead = self.ahead(from, to);
        if ends::is_bound(&self.network, from) || ends::is_bound(&self.network, to) {
            // Whoever is bound to go on gets nowhere sooner than straight ahead.
            if ahead < UNREACHABLE && !from.both_ways {
                return ahead;
            }
            let plan = legal_search::plan(self, from, to);
            return plan.map_or(UNREACHABLE, |plan| plan.cost).min(ahead);
        }
        let apart = self.pairs(from, to).map(|(origin, target)| self.apart(&origin, &target));
        apart.fold(ahead, u64::min)
    }

    /// The cost of the best drive that stays on one segment.
    pub(crate) fn ahead(&self, from: Spot, to: Spot) -> u64 {
        let packing = self.junctions.packing;
        let ahead = self
            .pairs(from, to)
            .filter_map(|(origin, target)| origin.ahead(&target, &self.network, packing));
        ahead.min().unwrap_or(UNREACHABLE)
    }

    /// Every way to begin with every way to end. Where one stands one may stay, closed or not.
    pub(crate) fn pairs(&self, from: Spot, to: Spot) -> impl Iterator<Item = (Origin, Target<'_>)> {
        let targets = ends::passages(&self.network, &self.junctions, to)
            .filter(move |target| from == to || !self.junctions.is_closed(target.segment));
        ends::origins(&self.network, &self.junctions, from)
            .flat_map(move |origin| targets.clone().map(move |target| (origin, target)))
    }

    /// The cost from one end to the other by way of the first segment's head.
    pub(crate) fn apart(&self, origin: &Origin, target: &Target<'_>) -> u64 {
        (origin.rest + self.remaining(origin.node, std::slice::from_ref(target))).min(UNREACHABLE)
    }

    /// The cost from a node to the nearest of the targets.
    pub(crate) fn remaining(&self, node: u32, targets: &[Target<'_>]) -> u64 {
        let label = self.labels.from(node);
        let ways = targets.iter().flat_map(|target| {
            let entries = target.entries.iter();
            entries.map(move |entry| label.meet(self.labels.to(*entry)) + target.part)
        });
        ways.fold(UNREACHABLE, u64::min)
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
    /// Directed segments, times what the law may remember on them.
    pub legal_states: usize,
    /// Nodes of the searched graph.
    pub nodes: usize,
    /// Arcs of the searched graph.
    pub arcs: usize,
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

fn check(network: &RoadNetwork) -> Result<(), PrepareError> {
    network.check()?;
    let lengths = network.segment_ids().map(|segment| network.segment(segment).length_dm);
    let longest = lengths.max().unwrap_or(0);
    if SEGMENTS_MAX < network.n_segments() || LENGTH_DM_MAX < longest {
        let longest = Metres::from_decimetres(i64::from(longest));
        return Err(PrepareError::TooLarge { segments: network.n_segments(), longest });
    }
    Ok(())
}

fn graphs(
    network: &RoadNetwork,
    vehicle: Vehicle,
    conditions: &Conditions,
) -> Result<(Legal, Junctions), PrepareError> {
    let mut closed = conditions.closed_of(network);
    for segment in vehicle.conditions(network).closed() {
        closed[segment.index()] = true;
    }
    let legal = Legal::of(network, vehicle.kind, &closed);
    let junctions = Junctions::of(network, &legal, closed)?;
    Ok((legal, junctions))
}
