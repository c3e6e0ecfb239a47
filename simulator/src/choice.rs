//! How riders choose. A deliberately simple model, the same for all policies.
//!
//! A rider looks at the offers in the order given and takes the first that is tolerable. If there
//! is none, at the nearest other times before and after; of the tolerable ones the nearer is
//! taken. Who has to be somewhere by a time takes no later one. Otherwise the rider gives up.
//! Answers are instant, nobody haggles or comes back.

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
        let in_time = |offer: &Offer| match request.wish {
            Wish::DepartAt(_) => true,
            Wish::ArriveBy(by) => offer.plan.dropoff <= by,
        };
        let tolerable = others.filter(|offer| {
            move_of(offer) <= self.shift
                && in_time(offer)
                && self.is_tolerable(offer.request.wish, offer)
        });
        tolerable.min_by_key(|offer| move_of(offer)).copied()
    }

    /// True if the rider takes an offer that meets the wish itself.
    #[must_use]
    pub fn likes(&self, request: &RideRequest, offer: &Offer) -> bool {
        self.is_tolerable(request.wish, offer)
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

#[cfg(test)]
mod tests {
    use noriai_core::travel::Leg;
    use noriai_core::units::Yen;
    use noriai_core::{OfferId, OfferPlan, Party, Promise, VehicleId};

    use super::*;
    use crate::world::SquaredPaper;

    fn minute(minute: i64) -> Timestamp {
        Timestamp::default() + Seconds::from_minutes(minute)
    }

    fn wanting(wish: Wish) -> RideRequest {
        let (from, to) = (SquaredPaper::place(0, 0), SquaredPaper::place(1_000, 0));
        RideRequest {
            from,
            to,
            wish,
            party: Party::ONE_ADULT,
            needs: noriai_core::Needs::default(),
        }
    }

    fn offer(wish: Wish, pickup: i64, dropoff: i64) -> Offer {
        let (pickup, dropoff) = (minute(pickup), minute(dropoff));
        Offer {
            id: OfferId(1),
            request: wanting(wish),
            promise: Promise {
                pickup_earliest: pickup,
                pickup_latest: pickup,
                arrive_latest: dropoff,
            },
            max_ride: Seconds::from_minutes(60),
            direct: Leg::default(),
            fare: Yen::ZERO,
            expires: pickup,
            plan: OfferPlan { vehicle: VehicleId(1), pickup, dropoff, n_sharing: 0 },
            map: 0,
        }
    }

    #[test]
    fn the_first_tolerable_offer_is_taken() {
        let wish = Wish::DepartAt(minute(100));
        let offers = vec![offer(wish, 140, 150), offer(wish, 125, 160), offer(wish, 101, 110)];
        let answer = Answer { offers, ..Answer::default() };
        let taken = Tolerance::default().choose(&wanting(wish), &answer).unwrap();
        assert_eq!(taken.plan.pickup, minute(125));
    }

    #[test]
    fn of_other_times_the_nearer_is_taken_if_it_is_near_enough() {
        let wish = Wish::DepartAt(minute(100));
        let at = |moved| Some(offer(Wish::DepartAt(minute(moved)), moved + 5, moved + 20));
        let answer = Answer { before: at(60), after: at(130), ..Answer::default() };
        let taken = Tolerance::default().choose(&wanting(wish), &answer).unwrap();
        assert_eq!(taken.plan.pickup, minute(135));
        let far = Answer { before: at(30), after: at(180), ..Answer::default() };
        assert_eq!(Tolerance::default().choose(&wanting(wish), &far), None);
    }

    #[test]
    fn who_has_an_appointment_takes_no_later_arrival() {
        let wish = Wish::ArriveBy(minute(100));
        let at = |moved| Some(offer(Wish::ArriveBy(minute(moved)), moved - 20, moved - 5));
        let answer = Answer { before: at(70), after: at(110), ..Answer::default() };
        let taken = Tolerance::default().choose(&wanting(wish), &answer).unwrap();
        assert_eq!(taken.plan.dropoff, minute(65));
        let late = Answer { after: at(110), ..Answer::default() };
        assert_eq!(Tolerance::default().choose(&wanting(wish), &late), None);
    }
}
