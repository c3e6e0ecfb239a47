//! Picks the ways that a van may drive on and takes them apart into edges between neighbouring
//! nodes. Missing nodes and closed barriers cut a way.

use std::collections::BTreeMap;

use noriai_network::{Limits, RoadClass, RoadName, SegmentFlags, VehicleKind, VehicleKinds};
use noriai_units::Position;
use osmpbfreader::{NodeId, Tags, Way, WayId};

use super::access::{self, Access};
use super::control::Control;
use super::direction::Directions;
use super::speed::{self, Pace};
use super::{ImportReport, class, direction, size};
use crate::ImportError;
use crate::extract::{Extract, position, tag};

/// A way that is taken.
pub(super) struct Road {
    pub(super) way: WayId,
    pub(super) traits: Traits,
}

/// The turns at a junction are the square of its roads. No place on earth has a hundredth of these.
const ROADS_AT_A_PLACE_MAX: u32 = 1_000;

/// What two stretches must share to become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Traits {
    pub(super) class: RoadClass,
    /// Index into the selection's names; `None` if the road has none.
    pub(super) name: Option<u32>,
    pub(super) flags: SegmentFlags,
    pub(super) limits: Limits,
    /// `None` if nobody may drive in that direction.
    pub(super) forward: Option<Driving>,
    pub(super) backward: Option<Driving>,
}

/// How one drives in one direction of a road, and who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Driving {
    pub(super) pace: Pace,
    pub(super) admits: VehicleKinds,
}

/// A straight line between two neighbouring nodes of a way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// The way's direction is from `a` to `b`.
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) road: u32,
}

/// The drivable part of an extract. A vertex is a node of the extract, or one side of a barrier.
pub(super) struct Selection {
    pub(super) roads: Vec<Road>,
    pub(super) edges: Vec<Edge>,
    pub(super) vertices: Vec<Position>,
    /// Vertices that must stay nodes of the network.
    pub(super) keep: Vec<bool>,
    /// What halts or slows traffic, by vertex.
    pub(super) controls: BTreeMap<u32, Control>,
    /// Vertices that some kinds of vehicles may not pass, which others may.
    pub(super) gates: BTreeMap<u32, VehicleKinds>,
    /// The largest vehicle that gets past a vertex, where that is limited.
    pub(super) narrows: BTreeMap<u32, Limits>,
    /// Each name once, in order.
    pub(super) names: Vec<RoadName>,
    /// The extract's ids of the first vertices, in order; sides of barriers follow after them.
    nodes: Vec<NodeId>,
}

impl Selection {
    /// Reads all ways of an extract.
    pub(super) fn of(extract: &Extract, report: &mut ImportReport) -> Result<Self, ImportError> {
        count_references(extract, report);
        let mut taken = Vec::new();
        for way in extract.ways() {
            if let Some(traits) = read_way(way, report) {
                taken.push((way, traits));
            }
        }
        let names = name_roads(&mut taken);
        let mut nodes = taken.iter().flat_map(|(way, _)| way.nodes.clone()).collect::<Vec<_>>();
        nodes.sort_unstable();
        nodes.dedup();
        nodes.retain(|id| extract.node(*id).is_some());
        let mut selection = Self {
            roads: Vec::new(),
            edges: Vec::new(),
            vertices: nodes.iter().filter_map(|id| extract.node(*id)).map(position).collect(),
            keep: vec![false; nodes.len()],
            controls: BTreeMap::new(),
            gates: BTreeMap::new(),
            narrows: BTreeMap::new(),
            names,
            nodes,
        };
        let barriers = selection.barriers(extract, report);
        selection.controls = selection.read_controls(extract);
        for (way, traits) in taken {
            selection.add(way, traits, &barriers);
        }
        // Each edge may become two segments of two points, and each id has 32 bits.
        if u32::MAX as usize / 4 < selection.edges.len() {
            return Err(ImportError::TooLarge("pieces of road"));
        }
        if ROADS_AT_A_PLACE_MAX < selection.most_roads_at_a_place() {
            return Err(ImportError::Implausible("a place where more than 1,000 roads meet"));
        }
        Ok(selection)
    }

    /// The vertex of a node; `None` if no road that was taken touches it.
    pub(super) fn vertex(&self, node: NodeId) -> Option<u32> {
        self.nodes.binary_search(&node).ok().map(|index| index as u32)
    }

    /// The traits of an edge's road.
    pub(super) fn traits(&self, edge: Edge) -> &Traits {
        &self.roads[edge.road as usize].traits
    }

    /// Per vertex: true if a barrier there closes the road. Any barrier stays a node, for it may
    /// be closed one day.
    fn barriers(&mut self, extract: &Extract, report: &mut ImportReport) -> Vec<bool> {
        let mut closed = vec![false; self.nodes.len()];
        for (index, id) in self.nodes.iter().enumerate() {
            let Some(node) = extract.node(*id) else { continue };
            if tag(&node.tags, "barrier").is_some() {
                let blocked = access::blocked(&node.tags);
                self.keep[index] = true;
                closed[index] = blocked == VehicleKinds::ALL;
                report.n_barriers_closed += u64::from(closed[index]);
                if !blocked.is_empty() && !closed[index] {
                    self.gates.insert(index as u32, blocked);
                }
            }
            let limits = size::limits(&node.tags);
            if limits != Limits::NONE {
                self.narrows.insert(index as u32, limits);
            }
        }
        closed
    }

