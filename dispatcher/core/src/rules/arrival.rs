//! The rider is at the goal by the promised time: the train leaves without asking.

use noriai_units::Timestamp;

use crate::rejection::Rejection;

/// Arrival by the promised latest.
///
/// # Errors
/// How late it would be.
pub(crate) fn arrives(arrival: Timestamp, latest: Timestamp) -> Result<(), Rejection> {
    if arrival <= latest { Ok(()) } else { Err(Rejection::Arrival { late: arrival - latest }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use noriai_units::Seconds;

    #[test]
    fn just_in_time_is_in_time() {
        let latest = Timestamp::from_unix_millis(600_000);
        assert_eq!(arrives(latest, latest), Ok(()));
        let late = Seconds::from_millis(1);
        assert_eq!(arrives(latest + late, latest), Err(Rejection::Arrival { late }));
    }
}
