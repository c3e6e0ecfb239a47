//! Lower bounds on times, by landmarks and the triangle inequality (Goldberg and Harrelson 2005).

use noriai_router::hierarchy::Labels;

use crate::moment::Deciseconds;
use crate::spread::Spread;

/// Times from all nodes to a few far-off ones, and back.
#[derive(Clone, Debug)]
pub(crate) struct Landmarks {
    /// Those that most labels name come first, so that they lie close together.
    by_hub: Vec<Bearings>,
}

/// One node's times in whole units of [`UNIT`], half a cache line. What is farther than the
/// numbers reach counts as just as far, which only weakens the bounds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bearings {
    to: [u16; N_LANDMARKS],
    from: [u16; N_LANDMARKS],
}

const N_LANDMARKS: usize = 8;
const UNIT: i32 = 4;

impl Landmarks {
    /// Each landmark is a node farthest from all before it. `order`: the nodes from the last hub
    /// to the first.
    pub(crate) fn choose(labels: &Labels, order: &[u32]) -> Self {
        let n_nodes = labels.n_nodes();
        let mut by_node = vec![Bearings::default(); n_nodes];
        let mut nearest = vec![Deciseconds::FAR; n_nodes];
        let mut spread = Spread::new(n_nodes);
        let mut landmark = 0;
        for place in 0..if n_nodes == 0 { 0 } else { N_LANDMARKS } {
            spread.lay(labels.to(landmark));
            for (node, bearings) in by_node.iter_mut().enumerate() {
                bearings.to[place] = units(spread.meet(labels.from(node as u32)));
            }
            spread.clear(labels.to(landmark));
            spread.lay(labels.from(landmark));
            for (node, bearings) in by_node.iter_mut().enumerate() {
                let time = spread.meet(labels.to(node as u32));
                bearings.from[place] = units(time);
                // Nodes beyond reach are no landmarks: they bound nothing.
                if time < Deciseconds::FAR {
                    nearest[node] = nearest[node].min(time);
                }
            }
            spread.clear(labels.from(landmark));
            let known =
                |node: u32| Some(nearest[node as usize]).filter(|it| *it < Deciseconds::FAR);
            landmark = (0..n_nodes as u32).max_by_key(|node| known(*node)).unwrap_or(0);
        }
        Self { by_hub: order.iter().rev().map(|node| by_node[*node as usize]).collect() }
    }

    #[inline]
    pub(crate) fn of(&self, hub: u32) -> &Bearings {
        &self.by_hub[hub as usize]
    }
}

impl Bearings {
    /// No way from here to there is shorter.
    #[inline]
    pub(crate) fn least_time(&self, there: &Self) -> Deciseconds {
        let mut least = 0;
        for place in 0..N_LANDMARKS {
            least = least.max(self.to[place].saturating_sub(there.to[place]));
            least = least.max(there.from[place].saturating_sub(self.from[place]));
        }
        // Both numbers were rounded down.
        Deciseconds((i32::from(least) - 1) * UNIT).or_zero()
    }
}

fn units(time: Deciseconds) -> u16 {
    u16::try_from(time.0 / UNIT).unwrap_or(u16::MAX)
}
