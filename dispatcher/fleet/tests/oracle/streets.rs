//! Small random networks, their times all worked out.

use noriai_core::rng::Rng;
use noriai_fleet::{Arc, ArcId, Deciseconds};

pub(crate) struct Streets {
    pub(crate) n_nodes: usize,
    pub(crate) arcs: Vec<Arc>,
    /// From node to node.
    times: Vec<Vec<i32>>,
    /// The first arc on the way.
    first: Vec<Vec<Option<ArcId>>>,
}

impl Streets {
    /// A ring that keeps all places reachable, with chords, loops, parallel arcs and arcs that
    /// take no time.
    pub(crate) fn random(dice: &mut Rng) -> Self {
        let n_nodes = 3 + dice.below(20) as usize;
        let time = |dice: &mut Rng| match dice.below(20) {
            0 => Deciseconds(0),
            _ => Deciseconds(20 + dice.below(1500) as i32),
        };
        let ring = (0..n_nodes).map(|tail| (tail, (tail + 1) % n_nodes));
        let mut ends: Vec<_> = ring.collect();
        ends.extend((0..2 * n_nodes).map(|_| {
            let mut any = || dice.below(n_nodes as u64) as usize;
            (any(), any())
        }));
        let arcs: Vec<Arc> = ends
            .into_iter()
            .map(|(tail, head)| Arc { tail: tail as u32, head: head as u32, time: time(dice) })
            .collect();
        let (times, first) = all_ways(n_nodes, &arcs);
        Self { n_nodes, arcs, times, first }
    }

    pub(crate) fn any(&self, dice: &mut Rng) -> ArcId {
        ArcId(dice.below(self.arcs.len() as u64) as u32)
    }

    pub(crate) fn time(&self, from: ArcId, to: ArcId) -> Deciseconds {
        let (a, b) = (self.arcs[from.0 as usize], self.arcs[to.0 as usize]);
        if from == to {
            return Deciseconds(0);
        }
        Deciseconds(self.times[a.head as usize][b.tail as usize]) + b.time
    }

    /// The arcs of the drive, the one it leads to last.
    pub(crate) fn way(&self, from: ArcId, to: ArcId) -> Vec<ArcId> {
        let mut way = Vec::new();
        let mut node = self.arcs[from.0 as usize].head as usize;
        let end = self.arcs[to.0 as usize].tail as usize;
        while node != end {
            let next = self.first[node][end].unwrap();
            way.push(next);
            node = self.arcs[next.0 as usize].head as usize;
        }
        way.push(to);
        way
    }
}

/// Floyd and Warshall; of ways that take equally long the one with fewest arcs.
fn all_ways(n_nodes: usize, arcs: &[Arc]) -> (Vec<Vec<i32>>, Vec<Vec<Option<ArcId>>>) {
    let mut best = vec![vec![((1 << 28), 0); n_nodes]; n_nodes];
    let mut first = vec![vec![None; n_nodes]; n_nodes];
    for (id, arc) in arcs.iter().enumerate() {
        let (tail, head) = (arc.tail as usize, arc.head as usize);
        if (arc.time.0, 1) < best[tail][head] {
            best[tail][head] = (arc.time.0, 1);
            first[tail][head] = Some(ArcId(id as u32));
        }
    }
    for (node, row) in best.iter_mut().enumerate() {
        row[node] = (0, 0);
    }
    for over in 0..n_nodes {
        for tail in 0..n_nodes {
            for head in 0..n_nodes {
                let (a, b) = (best[tail][over], best[over][head]);
                if (a.0 + b.0, a.1 + b.1) < best[tail][head] {
                    best[tail][head] = (a.0 + b.0, a.1 + b.1);
                    first[tail][head] = first[tail][over];
                }
            }
        }
    }
    (best.into_iter().map(|row| row.into_iter().map(|it| it.0).collect()).collect(), first)
}
