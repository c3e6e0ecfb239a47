//! Requests of some seconds or minutes assigned together, where insertion would take them one by
//! one.
//!
//! After Alonso-Mora, Samaranayake, Wallar, Frazzoli and Rus, *On-demand high-capacity ride-sharing
//! via dynamic trip-vehicle assignment* (PNAS 2017): for each vehicle the sets of new riders that it
//! can take within every promise and limit, then the exact choice of sets. Riders who were promised
//! a ride before stay where they are: moving them is the improvement's work.

mod choice;
mod sets;

use noriai_units::Seconds;

use crate::booking::{Booking, Offer, OfferPlan};
use crate::ids::{BookingId, OfferId, RiderId};
use crate::improvement::TourOrder;
use crate::offers::{Way, check, trials};
use crate::planning::cost::in_order;
use crate::planning::insertion::{Measure, Scratch, Spot};
use crate::planning::route::{Ground, Route};
use crate::request::RideRequest;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::Duty;

use choice::{Candidate, choose};
use sets::{Set, grow};

/// How far an assignment looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchLimits {
    /// A wish for "now" may be so old by the time it is looked at.
    pub age: Seconds,
    /// So many new riders are given to one vehicle at once, at most.
    pub riders_max: usize,
    /// So many sets of riders are grown for one vehicle, at most.
    pub sets_max: usize,
    /// So many nodes of the choice's search tree are looked at, at most.
    pub nodes_max: u32,
}

impl Default for BatchLimits {
    /// For windows of up to two minutes and some dozen requests.
    fn default() -> Self {
        Self { age: Seconds::from_minutes(3), riders_max: 6, sets_max: 400, nodes_max: 20_000 }
    }
}

/// Who rides with whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assignment {
    /// One for each request, in their order; `None` for who is not served this way.
    pub offers: Vec<Option<Offer>>,
    /// The tours that serve them: what [`crate::Command::BookTogether`] wants.
    pub tours: Vec<TourOrder>,
    /// True if no other choice of the sets that were grown serves more, or as many at less cost.
    /// False if the search was cut off: then it is at least as good as the greedy choice.
    pub is_best: bool,
}

/// So many requests are assigned together, at most: those behind are left to insertion.
const REQUESTS_MAX: usize = 64;

/// Assigns requests together. Each comes with the booking that it is to become, and who asks; `ids`
/// gives each offer its id.
pub fn assign(
    state: &State,
    requests: &[(BookingId, RiderId, RideRequest)],
    situation: &Situation<'_>,
    limits: &BatchLimits,
    ids: &mut dyn FnMut() -> OfferId,
) -> Assignment {
    let mut ground = Ground::turning(state, situation);
    let routes = Route::all(&mut ground);
    let mut asked = Asked::default();
    for (number, (id, rider, request)) in requests.iter().enumerate().take(REQUESTS_MAX) {
        asked.add(number, (*id, *rider), request, &routes, limits, &mut ground);
    }
    let mut sets: Vec<Set<'_>> = Vec::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    for (vehicle, route) in routes.iter().enumerate() {
        let alone: Vec<Option<Spot>> = asked.alone.iter().map(|spots| spots[vehicle]).collect();
        let own = grow(route, &asked.trials, &alone, limits, &mut ground);
        let of = |set: &Set<'_>| Candidate { vehicle, riders: set.riders, cost: set.cost };
        candidates.extend(own.iter().map(of));
        sets.extend(own);
    }
    let choice = choose(&candidates, limits.nodes_max);
    let mut assignment = Assignment {
        offers: vec![None; requests.len()],
        tours: Vec::new(),
        is_best: choice.is_best,
    };
    for set in choice.taken.iter().filter_map(|index| sets.get(*index)) {
        assignment.take(set, &asked, &mut ground, ids);
    }
    assignment
}

/// The requests that some vehicle can meet.
#[derive(Default)]
struct Asked {
    /// Which request.
    numbers: Vec<usize>,
    /// The booking that would meet it.
    trials: Vec<Booking>,
    /// The best way of each vehicle to take it in alone.
    alone: Vec<Vec<Option<Spot>>>,
}

impl Asked {
    /// Adds a request, by the first way to promise it that any vehicle can keep.
    fn add<'a>(
        &mut self,
        number: usize,
        (id, rider): (BookingId, RiderId),
        request: &RideRequest,
        routes: &[Route<'a>],
        limits: &BatchLimits,
        ground: &mut Ground<'a>,
    ) {
        let (policy, situation) = (ground.state.policy(), ground.situation);
        let is_sound = check(request, policy, situation.now, limits.age).is_ok();
        let direct = situation.times.leg(request.from.road, request.to.road);
        let Some(direct) = direct.filter(|_| is_sound) else { return };
        for trial in trials((rider, request), direct, ground.state, situation.now) {
            let trial = Booking { id, ..trial };
            let mut spots = Vec::with_capacity(routes.len());
            for route in routes {
                spots.push(route.spot(&trial, Measure::New, ground));
            }
            if spots.iter().any(Option::is_some) {
                self.numbers.push(number);
                self.trials.push(trial);
                self.alone.push(spots);
                return;
            }
        }
    }
}

impl Assignment {
    /// Notes a set that was chosen.
    fn take(
        &mut self,
        set: &Set<'_>,
        asked: &Asked,
        ground: &mut Ground<'_>,
        ids: &mut dyn FnMut() -> OfferId,
    ) {
        let (state, now) = (ground.state, ground.situation.now);
        let policy = state.policy();
        let Scratch { timetable, order, .. } = &mut ground.scratch;
        let route = &set.route;
        if in_order(&route.sequence, policy, timetable, order).is_err() {
            return;
        }
        let members = (0..asked.trials.len()).filter(|number| set.riders & (1 << number) != 0);
        for member in members {
            let trial = asked.trials[member];
            let Some(own) = timetable.rider(trial.id) else { continue };
            let plan = OfferPlan {
                vehicle: route.tour.shift.vehicle,
                pickup: own.since,
                dropoff: own.dropoff,
                n_sharing: timetable.n_sharing(&own),
            };
            let way = Way { trial, plan, expires: now + policy.offer_life };
            let offer = way.offer(ids(), policy.pickup_window, state.map());
            if let Some(slot) = self.offers.get_mut(asked.numbers[member]) {
                *slot = Some(offer);
            }
        }
        self.tours.push(route.order());
    }

    /// The tours without riders who did not accept.
    #[must_use]
    pub fn tours_without(&self, declined: &[BookingId]) -> Vec<TourOrder> {
        let stays = |duty: &Duty| match duty {
            Duty::Board(rider) | Duty::Alight(rider) => !declined.contains(rider),
            Duty::Break(_) | Duty::Return => true,
        };
        let without = |tour: &TourOrder| TourOrder {
            shift: tour.shift,
            duties: tour.duties.iter().copied().filter(stays).collect(),
        };
        self.tours.iter().map(without).collect()
    }
}
