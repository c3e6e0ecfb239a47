//! Larger and smaller instances to the recipe of a given one.

use noriai_core::rng::Rng;

use crate::instance::Instance;
use crate::rules::Request;

impl Instance {
    /// An instance with as many vehicles and requests on the same roads. A request has the time of
    /// one of this instance's requests and the places of another, so that rides are as long and
    /// the day's curve is as here; a vehicle stands where some request begins. The same seed gives
    /// the same instance.
    #[must_use]
    pub fn redrawn(&self, n_vehicles: usize, n_requests: usize, seed: u64) -> Self {
        let mut chance = Rng::new(seed);
        let (models, types) = (&self.requests, &self.vehicles);
        let mut requests = Vec::new();
        let mut vehicles = Vec::new();
        if !models.is_empty() {
            requests.extend((0..n_requests).map(|_| {
                let Request { from, to, .. } = *one_of(&mut chance, models);
                Request { at: one_of(&mut chance, models).at, from, to }
            }));
        }
        if !types.is_empty() {
            vehicles.extend((0..n_vehicles).map(|_| {
                let mut vehicle = *one_of(&mut chance, types);
                if !models.is_empty() {
                    vehicle.at = one_of(&mut chance, models).from;
                }
                vehicle
            }));
        }
        requests.sort_by_key(|request| request.at);
        let choices = Vec::new();
        Self { n_nodes: self.n_nodes, arcs: self.arcs.clone(), vehicles, requests, choices }
    }
}

fn one_of<'a, T>(chance: &mut Rng, items: &'a [T]) -> &'a T {
    &items[chance.index(items.len())]
}
