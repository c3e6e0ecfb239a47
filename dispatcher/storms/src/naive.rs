//! The naive dispatcher: every pair of positions in every tour, each tried with nothing but the
//! rules. It says only whether a ride can be promised, and shares the domain's words with the
//! dispatcher, nothing else.

mod breaks;
mod order;
mod start;
mod wish;
mod zones;

use noriai_core::travel::{RoadPoint, TravelTimes};
use noriai_core::units::Seconds;
use noriai_core::{
    Aids, Booking, Duty, Fittings, Needs, Offer, Party, Policy, Promise, RideRequest, RiderId,
    Situation, State, Tour,
};

use order::{Order, Stop};
use start::start;
pub(crate) use wish::{Expected, expected};

/// A tour with more duties ahead is not tried: the storm stays quick.
const DUTIES_MAX: usize = 16;
/// Milliseconds between two ticks: what is not reported by now has not happened until then.
const REPORT: i64 = 10_000;

/// A ride that is to be promised, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ride {
    pub(crate) rider: RiderId,
    pub(crate) from: RoadPoint,
    pub(crate) to: RoadPoint,
    pub(crate) party: Party,
    /// The wished time.
    pub(crate) wish: i64,
    pub(crate) needs: Needs,
    pub(crate) earliest: i64,
    pub(crate) latest: i64,
    pub(crate) by: i64,
    pub(crate) longest: i64,
}

impl Ride {
    /// The ride of an offer, as it would be promised.
    pub(crate) const fn of_offer(rider: RiderId, offer: &Offer) -> Self {
        Self::promised(rider, &offer.request, offer.promise, offer.max_ride)
    }

    /// The ride of a booking, as promised.
    pub(crate) const fn of(booking: &Booking) -> Self {
        Self::promised(booking.rider, &booking.request, booking.promise, booking.max_ride)
    }

    const fn promised(
        rider: RiderId,
        request: &RideRequest,
        promise: Promise,
        max_ride: Seconds,
    ) -> Self {
        Self {
            rider,
            from: request.from.road,
            to: request.to.road,
            party: request.party,
            wish: request.wish.at().unix_millis(),
            needs: request.needs,
            earliest: promise.pickup_earliest.unix_millis(),
            latest: promise.pickup_latest.unix_millis(),
            by: promise.arrive_latest.unix_millis(),
            longest: max_ride.millis(),
        }
    }
}

/// Whether a tour can take a ride in; `None` if that would take too long to find out.
pub(crate) fn can(
    state: &State,
    situation: &Situation<'_>,
    tour: &Tour,
    ride: &Ride,
) -> Option<bool> {
    // Who is late for the break or for home is sent nowhere else.
    if tour.is_over() || 0 < tour.overrun.millis() {
        return Some(false);
    }
    if !may_ride(state, &tour.shift.fittings, ride) {
        return None;
    }
    // A kept vehicle takes nobody further ahead.
    let ahead = Seconds::from_millis(ride.wish) - Seconds::from_millis(situation.now.unix_millis());
    if tour.shift.books_ahead.is_some_and(|most| most < ahead) {
        return Some(false);
    }
    let policy = state.policy();
    let stops = stops(state, tour);
    if DUTIES_MAX < stops.len() {
        return None;
    }
    let start = start(state, situation, tour);
    let times = situation.times;
    let order = Order { start: &start, state, times, shift: &tour.shift };
    // A tour that does not hold as it stands takes nobody.
    if !order.holds(&stops) {
        return Some(false);
    }
    let (board, alight) = ends(policy, &tour.shift.fittings.aids, ride);
    let (n, n_locked) = (stops.len(), start.n_locked);
    let pairs = || (n_locked..n).flat_map(|pickup| (pickup..n).map(move |drop| (pickup, drop)));
    let takes = |stops: &Vec<Stop>| {
        pairs().any(|(pickup, dropoff)| {
            let mut trial = stops.clone();
            trial.insert(dropoff, alight);
            trial.insert(pickup, board);
            order.holds(&trial)
        })
    };
    // The driver's breaks may come before or after other riders than planned.
    let orders = breaks::anywhere(&stops, n_locked);
    Some(orders.iter().any(|stops| order.holds(stops) && takes(stops)))
}

