//! What a wish may expect, by the rules as a person would read them.

use noriai_core::{Aids, BoardingRule, RideRequest, RiderId, Situation, State, Wish};

use super::{Ride, can, drive, stands, zones};

/// What the naive dispatcher says to a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// Nobody can have such a ride, whatever the vehicles do.
    Senseless,
    /// Some vehicle can.
    Feasible,
    /// None can.
    Infeasible,
    /// It would take too long to find out.
    Unknown,
}

const MINUTE: i64 = 60_000;
/// So long before a wished arrival a rider may be brought there, tried in turn.
const EARLIER: [i64; 4] = [5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE];

pub(crate) fn expected(
    state: &State,
    situation: &Situation<'_>,
    rider: RiderId,
    request: &RideRequest,
) -> Expected {
    let Some(rides) = rides(state, situation, rider, request) else { return Expected::Senseless };
    let mut unknown = false;
    for ride in &rides {
        for tour in state.tours().values() {
            match can(state, situation, tour, ride) {
                Some(true) => return Expected::Feasible,
                Some(false) => {}
                None => unknown = true,
            }
        }
    }
    if unknown { Expected::Unknown } else { Expected::Infeasible }
}

/// The rides that would meet a wish; `None` if it makes no sense.
fn rides(
    state: &State,
    situation: &Situation<'_>,
    rider: RiderId,
    request: &RideRequest,
) -> Option<Vec<Ride>> {
    let policy = state.policy();
    let now = situation.now.unix_millis();
    let at = request.wish.at().unix_millis();
    let at_stops = request.from.stop.is_some() && request.to.stop.is_some();
    let too_soon = at < now - MINUTE;
    let too_far = policy.horizon.millis() < at - now;
    let nowhere = request.from.road == request.to.road || request.party.n_people() == 0;
    let direct = drive(situation.times, request.from.road, request.to.road)?;
    if too_soon || too_far || nowhere {
        return None;
    }
    let stops_only = policy.zones.is_empty() && policy.boarding == BoardingRule::DesignatedStops;
    if stops_only && !at_stops || !zones::allow(policy, request) {
        return None;
    }
    // Whichever vehicle comes, the slowest to board included.
    let open = state.tours().values().filter(|tour| !tour.is_over());
    let slowest = open.map(|tour| stands(policy, &tour.shift.fittings.aids, request.party));
    let least = stands(policy, &Aids::default(), request.party);
    let boards = policy.dwell_call.millis() + slowest.fold(least, i64::max);
    let longest = (direct * policy.max_ride_per_mille).div_euclid(1_000)
        + policy.max_ride_extra.millis()
        + boards;
    let ride = |earliest, latest, by| Ride {
        rider,
        from: request.from.road,
        to: request.to.road,
        party: request.party,
        wish: at,
        needs: request.needs,
        earliest,
        latest,
        by,
        longest,
    };
    Some(match request.wish {
        Wish::DepartAt(_) => {
            let latest = at + policy.max_wait.millis();
            let by = -(-(latest + longest)).div_euclid(MINUTE) * MINUTE;
            vec![ride(at.max(now), latest, by)]
        }
        Wish::ArriveBy(_) => {
            let latest = at - direct - boards;
            let earliest = EARLIER.iter().map(|by| {
                let at = (latest - by).div_euclid(MINUTE) * MINUTE;
                at.max(now)
            });
            earliest
                .filter(|at| *at <= latest)
                .map(|at| ride(at, latest, request.wish.at().unix_millis()))
                .collect()
        }
    })
}
