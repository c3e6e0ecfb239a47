//! The instance as labels see it, in the direction of time or against it.

use super::label::Open;
use crate::TOLERANCE;
use crate::model::{Model, NodeId, Request};

/// Requests are kept as bits.
pub(super) const REQUESTS_MAX: usize = 128;

/// A node in the direction of travel.
#[derive(Clone, Copy, Debug)]
struct Place {
    earliest: f64,
    latest: f64,
    service: f64,
}

/// Against the direction of time riders board where they alight, and instants are negative: the
/// begin of service is then the end of it.
#[derive(Debug)]
pub(super) struct Network<'a> {
    pub(super) model: &'a Model,
    pub(super) is_reverse: bool,
    places: Vec<Place>,
    /// Who may board right after a node.
    successors: Vec<Vec<NodeId>>,
}

impl<'a> Network<'a> {
    pub(super) fn new(model: &'a Model, is_reverse: bool) -> Self {
        let place = |node| {
            let site = model.site(node);
            let [earliest, latest] = if is_reverse {
                [-site.latest - site.service, -site.earliest - site.service]
            } else {
                [site.earliest, site.latest]
            };
            Place { earliest, latest, service: site.service }
        };
        let places = (0..=model.end()).map(place).collect();
        let mut network = Self { model, is_reverse, places, successors: Vec::new() };
        network.successors = (0..=model.end()).map(|node| network.after(node)).collect();
        network
    }

    /// Those who may board right after a node.
    fn after(&self, node: NodeId) -> Vec<NodeId> {
        let ready = self.earliest(node) + self.service(node);
        let follows = |&next: &NodeId| {
            let arrival = ready + self.model.travel(node, next);
            next != node && arrival <= self.latest(next) + TOLERANCE
        };
        self.model.requests().map(|request| self.boards_at(request)).filter(follows).collect()
    }

    pub(super) fn start(&self) -> NodeId {
        if self.is_reverse { self.model.end() } else { 0 }
    }

    pub(super) fn finish(&self) -> NodeId {
        if self.is_reverse { 0 } else { self.model.end() }
    }

    /// Where one may go from a node with these aboard, as far as windows tell.
    pub(super) fn successors<'b>(
        &'b self,
        node: NodeId,
        open: &'b [Open],
    ) -> impl Iterator<Item = NodeId> + 'b {
        let finish = (open.is_empty() && node != self.start()).then(|| self.finish());
        let alight = open.iter().map(|open| self.alights_at(open.request));
        alight.chain(finish).chain(self.successors[usize::from(node)].iter().copied())
    }

    pub(super) fn earliest(&self, node: NodeId) -> f64 {
        self.places[usize::from(node)].earliest
    }

    pub(super) fn latest(&self, node: NodeId) -> f64 {
        self.places[usize::from(node)].latest
    }

    pub(super) fn service(&self, node: NodeId) -> f64 {
        self.places[usize::from(node)].service
    }

    /// Does the request of this node board here, in the direction of travel?
    pub(super) fn boards(&self, node: NodeId) -> bool {
        self.model.is_pickup(node) != self.is_reverse
    }

    pub(super) fn request(&self, node: NodeId) -> Request {
        if self.model.is_pickup(node) { node } else { node - self.model.n_requests as NodeId }
    }

    pub(super) fn boards_at(&self, request: Request) -> NodeId {
        if self.is_reverse { self.model.drop_off(request) } else { request }
    }

    pub(super) fn alights_at(&self, request: Request) -> NodeId {
        if self.is_reverse { request } else { self.model.drop_off(request) }
    }

    /// The longest time from the begin of service where the request boards to that where it
    /// alights, in the direction of travel.
    pub(super) fn ride_max(&self, request: Request) -> f64 {
        let boards = self.boards_at(request);
        self.model.ride_max(request) - self.model.site(request).service + self.service(boards)
    }

    /// The same for the tour, from depot to depot.
    pub(super) fn duration_max(&self) -> f64 {
        let (start, finish) = (self.service(0), self.service(self.model.end()));
        if self.is_reverse {
            self.model.duration_max - start + finish
        } else {
            self.model.duration_max
        }
    }
}
