//! How riders choose. A deliberately simple model, the same for all policies.
//!
//! A rider looks at the offers in the order given and takes the first that is tolerable. If there
//! is none, at the nearest other times before and after; of the tolerable ones the nearer is
//! taken. Otherwise the rider gives up. Answers are instant, nobody haggles or comes back.

use noriai_core::{Answer, Offer, RideRequest, Wish};
use noriai_units::{Seconds, Timestamp};

/// What riders put up with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tolerance {
    /// The longest wait after the wished departure.
    pub wait: Seconds,
    /// The longest time to be at the goal before the wished arrival.
    pub early: Seconds,
    /// How far the whole trip may be moved, if it can't be met as wished.
    pub shift: Seconds,
}

impl Default for Tolerance {
    /// Half an hour at the door, three quarters of an hour at the goal, an hour's move.
    fn default() -> Self {
        Self {
            wait: Seconds::from_minutes(30),
            early: Seconds::from_minutes(45),
            shift: Seconds::from_minutes(60),
        }
    }
}

impl Tolerance {
    /// The offer the rider takes, if any.
    #[must_use]
    pub fn choose(&self, request: &RideRequest, answer: &Answer) -> Option<Offer> {
        let as_wished = answer.offers.iter().find(|offer| self.is_tolerable(request.wish, offer));
        if let Some(offer) = as_wished {
            return Some(*offer);
        }
        let wished = request.wish.at();
        let move_of = |offer: &Offer| distance(offer.request.wish.at(), wished);
        let others = answer.before.iter().chain(&answer.after);
        let tolerable = others.filter(|offer| {
            move_of(offer) <= self.shift && self.is_tolerable(offer.request.wish, offer)
        });
        tolerable.min_by_key(|offer| move_of(offer)).copied()
    }

    /// True if pickup and arrival are near enough to the wish.
    fn is_tolerable(&self, wish: Wish, offer: &Offer) -> bool {
        match wish {
            Wish::DepartAt(at) => offer.plan.pickup - at <= self.wait,
            Wish::ArriveBy(by) => offer.plan.dropoff <= by && by - offer.plan.dropoff <= self.early,
        }
    }
}

fn distance(a: Timestamp, b: Timestamp) -> Seconds {
    (a - b).max(b - a)
}
