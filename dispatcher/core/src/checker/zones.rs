//! Who is booked may board and alight there, and ride from the one to the other at that time: Z1.
//! Where a place lies is found another way than planning does: by a ray to the north.

use noriai_units::{Position, Timestamp};

use crate::booking::Booking;
use crate::place::{BoardingRule, Place};
use crate::policy::Policy;
use crate::zone::{ServiceHours, Zone};

use super::Findings;

/// Where a position is with regard to a border.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Inside,
    On,
    Outside,
}

pub(super) fn check(policy: &Policy, booking: &Booking, found: &mut Findings) {
    let request = &booking.request;
    let at = request.wish.at();
    found.expect(runs(&policy.hours, at), "Z1", booking.id, || {
        "is booked for a time at which the service does not run".to_owned()
    });
    if policy.zones.is_empty() {
        let may = [request.from, request.to].iter().all(|end| may_board(policy.boarding, end));
        found.expect(may, "Z1", booking.id, || "does not board at stops".to_owned());
        return;
    }
    let (from, to) = (zones(policy, request.from.position), zones(policy, request.to.position));
    let may = |from: &Zone, to: &Zone| {
        may_board(from.boarding, &request.from)
            && may_board(to.boarding, &request.to)
            && from.to.iter().all(|to_only| to_only.contains(&to.id))
            && runs(&from.hours, at)
            && runs(&to.hours, at)
    };
    // On a border, either zone will do: which of them it is, is the planner's business.
    let any = from.iter().any(|from| to.iter().any(|to| may(from, to)));
    found.expect(any, "Z1", booking.id, || {
        format!("is booked against the rules of {} zones", policy.zones.len())
    });
}

fn may_board(rule: BoardingRule, place: &Place) -> bool {
    rule == BoardingRule::Free || place.stop.is_some()
}

fn runs(hours: &ServiceHours, at: Timestamp) -> bool {
    let week = 7 * 24 * 60 * 60 * 1_000;
    let within = |opens: i64, closes: i64| {
        // The last time that it opened by then, in whole weeks from the window that is written.
        let n_weeks = (at.unix_millis() - opens).div_euclid(week);
        at.unix_millis() <= closes + n_weeks * week
    };
    let mut windows = hours.windows.iter();
    hours.windows.is_empty()
        || windows.any(|window| within(window.opens.unix_millis(), window.closes.unix_millis()))
}

/// The zone of a position, and those on whose border it lies before that one.
fn zones(policy: &Policy, position: Position) -> Vec<&Zone> {
    let mut found = Vec::new();
    for zone in &policy.zones {
        let side = side(&zone.border, position);
        if side != Side::Outside {
            found.push(zone);
        }
        if side == Side::Inside {
            break;
        }
    }
    found
}

fn side(border: &[Position], at: Position) -> Side {
    let mut inside = false;
    for (n, from) in border.iter().enumerate() {
        let to = border.get(n + 1).or(border.first()).unwrap_or(from);
        let (x, y) = (i128::from(at.lon_e7()), i128::from(at.lat_e7()));
        let (ax, ay) = (i128::from(from.lon_e7()), i128::from(from.lat_e7()));
        let (bx, by) = (i128::from(to.lon_e7()), i128::from(to.lat_e7()));
        let turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
        let between = |a: i128, b: i128, p: i128| a.min(b) <= p && p <= a.max(b);
        if turn == 0 && between(ax, bx, x) && between(ay, by, y) {
            return Side::On;
        }
        // To the east of one end, not of the other, and the line is further north.
        if (ax <= x) != (bx <= x) {
            let is_north = if ax < bx { turn < 0 } else { 0 < turn };
            inside ^= is_north;
        }
    }
    if inside { Side::Inside } else { Side::Outside }
}
