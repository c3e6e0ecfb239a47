//! What routers over one network share, whatever holds on the roads.

use std::sync::Arc;

use noriai_network::RoadNetwork;

use crate::fingerprint;
use crate::hierarchy::Hierarchy;
use crate::junctions::Junctions;
use crate::legal::Legal;
use crate::snap::SnapIndex;

/// What stays, whichever roads are closed or slow.
pub(crate) struct Ground {
    /// As imported.
    pub(crate) network: Arc<RoadNetwork>,
    pub(crate) snap_index: SnapIndex,
    pub(crate) shape: u64,
    pub(crate) fingerprint: u64,
    /// The rank of each legal state's node in the first contraction.
    importance: Vec<u32>,
}

impl Ground {
    pub(crate) fn of(
        network: &Arc<RoadNetwork>,
        legal: &Legal,
        junctions: &Junctions,
        hierarchy: &Hierarchy,
    ) -> Self {
        let shape = fingerprint::of_shape(network);
        let mut rank = vec![0_u32; hierarchy.n_nodes()];
        for (place, node) in (0..).zip(hierarchy.order()) {
            rank[node as usize] = place;
        }
        let states = 0..legal.n_states() as u32;
        Self {
            network: Arc::clone(network),
            snap_index: SnapIndex::of(network),
            fingerprint: fingerprint::of_network(network, shape),
            shape,
            importance: states.map(|state| rank[junctions.node(state) as usize]).collect(),
        }
    }

    /// The first contraction's order for nodes that were merged anew from the same legal states: each
    /// ranks as its most important state did.
    pub(crate) fn order_for(&self, junctions: &Junctions) -> Vec<u32> {
        let mut nodes: Vec<(u32, u32)> =
            (0..junctions.graph.n_nodes() as u32).map(|node| (0, node)).collect();
        for (state, rank) in (0..).zip(&self.importance) {
            let node = &mut nodes[junctions.node(state) as usize];
            node.0 = node.0.max(*rank);
        }
        nodes.sort_unstable();
        nodes.into_iter().map(|(_, node)| node).collect()
    }
}
