//! What could be promised for a wish: up to three offers, or the reason and the nearest times.

use noriai_units::{Seconds, Timestamp};

use crate::booking::{Booking, Offer, OfferPlan, Promise, Status};
use crate::ids::{BookingId, OfferId, RiderId};
use crate::planning::insertion::{Insertion, insertions, insertions_or_room};
use crate::policy::Policy;
use crate::rejection::Rejection;
use crate::request::{RideRequest, Wish};
use crate::rules;
use crate::situation::Situation;
use crate::state::State;
use crate::travel::Leg;

/// The answer to a wish.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Up to three ways to meet the wish, best first.
    pub offers: Vec<Offer>,
    /// Why there is none.
    pub rejection: Option<Rejection>,
    /// The nearest earlier time that works, if there is no offer.
    pub before: Option<Offer>,
    /// The nearest later time that works, if there is no offer.
    pub after: Option<Offer>,
}

/// Alternatives are looked for this many steps of the longest wait before and after the wish.
const ALTERNATIVE_STEPS: i64 = 4;

/// A rider without a key has no rules: no digest is all zeros.
const NOBODY: RiderId = RiderId(0);

/// A second offer must differ from the first by as much.
const NOTABLE: Seconds = Seconds::from_minutes(5);

/// A wish for "now" may be so old by the time it is looked at.
const MOMENT: Seconds = Seconds::from_minutes(1);

/// How long before the wished arrival a rider may be brought there, tried in turn.
const ARRIVAL_MARGINS: [Seconds; 4] = [
    Seconds::from_minutes(5),
    Seconds::from_minutes(10),
    Seconds::from_minutes(20),
    Seconds::from_minutes(30),
];

/// Says what could be promised to somebody for whom no rules hold. `ids` gives each offer its id.
pub fn offers(
    state: &State,
    request: &RideRequest,
    situation: &Situation<'_>,
    ids: &mut dyn FnMut() -> OfferId,
) -> Answer {
    offers_for(state, NOBODY, request, situation, ids)
}

/// Says what could be promised to a rider, by the rules that hold for this one.
pub fn offers_for(
    state: &State,
    rider: RiderId,
    request: &RideRequest,
    situation: &Situation<'_>,
    ids: &mut dyn FnMut() -> OfferId,
) -> Answer {
    let policy = state.policy();
    let (window, map) = (policy.pickup_window, state.map());
    match meet(state, (rider, request), situation, insertions_or_room) {
        Ok(ways) => {
            let offers = distinct(&ways).into_iter().map(|way| way.offer(ids(), window, map));
            Answer { offers: offers.collect(), ..Answer::default() }
        }
        Err(rejection) => {
            let mut nearest = |step: i64| {
                if !rejection.can_change_with_time() {
                    return None;
                }
                let (first, step) = alternatives(rejection, request.wish.at(), policy, step);
                (0..ALTERNATIVE_STEPS).find_map(|n| {
                    let wish = request.wish.moved_to(first + step * n);
                    let moved = RideRequest { wish, ..*request };
                    let best = meet(state, (rider, &moved), situation, insertions)
                        .ok()?
                        .into_iter()
                        .next()?;
                    Some(best.offer(ids(), window, map))
                })
            };
            let (before, after) = (nearest(-1), nearest(1));
            Answer { offers: Vec::new(), rejection: Some(rejection), before, after }
        }
    }
}

/// The first other time to try, and how far to go on from there; `side` is -1 for earlier times and
/// 1 for later ones. Outside the hours of service, those are looked for in the hours next to them.
fn alternatives(
    rejection: Rejection,
    wish: Timestamp,
    policy: &Policy,
    side: i64,
) -> (Timestamp, Seconds) {
    let step = policy.max_wait.max(Seconds::from_minutes(10)) * side;
    let first = match rejection {
        Rejection::OutsideHours { closed, .. } if side < 0 => closed,
        Rejection::OutsideHours { opens, .. } => opens,
        _ => wish + step,
    };
    (first, step)
}

/// A way to meet the wish, before it has an id.
pub(crate) struct Way {
    pub(crate) trial: Booking,
    pub(crate) plan: OfferPlan,
    pub(crate) expires: Timestamp,
}

