//! RoutingKit's customizable contraction hierarchies (Dibbelt, Strasser, Wagner 2014).

use std::error::Error;

use noriai_router::hierarchy::UNREACHABLE;
use routingkit_cch::{CCH, CCHMetric, CCHOneToMany, CCHQuery, compute_order_inertial};

use crate::contest::timed;
use crate::graphs::Graph;
use crate::peer::{FromSource, Peer, Work};

/// Prepares RoutingKit and hands it over.
pub(crate) fn with_peer(graph: &Graph, work: &mut Work<'_>) -> Result<(), Box<dyn Error>> {
    let (ordering, order) = timed(|| {
        let n_nodes = graph.n_nodes() as u32;
        compute_order_inertial(n_nodes, &graph.tail, &graph.head, &graph.lat, &graph.lon)
    });
    // A better order that comes with the data is the peer's to use.
    let order = graph.order.as_ref().unwrap_or(&order);
    let (building, cch) = timed(|| CCH::new(order, &graph.tail, &graph.head, |_| {}, false));
    let (weighing, metric) = timed(|| CCHMetric::new(&cch, graph.weight.clone()));
    let peer = Customizable { cch: &cch, metric, preparation: ordering + building + weighing };
    work(Some(&peer))
}

struct Customizable<'a> {
    cch: &'a CCH,
    metric: CCHMetric<'a>,
    preparation: f64,
}

impl Peer for Customizable<'_> {
    fn preparation(&self) -> f64 {
        self.preparation
    }

    fn profile(&self, weights: &[u32]) -> f64 {
        timed(|| CCHMetric::new(self.cch, weights.to_vec())).0
    }

    fn pairs(&self, pairs: &[(u32, u32)], answers: &mut Vec<u64>) {
        let mut query = CCHQuery::new(&self.metric);
        for (source, target) in pairs {
            query.add_source(*source, 0);
            query.add_target(*target, 0);
            answers.push(query.run().distance().map_or(UNREACHABLE, u64::from));
        }
    }

    fn pinned<'a>(&'a self, targets: &[u32]) -> FromSource<'a> {
        let mut query = CCHOneToMany::new(&self.metric, targets);
        Box::new(move |source, answers| {
            let row = query.distances_from(source).into_iter();
            answers.extend(row.map(|weight| weight.map_or(UNREACHABLE, u64::from)));
        })
    }
}
