//! Some vehicles are kept for those who ask on the spot.
//!
//! Whoever books days ahead finds an empty plan, so without a rule the regulars fill the morning
//! before anybody who falls ill in it can ask. A shift may therefore take riders only so far ahead:
//! the van of such a shift is kept, and given free as the time comes near. A promise outranks it:
//! who was booked on another van that can't come is fetched by this one.

use noriai_units::{Seconds, Timestamp};

use crate::booking::Booking;
use crate::rejection::Rejection;
use crate::state::State;
use crate::tour::{Duty, Tour};

/// The wished time is near enough for a shift that is kept for immediate riders. (It is the wish
/// that counts, as it is the same for an offer and for the booking that is made of it.)
///
/// # Errors
/// From when on the shift takes such a rider.
pub(crate) fn is_near(
    books_ahead: Option<Seconds>,
    wish: Timestamp,
    now: Timestamp,
) -> Result<(), Rejection> {
    match books_ahead {
        Some(ahead) if ahead < wish - now => {
            Err(Rejection::KeptForImmediate { from: wish - ahead })
        }
        _ => Ok(()),
    }
}

/// True if a plan may be changed so that the tour takes the rider in: near enough, or there
/// already, or promised a ride and on no tour.
pub(crate) fn may_have(tour: &Tour, rider: &Booking, state: &State, now: Timestamp) -> bool {
    let is_lost = || state.booking(rider.id).is_some() && state.tour_with(rider.id).is_none();
    is_near(tour.shift.books_ahead, rider.request.wish.at(), now).is_ok()
        || tour.call_with(Duty::Alight(rider.id)).is_some()
        || is_lost()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_van_is_given_free_as_the_time_comes_near() {
        let at = |minutes: i64| Timestamp::from_unix_millis(0) + Seconds::from_minutes(minutes);
        let hour = Some(Seconds::from_minutes(60));
        assert_eq!(is_near(None, at(9_000), at(0)), Ok(()));
        let from = at(60);
        assert_eq!(is_near(hour, at(120), at(59)), Err(Rejection::KeptForImmediate { from }));
        assert_eq!(is_near(hour, at(120), at(60)), Ok(()));
        assert_eq!(is_near(hour, at(120), at(180)), Ok(()));
    }
}