    fn read_controls(&self, extract: &Extract) -> BTreeMap<u32, Control> {
        let tags = self.nodes.iter().map(|id| extract.node(*id).map(|node| &node.tags));
        let controls = tags.zip(0..).filter_map(|(tags, vertex)| Some((vertex, tags?)));
        controls.filter_map(|(vertex, tags)| Some((vertex, Control::of(tags)?))).collect()
    }

    fn most_roads_at_a_place(&self) -> u32 {
        let mut n_at = vec![0_u32; self.vertices.len()];
        for edge in &self.edges {
            n_at[edge.a as usize] += 1;
            n_at[edge.b as usize] += 1;
        }
        n_at.into_iter().max().unwrap_or(0)
    }

    fn add(&mut self, way: &Way, traits: Traits, barriers: &[bool]) {
        let road = self.roads.len() as u32;
        self.roads.push(Road { way: way.id, traits });
        for pair in way.nodes.windows(2) {
            let (Some(a), Some(b)) = (self.vertex(pair[0]), self.vertex(pair[1])) else {
                continue;
            };
            if a != b {
                let (a, b) = (self.side(a, barriers), self.side(b, barriers));
                self.edges.push(Edge { a, b, road });
            }
        }
    }

    /// The vertex itself, or a fresh one at the same place if a barrier parts the roads there.
    fn side(&mut self, vertex: u32, barriers: &[bool]) -> u32 {
        if !barriers[vertex as usize] {
            return vertex;
        }
        self.vertices.push(self.vertices[vertex as usize]);
        self.keep.push(true);
        self.vertices.len() as u32 - 1
    }
}

/// Counts ways, nodes and missing nodes of the drivable classes.
fn count_references(extract: &Extract, report: &mut ImportReport) {
    let ways = || extract.ways().iter().filter(|way| class::drivable(&way.tags).is_some());
    let mut nodes = ways().flat_map(|way| way.nodes.iter().copied()).collect::<Vec<_>>();
    nodes.sort_unstable();
    nodes.dedup();
    let missing = nodes.iter().filter(|id| extract.node(**id).is_none());
    report.n_ways_drivable = ways().count() as u64;
    report.dangling_references = missing.count() as u64;
    report.n_nodes_on_drivable_ways = nodes.len() as u64;
}

/// Gives each road the number of its name, in the order of the names.
fn name_roads(taken: &mut [(&Way, Traits)]) -> Vec<RoadName> {
    let names = taken.iter().map(|(way, _)| road_name(&way.tags)).collect::<Vec<_>>();
    let mut sorted = names.clone();
    sorted.retain(|name| *name != RoadName::default());
    sorted.sort_unstable();
    sorted.dedup();
    for ((_, traits), name) in taken.iter_mut().zip(names) {
        traits.name = sorted.binary_search(&name).ok().map(|index| index as u32);
    }
    sorted
}

/// A way's traits but for its name, or `None` if it is not taken.
fn read_way(way: &Way, report: &mut ImportReport) -> Option<Traits> {
    let tags = &way.tags;
    let track = class::paved_track(tags);
    let class = class::drivable(tags).or(track).or_else(|| class::busway(tags))?;
    if tag(tags, "area") == Some("yes") {
        report.n_ways_area += 1;
        return None;
    }
    let views = [VehicleKind::Car, VehicleKind::Bus].map(|kind| View::of(tags, class, kind));
    let n_closed = views.iter().filter(|view| view.is_none()).count();
    let is_busway = class::busway(tags).is_some();
    report.n_ways_closed += u64::from(views[0].is_none() && !is_busway);
    if n_closed == views.len() {
        return None;
    }
    report.n_tracks_taken += u64::from(track.is_some());
    // What a road is like is told by who may drive on it: a taxi, if any may.
    let first = views.iter().flatten().next()?;
    let driving = |direction: &str, is_open: fn(&View) -> bool| {
        let open = views.iter().flatten().filter(|view| is_open(view));
        let kinds = open.map(|view| VehicleKinds::only(view.kind));
        let admits = kinds.fold(VehicleKinds::NONE, VehicleKinds::or);
        let oneway = views.iter().flatten().all(|view| view.directions.is_oneway());
        let pace = || speed::pace(tags, class, direction, oneway);
        (!admits.is_empty()).then(|| Driving { pace: pace(), admits })
    };
    Some(Traits {
        class,
        name: None,
        flags: SegmentFlags {
            roundabout: direction::is_roundabout(tags),
            destination_only: first.access != Access::Open,
            oneway: first.directions.is_oneway(),
            built_up: false,
        },
        limits: size::limits(tags),
        forward: driving("forward", |view| view.directions.forward),
        backward: driving("backward", |view| view.directions.backward),
    })
}

/// How a kind of vehicle sees a way that it may drive on.
struct View {
    kind: VehicleKind,
    access: Access,
    directions: Directions,
}

impl View {
    fn of(tags: &Tags, class: RoadClass, kind: VehicleKind) -> Option<Self> {
        let access = access::of_way(tags, class, kind);
        let directions = direction::of_way(tags, class, kind);
        let is_open = access != Access::Closed && (directions.forward || directions.backward);
        is_open.then_some(Self { kind, access, directions })
    }
}

fn road_name(tags: &Tags) -> RoadName {
    let text = |key| tag(tags, key).unwrap_or_default().to_owned();
    RoadName { local: text("name"), ja: text("name:ja"), en: text("name:en"), number: text("ref") }
}
