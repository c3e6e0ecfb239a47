//! Counts behind the charts.

use noriai_core::Wish;
use noriai_units::{Seconds, Timestamp};

use crate::calendar::hour_of;
use crate::outcome::{Fate, Outcome, PolicyOutcome, Ride};

/// How many of all served fall into each class of `width` minutes; the last class is open.
pub(super) fn classes(
    times: impl Iterator<Item = Seconds>,
    width: i64,
    n_classes: usize,
) -> Vec<u64> {
    let mut counts = vec![0; n_classes];
    for time in times {
        let class = usize::try_from(time.whole() / (width * 60)).unwrap_or(0);
        if let Some(count) = counts.get_mut(class.min(n_classes - 1)) {
            *count += 1;
        }
    }
    counts
}

/// The name of a class.
pub(super) fn class_name(class: usize, width: i64, n_classes: usize) -> String {
    let from = i64::try_from(class).unwrap_or(0) * width;
    if class + 1 == n_classes { format!("{from}-") } else { format!("{from}-{}", from + width) }
}

/// Quarter hours of the service day, from 6 to 20 o'clock.
const QUARTERS: std::ops::Range<i64> = 24..80;

/// By quarter hour: the hour, people waiting, people aboard.
pub(super) fn load(outcome: &Outcome, policy: &PolicyOutcome) -> Vec<(f64, u64, u64)> {
    let midnight = outcome.scenario.day.midnight();
    let served: Vec<&Ride> =
        policy.day.rides.iter().filter(|ride| ride.fate == Fate::Served).collect();
    let quarters = QUARTERS.map(|quarter| {
        let at = midnight + Seconds::from_minutes(quarter * 15);
        let people = |ride: &Ride| {
            let request = outcome.requests.get(ride.request);
            request.map_or(0, |request| u64::from(request.party.n_people()))
        };
        let during = |from: Option<Timestamp>, until: Option<Timestamp>| {
            from.is_some_and(|from| from <= at) && until.is_some_and(|until| at < until)
        };
        let waiting = served.iter().filter(|ride| during(waits_from(outcome, ride), ride.pickup));
        let aboard = served.iter().filter(|ride| during(ride.boarded, ride.dropoff));
        (
            hour_of(outcome.scenario.day, at),
            waiting.map(|ride| people(ride)).sum(),
            aboard.map(|ride| people(ride)).sum(),
        )
    });
    quarters.collect()
}

fn waits_from(outcome: &Outcome, ride: &Ride) -> Option<Timestamp> {
    match outcome.requests.get(ride.request)?.wish {
        Wish::DepartAt(at) => Some(at + ride.walk_time.0),
        Wish::ArriveBy(_) => Some(ride.promised?.pickup_earliest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_class_takes_all_that_is_longer() {
        let times = [0, 4, 5, 61, 500].map(Seconds::from_minutes);
        assert_eq!(classes(times.into_iter(), 5, 4), [2, 1, 0, 2]);
        assert_eq!(class_name(0, 5, 4), "0-5");
        assert_eq!(class_name(3, 5, 4), "15-");
    }
}
