//! Rides are shared out among the companies that send drivers.
//!
//! Several taxi companies drive for the town, and each is to have its share of the rides over the
//! month, but nobody is to wait for a van from the other end of town for its sake. So among the
//! ways to take a rider in that cost hardly more than the best one, the company that is furthest
//! behind its share goes first; what "hardly more" is, the town says in minutes of driving.

use std::collections::BTreeMap;

use noriai_units::Timestamp;

use crate::booking::Status;
use crate::ids::{CompanyId, VehicleId};
use crate::planning::insertion::Insertion;
use crate::policy::{Policy, Rotation};
use crate::state::State;
use crate::tour::{Duty, Tour};

/// Rides of each company.
pub(crate) type Rides = BTreeMap<CompanyId, i64>;

/// Puts those of the cheapest insertions that cost hardly more than the best into the order in
/// which their companies are behind. The rest stays as it is, cheapest first.
pub(crate) fn prefer(found: &mut [Insertion], state: &State) {
    let policy = state.policy();
    let (Some(rotation), Some(best)) = (&policy.rotation, found.first()) else { return };
    let limit = best.cost.0 + worth(rotation, policy);
    let n_alike = found.partition_point(|way| way.cost.0 <= limit);
    let rides = driven_and_planned(state);
    let company = |way: &Insertion| state.tour(way.shift).and_then(|tour| tour.shift.company);
    // A stable order: of one company the cheapest way stays first.
    found[..n_alike].sort_by_cached_key(|way| ahead(company(way), rotation, &rides));
}

/// What a plan costs for moving rides from one company to another: so much for each that is taken
/// away, that a plan which is cheaper by less does not undo what the rotation has chosen.
pub(crate) fn taken_away(before: &Rides, after: &Rides, policy: &Policy) -> i64 {
    let Some(rotation) = &policy.rotation else { return 0 };
    let less = |(company, n): (&CompanyId, &i64)| (n - rides_of(after, *company)).max(0);
    before.iter().map(less).sum::<i64>() * worth(rotation, policy)
}

/// What the town would pay for fairness, on the scale of the policy's costs.
fn worth(rotation: &Rotation, policy: &Policy) -> i64 {
    let weights = policy.objective.weights();
    rotation.leeway.millis() * weights.driving.max(weights.others).max(1)
}

/// How far a company is ahead of its share, in rides times the sum of all shares: whole numbers
/// that compare alike. The town's own drivers belong to none and are where they should be.
fn ahead(company: Option<CompanyId>, rotation: &Rotation, rides: &Rides) -> i64 {
    let Some(company) = company else { return 0 };
    let all: i64 = rotation.shares.values().map(|share| i64::from(*share)).sum();
    let own = rotation.shares.get(&company).map_or(0, |share| i64::from(*share));
    rides_of(rides, company) * all - own * rides.values().sum::<i64>()
}

fn rides_of(rides: &Rides, company: CompanyId) -> i64 {
    rides.get(&company).copied().unwrap_or(0)
}

/// The rides that each company has driven since the month began, and those that are planned.
fn driven_and_planned(state: &State) -> Rides {
    let mut rides = state.rides().clone();
    for tour in state.tours().values() {
        if let Some(company) = tour.shift.company {
            *rides.entry(company).or_default() += n_planned(tour);
        }
    }
    rides
}

fn n_planned(tour: &Tour) -> i64 {
    let alights = tour.calls.iter().flat_map(|call| &call.duties);
    alights.map(|duty| i64::from(matches!(duty, Duty::Alight(_)))).sum()
}

/// The company that sends a vehicle's driver at some time: that of the last shift that began by
/// then, or of the first one, for a driver who began before it did.
pub(crate) fn company_at(state: &State, vehicle: VehicleId, at: Timestamp) -> Option<CompanyId> {
    let own = || state.tours().values().filter(|tour| tour.shift.vehicle == vehicle);
    let begun = own().filter(|tour| tour.shift.start <= at).max_by_key(|tour| tour.shift.start);
    begun.or_else(|| own().min_by_key(|tour| tour.shift.start))?.shift.company
}

/// All rides since a time, counted anew.
pub(crate) fn count(state: &State, since: Timestamp) -> Rides {
    let mut rides = Rides::new();
    for booking in state.bookings().values() {
        if let Status::Completed { vehicle, alighted, .. } = booking.status
            && since <= alighted
            && let Some(company) = company_at(state, vehicle, alighted)
        {
            *rides.entry(company).or_default() += 1;
        }
    }
    rides
}

#[cfg(test)]
mod tests {
    use noriai_units::Seconds;

    use super::*;
    use crate::policy::{Objective, Weights};

    const ONE: CompanyId = CompanyId(1);
    const TWO: CompanyId = CompanyId(2);

    fn two_to_one() -> Rotation {
        let shares = [(ONE, 2), (TWO, 1)].into();
        Rotation { shares, leeway: Seconds::new(60), since: Timestamp::from_unix_millis(0) }
    }

    #[test]
    fn who_has_least_of_its_share_is_furthest_behind() {
        let ahead = |rides: [i64; 2], company| {
            let rides = [(ONE, rides[0]), (TWO, rides[1])].into();
            super::ahead(Some(company), &two_to_one(), &rides)
        };
        assert_eq!((ahead([4, 2], ONE), ahead([4, 2], TWO)), (0, 0));
        assert!(ahead([4, 3], ONE) < ahead([4, 3], TWO));
        assert!(ahead([5, 2], TWO) < ahead([5, 2], ONE));
        // Who has no share has always had enough; the town's own are never ahead or behind.
        assert!(0 < super::ahead(Some(CompanyId(3)), &two_to_one(), &[(CompanyId(3), 1)].into()));
        assert_eq!(super::ahead(None, &two_to_one(), &[(ONE, 7)].into()), 0);
    }

    #[test]
    fn rides_that_change_places_cost_nothing_and_one_taken_away_costs_the_leeway() {
        let weights = Weights { driving: 3, ..Weights::default() };
        let objective = Objective::LeastCost(weights);
        let policy = Policy { rotation: Some(two_to_one()), objective, ..Policy::default() };
        let rides = |one, two| Rides::from([(ONE, one), (TWO, two)]);
        assert_eq!(taken_away(&rides(3, 3), &rides(3, 3), &policy), 0);
        assert_eq!(taken_away(&rides(3, 3), &rides(2, 4), &policy), 180_000);
        assert_eq!(taken_away(&rides(3, 3), &rides(5, 1), &policy), 360_000);
        assert_eq!(taken_away(&rides(3, 3), &rides(0, 6), &Policy::default()), 0);
    }
}
