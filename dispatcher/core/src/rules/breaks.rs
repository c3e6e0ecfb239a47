//! The driver rests within the break's window, with nobody aboard.

use noriai_units::Timestamp;

use crate::rejection::Rejection;

/// The break begins no later than its window's end.
///
/// # Errors
/// [`Rejection::Break`] if it does.
pub(crate) fn begins(begin: Timestamp, latest: Timestamp) -> Result<(), Rejection> {
    if begin <= latest { Ok(()) } else { Err(Rejection::Break) }
}

/// So many parties are aboard when the driver rests, or ends the shift.
///
/// # Errors
/// [`Rejection::Break`] if there are any.
pub(crate) fn alone(n_parties: usize) -> Result<(), Rejection> {
    if n_parties == 0 { Ok(()) } else { Err(Rejection::Break) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use noriai_units::Seconds;

    #[test]
    fn a_break_begins_in_its_window_and_in_an_empty_vehicle() {
        let latest = Timestamp::from_unix_millis(600_000);
        assert_eq!(begins(latest, latest), Ok(()));
        assert_eq!(begins(latest + Seconds::from_millis(1), latest), Err(Rejection::Break));
        assert_eq!(alone(0), Ok(()));
        assert_eq!(alone(1), Err(Rejection::Break));
    }
}
