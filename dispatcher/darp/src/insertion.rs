//! The best pair of positions for a request in a tour.

mod beginning;

use crate::TOLERANCE;
use crate::model::{Model, Request};
use crate::route::Route;
use beginning::Beginning;

/// Where a request goes, and what that adds to the tour's length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Insertion {
    pub(crate) cost: f64,
    /// After which stops the pickup and the drop-off go, as numbered before.
    pub(crate) at: [u16; 2],
}

/// Room that is used again by every search.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// What the drop-off adds after each stop, if a pickup is somewhere before.
    drop_cost: Vec<f64>,
    /// The least of that from each stop on.
    drop_cost_after: Vec<f64>,
    beginning: Beginning,
}

/// The cheapest feasible insertion that costs less than `bound`; the first of equals.
pub(crate) fn best_insertion(
    model: &Model,
    route: &Route,
    request: Request,
    bound: f64,
    scratch: &mut Scratch,
) -> Option<Insertion> {
    let stops = route.stops.as_slice();
    let n_legs = stops.len() - 1;
    let drop_off = model.drop_off(request);
    let (up, down) = (model.site(request), model.site(drop_off));
    let (to_up, to_down) = (model.travel_row(request), model.travel_row(drop_off));
    let direct = to_up[usize::from(drop_off)];
    scratch.price_drop_offs(route, to_down, down.earliest + down.service, down.latest);
    let Scratch { drop_cost, drop_cost_after, beginning } = scratch;

    let mut best = Insertion { cost: bound, at: [0; 2] };
    let mut found = false;
    for at in 0..n_legs {
        let (here, next) = (&stops[at], &stops[at + 1]);
        let (way, on) = (to_up[usize::from(here.node)], to_up[usize::from(next.node)]);
        let sum = here.sum + here.service + way;
        if up.latest + TOLERANCE < here.early + sum {
            // Later positions are reached later still.
            break;
        }
        if model.capacity + TOLERANCE < here.load + up.load {
            continue;
        }
        let together = way + direct + to_down[usize::from(next.node)] - here.leg;
        let added = way + on - here.leg;
        if best.cost <= together.min(added + drop_cost_after[at + 1]) {
            continue;
        }
        let late = next.late + next.sum;
        if late + TOLERANCE < up.earliest + up.service + on {
            // Too early a position for this pickup; a later one may do.
            continue;
        }
        if !beginning.board(model, route, at, request, sum) {
            continue;
        }
        if together < best.cost
            && beginning.joins(
                model,
                route,
                at,
                sum + up.service + direct,
                together + up.service + down.service,
            )
        {
            best = Insertion { cost: together, at: [at as u16; 2] };
            found = true;
        }
        let shift = added + up.service;
        for last in at + 1..n_legs {
            if best.cost <= added + drop_cost_after[last]
                || !beginning.pass(model, route, last, up.load, shift)
            {
                break;
            }
            let cost = added + drop_cost[last];
            let stop = &stops[last];
            let sum = stop.sum + shift + stop.service + to_down[usize::from(stop.node)];
            if beginning.ride_is_over(sum) {
                break;
            }
            if cost < best.cost
                && beginning.joins(model, route, last, sum, cost + up.service + down.service)
            {
                best = Insertion { cost, at: [at as u16, last as u16] };
                found = true;
            }
        }
    }
    found.then_some(best)
}

impl Scratch {
    fn price_drop_offs(&mut self, route: &Route, to_down: &[f64], ready: f64, latest: f64) {
        let stops = route.stops.as_slice();
        self.drop_cost.clear();
        self.drop_cost.extend(stops.windows(2).map(|pair| {
            let (here, next) = (&pair[0], &pair[1]);
            let (way, on) = (to_down[usize::from(here.node)], to_down[usize::from(next.node)]);
            let arrival = here.early + here.sum + here.service + way;
            let due = next.late + next.sum - on;
            if latest + TOLERANCE < arrival || due + TOLERANCE < ready {
                f64::INFINITY
            } else {
                way + on - here.leg
            }
        }));
        self.drop_cost_after.clear();
        self.drop_cost_after.resize(stops.len(), f64::INFINITY);
        let mut least = f64::INFINITY;
        for (after, &cost) in self.drop_cost_after.iter_mut().zip(&self.drop_cost).rev() {
            least = least.min(cost);
            *after = least;
        }
    }
}
