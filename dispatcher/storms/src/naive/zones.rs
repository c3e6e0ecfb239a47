//! What zones and hours allow, where every zone is a rectangle and every day like the other.

use noriai_core::units::Position;
use noriai_core::{BoardingRule, Place, Policy, RideRequest, ServiceHours, Zone};

const DAY: i64 = 24 * 3_600_000;

pub(super) fn allow(policy: &Policy, request: &RideRequest) -> bool {
    let at = request.wish.at().unix_millis();
    if !runs(&policy.hours, at) {
        return false;
    }
    if policy.zones.is_empty() {
        return true;
    }
    let zone = |place: &Place| policy.zones.iter().find(|zone| holds(zone, place.position));
    let (Some(from), Some(to)) = (zone(&request.from), zone(&request.to)) else { return false };
    let boards =
        |zone: &Zone, place: &Place| zone.boarding == BoardingRule::Free || place.stop.is_some();
    boards(from, &request.from)
        && boards(to, &request.to)
        && from.to.as_ref().is_none_or(|only| only.contains(&to.id))
        && runs(&from.hours, at)
        && runs(&to.hours, at)
}

/// The south and the west border belong to a rectangle.
fn holds(zone: &Zone, at: Position) -> bool {
    let within = |of: fn(Position) -> i32| {
        let all = || zone.border.iter().copied().map(of);
        let (low, high) = (all().min().unwrap_or(0), all().max().unwrap_or(0));
        (low..high).contains(&of(at))
    };
    within(Position::lat_e7) && within(Position::lon_e7)
}

fn runs(hours: &ServiceHours, at: i64) -> bool {
    let Some(any) = hours.windows.first() else { return true };
    let (opens, closes) = (any.opens.unix_millis(), any.closes.unix_millis());
    (at - opens).rem_euclid(DAY) <= closes - opens
}
