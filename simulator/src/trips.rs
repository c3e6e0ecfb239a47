//! From a rider's wish to what the dispatcher is asked: boarding places, and the way on foot.

use noriai_core::{Place, Wish};
use noriai_units::{Metres, Position, Seconds};

use crate::demand::TimedRequest;
use crate::stops::Stops;
use crate::world::World;

/// A wish between places that vehicles reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trip {
    pub(crate) from: Place,
    pub(crate) to: Place,
    /// For leaving the boarding place, or being at the alighting place.
    pub(crate) wish: Wish,
    pub(crate) walk: (Metres, Metres),
    pub(crate) walk_time: (Seconds, Seconds),
}

/// The cause where no stop is within walking distance.
pub(crate) const NO_STOP_NEAR: &str = "no_stop_near";
/// The cause where both ends have the same stop: one walks.
pub(crate) const SAME_STOP: &str = "same_stop";
/// The cause where no road is near.
pub(crate) const NO_ROAD_NEAR: &str = "no_road_near";

/// Each request's trip, or the cause why there is none, from door to door or between stops.
pub(crate) fn trips(
    requests: &[TimedRequest],
    world: &World,
    stops: Option<&Stops>,
) -> Vec<Result<Trip, &'static str>> {
    let trip = |request: &TimedRequest| match stops {
        Some(stops) => between_stops(request, stops),
        None => door_to_door(request, world),
    };
    requests.iter().map(trip).collect()
}

fn door_to_door(request: &TimedRequest, world: &World) -> Result<Trip, &'static str> {
    let snap = |position: Position| world.roads.snap(position).map_err(|_too_far| NO_ROAD_NEAR);
    Ok(Trip {
        from: snap(request.from.position)?,
        to: snap(request.to.position)?,
        wish: request.wish,
        walk: (Metres::ZERO, Metres::ZERO),
        walk_time: (Seconds::ZERO, Seconds::ZERO),
    })
}

fn between_stops(request: &TimedRequest, stops: &Stops) -> Result<Trip, &'static str> {
    let near = |position: Position| {
        let (index, way) = stops.nearest(position).ok_or(NO_STOP_NEAR)?;
        Ok((stops.all.get(index).ok_or(NO_STOP_NEAR)?.place, way))
    };
    let (from, walk_from) = near(request.from.position)?;
    let (to, walk_to) = near(request.to.position)?;
    if from.stop == to.stop {
        return Err(SAME_STOP);
    }
    let walk_time = (stops.walking().time(walk_from), stops.walking().time(walk_to));
    let wish = match request.wish {
        Wish::DepartAt(at) => Wish::DepartAt(at + walk_time.0),
        Wish::ArriveBy(by) => Wish::ArriveBy(by - walk_time.1),
    };
    Ok(Trip { from, to, wish, walk: (walk_from, walk_to), walk_time })
}
