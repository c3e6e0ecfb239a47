//! All tours in the making, and the requests that none of them serves.

use crate::Solution;
use crate::model::{Model, Request};
use crate::route::Route;

/// The tour of a request that has none.
const NONE: u16 = u16::MAX;

/// What the search changes.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// One for each vehicle; empty where it stays at the depot.
    pub(crate) routes: Vec<Route>,
    /// The tour of each request.
    route_of: Vec<u16>,
    pub(crate) absent: Vec<Request>,
    /// Which tours differ from those of the plan that this one was made from.
    pub(crate) changed: Vec<usize>,
}

impl Plan {
    /// Nothing served yet.
    pub(crate) fn new(model: &Model) -> Self {
        // More vehicles than requests would only stand about.
        let n_routes = model.n_vehicles.min(model.n_requests);
        Self {
            routes: vec![Route::empty(model); n_routes],
            route_of: vec![NONE; model.n_requests + 1],
            absent: model.requests().collect(),
            changed: Vec::new(),
        }
    }

    pub(crate) fn distance(&self) -> f64 {
        self.routes.iter().map(|route| route.cost).sum()
    }

    pub(crate) fn route_of(&self, request: Request) -> Option<usize> {
        let route = self.route_of[usize::from(request)];
        (route < NONE).then_some(usize::from(route))
    }

    fn touch(&mut self, route: usize) {
        if !self.changed.contains(&route) {
            self.changed.push(route);
        }
    }

    /// Marks a request for removal; [`Self::close`] then takes all of them out at once.
    pub(crate) fn remove(&mut self, request: Request) {
        if let Some(route) = self.route_of(request) {
            self.route_of[usize::from(request)] = NONE;
            self.absent.push(request);
            self.touch(route);
        }
    }

    /// Takes out of the changed tours who no longer belongs to them.
    pub(crate) fn close(&mut self, model: &Model) {
        let n = model.n_requests as Request;
        for &at in &self.changed {
            let route_of = &self.route_of;
            let request = |node: Request| if n < node { node - n } else { node };
            let keep = |node| usize::from(route_of[usize::from(request(node))]) == at;
            let feasible = self.routes[at].retain(model, keep);
            if !feasible {
                // Ways only got shorter, save for rounding: start over with this tour.
                let left: Vec<_> = self.routes[at].nodes().filter(|&node| node <= n).collect();
                self.routes[at] = Route::empty(model);
                for request in left {
                    self.route_of[usize::from(request)] = NONE;
                    self.absent.push(request);
                }
            }
        }
    }

    /// Puts an absent request into a tour; false, and nothing is changed, if it can't be driven.
    pub(crate) fn insert(
        &mut self,
        model: &Model,
        request: Request,
        route: usize,
        at: [u16; 2],
    ) -> bool {
        self.touch(route);
        let feasible = self.routes[route].insert(model, request, at);
        if feasible {
            self.route_of[usize::from(request)] = route as u16;
        } else {
            let drop_off = model.drop_off(request);
            let _as_before =
                self.routes[route].retain(model, |node| node != request && node != drop_off);
        }
        feasible
    }

    /// Replaces a tour by another over the same requests.
    pub(crate) fn reorder(&mut self, model: &Model, route: usize, nodes: &[Request]) {
        self.touch(route);
        let _feasible = self.routes[route].set(model, nodes.iter().copied());
    }

    /// Takes over the tours in which `from` was changed.
    pub(crate) fn follow(&mut self, from: &Self) {
        self.copy(from, &from.changed);
    }

    /// Undoes all changes since `from`.
    pub(crate) fn restore(&mut self, from: &Self) {
        let changed = std::mem::take(&mut self.changed);
        self.copy(from, &changed);
        self.changed = changed;
        self.changed.clear();
    }

    fn copy(&mut self, from: &Self, routes: &[usize]) {
        for &at in routes {
            self.routes[at].clone_from(&from.routes[at]);
        }
        self.route_of.clone_from(&from.route_of);
        self.absent.clone_from(&from.absent);
    }

    /// The plan over these tours; those that can't be driven are left out.
    pub(crate) fn over<'a>(model: &Model, tours: impl Iterator<Item = &'a [Request]>) -> Self {
        let mut plan = Self::new(model);
        let n = model.n_requests as Request;
        for (at, (nodes, route)) in tours.zip(&mut plan.routes).enumerate() {
            if route.set(model, nodes.iter().copied()) {
                for &request in nodes.iter().filter(|&&node| node <= n) {
                    plan.route_of[usize::from(request)] = at as u16;
                }
            } else {
                *route = Route::empty(model);
            }
        }
        let route_of = &plan.route_of;
        plan.absent.retain(|&request| route_of[usize::from(request)] == NONE);
        plan
    }

    /// As the outside sees it.
    pub(crate) fn solution(&self) -> Solution {
        let tours = self.routes.iter().filter(|route| !route.is_empty());
        let mut unserved: Vec<_> = self.absent.iter().map(|&r| usize::from(r)).collect();
        unserved.sort_unstable();
        Solution {
            tours: tours.map(|route| route.nodes().map(usize::from).collect()).collect(),
            unserved,
            distance: self.distance(),
        }
    }
}
