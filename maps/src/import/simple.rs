//! Makes the network simple: no loop, and no two stretches between the same two nodes.
//!
//! A loop road gets two nodes on its way, a parallel road one. Then two nodes name at most one
//! segment, and no hierarchy loses an arc that it takes for a double.

use std::collections::BTreeSet;

use super::draft::driving;
use super::fold::Stretch;
use super::select::Selection;

/// Splits loops and parallel roads; drops straight doubles, of which the larger class stays.
pub(super) fn make_simple(selection: &Selection, stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut stretches = stretches.into_iter().flat_map(split_loop).collect::<Vec<_>>();
    // Straight ones first, for they cannot be split.
    stretches.sort_by_key(|stretch| {
        let class = selection.traits(selection.edges[stretch.edges[0] as usize]).class;
        (2 < stretch.vertices.len(), class)
    });
    let mut joined = BTreeSet::new();
    let mut simple = Vec::with_capacity(stretches.len());
    for mut stretch in stretches {
        let (first, last) = stretch.ends();
        let is_straight = stretch.edges.len() == 1;
        // One-way roads drawn on top of each other in opposite directions are no doubles, and for
        // the sake of a bus lane nobody loses a road.
        let is_taken = |stretch: &Stretch| {
            directions(selection, stretch).iter().any(|pair| joined.contains(pair))
        };
        let taken = if is_straight {
            stretch.without_bus_lanes = is_taken(&stretch);
            is_taken(&stretch) || directions(selection, &stretch).is_empty()
        } else {
            joined.contains(&(first, last)) || joined.contains(&(last, first))
        };
        if !taken {
            joined.extend(directions(selection, &stretch));
            simple.push(stretch);
        } else if let Some((half, other)) = stretch.split(stretch.edges.len() / 2) {
            simple.extend([half, other]);
        }
    }
    simple
}

/// The ends of a stretch, for each direction that may be driven.
fn directions(selection: &Selection, stretch: &Stretch) -> Vec<(u32, u32)> {
    let (first, last) = stretch.ends();
    let [there, back] = driving(selection, stretch);
    let each = [(there, (first, last)), (back, (last, first))];
    each.into_iter().filter(|(driving, _)| driving.is_some()).map(|(_, pair)| pair).collect()
}

impl Stretch {
    pub(super) fn ends(&self) -> (u32, u32) {
        (self.vertices[0], self.vertices[self.vertices.len() - 1])
    }

    /// Two stretches that meet after `n_edges`; `None` if one of them would be empty.
    fn split(&self, n_edges: usize) -> Option<(Self, Self)> {
        (0 < n_edges && n_edges < self.edges.len()).then(|| {
            let part = |edges: std::ops::Range<usize>| Self {
                vertices: self.vertices[edges.start..=edges.end].to_vec(),
                edges: self.edges[edges].to_vec(),
                without_bus_lanes: self.without_bus_lanes,
            };
            (part(0..n_edges), part(n_edges..self.edges.len()))
        })
    }
}

/// A loop in three parts; in two if it is too short, which are doubles of each other then.
fn split_loop(stretch: Stretch) -> Vec<Stretch> {
    let (first, last) = stretch.ends();
    if first != last {
        return vec![stretch];
    }
    let third = (stretch.edges.len() / 3).max(1);
    let Some((one, rest)) = stretch.split(third) else {
        return Vec::new();
    };
    match rest.split(third) {
        Some((two, three)) => vec![one, two, three],
        None => vec![one, rest],
    }
}
