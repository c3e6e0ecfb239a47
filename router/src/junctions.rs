//! The graph that is searched: its nodes are places where a choice is made.
//!
//! Keeping every legal state would be exact and slow: a graph of states is several times as large
//! as one of junctions, and its hierarchy far denser. Nearly all of that serves the U-turn ban
//! alone. So states that permit the same but for turning round are merged into one node, except
//! where that could change an answer ([`crate::detours`]).
//!
//! An arc is a segment and weighs what it costs; a drive costs the rest of its first segment, the
//! way from there to the node where its last segment is entered, and the part of that.

use std::collections::BTreeMap;

use noriai_network::{NodeId, RoadNetwork, SegmentId};

use crate::costs::Packing;
use crate::detours;
use crate::errors::PrepareError;
use crate::hierarchy::{GraphError, WeightedGraph};
use crate::legal::{Kind, Legal};

/// Merged states and the segments between them.
pub(crate) struct Junctions {
    pub(crate) graph: WeightedGraph,
    pub(crate) packing: Packing,
    /// The node of each legal state.
    nodes: Vec<u32>,
    /// The segment of each arc, sorted by tail and head.
    arcs: Vec<(u32, u32, SegmentId)>,
    first_arc: Vec<u32>,
    /// By segment: the nodes from which it may be entered.
    entries: Vec<u32>,
    first_entry: Vec<u32>,
    /// By segment.
    closed: Vec<bool>,
}

impl Junctions {
    /// `closed` tells for each segment whether it is closed now.
    pub(crate) fn of(
        network: &RoadNetwork,
        legal: &Legal,
        closed: Vec<bool>,
    ) -> Result<Self, PrepareError> {
        let lengths = (0..legal.n_states() as u32)
            .map(|state| network.segment(legal.segment(state)).length_dm);
        let packing = Packing::of(lengths);
        let mut segments = network.segment_ids().map(|id| network.segment(id));
        if !segments.all(|segment| packing.fits(segment)) {
            return Err(GraphError::TooHeavy.into());
        }
        let (nodes, n_nodes) = merge(network, legal, packing, &closed);
        let arcs = arcs(legal, &nodes);
        let first_arc = first_of(n_nodes, arcs.iter().map(|arc| arc.0));
        let weight = arcs.iter().map(|arc| packing.whole(network.segment(arc.2))).collect();
        let head = arcs.iter().map(|arc| arc.1).collect();
        let graph = WeightedGraph::new(first_arc.clone(), head, weight)?;
        let mut entering: Vec<(SegmentId, u32)> = arcs.iter().map(|arc| (arc.2, arc.0)).collect();
        entering.sort_unstable();
        entering.dedup();
        let first_entry = first_of(network.n_segments(), entering.iter().map(|entry| entry.0.0));
        let entries = entering.into_iter().map(|entry| entry.1).collect();
        Ok(Self { graph, packing, nodes, arcs, first_arc, entries, first_entry, closed })
    }

    /// The node at the head of a state's segment.
    pub(crate) fn node(&self, state: u32) -> u32 {
        self.nodes[state as usize]
    }

    /// The nodes from which a segment may be entered.
    pub(crate) fn entries(&self, segment: SegmentId) -> &[u32] {
        let (from, to) = (self.first_entry[segment.index()], self.first_entry[segment.index() + 1]);
        &self.entries[from as usize..to as usize]
    }

    /// Tail, head and segment of each arc.
    pub(crate) fn arcs(&self) -> &[(u32, u32, SegmentId)] {
        &self.arcs
    }

    /// True if nobody may enter a segment now.
    pub(crate) fn is_closed(&self, segment: SegmentId) -> bool {
        self.closed[segment.index()]
    }

    /// The cheapest segment between two nodes that are next to each other.
    pub(crate) fn segment_between(
        &self,
        network: &RoadNetwork,
        tail: u32,
        head: u32,
    ) -> Option<SegmentId> {
        let range = self.first_arc[tail as usize]..self.first_arc[tail as usize + 1];
        let leaving = &self.arcs[range.start as usize..range.end as usize];
        let parallel = leaving.iter().filter(|arc| arc.1 == head).map(|arc| arc.2);
        parallel.min_by_key(|segment| (self.packing.whole(network.segment(*segment)), *segment))
    }
}

/// The node of each state, and how many nodes there are.
fn merge(
    network: &RoadNetwork,
    legal: &Legal,
    packing: Packing,
    closed: &[bool],
) -> (Vec<u32>, usize) {
    let apart = detours::where_u_turns_would_pay(network, legal, packing, closed);
    let mut merged: BTreeMap<(NodeId, Kind, bool), u32> = BTreeMap::new();
    let mut n_nodes = 0_u32;
    let mut fresh = || {
        n_nodes += 1;
        n_nodes - 1
    };
    let nodes = (0..legal.n_states() as u32).map(|state| {
        if legal.kind(state) == Kind::Watched || apart.contains(&state) {
            return fresh();
        }
        let segment = legal.segment(state);
        // From a closed segment one may go on to others.
        let alike = (network.segment(segment).head, legal.kind(state), closed[segment.index()]);
        *merged.entry(alike).or_insert_with(&mut fresh)
    });
    let nodes = nodes.collect();
    (nodes, n_nodes as usize)
}

/// Tail, head and segment of each arc, sorted, without doubles.
fn arcs(legal: &Legal, nodes: &[u32]) -> Vec<(u32, u32, SegmentId)> {
    let states = 0..legal.n_states() as u32;
    let mut arcs: Vec<(u32, u32, SegmentId)> = states
        .flat_map(|state| {
            let tail = nodes[state as usize];
            let arc = move |next: &u32| (tail, nodes[*next as usize], legal.segment(*next));
            legal.after(state).iter().map(arc)
        })
        .collect();
    arcs.sort_unstable();
    arcs.dedup();
    arcs
}

/// The index of rows into a list that is sorted by row.
fn first_of(n_rows: usize, rows: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut first = vec![0_u32; n_rows + 1];
    for row in rows {
        first[row as usize + 1] += 1;
    }
    for row in 1..first.len() {
        first[row] += first[row - 1];
    }
    first
}