/// Whether such a vehicle may carry the ride at all.
fn may_ride(state: &State, fittings: &Fittings, ride: &Ride) -> bool {
    let equipped = ride.needs.equipment.iter().all(|kind| {
        let mut held = fittings.equipment.iter();
        held.any(|held| held == kind)
    });
    let party = ride.party;
    let helpers = i64::from(party.adults) + i64::from(party.reduced);
    let others = i64::from(party.wheelchairs) + i64::from(party.children);
    let helped = state.rider_rules(ride.rider).is_some_and(|rules| rules.attended);
    // Who is helped may be one of the helpers, if there is nobody else to be helped.
    let has_help = if others == 0 { 2 <= helpers } else { 1 <= helpers };
    let held = party.infants == 0 || helpers != 0 || party.wheelchairs != 0;
    let attended = fittings.attendant || (held && (has_help || !helped));
    attended && equipped && ride.needs.group.is_none_or(|group| fittings.groups.contains(&group))
}

/// How long a party takes to board or to alight.
pub(crate) fn stands(policy: &Policy, aids: &Aids, party: Party) -> i64 {
    let [wheelchairs, walkers, prams] =
        [party.wheelchairs, party.walkers, party.prams].map(i64::from);
    policy.dwell_person.millis() * (i64::from(party.n_people()) - wheelchairs).max(0)
        + (policy.dwell_wheelchair + aids.wheelchair.load).millis() * wheelchairs
        + aids.walker.load.millis() * walkers
        + aids.pram.load.millis() * prams
}

/// The new rider's two duties.
fn ends(policy: &Policy, aids: &Aids, ride: &Ride) -> (Stop, Stop) {
    let new = noriai_core::BookingId(u128::MAX);
    let board = Stop {
        duty: Duty::Board(new),
        road: ride.from,
        earliest: ride.earliest,
        latest: ride.latest,
        stands: stands(policy, aids, ride.party),
        party: ride.party,
        rider: ride.rider,
        longest: i64::MAX,
        planned: None,
    };
    let alight = Stop {
        duty: Duty::Alight(new),
        road: ride.to,
        earliest: i64::MIN,
        latest: ride.by,
        longest: ride.longest,
        ..board
    };
    (board, alight)
}

/// Everything that a tour still has to do, in its order.
fn stops(state: &State, tour: &Tour) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    for call in &tour.calls {
        for (index, duty) in call.duties.iter().enumerate() {
            let drive = if index == 0 { call.leg.time.millis() } else { 0 };
            let own = Stop {
                duty: *duty,
                road: call.place.road,
                earliest: tour.shift.end.unix_millis(),
                latest: tour.shift.end.unix_millis(),
                stands: 0,
                party: Party::default(),
                rider: RiderId(0),
                longest: i64::MAX,
                planned: Some((stops.len(), drive)),
            };
            let here = Stop { road: own.road, planned: own.planned, ..own };
            stops.push(match duty {
                Duty::Board(id) | Duty::Alight(id) => {
                    let Some(booking) = state.booking(*id) else { continue };
                    let (board, alight) =
                        ends(state.policy(), &tour.shift.fittings.aids, &Ride::of(booking));
                    let end = if matches!(duty, Duty::Board(_)) { board } else { alight };
                    Stop { duty: here.duty, road: here.road, planned: here.planned, ..end }
                }
                Duty::Break(index) => match tour.shift.breaks.get(*index) {
                    Some(rule) => Stop {
                        earliest: rule.earliest.unix_millis(),
                        latest: rule.latest.unix_millis(),
                        stands: rule.length.millis(),
                        ..own
                    },
                    None => own,
                },
                Duty::Return => own,
            });
        }
    }
    stops
}

/// The drive between two spots.
fn drive(times: &dyn TravelTimes, from: RoadPoint, to: RoadPoint) -> Option<i64> {
    if from == to { Some(0) } else { times.leg(from, to).map(|leg| leg.time.millis()) }
}
