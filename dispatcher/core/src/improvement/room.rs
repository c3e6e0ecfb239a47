//! Room for a rider whom no vehicle can take as the tours are: somebody who waits goes to another
//! vehicle, or comes in another order, and the new rider takes the place.
//!
//! An ejection chain of one link (Glover 1996). It is exact: everybody who may be moved is tried
//! with every vehicle, and the cheapest way is taken, by the cost that an insertion has. Nobody's
//! promise is touched.

use noriai_units::Seconds;

use crate::booking::Booking;
use crate::planning::insertion::{Cost, Insertion, Measure, Scratch, Spot};
use crate::situation::Situation;
use crate::state::State;

use super::movable;
use super::route::{Ground, Route};

/// Rides further apart than this are not in each other's way.
const NEAR: Seconds = Seconds::from_minutes(75);

/// The cheapest way to take a rider in by moving another; `None` if there is none.
pub(crate) fn make_room(
    state: &State,
    situation: &Situation<'_>,
    rider: &Booking,
) -> Option<Insertion> {
    let mut ground = Ground { state, situation: *situation, scratch: Scratch::default() };
    let routes = Route::all(&mut ground);
    let mut best: Option<Way<'_>> = None;
    for (number, route) in routes.iter().enumerate() {
        if !route.may_take(rider, state) {
            continue;
        }
        for moved in movable(route, state, situation) {
            if is_near(rider, moved)
                && let Some(way) = Way::moving(moved, number, &routes, rider, &mut ground)
                && best.as_ref().is_none_or(|best| way.cost < best.cost)
            {
                best = Some(way);
            }
        }
    }
    best?.insertion(rider, &mut ground)
}

/// True if one could be in the other's way. It rests on the wish, which is the same for an offer and
/// for the booking that is made of it: what was found for the one is found for the other.
fn is_near(rider: &Booking, other: &Booking) -> bool {
    let (wished, promised) = (rider.request.wish.at(), other.promise.pickup_earliest);
    wished - promised <= NEAR && promised - wished <= NEAR
}

/// One rider moved, the new one in.
struct Way<'a> {
    cost: Cost,
    spot: Spot,
    /// The route that takes the new rider.
    taking: Route<'a>,
    /// The route that takes the one who is moved, if it is another.
    relieving: Option<Route<'a>>,
}

impl<'a> Way<'a> {
    fn moving(
        moved: &Booking,
        number: usize,
        routes: &[Route<'a>],
        rider: &Booking,
        ground: &mut Ground<'a>,
    ) -> Option<Self> {
        let route = &routes[number];
        let relieved = route.without(&[moved.id], ground)?;
        let spot = relieved.spot(rider, Measure::New, ground)?;
        let taking = relieved.with(rider, &spot, ground)?;
        let elsewhere = routes.iter().enumerate().filter(|(other, _)| *other != number);
        let mut best = taking.spot(moved, Measure::Promised, ground).map(|spot| (spot, None));
        for (_, other) in elsewhere {
            if let Some(spot) = other.spot(moved, Measure::Promised, ground)
                && best.as_ref().is_none_or(|(best, _)| spot.cost < best.cost)
            {
                best = Some((spot, Some(other)));
            }
        }
        let (again, other) = best?;
        let cost = (spot.cost.0 + relieved.cost - route.cost + again.cost.0, spot.cost.1);
        let (taking, relieving) = match other {
            None => (taking.with(moved, &again, ground)?, None),
            Some(other) => (taking, Some(other.with(moved, &again, ground)?)),
        };
        Some(Self { cost, spot, taking, relieving })
    }

    fn insertion(self, rider: &Booking, ground: &mut Ground<'a>) -> Option<Insertion> {
        let others = match self.relieving {
            Some(route) => vec![route.plan(ground)?],
            None => Vec::new(),
        };
        let (shift, plan) = self.taking.plan(ground)?;
        let own = ground.scratch.timetable.rider(rider.id)?;
        Some(Insertion {
            shift,
            vehicle: self.taking.tour.shift.vehicle,
            cost: self.cost,
            pickup: own.since,
            dropoff: own.dropoff,
            n_sharing: self.spot.n_sharing,
            plan,
            others,
        })
    }
}
