//! Folds edges into stretches between the vertices that stay nodes.

use super::select::{Edge, Selection};

/// A run of edges between two nodes of the network.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    /// At least two.
    pub(super) vertices: Vec<u32>,
    /// `edges[i]` joins `vertices[i]` and `vertices[i + 1]`.
    pub(super) edges: Vec<u32>,
    /// Lanes that are for buses alone are left out.
    pub(super) without_bus_lanes: bool,
}

/// Folds all edges. A vertex stays a node if it is an end, a junction, told to stay, or if the road
/// on its two sides differs in anything.
pub(super) fn fold(selection: &Selection) -> Vec<Stretch> {
    let mut folding = Folding::new(selection);
    for vertex in 0..selection.vertices.len() as u32 {
        if folding.stays[vertex as usize] {
            folding.walk_from(vertex);
        }
    }
    // What is left are rings that touch no other road.
    for edge in 0..selection.edges.len() {
        if !folding.done[edge] {
            let vertex = selection.edges[edge].a;
            folding.stays[vertex as usize] = true;
            folding.walk_from(vertex);
        }
    }
    folding.stretches
}

impl Edge {
    /// The end that is not `vertex`.
    pub(super) fn other(self, vertex: u32) -> u32 {
        if self.a == vertex { self.b } else { self.a }
    }
}

/// The edges at each vertex.
pub(super) struct Incidence {
    first: Vec<u32>,
    edges: Vec<u32>,
}

impl Incidence {
    pub(super) fn new(selection: &Selection) -> Self {
        let mut first = vec![0_u32; selection.vertices.len() + 1];
        for edge in &selection.edges {
            first[edge.a as usize + 1] += 1;
            first[edge.b as usize + 1] += 1;
        }
        for vertex in 1..first.len() {
            first[vertex] += first[vertex - 1];
        }
        let mut next = first.clone();
        let mut edges = vec![0; selection.edges.len() * 2];
        for (index, edge) in selection.edges.iter().enumerate() {
            for vertex in [edge.a, edge.b] {
                let slot = &mut next[vertex as usize];
                edges[*slot as usize] = index as u32;
                *slot += 1;
            }
        }
        Self { first, edges }
    }

    pub(super) fn at(&self, vertex: u32) -> &[u32] {
        let range = self.first[vertex as usize] as usize..self.first[vertex as usize + 1] as usize;
        &self.edges[range]
    }
}

struct Folding<'a> {
    selection: &'a Selection,
    incidence: Incidence,
    stays: Vec<bool>,
    /// Per edge: it is part of a stretch already.
    done: Vec<bool>,
    stretches: Vec<Stretch>,
}

impl<'a> Folding<'a> {
    fn new(selection: &'a Selection) -> Self {
        let incidence = Incidence::new(selection);
        let stays = (0..selection.vertices.len() as u32)
            .map(|vertex| {
                selection.keep[vertex as usize] || !passes(selection, vertex, incidence.at(vertex))
            })
            .collect();
        let done = vec![false; selection.edges.len()];
        Self { selection, incidence, stays, done, stretches: Vec::new() }
    }

    fn walk_from(&mut self, vertex: u32) {
        for index in 0..self.incidence.at(vertex).len() {
            let edge = self.incidence.at(vertex)[index];
            if !self.done[edge as usize] {
                let stretch = self.walk(vertex, edge);
                self.stretches.push(stretch);
            }
        }
    }

    fn walk(&mut self, from: u32, edge: u32) -> Stretch {
        let mut stretch =
            Stretch { vertices: vec![from], edges: Vec::new(), without_bus_lanes: false };
        let (mut vertex, mut edge) = (from, edge);
        loop {
            self.done[edge as usize] = true;
            stretch.edges.push(edge);
            vertex = self.selection.edges[edge as usize].other(vertex);
            stretch.vertices.push(vertex);
            let onward = self.incidence.at(vertex).iter().find(|next| **next != edge);
            match onward {
                Some(next) if !self.stays[vertex as usize] => edge = *next,
                _ => return stretch,
            }
        }
    }
}

/// True if a road passes a vertex without change.
fn passes(selection: &Selection, vertex: u32, edges: &[u32]) -> bool {
    let [one, two] = edges else {
        return false;
    };
    let (one, two) = (selection.edges[*one as usize], selection.edges[*two as usize]);
    let (before, after) = (selection.traits(one), selection.traits(two));
    let (same, alike) = if (one.b == vertex) == (two.a == vertex) {
        // Drawn in the same direction.
        (before.forward == after.forward, before.backward == after.backward)
    } else {
        (before.forward == after.backward, before.backward == after.forward)
    };
    same && alike
        && before.class == after.class
        && before.flags == after.flags
        && before.limits == after.limits
        && before.name == after.name
}
