//! Where riders board, which zones a ride may lead between, and when.
//!
//! A town lets people board anywhere in its hills, where there is no pavement to stand on, at
//! designated stops in the middle, and not ride within the middle at all, where a bus runs. Where
//! zones overlap, the first one counts; outside all of them nobody boards. A town without zones has
//! one boarding rule for everywhere.

use noriai_units::{Position, Timestamp};

use crate::place::{BoardingRule, Place};
use crate::policy::Policy;
use crate::rejection::{Rejection, RideEnd};
use crate::request::RideRequest;
use crate::zone::{ServiceHours, Zone};

/// What stands against the ends of a ride, or against its time, whatever the vehicles do.
pub(crate) fn check(request: &RideRequest, policy: &Policy) -> Result<(), Rejection> {
    let at = request.wish.at();
    check_hours(&policy.hours, at)?;
    if policy.zones.is_empty() {
        return check_boarding(policy.boarding, &[request.from, request.to]);
    }
    let zone = |place: Place, end| policy.zone_at(place.position).ok_or(outside(end));
    let from = zone(request.from, RideEnd::Pickup)?;
    let to = zone(request.to, RideEnd::Dropoff)?;
    check_boarding(from.boarding, &[request.from])?;
    check_boarding(to.boarding, &[request.to])?;
    if !from.leads_to(to.id) {
        return Err(Rejection::ZonesNotServed { from: from.id, to: to.id });
    }
    check_hours(&from.hours, at)?;
    check_hours(&to.hours, at)
}

const fn outside(end: RideEnd) -> Rejection {
    Rejection::OutOfArea { end }
}

fn check_boarding(rule: BoardingRule, places: &[Place]) -> Result<(), Rejection> {
    let stops_only = rule == BoardingRule::DesignatedStops;
    if stops_only && places.iter().any(|place| place.stop.is_none()) {
        return Err(Rejection::NotAStop);
    }
    Ok(())
}

fn check_hours(hours: &ServiceHours, at: Timestamp) -> Result<(), Rejection> {
    match hours.next_after(at) {
        Some(next) if !hours.contains(at) => {
            let closed = hours.closed_before(at).unwrap_or(Timestamp::MIN);
            Err(Rejection::OutsideHours { closed, opens: next.opens, closes: next.closes })
        }
        _ => Ok(()),
    }
}

impl Policy {
    /// The zone of a position: the first that holds it. `None` outside all, and where there are
    /// none.
    #[must_use]
    pub fn zone_at(&self, position: Position) -> Option<&Zone> {
        self.zones.iter().find(|zone| zone.contains(position))
    }

