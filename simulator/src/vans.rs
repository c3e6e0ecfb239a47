//! What drivers do: exactly what the tablet shows, at the time it shows.

use noriai_core::{BookingId, DriverAction, Duty, Tour};
use noriai_units::Timestamp;

/// What the driver does next, and when: now, if it is overdue.
///
/// A driver says "arrived" when the van stands at its call; all boardings and alightings of a call
/// are reported when the van is ready to leave it, those who alight first, as planned standing
/// times hold for the call as a whole. A rider for whom `absent` gives a time is not there: the
/// driver waits until that time, after all others are served, and reports a no-show.
///
/// `None` once the shift is over.
#[must_use]
pub fn next_action(
    tour: &Tour,
    now: Timestamp,
    absent: &dyn Fn(BookingId) -> Option<Timestamp>,
) -> Option<(Timestamp, DriverAction)> {
    let call = tour.calls.first()?;
    if !call.arrived {
        return Some((call.arrival.max(now), DriverAction::Arrive(call.id)));
    }
    let ready = call.departure.max(now);
    let missing = |duty: &Duty| match duty {
        Duty::Board(booking) => absent(*booking).map(|from| (*booking, from)),
        _ => None,
    };
    let duty = call.duties.iter().find(|duty| missing(duty).is_none());
    match duty {
        Some(Duty::Alight(booking)) => Some((ready, DriverAction::Alight(*booking))),
        Some(Duty::Board(booking)) => Some((ready, DriverAction::Board(*booking))),
        Some(Duty::Break(_) | Duty::Return) => Some((ready, DriverAction::Finish(call.id))),
        None => {
            let (booking, from) = call.duties.iter().find_map(missing)?;
            Some((ready.max(from), DriverAction::NoShow(booking)))
        }
    }
}
