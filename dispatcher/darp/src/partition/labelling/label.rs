//! A part of a tour from a depot on, summed up by what it leaves open.

mod relations;

use super::network::Network;
use super::rates::Rates;
use crate::TOLERANCE;
use crate::model::{NodeId, Request};
use crate::rng::mix;

/// More are never aboard at a time in a label.
pub(super) const OPEN_MAX: usize = 6;

/// A request aboard, or the tour itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) request: Request,
    /// It boards no later than this, if the last stop is late enough.
    pub(super) latest: f64,
    /// Service and driving since it boarded.
    pub(super) driven: f64,
}

/// With service at the last stop beginning at `t`, no sooner than `early`, an open request boards
/// no later than `latest`, and no later than `t - driven`; it can do so (Gschwind and Irnich 2015).
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    pub(super) node: NodeId,
    n_open: u16,
    /// Length less the prices of the pickups visited.
    pub(super) cost: f64,
    pub(super) early: f64,
    /// Service at the last stop begins no later than this.
    pub(super) upper: f64,
    load: f64,
    pub(super) tour: Open,
    /// By request.
    open: [Open; OPEN_MAX],
    /// Requests served whole that could still be visited again, as far as time goes.
    pub(super) served: u128,
    /// Cuts of which an odd number of requests was visited, and others still can be.
    pub(super) odd: u128,
    /// Tells labels apart by who is open.
    pub(super) open_key: u64,
    /// Tells labels apart by who was visited.
    pub(super) set_key: u64,
}

/// Tells states apart: where one is, and who is aboard.
pub(super) fn state_key(node: NodeId, open_key: u64) -> u64 {
    mix(u64::from(node) ^ open_key)
}

fn bit(request: Request) -> u128 {
    1 << (request - 1)
}

fn request_key(request: Request) -> u64 {
    mix(u64::from(request) | 1 << 32)
}

impl Label {
    pub(super) fn first(network: &Network<'_>, cost: f64) -> Self {
        let node = network.start();
        let none = Open { request: 0, latest: network.latest(node), driven: 0.0 };
        Self {
            node,
            n_open: 0,
            cost,
            early: network.earliest(node),
            upper: network.latest(node),
            load: 0.0,
            tour: none,
            open: [none; OPEN_MAX],
            served: 0,
            odd: 0,
            open_key: 0,
            set_key: 0,
        }
    }

    pub(super) fn open(&self) -> &[Open] {
        &self.open[..usize::from(self.n_open)]
    }

    fn has_served(&self, request: Request) -> bool {
        0 < self.served & bit(request)
    }

    /// Is it in vain to have `node`'s request board now?
    fn is_hopeless(&self, network: &Network<'_>, node: NodeId) -> bool {
        if node == network.finish() || !network.boards(node) {
            return false;
        }
        let request = network.request(node);
        OPEN_MAX <= self.open().len()
            || network.model.capacity + TOLERANCE < self.load + network.model.site(request).load
            || self.has_served(request)
            || self.open().iter().any(|open| open.request == request)
    }

    /// Drives on to `node`; none if that can't be. A request pays at its pickup.
    pub(super) fn extend(
        &self,
        network: &Network<'_>,
        node: NodeId,
        rates: &Rates,
    ) -> Option<Self> {
        let travel = network.model.travel(self.node, node);
        let leg = network.service(self.node) + travel;
        let early = network.earliest(node).max(self.early + leg);
        let mut upper = network.latest(node);
        if upper + TOLERANCE < early {
            return None;
        }
        if self.is_hopeless(network, node) {
            return None;
        }
        let mut next = *self;
        if node == network.finish() {
            if 0 < self.n_open {
                return None;
            }
            upper = upper.min(self.tour.latest + network.duration_max());
        } else {
            let request = network.request(node);
            if network.boards(node) {
                next.load += network.model.site(request).load;
                next.open_key = next.open_key.wrapping_add(request_key(request));
                next.set_key = next.set_key.wrapping_add(request_key(request));
            } else {
                let at = self.open().iter().position(|open| open.request == request)?;
                let ride_max = network.ride_max(request);
                if ride_max + TOLERANCE < self.open[at].driven + leg {
                    return None;
                }
                upper = upper.min(self.open[at].latest + ride_max);
                next.load -= network.model.site(request).load;
                next.open.copy_within(at + 1.., at);
                next.n_open -= 1;
                next.open_key = next.open_key.wrapping_sub(request_key(request));
                next.served |= bit(request);
            }
            if network.model.is_pickup(node) {
                next.cost += rates.visit(&mut next.odd, request);
            }
        }
        if upper + TOLERANCE < early {
            return None;
        }
        (next.node, next.early, next.upper) = (node, early, upper);
        next.cost += travel;
        let service = network.service(node);
        let n_open = usize::from(next.n_open);
        for open in &mut next.open[..n_open] {
            open.driven += leg;
            open.latest = open.latest.min(upper - open.driven);
            let to = network.alights_at(open.request);
            let on = service + network.model.travel(node, to);
            let ride_max = network.ride_max(open.request);
            if network.latest(to).min(open.latest + ride_max) + TOLERANCE < early + on
                || ride_max + TOLERANCE < open.driven + on
            {
                return None;
            }
        }
        next.tour.driven += leg;
        next.tour.latest = next.tour.latest.min(upper - next.tour.driven);
        let home = if node == network.finish() {
            0.0
        } else {
            service + network.model.travel(node, network.finish())
        };
        let duration_max = network.duration_max() + TOLERANCE;
        if duration_max < next.tour.driven + home || duration_max + next.tour.latest < early + home
        {
            return None;
        }
        if node != network.finish() && network.boards(node) {
            let request = network.request(node);
            let at = self.open().iter().take_while(|open| open.request < request).count();
            next.open.copy_within(at..n_open, at + 1);
            next.open[at] = Open { request, latest: upper, driven: 0.0 };
            next.n_open += 1;
        }
        next.forget(network, rates);
        Some(next)
    }

    /// Forgets what can't matter any more: who can't be visited again, and cuts of which nobody can.
    fn forget(&mut self, network: &Network<'_>, rates: &Rates) {
        let ready = self.early + network.service(self.node) - TOLERANCE;
        let can_board = |request: Request| {
            let boards = network.boards_at(request);
            ready + network.model.travel(self.node, boards) <= network.latest(boards)
        };
        let mut left = self.served;
        while 0 < left {
            let request = left.trailing_zeros() as Request + 1;
            left &= left - 1;
            if !can_board(request) {
                self.served &= !bit(request);
            }
        }
        let mut left = self.odd;
        while 0 < left {
            let cut = left.trailing_zeros() as usize;
            left &= left - 1;
            let open = &self.open[..usize::from(self.n_open)];
            let can_pay = |&request: &Request| {
                if open.iter().any(|open| open.request == request) {
                    return network.is_reverse;
                }
                !self.has_served(request) && can_board(request)
            };
            if !rates.members(cut).iter().any(can_pay) {
                self.odd &= !(1 << cut);
            }
        }
    }

    /// The same for labels that end in one place.
    pub(super) fn visits_key(&self) -> u64 {
        state_key(self.node, self.open_key.rotate_left(17) ^ self.set_key)
    }
}
