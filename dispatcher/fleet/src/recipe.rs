//! Larger and smaller instances to the recipe of a given one.

use crate::instance::Instance;
use crate::rules::Request;

impl Instance {
    /// An instance with as many vehicles and requests on the same roads. A request has the time of
    /// one of this instance's requests and the places of another, so that rides are as long and
    /// the day's curve is as here; a vehicle stands where some request begins. The same seed gives
    /// the same instance.
    #[must_use]
    pub fn redrawn(&self, n_vehicles: usize, n_requests: usize, seed: u64) -> Self {
        let mut draws = Draws(seed);
        let (models, types) = (&self.requests, &self.vehicles);
        let mut requests = Vec::new();
        let mut vehicles = Vec::new();
        if !models.is_empty() {
            requests.extend((0..n_requests).map(|_| {
                let Request { from, to, .. } = *draws.one_of(models);
                Request { at: draws.one_of(models).at, from, to }
            }));
        }
        if !types.is_empty() {
            vehicles.extend((0..n_vehicles).map(|_| {
                let mut vehicle = *draws.one_of(types);
                if !models.is_empty() {
                    vehicle.at = draws.one_of(models).from;
                }
                vehicle
            }));
        }
        requests.sort_by_key(|request| request.at);
        let choices = Vec::new();
        Self { n_nodes: self.n_nodes, arcs: self.arcs.clone(), vehicles, requests, choices }
    }
}

/// Splitmix64 (Steele, Lea, Flood 2014): the state is a counter, each draw a mix of it.
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[((u128::from(self.next()) * items.len() as u128) >> 64) as usize]
    }
}
