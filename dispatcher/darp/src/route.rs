//! A tour in the making, with all that is needed to judge an insertion in constant time.
//!
//! Feasible times of a tour are the solutions of a simple temporal network: windows, legs, longest
//! rides, longest duration. Its solutions form a lattice, so with the last time of a beginning
//! fixed all its pickups can be latest at once, and with the first time of a remainder fixed all
//! its drop-offs earliest at once (Gschwind and Irnich 2015). A beginning is thus summed up by an
//! interval and one number for each request aboard, a remainder likewise, and whether the two can
//! be joined takes one comparison for each (Gschwind and Drexl 2019). The tour's duration is a
//! ride from depot to depot.
//!
//! Instants are kept *relative*: less the service and driving since the start. Driving without a
//! wait then leaves them as they are, and a detour moves all later ones by its length.

mod rebuild;

use crate::model::{Model, NodeId};
use crate::rng::mix;

/// A node on a tour. The first and the last are the depot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stop {
    pub(crate) node: NodeId,
    /// Where the request is kept among those aboard.
    slot: u16,
    /// Aboard when leaving.
    pub(crate) load: f64,
    /// Service and driving from the start to here.
    pub(crate) sum: f64,
    /// The way to the next stop.
    pub(crate) leg: f64,
    pub(crate) service: f64,
    /// The earliest begin of service here, given what is before; relative.
    pub(crate) early: f64,
    /// The latest begin of service here, given what is before; relative.
    pub(crate) upper: f64,
    /// The earliest begin of service here, given what is after; relative.
    pub(crate) lower: f64,
    /// The latest begin of service here, given what is after; relative.
    pub(crate) late: f64,
    /// At a drop-off: what is left of the longest ride if the vehicle never waits.
    pub(crate) gap: f64,
}

/// A request aboard between a stop and the next; slot 0 is the tour itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Aboard {
    /// The latest pickup, relative.
    pub(crate) pickup: f64,
    /// The earliest drop-off, relative.
    pub(crate) drop_off: f64,
    /// What is left of its longest ride if the vehicle never waits.
    pub(crate) gap: f64,
}

impl Aboard {
    /// Nobody: never binds.
    pub(crate) const NONE: Self =
        Self { pickup: f64::INFINITY, drop_off: f64::NEG_INFINITY, gap: f64::INFINITY };
}

/// A feasible tour.
#[derive(Debug, Default)]
pub(crate) struct Route {
    pub(crate) stops: Vec<Stop>,
    /// `n_slots` for each leg.
    aboard: Vec<Aboard>,
    /// Its length.
    pub(crate) cost: f64,
    /// Tells tours apart by the order of their stops.
    pub(crate) key: u64,
    /// Tells tours apart by their requests.
    pub(crate) set_key: u64,
    /// Room for [`Self::rebuild`]; says nothing about the tour.
    work: Vec<rebuild::Held>,
}

impl Clone for Route {
    fn clone(&self) -> Self {
        Self {
            stops: self.stops.clone(),
            aboard: self.aboard.clone(),
            cost: self.cost,
            key: self.key,
            set_key: self.set_key,
            work: Vec::new(),
        }
    }

    /// Keeps the room that is there: the search copies tours all the time.
    fn clone_from(&mut self, from: &Self) {
        self.stops.clone_from(&from.stops);
        self.aboard.clone_from(&from.aboard);
        (self.cost, self.key, self.set_key) = (from.cost, from.key, from.set_key);
    }
}

impl Route {
    /// A tour that stays at the depot.
    pub(crate) fn empty(model: &Model) -> Self {
        let mut route = Self::default();
        // From depot to depot is feasible, or no tour is.
        let _feasible = route.set(model, std::iter::empty());
        route
    }

    /// Makes this the tour over `nodes`; false if it can't be driven, and what is left is unusable.
    #[must_use]
    pub(crate) fn set(&mut self, model: &Model, nodes: impl Iterator<Item = NodeId>) -> bool {
        self.stops.clear();
        self.stops.push(Stop::at(0));
        self.stops.extend(nodes.map(Stop::at));
        self.stops.push(Stop::at(model.end()));
        self.rebuild(model)
    }

    /// Puts a request in: the pickup after stop `pickup_after`, the drop-off after stop
    /// `drop_off_after` as numbered before; false as for [`Self::set`].
    #[must_use]
    pub(crate) fn insert(&mut self, model: &Model, request: NodeId, at: [u16; 2]) -> bool {
        let [pickup_after, drop_off_after] = at.map(usize::from);
        self.stops.insert(drop_off_after + 1, Stop::at(model.drop_off(request)));
        self.stops.insert(pickup_after + 1, Stop::at(request));
        self.rebuild(model)
    }

    /// Takes nodes out; what is left is feasible, as ways only get shorter.
    #[must_use]
    pub(crate) fn retain(&mut self, model: &Model, keep: impl Fn(NodeId) -> bool) -> bool {
        let end = model.end();
        self.stops.retain(|stop| stop.node == 0 || stop.node == end || keep(stop.node));
        self.rebuild(model)
    }

    /// The nodes between the depots.
    pub(crate) fn nodes(&self) -> impl DoubleEndedIterator<Item = NodeId> + '_ {
        let inner = self.stops.get(1..self.stops.len().saturating_sub(1)).unwrap_or_default();
        inner.iter().map(|stop| stop.node)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.stops.len() < 3
    }

    /// Those aboard from stop `after` to the next.
    pub(crate) fn aboard(&self, model: &Model, after: usize) -> &[Aboard] {
        &self.aboard[after * model.n_slots..][..model.n_slots]
    }
}

impl Stop {
    fn at(node: NodeId) -> Self {
        let none = 0.0;
        Self {
            node,
            slot: 0,
            load: none,
            sum: none,
            leg: none,
            service: none,
            early: none,
            upper: none,
            lower: none,
            late: none,
            gap: none,
        }
    }

    /// Where the request is kept among those aboard.
    pub(crate) fn slot(&self) -> usize {
        usize::from(self.slot)
    }
}

/// A number for a leg; a tour's key is the sum over its legs.
fn leg_key(from: NodeId, to: NodeId) -> u64 {
    mix((u64::from(from) << 32) | u64::from(to))
}