    /// The boarding rule at a position; `None` where nobody boards.
    #[must_use]
    pub fn boarding_at(&self, position: Position) -> Option<BoardingRule> {
        if self.zones.is_empty() {
            return Some(self.boarding);
        }
        self.zone_at(position).map(|zone| zone.boarding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{StopId, ZoneId};
    use crate::request::{Party, Wish};
    use crate::travel::RoadPoint;
    use crate::zone::ServiceWindow;

    fn at(east: i32, north: i32) -> Position {
        Position::from_e7(north, east).unwrap()
    }

    fn place(east: i32, north: i32, stop: bool) -> Place {
        let road = RoadPoint(u64::try_from(east * 1_000 + north).unwrap());
        Place { position: at(east, north), road, stop: stop.then_some(StopId(1)) }
    }

    fn square(id: u32, (west, south): (i32, i32), boarding: BoardingRule) -> Zone {
        let (east, north) = (west + 100, south + 100);
        let border = vec![at(west, south), at(east, south), at(east, north), at(west, north)];
        Zone { id: ZoneId(id), border, boarding, to: None, hours: ServiceHours::default() }
    }

    /// The town in the west, the hills in the east.
    fn policy() -> Policy {
        let town = square(1, (0, 0), BoardingRule::DesignatedStops);
        let hills = square(2, (100, 0), BoardingRule::Free);
        Policy { zones: vec![town, hills], ..Policy::default() }
    }

    fn ride(from: Place, to: Place) -> RideRequest {
        let wish = Wish::DepartAt(Timestamp::from_unix_millis(0));
        RideRequest {
            from,
            to,
            wish,
            party: Party::ONE_ADULT,
            needs: crate::request::Needs::default(),
        }
    }

    #[test]
    fn stops_in_town_and_anywhere_in_the_hills() {
        let policy = policy();
        let (stop, door) = (place(50, 50, true), place(60, 50, false));
        let (farm, hut) = (place(150, 50, false), place(160, 50, false));
        assert_eq!(check(&ride(farm, stop), &policy), Ok(()));
        assert_eq!(check(&ride(farm, hut), &policy), Ok(()));
        assert_eq!(check(&ride(farm, door), &policy), Err(Rejection::NotAStop));
        let nowhere = place(250, 50, true);
        assert_eq!(check(&ride(farm, nowhere), &policy), Err(outside(RideEnd::Dropoff)));
        assert_eq!(check(&ride(nowhere, farm), &policy), Err(outside(RideEnd::Pickup)));
    }

    #[test]
    fn no_rides_within_the_town_where_a_bus_runs() {
        let mut policy = policy();
        policy.zones[0].to = Some(vec![ZoneId(2)]);
        let (stop, other, farm) = (place(50, 50, true), place(20, 50, true), place(150, 50, false));
        let (from, to) = (ZoneId(1), ZoneId(1));
        assert_eq!(check(&ride(stop, other), &policy), Err(Rejection::ZonesNotServed { from, to }));
        assert_eq!(check(&ride(stop, farm), &policy), Ok(()));
        assert_eq!(check(&ride(farm, stop), &policy), Ok(()));
    }

    #[test]
    fn a_position_on_a_shared_border_is_in_exactly_one_zone() {
        let policy = policy();
        let zone = |east, north| policy.zone_at(at(east, north)).map(|zone| zone.id.0);
        assert_eq!((zone(0, 50), zone(100, 50), zone(200, 50)), (Some(1), Some(2), None));
        assert_eq!((zone(50, 0), zone(50, 100), zone(100, 0)), (Some(1), None, Some(2)));
        // Whichever way round the border is written down.
        let mut turned = policy.clone();
        turned.zones.iter_mut().for_each(|zone| zone.border.reverse());
        for (east, north) in [(0, 0), (100, 50), (100, 0), (99, 99), (100, 100), (200, 100)] {
            let here = at(east, north);
            let id = |policy: &Policy| policy.zone_at(here).map(|zone| zone.id);
            assert_eq!(id(&turned), id(&policy), "{here}");
        }
    }

    #[test]
    fn a_notch_in_the_border_is_outside_and_too_few_corners_hold_nothing() {
        let mut policy = policy();
        policy.zones.truncate(1);
        policy.zones[0].border.insert(3, at(50, 20));
        assert!(policy.zone_at(at(50, 10)).is_some());
        assert!(policy.zone_at(at(50, 30)).is_none());
        policy.zones[0].border.truncate(2);
        assert!(policy.zone_at(at(50, 0)).is_none());
    }

    #[test]
    fn hours_come_again_every_week_and_say_when_they_are_next() {
        let hour = |n: i64| Timestamp::from_unix_millis(n * 3_600_000);
        let windows = vec![ServiceWindow { opens: hour(8), closes: hour(17) }];
        let hours = ServiceHours { windows };
        let week = 7 * 24;
        for (at, open) in [(8, true), (17, true), (18, false), (week + 8, true), (32, false)] {
            assert_eq!(hours.contains(hour(at)), open, "{at}");
            assert_eq!(hours.contains(hour(at - 20 * week)), open, "{at}");
        }
        let (closed, opens, closes) = (hour(17), hour(week + 8), hour(week + 17));
        let rejected = Err(Rejection::OutsideHours { closed, opens, closes });
        assert_eq!(check_hours(&hours, hour(18)), rejected);
        assert_eq!(check_hours(&ServiceHours::default(), hour(18)), Ok(()));
    }
}
