//! The vehicle is there within the promised window. For who is not promised anything yet, the
//! window is the longest wait that the policy allows.

use noriai_units::Timestamp;

use crate::rejection::Rejection;

/// Boarding begins no later than the window's end. (Before its beginning the vehicle waits.)
///
/// # Errors
/// How late it would begin.
pub(crate) fn boards(begin: Timestamp, latest: Timestamp) -> Result<(), Rejection> {
    if begin <= latest { Ok(()) } else { Err(Rejection::Wait { late: begin - latest }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use noriai_units::Seconds;

    #[test]
    fn the_windows_end_is_within_it() {
        let end = Timestamp::from_unix_millis(600_000);
        assert_eq!(boards(end, end), Ok(()));
        let late = Seconds::from_millis(1);
        assert_eq!(boards(end + late, end), Err(Rejection::Wait { late }));
    }
}
