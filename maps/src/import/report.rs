//! What an import found, took and left out, as figures.

use serde::{Deserialize, Serialize};

/// What an import found, took and left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Ways of a drivable class, before area, access and barriers are read. Tracks do not count.
    pub n_ways_drivable: u64,
    /// Distinct nodes that these ways refer to, whether the extract holds them or not.
    pub n_nodes_on_drivable_ways: u64,
    /// Distinct nodes that these ways refer to and the extract does not hold.
    pub dangling_references: u64,
    /// Paved tracks that were taken, for those who live on them.
    pub n_tracks_taken: u64,
    /// Ways left out because they are areas.
    pub n_ways_area: u64,
    /// Ways left out because a taxi may not or cannot drive on them.
    pub n_ways_closed: u64,
    /// Nodes where a barrier cuts the road.
    pub n_barriers_closed: u64,
    /// Turn restriction relations. Those that are not counted below are in force.
    pub turn_restrictions: u64,
    /// Restrictions whose members are missing or do not fit together.
    pub turn_restrictions_unresolved: u64,
    /// Restrictions of a movement that cannot be driven anyway.
    pub turn_restrictions_idle: u64,
    /// Restrictions that hold at certain times only, which are ignored.
    pub turn_restrictions_conditional: u64,
    /// Restrictions that do not bind a taxi.
    pub turn_restrictions_exempt: u64,
    /// Forbidden sequences of segments that came of the restrictions in force.
    pub turn_bans: u64,
    /// Parts of the road network that cannot be driven to and back from, left out.
    pub dropped_islands: u64,
    /// Segments of these parts.
    pub dropped_segments: u64,
    /// Public segments that are reached over destination-only ones alone, and became so too.
    pub n_segments_behind_destination: u64,
    /// Nodes of the network.
    pub nodes: u64,
    /// Segments of the network, each direction counted.
    pub segments: u64,
}
