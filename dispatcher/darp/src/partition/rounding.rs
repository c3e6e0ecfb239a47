//! From shares of tours to whole ones.

use super::Tour;
use crate::model::{Model, NodeId};
use crate::rng::Rng;

/// The tours of which the relaxation takes a share, and how large that is.
#[derive(Debug, Default)]
pub(crate) struct Shares(Vec<(f64, Vec<NodeId>)>);

impl Shares {
    pub(super) fn new<'a>(shares: impl Iterator<Item = (f64, &'a Tour)>) -> Self {
        Self(shares.map(|(share, tour)| (share, tour.nodes.clone())).collect())
    }

    /// Tours that have no request in common, a large share being likelier than a small one. What
    /// an earlier tour serves is left out of a later one: that only makes it shorter.
    pub(crate) fn round(&self, model: &Model, rng: &mut Rng) -> Vec<Vec<NodeId>> {
        let n = model.n_requests as NodeId;
        let request = |node: NodeId| usize::from(if n < node { node - n } else { node });
        let mut served = vec![false; model.n_requests + 1];
        let weights: Vec<f64> =
            self.0.iter().map(|(share, _)| share * (0.5 + rng.unit())).collect();
        let mut tours = Vec::new();
        while tours.len() < model.n_vehicles {
            let worth = |(index, (_, nodes)): (usize, &(f64, Vec<NodeId>))| {
                let n_new = nodes.iter().filter(|&&node| !served[request(node)]).count();
                let part = n_new as f64 / nodes.len() as f64;
                (weights[index] * part * part, index)
            };
            let choice = self.0.iter().enumerate().map(worth).max_by(|a, b| a.0.total_cmp(&b.0));
            let Some((worth, index)) = choice else { break };
            if worth <= 0.0 {
                break;
            }
            let nodes = self.0[index].1.iter().copied();
            let new: Vec<NodeId> = nodes.filter(|&node| !served[request(node)]).collect();
            for &node in &new {
                served[request(node)] = true;
            }
            tours.push(new);
        }
        tours
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Instance;

    #[test]
    fn whole_tours_have_no_request_in_common_and_each_rider_alights() {
        let text = "2 3 480 3 90\n0 0 0 0 0 0 480\n1 1 0 1 1 0 480\n2 2 0 1 1 0 480\n\
                    3 3 0 1 1 0 480\n4 1 1 1 -1 0 480\n5 2 1 1 -1 0 480\n6 3 1 1 -1 0 480\n\
                    7 0 0 0 0 0 480\n";
        let model = Model::new(&Instance::parse(text).unwrap());
        let shares =
            Shares(vec![(0.5, vec![1, 2, 4, 5]), (0.5, vec![2, 5, 3, 6]), (0.5, vec![1, 3, 4, 6])]);
        let mut firsts = Vec::new();
        for seed in 0..20 {
            let tours = shares.round(&model, &mut Rng::new(seed));
            assert!(tours.len() <= 2);
            let mut nodes = tours.concat();
            firsts.push(tours[0].clone());
            nodes.sort_unstable();
            assert_eq!(nodes, [1, 2, 3, 4, 5, 6], "seed {seed}: {tours:?}");
        }
        firsts.sort_unstable();
        firsts.dedup();
        assert_eq!(firsts.len(), 3, "chance decides between equal shares");
    }
}
