//! An instance made ready for the search: distances, tightened windows, who is near whom.

use crate::{Instance, TOLERANCE};

/// A node's number; see [`Instance`] for the numbering.
pub(crate) type NodeId = u16;

/// A request's number, which is that of its pickup: `1..=n`.
pub(crate) type Request = u16;

/// What the search knows of a node. Windows are tightened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site {
    pub(crate) service: f64,
    pub(crate) load: f64,
    pub(crate) earliest: f64,
    pub(crate) latest: f64,
}

/// The problem as the search sees it.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) n_requests: usize,
    pub(crate) n_vehicles: usize,
    pub(crate) capacity: f64,
    pub(crate) duration_max: f64,
    /// The longest time from the begin of service at a pickup to that at its drop-off is this
    /// plus the service time at the pickup.
    ride_max: f64,
    sites: Vec<Site>,
    travel: Vec<f64>,
    /// At most so many requests can be aboard at a time, and one more for the depot.
    pub(crate) n_slots: usize,
    /// For each request the others, the most closely related first.
    pub(crate) related: Vec<Vec<Request>>,
}

impl Model {
    pub(crate) fn new(instance: &Instance) -> Self {
        let n = instance.n_requests;
        let nodes = &instance.nodes;
        let travel = nodes
            .iter()
            .flat_map(|a| nodes.iter().map(move |b| (a.x - b.x).hypot(a.y - b.y)))
            .collect();
        let sites = nodes
            .iter()
            .map(|node| Site {
                service: node.service,
                load: node.load,
                earliest: node.earliest,
                latest: node.latest,
            })
            .collect();
        let mut model = Self {
            n_requests: n,
            n_vehicles: instance.n_vehicles,
            capacity: instance.capacity,
            duration_max: instance.duration_max,
            ride_max: instance.ride_max,
            sites,
            travel,
            n_slots: 1 + aboard_max(instance),
            related: Vec::new(),
        };
        model.tighten();
        model.related = model.relations();
        model
    }

    pub(crate) fn end(&self) -> NodeId {
        (2 * self.n_requests + 1) as NodeId
    }

    pub(crate) fn requests(&self) -> impl Iterator<Item = Request> + use<> {
        1..=self.n_requests as Request
    }

    pub(crate) fn drop_off(&self, request: Request) -> NodeId {
        request + self.n_requests as NodeId
    }

    /// Is this node a pickup?
    pub(crate) fn is_pickup(&self, node: NodeId) -> bool {
        (1..=self.n_requests as NodeId).contains(&node)
    }

    pub(crate) fn site(&self, node: NodeId) -> &Site {
        &self.sites[usize::from(node)]
    }

    pub(crate) fn travel(&self, from: NodeId, to: NodeId) -> f64 {
        self.travel[usize::from(from) * self.sites.len() + usize::from(to)]
    }

    /// Distances from, and as well to, a node.
    pub(crate) fn travel_row(&self, node: NodeId) -> &[f64] {
        let n = self.sites.len();
        &self.travel[usize::from(node) * n..][..n]
    }

    /// The longest time from the begin of service at the pickup to that at the drop-off.
    pub(crate) fn ride_max(&self, request: Request) -> f64 {
        self.ride_max + self.site(request).service
    }

    /// The mean length of a direct ride.
    pub(crate) fn mean_ride(&self) -> f64 {
        let rides = self.requests().map(|r| self.travel(r, self.drop_off(r)));
        rides.sum::<f64>() / self.n_requests as f64
    }

    /// Narrows windows by what the way to and from the depot, the direct ride and the longest ride
    /// leave of them (Cordeau 2006, section 5.1). No schedule is lost.
    fn tighten(&mut self) {
        let end = self.end();
        for request in self.requests() {
            let drop_off = self.drop_off(request);
            for node in [request, drop_off] {
                let first = self.site(0).earliest + self.site(0).service + self.travel(0, node);
                let last = self.site(end).latest - self.travel(node, end) - self.site(node).service;
                self.narrow(node, first, last);
            }
            let direct = self.site(request).service + self.travel(request, drop_off);
            let ride_max = self.ride_max(request);
            let pickup = *self.site(request);
            self.narrow(drop_off, pickup.earliest + direct, pickup.latest + ride_max);
            let last = *self.site(drop_off);
            self.narrow(request, last.earliest - ride_max, last.latest - direct);
        }
    }

    fn narrow(&mut self, node: NodeId, earliest: f64, latest: f64) {
        let site = &mut self.sites[usize::from(node)];
        site.earliest = site.earliest.max(earliest);
        site.latest = site.latest.min(latest);
    }

    /// Can `b` follow `a` at once, as far as windows tell?
    fn can_follow(&self, a: NodeId, b: NodeId) -> bool {
        let (from, to) = (self.site(a), self.site(b));
        from.earliest + from.service + self.travel(a, b) <= to.latest + TOLERANCE
    }

    /// What it takes at least to have `b` right after `a`: the way and the wait, or infinity.
    fn closeness(&self, a: NodeId, b: NodeId) -> f64 {
        if !self.can_follow(a, b) {
            return f64::INFINITY;
        }
        let (from, to) = (self.site(a), self.site(b));
        let way = self.travel(a, b);
        let wait = (to.earliest - from.latest - from.service - way).max(0.0);
        way + 0.2 * wait
    }

    /// Requests are related if one of their nodes can well follow one of the other's.
    fn relations(&self) -> Vec<Vec<Request>> {
        let both = |r: Request| [r, self.drop_off(r)];
        let relation = |a: Request, b: Request| {
            let pairs = both(a).into_iter().flat_map(|x| both(b).into_iter().map(move |y| (x, y)));
            let mut ways: Vec<f64> =
                pairs.map(|(x, y)| self.closeness(x, y).min(self.closeness(y, x))).collect();
            ways.sort_unstable_by(f64::total_cmp);
            ways[0] + 0.5 * ways[1]
        };
        let of = |a: Request| {
            let mut others: Vec<_> =
                self.requests().filter(|&b| b != a).map(|b| (relation(a, b), b)).collect();
            others.sort_unstable_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
            others.into_iter().map(|(_, b)| b).collect()
        };
        std::iter::once(Vec::new()).chain(self.requests().map(of)).collect()
    }
}

/// How many requests a vehicle can have aboard at a time.
fn aboard_max(instance: &Instance) -> usize {
    let n = instance.n_requests;
    let mut loads: Vec<f64> = instance.nodes[1..=n].iter().map(|node| node.load).collect();
    loads.sort_unstable_by(f64::total_cmp);
    let mut sum = 0.0;
    let fits = |load: &&f64| {
        sum += **load;
        sum <= instance.capacity + TOLERANCE
    };
    loads.iter().take_while(fits).count()
}
