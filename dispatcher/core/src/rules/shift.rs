//! A vehicle drives within its shift, and is back by its end: the driver goes home.

use noriai_units::{Seconds, Timestamp};

use crate::booking::Promise;
use crate::rejection::Rejection;
use crate::tour::Tour;

/// The vehicle is back by the shift's end.
///
/// # Errors
/// How late it would be.
pub(crate) fn returns(back: Timestamp, end: Timestamp) -> Result<(), Rejection> {
    if back <= end { Ok(()) } else { Err(Rejection::ShiftEnd { late: back - end }) }
}

/// The promised times meet the shift's: what can be said without looking at the tour's calls.
///
/// # Errors
/// [`Rejection::NoShift`] if they do not, or the tour is over.
pub(crate) fn covers(tour: &Tour, promise: &Promise) -> Result<(), Rejection> {
    // A driver may have begun before the shift did.
    let before = promise.arrive_latest < tour.shift.start.min(tour.origin.ready);
    if tour.is_over() || before || tour.shift.end < promise.pickup_earliest {
        return Err(Rejection::NoShift);
    }
    Ok(())
}

/// A driver who is late for the break or for home is not sent anywhere else.
///
/// # Errors
/// [`Rejection::ShiftEnd`] or [`Rejection::Break`], as the case may be.
pub(crate) fn not_overrun(tour: &Tour) -> Result<(), Rejection> {
    if tour.overrun == Seconds::ZERO {
        return Ok(());
    }
    let late = tour.calls.last().map_or(Seconds::ZERO, |last| last.begin - tour.shift.end);
    Err(if Seconds::ZERO < late { Rejection::ShiftEnd { late } } else { Rejection::Break })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_at_the_very_end_is_back_in_time() {
        let end = Timestamp::from_unix_millis(600_000);
        assert_eq!(returns(end, end), Ok(()));
        let late = Seconds::new(1);
        assert_eq!(returns(end + late, end), Err(Rejection::ShiftEnd { late }));
    }
}
