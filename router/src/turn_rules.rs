//! Which turns are allowed, and how much of the way here the law still remembers.
//!
//! A ban of two segments looks back one segment. A ban via ways looks back further; a *memory* is
//! the longest tail of the way driven that is a true beginning of some ban. Memories are what an
//! Aho-Corasick automaton over the bans would have as states (Aho and Corasick 1975): of all that
//! lies behind, they alone can still make a difference.

use std::collections::{BTreeMap, BTreeSet};

use noriai_network::{RoadNetwork, SegmentId, VehicleKind, VehicleKinds};

/// The bans of a network, ready to be asked segment by segment for a kind of vehicle.
///
/// What is remembered is the same for all kinds, so that their states are: a ban that does not bind
/// is remembered in vain.
pub(crate) struct TurnRules<'a> {
    network: &'a RoadNetwork,
    kind: VehicleKind,
    bans: BTreeMap<&'a [SegmentId], VehicleKinds>,
    /// Beginnings of bans with two segments or more, in order.
    memories: BTreeMap<&'a [SegmentId], usize>,
    /// True for segments that some ban begins with or passes.
    in_ban: Vec<bool>,
}

/// What follows a permitted turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// Nothing behind the segment matters any more.
    Plain,
    /// The memory of this number.
    Memory(usize),
}

impl<'a> TurnRules<'a> {
    pub(crate) fn of(network: &'a RoadNetwork, kind: VehicleKind) -> Self {
        let bans: BTreeMap<&[SegmentId], VehicleKinds> =
            network.turn_bans().iter().map(|ban| (ban.segments(), ban.binds())).collect();
        let beginnings: BTreeSet<&[SegmentId]> =
            bans.keys().flat_map(|ban| (2..ban.len()).map(|end| &ban[..end])).collect();
        let memories = beginnings.into_iter().enumerate().map(|(n, ban)| (ban, n)).collect();
        let mut in_ban = vec![false; network.n_segments()];
        for segment in bans.keys().flat_map(|ban| &ban[..ban.len() - 1]) {
            in_ban[segment.index()] = true;
        }
        Self { network, kind, bans, memories, in_ban }
    }

    /// All memories in order of their numbers, each with the segments it remembers, the current one
    /// last.
    pub(crate) fn memories(&self) -> impl Iterator<Item = &'a [SegmentId]> + '_ {
        self.memories.keys().copied()
    }

    /// What follows when a vehicle that remembers `behind` (its current segment last) goes on to
    /// `next`; `None` if a ban forbids it.
    pub(crate) fn turn(&self, behind: &[SegmentId], next: SegmentId) -> Option<After> {
        let current = behind.last()?;
        if !self.in_ban[current.index()] {
            return Some(After::Plain);
        }
        let mut way = behind.to_vec();
        way.push(next);
        let tails = || (0..way.len()).map(|from| &way[from..]);
        let binds = |tail| self.bans.get(tail).is_some_and(|kinds| kinds.contain(self.kind));
        if tails().any(binds) {
            return None;
        }
        let longest = tails().find_map(|tail| self.memories.get(tail));
        Some(longest.map_or(After::Plain, |number| After::Memory(*number)))
    }

    /// True if some ban begins with this segment or passes it.
    pub(crate) fn is_watched(&self, segment: SegmentId) -> bool {
        self.in_ban[segment.index()]
    }

    /// True if turning from `segment` into `next` would be a U-turn.
    pub(crate) fn is_u_turn(&self, segment: SegmentId, next: SegmentId) -> bool {
        self.network.segment(segment).twin == Some(next)
    }
}
