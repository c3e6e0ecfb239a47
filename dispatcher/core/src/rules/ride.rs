//! Nobody sits in the vehicle longer than promised: who shares a ride makes detours, and a town
//! says how long they may be. The limit is fixed when the ride is promised.

use noriai_units::{Seconds, Timestamp};

/// By how much a ride from `since` to `arrival` is longer than promised; zero or less: it is not.
///
/// Too long is not yet forbidden: a later pickup may make the ride shorter, if the vehicle waits on
/// the way.
pub(crate) fn excess(since: Timestamp, arrival: Timestamp, longest: Seconds) -> Seconds {
    arrival - since - longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ride_as_long_as_promised_is_not_too_long() {
        let since = Timestamp::from_unix_millis(0);
        let longest = Seconds::from_minutes(20);
        assert_eq!(excess(since, since + longest, longest), Seconds::ZERO);
        let late = since + longest + Seconds::new(1);
        assert_eq!(excess(since, late, longest), Seconds::new(1));
    }
}
