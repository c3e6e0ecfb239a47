//! Shortcuts back into arcs of the graph.

use super::arcs::{Arc, Hierarchy, ORIGINAL};

/// Replaces every shortcut between consecutive ranks by what it stands for.
pub(super) fn unpack(hierarchy: &Hierarchy, climb: &[u32]) -> Vec<u32> {
    let mut ranks: Vec<u32> = climb.first().copied().into_iter().collect();
    let mut open: Vec<(u32, u32)> = climb.windows(2).map(|two| (two[0], two[1])).rev().collect();
    while let Some((tail, head)) = open.pop() {
        match between(hierarchy, tail, head) {
            Some(arc) if arc.middle != ORIGINAL => {
                open.push((arc.middle, head));
                open.push((tail, arc.middle));
            }
            _ => ranks.push(head),
        }
    }
    ranks
}

/// The arc or shortcut from one rank to another.
pub(super) fn between(hierarchy: &Hierarchy, tail: u32, head: u32) -> Option<Arc> {
    if tail < head { hierarchy.up.find(tail, head) } else { hierarchy.down.find(head, tail) }
}
