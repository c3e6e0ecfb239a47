//! One origin, very many targets.

use noriai_core::travel::{Leg, RoadPoint};

use crate::ends;
use crate::hierarchy::{Sweep, UNREACHABLE};
use crate::router::Router;
use crate::spot::Spot;

impl Router {
    /// The drives from one point to each target, appended to `legs`: those that
    /// [`Router::leg`] gives, by one sweep over the whole map (PHAST). Pays where targets are so many
    /// that they lie all over it: how far a depot reaches, which stop is nearest to every house.
    pub fn legs_to_all(&self, from: RoadPoint, to: &[RoadPoint], legs: &mut Vec<Option<Leg>>) {
        let Some(from) = self.spot(from) else {
            legs.extend(std::iter::repeat_n(None, to.len()));
            return;
        };
        let origins = ends::origins(&self.network, &self.junctions, from);
        let sources: Vec<(u32, u64)> = origins.map(|it| (it.node, it.rest)).collect();
        let mut weights = Vec::new();
        Sweep::default().run(&self.hierarchy, &sources, &mut weights);
        let cost = |to: Spot| {
            // The searched graph would turn a vehicle round that may not.
            if ends::is_bound(&self.network, from) || ends::is_bound(&self.network, to) {
                return self.cost(from, to);
            }
            let targets = ends::targets(&self.network, &self.junctions, to);
            let ways = targets.flat_map(|target| {
                let entries = target.entries.iter();
                entries.map(move |entry| (*entry, target.part))
            });
            let apart = ways.map(|(entry, part)| weights[entry as usize] + part);
            apart.fold(self.ahead(from, to), u64::min)
        };
        let costs = to.iter().map(|to| self.spot(*to).map_or(UNREACHABLE, cost));
        let leg = |cost| (cost < UNREACHABLE).then(|| self.junctions.packing.leg(cost));
        legs.extend(costs.map(leg));
    }
}
