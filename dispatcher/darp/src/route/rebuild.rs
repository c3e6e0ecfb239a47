//! From the order of stops to what the insertion needs to know.

use super::{Aboard, Route, leg_key};
use crate::TOLERANCE;
use crate::model::{Model, NodeId};
use crate::rng::mix;

/// Nobody is kept at this slot.
const FREE: NodeId = NodeId::MAX;

/// Who is aboard at the stop under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    /// The drop-off that is due.
    due: NodeId,
    /// Service and driving from the start to the pickup.
    sum: f64,
    ride_max: f64,
    aboard: Aboard,
}

impl Held {
    const NONE: Self = Self { due: FREE, sum: 0.0, ride_max: 0.0, aboard: Aboard::NONE };
}

impl Route {
    /// Works everything out from the order of stops; false if it can't be driven.
    pub(super) fn rebuild(&mut self, model: &Model) -> bool {
        self.work.clear();
        self.work.resize(model.n_slots, Held::NONE);
        self.forward(model) && {
            self.backward(model);
            true
        }
    }

    /// Sums up every beginning; false if one has no feasible times.
    fn forward(&mut self, model: &Model) -> bool {
        let Self { stops, aboard, work, .. } = self;
        let n_slots = model.n_slots;
        let last = stops.len() - 1;
        aboard.resize(last * n_slots, Aboard::NONE);
        let (mut cost, mut key, mut set_key) = (0.0, 0_u64, 0_u64);
        let (mut sum, mut load, mut early) = (0.0, 0.0, f64::NEG_INFINITY);
        let nodes_after =
            |at: usize, stops: &[super::Stop]| stops.get(at + 1).map(|stop| stop.node);
        for at in 0..=last {
            let next = nodes_after(at, stops);
            let stop = &mut stops[at];
            let site = model.site(stop.node);
            load += site.load;
            early = early.max(site.earliest - sum);
            let mut upper = site.latest - sum;
            let begins = at < 1 || model.is_pickup(stop.node);
            // A drop-off that nobody waits for finds no slot, as does a pickup into a full vehicle.
            let wanted = if begins { FREE } else { stop.node };
            let Some(slot) = work.iter().position(|held| held.due == wanted) else {
                return false;
            };
            let held = &mut work[slot];
            if begins {
                let (due, ride_max) = if at < 1 {
                    (model.end(), model.duration_max)
                } else {
                    set_key = set_key.wrapping_add(mix(u64::from(stop.node)));
                    (model.drop_off(stop.node), model.ride_max(stop.node))
                };
                let aboard = Aboard { pickup: upper, ..Aboard::NONE };
                *held = Held { due, sum, ride_max, aboard };
                stop.gap = 0.0;
            } else {
                stop.gap = held.ride_max - (sum - held.sum);
                upper = upper.min(held.aboard.pickup + stop.gap);
                *held = Held::NONE;
            }
            if upper + TOLERANCE < early
                || stop.gap < -TOLERANCE
                || model.capacity + TOLERANCE < load
            {
                return false;
            }
            (stop.slot, stop.early, stop.upper) = (slot as u16, early, upper);
            (stop.load, stop.sum, stop.service) = (load, sum, site.service);
            stop.leg = 0.0;
            if let Some(next) = next {
                stop.leg = model.travel(stop.node, next);
                key = key.wrapping_add(leg_key(stop.node, next));
                cost += stop.leg;
                sum += site.service + stop.leg;
                let room = &mut aboard[at * n_slots..][..n_slots];
                for (held, place) in work.iter_mut().zip(room) {
                    // Nobody's pickup stays infinite.
                    if held.due != FREE {
                        held.aboard.pickup = held.aboard.pickup.min(upper);
                    }
                    *place = held.aboard;
                }
            }
        }
        (self.cost, self.key, self.set_key) = (cost, key, set_key);
        // All are set down, or riders would stay aboard for ever.
        self.work.iter().all(|held| held.due == FREE)
    }

    /// Sums up every remainder.
    fn backward(&mut self, model: &Model) {
        let Self { stops, aboard, work, .. } = self;
        let n_slots = model.n_slots;
        let mut late = f64::INFINITY;
        for at in (1..stops.len()).rev() {
            let stop = &mut stops[at];
            let site = model.site(stop.node);
            late = late.min(site.latest - stop.sum);
            let mut lower = site.earliest - stop.sum;
            let held = &mut work[stop.slot()];
            if model.is_pickup(stop.node) {
                lower = lower.max(held.aboard.drop_off - held.aboard.gap);
                *held = Held::NONE;
            } else {
                held.due = stop.node;
                (held.aboard.drop_off, held.aboard.gap) = (lower, stop.gap);
            }
            (stop.lower, stop.late) = (lower, late);
            let room = &mut aboard[(at - 1) * n_slots..][..n_slots];
            for (held, place) in work.iter_mut().zip(room) {
                if held.due != FREE {
                    held.aboard.drop_off = held.aboard.drop_off.max(lower);
                }
                (place.drop_off, place.gap) = (held.aboard.drop_off, held.aboard.gap);
            }
        }
    }
}