/// How a trial is looked for: with room made for it, or not.
type Insert = fn(&State, &Situation<'_>, &Booking) -> Result<Vec<Insertion>, Rejection>;

/// All ways to meet the wish, one a vehicle, best first.
fn meet(
    state: &State,
    (rider, request): (RiderId, &RideRequest),
    situation: &Situation<'_>,
    insert: Insert,
) -> Result<Vec<Way>, Rejection> {
    let policy = state.policy();
    check(request, policy, situation.now, MOMENT)?;
    let direct =
        situation.times.leg(request.from.road, request.to.road).ok_or(Rejection::NoRoad)?;
    let mut nearest = Rejection::TooLate;
    for trial in trials((rider, request), direct, state, situation.now) {
        match insert(state, situation, &trial) {
            Ok(found) => {
                let expires = situation.now + policy.offer_life;
                let way = |insertion: &Insertion| Way { trial, plan: insertion.offered(), expires };
                return Ok(found.iter().map(way).collect());
            }
            Err(cause)
                if nearest == Rejection::TooLate || nearest.nearness() < cause.nearness() =>
            {
                nearest = cause;
            }
            Err(_) => {}
        }
    }
    Err(nearest)
}

/// What is wrong with the wish itself, at this time, if it may be as old as `age`.
pub(crate) fn check(
    request: &RideRequest,
    policy: &Policy,
    now: Timestamp,
    age: Seconds,
) -> Result<(), Rejection> {
    request.check(policy)?;
    let ahead = request.wish.at() - now;
    if policy.horizon < ahead {
        return Err(Rejection::TooEarly { horizon: policy.horizon });
    }
    if ahead < -age {
        return Err(Rejection::TooLate);
    }
    Ok(())
}

impl RideRequest {
    /// What is wrong with the wish itself, at any time.
    pub(crate) fn check(&self, policy: &Policy) -> Result<(), Rejection> {
        if self.party.n_people() == 0 {
            return Err(Rejection::EmptyParty);
        }
        if self.from.road == self.to.road {
            return Err(Rejection::SamePlace);
        }
        rules::zones::check(self, policy)
    }
}

/// The bookings that would meet the wish, to be tried in turn until one can be served.
pub(crate) fn trials(
    (rider, request): (RiderId, &RideRequest),
    direct: Leg,
    state: &State,
    now: Timestamp,
) -> Vec<Booking> {
    let policy = state.policy();
    let dwell = policy.dwell_call + rules::aids::longest_dwell(request.party, state);
    let max_ride = policy.max_ride(direct.time) + dwell;
    let trial = |pickup_earliest: Timestamp, pickup_latest: Timestamp, arrive_latest| Booking {
        id: BookingId(u128::MAX),
        rider,
        offer: OfferId(0),
        request: *request,
        promise: Promise { pickup_earliest, pickup_latest, arrive_latest },
        max_ride,
        direct,
        fare: policy.fares.of(request.party),
        booked_at: now,
        first_boarded: None,
        status: Status::Waiting,
    };
    match request.wish {
        Wish::DepartAt(at) => {
            let earliest = at.max(now);
            let latest = at + policy.max_wait;
            vec![trial(earliest, latest, (latest + max_ride).ceil_minute())]
        }
        Wish::ArriveBy(by) => {
            let latest = by - direct.time - dwell;
            let margins =
                ARRIVAL_MARGINS.iter().map(|margin| (latest - *margin).floor_minute().max(now));
            let mut earliest: Vec<Timestamp> = margins.filter(|at| *at <= latest).collect();
            earliest.dedup();
            earliest.into_iter().map(|at| trial(at, latest, by)).collect()
        }
    }
}

/// The best way, and up to two others that a rider would call different.
fn distinct(ways: &[Way]) -> Vec<&Way> {
    let mut chosen: Vec<&Way> = Vec::new();
    for way in ways {
        let differs = |other: &&Way| {
            let pickup = way.plan.pickup - other.plan.pickup;
            let dropoff = way.plan.dropoff - other.plan.dropoff;
            [pickup, dropoff].iter().any(|by| NOTABLE <= *by || *by <= -NOTABLE)
        };
        if chosen.len() < 3 && chosen.iter().all(differs) {
            chosen.push(way);
        }
    }
    chosen
}

impl Way {
    pub(crate) fn offer(&self, id: OfferId, window: Seconds, map: u64) -> Offer {
        Offer {
            id,
            request: self.trial.request,
            promise: self.promise(window),
            max_ride: self.trial.max_ride,
            direct: self.trial.direct,
            fare: self.trial.fare,
            expires: self.expires,
            plan: self.plan,
            map,
        }
    }

    /// A window of whole minutes around the planned pickup, and the arrival that follows from it.
    fn promise(&self, window: Seconds) -> Promise {
        let limits = self.trial.promise;
        let pickup = self.plan.pickup;
        let pickup_earliest = pickup.floor_minute().max(limits.pickup_earliest);
        let window_end = (pickup_earliest.ceil_minute() + window).max(pickup.ceil_minute());
        // Never beyond the limit: to the minute before it, if the plan leaves room.
        let whole = |limit: Timestamp, planned: Timestamp| {
            let floor = limit.floor_minute();
            if planned <= floor { floor } else { limit }
        };
        let pickup_latest = whole(window_end.min(limits.pickup_latest), pickup);
        let arrival = (pickup_latest + self.trial.max_ride).ceil_minute();
        let arrive_latest = whole(arrival.min(limits.arrive_latest), self.plan.dropoff);
        Promise { pickup_earliest, pickup_latest, arrive_latest }
    }
}
