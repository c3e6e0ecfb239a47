//! Strongly connected components (Tarjan 1972), without recursion.

/// Strongly connected components of a directed graph (Tarjan 1972): per vertex the label of its own.
/// `after` appends the vertices that follow one.
#[must_use]
pub fn components(n: u32, after: impl Fn(u32, &mut Vec<u32>)) -> Vec<u32> {
    let mut search = Search {
        order: vec![UNSEEN; n as usize],
        low: vec![0; n as usize],
        label: vec![UNSEEN; n as usize],
        open: Vec::new(),
        n_seen: 0,
        n_labels: 0,
    };
    for root in 0..n {
        if search.order[root as usize] == UNSEEN {
            search.run(root, &after);
        }
    }
    search.label
}

const UNSEEN: u32 = u32::MAX;

struct Search {
    /// When a vertex was first seen.
    order: Vec<u32>,
    /// The earliest vertex that can be reached from it.
    low: Vec<u32>,
    label: Vec<u32>,
    /// Vertices whose component is not complete.
    open: Vec<u32>,
    n_seen: u32,
    n_labels: u32,
}

impl Search {
    fn run(&mut self, root: u32, after: &impl Fn(u32, &mut Vec<u32>)) {
        // A vertex on the way, and the vertices after it that are still to be looked at.
        let mut path = vec![self.enter(root, after)];
        while let Some((vertex, rest)) = path.last_mut() {
            let vertex = *vertex;
            match rest.pop() {
                Some(next) if self.order[next as usize] == UNSEEN => {
                    let frame = self.enter(next, after);
                    path.push(frame);
                }
                Some(next) => {
                    if self.label[next as usize] == UNSEEN {
                        let seen = self.order[next as usize];
                        self.low[vertex as usize] = self.low[vertex as usize].min(seen);
                    }
                }
                None => {
                    path.pop();
                    if let Some((before, _)) = path.last() {
                        let low = self.low[vertex as usize];
                        self.low[*before as usize] = self.low[*before as usize].min(low);
                    }
                    self.leave(vertex);
                }
            }
        }
    }

    fn enter(&mut self, vertex: u32, after: &impl Fn(u32, &mut Vec<u32>)) -> (u32, Vec<u32>) {
        self.order[vertex as usize] = self.n_seen;
        self.low[vertex as usize] = self.n_seen;
        self.n_seen += 1;
        self.open.push(vertex);
        let mut rest = Vec::new();
        after(vertex, &mut rest);
        (vertex, rest)
    }

    fn leave(&mut self, vertex: u32) {
        if self.low[vertex as usize] != self.order[vertex as usize] {
            return;
        }
        while let Some(member) = self.open.pop() {
            self.label[member as usize] = self.n_labels;
            if member == vertex {
                break;
            }
        }
        self.n_labels += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(arcs: &[(u32, u32)], n: u32) -> Vec<u32> {
        components(n, |vertex, out| {
            out.extend(arcs.iter().filter(|(from, _)| *from == vertex).map(|(_, to)| *to));
        })
    }

    #[test]
    fn a_ring_is_one_component_and_a_path_is_many() {
        let ring = of(&[(0, 1), (1, 2), (2, 0)], 3);
        assert!(ring.iter().all(|label| *label == ring[0]));
        let mut path = of(&[(0, 1), (1, 2)], 3);
        path.sort_unstable();
        assert_eq!(path, [0, 1, 2]);
    }

    #[test]
    fn rings_joined_one_way_stay_apart() {
        let two = of(&[(0, 1), (1, 0), (1, 2), (2, 3), (3, 2)], 4);
        assert_eq!(two[0], two[1]);
        assert_eq!(two[2], two[3]);
        assert_ne!(two[0], two[2]);
    }

    #[test]
    fn a_million_vertices_in_a_row_do_not_overflow_the_stack() {
        let n = 1_000_000;
        let ring = components(n, |vertex, out| out.push((vertex + 1) % n));
        assert!(ring.iter().all(|label| *label == 0));
    }
}
