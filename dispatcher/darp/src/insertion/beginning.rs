//! The beginning of a tour with a new request aboard, driven on stop by stop.

use crate::TOLERANCE;
use crate::model::{Model, Request};
use crate::route::{Aboard, Route};

/// All that the stops so far leave open; see [`crate::route`] for the method.
#[derive(Debug, Default)]
pub(super) struct Beginning {
    /// Of whom is aboard, by slot: the latest pickup, and by how much that was put off.
    aboard: Vec<Held>,
    /// The same for the new request.
    latest_pickup: f64,
    pickup_sum: f64,
    ride_max: f64,
    /// The earliest begin of service at the last stop, relative.
    early: f64,
    /// The window of the new drop-off.
    window: [f64; 2],
}

#[derive(Clone, Copy, Debug)]
struct Held {
    pickup: f64,
    shift: f64,
}

impl Beginning {
    /// Drives to stop `after` and takes up the request, `sum` of service and driving from the
    /// start; false if that can't be.
    pub(super) fn board(
        &mut self,
        model: &Model,
        route: &Route,
        after: usize,
        request: Request,
        sum: f64,
    ) -> bool {
        let site = model.site(request);
        let upper = site.latest - sum;
        self.early = route.stops[after].early.max(site.earliest - sum);
        if upper + TOLERANCE < self.early {
            return false;
        }
        self.aboard.clear();
        let held = route.aboard(model, after).iter();
        self.aboard.extend(held.map(|held| Held { pickup: held.pickup.min(upper), shift: 0.0 }));
        (self.latest_pickup, self.pickup_sum) = (upper, sum);
        self.ride_max = model.ride_max(request);
        let down = model.site(model.drop_off(request));
        self.window = [down.earliest, down.latest];
        true
    }

    /// Drives on to stop `at`, by `shift` later than before, with `load` more aboard; false if
    /// that can't be.
    pub(super) fn pass(
        &mut self,
        model: &Model,
        route: &Route,
        at: usize,
        load: f64,
        shift: f64,
    ) -> bool {
        let stop = &route.stops[at];
        if model.capacity + TOLERANCE < stop.load + load {
            return false;
        }
        let site = model.site(stop.node);
        let sum = stop.sum + shift;
        self.early = self.early.max(site.earliest - sum);
        let mut upper = site.latest - sum;
        let slot = stop.slot();
        let entry = &mut self.aboard[slot];
        if model.is_pickup(stop.node) {
            *entry = Held { pickup: upper, shift };
        } else {
            let gap = stop.gap - (shift - entry.shift);
            if gap < -TOLERANCE {
                return false;
            }
            upper = upper.min(entry.pickup + gap);
            *entry = Held { pickup: f64::INFINITY, shift: 0.0 };
        }
        if upper + TOLERANCE < self.early {
            return false;
        }
        for held in &mut self.aboard {
            held.pickup = held.pickup.min(upper);
        }
        self.latest_pickup = self.latest_pickup.min(upper);
        true
    }

    /// Is a drop-off with this `sum` too late for the longest ride, even without any wait?
    pub(super) fn ride_is_over(&self, sum: f64) -> bool {
        self.ride_max + TOLERANCE < sum - self.pickup_sum
    }

    /// Can the new drop-off come right after the last stop, with `sum` of service and driving from
    /// the start, and the remainder of the tour after stop `last` follow, `shift` later than before?
    pub(super) fn joins(
        &self,
        model: &Model,
        route: &Route,
        last: usize,
        sum: f64,
        shift: f64,
    ) -> bool {
        let gap = self.ride_max - (sum - self.pickup_sum);
        let upper = (self.window[1] - sum).min(self.latest_pickup + gap);
        let mut early = self.early.max(self.window[0] - sum);
        if gap < -TOLERANCE || upper + TOLERANCE < early {
            return false;
        }
        let next = &route.stops[last + 1];
        let (lower, mut late) = (next.lower - shift, next.late - shift);
        if late + TOLERANCE < early {
            return false;
        }
        let (mut least_gap, mut excess) = (f64::INFINITY, f64::NEG_INFINITY);
        for (held, Aboard { drop_off, gap, .. }) in
            self.aboard.iter().zip(route.aboard(model, last))
        {
            let gap = gap - (shift - held.shift);
            let (pickup, drop_off) = (held.pickup.min(upper), drop_off - shift);
            least_gap = least_gap.min(gap);
            early = early.max(drop_off - gap);
            late = late.min(pickup + gap);
            excess = excess.max(drop_off - pickup - gap);
        }
        early <= upper + TOLERANCE
            && lower <= late + TOLERANCE
            && early <= late + TOLERANCE
            && lower <= upper + least_gap + TOLERANCE
            && -TOLERANCE <= least_gap
            && excess <= TOLERANCE
    }
}
