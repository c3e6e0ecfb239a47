//! When a drive arrives that may last over a boundary between profiles.

use noriai_units::{Seconds, Timestamp};

use super::ProfileId;

/// From when on a profile holds: until the next period begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its first moment.
    pub from: Timestamp,
    /// The profile that holds.
    pub profile: ProfileId,
}

/// The whole of a drive, in parts that are small enough to round.
const WHOLE: i128 = 1 << 62;

/// When a drive arrives that departs at `departure`; `None` if a profile that is asked for has no
/// way there.
///
/// `takes` tells how long the drive takes where one profile holds all the way. In each period the
/// drive makes that share of itself which the period's length is of it; so its speed, and not its
/// time, changes at a boundary (Ichoua, Gendreau, Potvin: *Vehicle dispatching with time-dependent
/// travel times*, European Journal of Operational Research 144, 2003).
///
/// First in, first out: of two departures the later never arrives earlier, so waiting never pays.
/// At any moment both are the same share faster or slower, and the one that is ahead stays so;
/// all is rounded down, which keeps that order. `docs/router.md` has the argument.
///
/// `periods` are in order of time; the first holds before its beginning, too, and the last for ever.
pub fn arrival(
    departure: Timestamp,
    periods: &[Period],
    mut takes: impl FnMut(ProfileId) -> Option<Seconds>,
) -> Option<Timestamp> {
    let first = periods.partition_point(|period| period.from <= departure).saturating_sub(1);
    let (mut now, mut rest) = (i128::from(departure.unix_millis()), WHOLE);
    let mut left = periods.get(first..)?.iter().peekable();
    while let Some(period) = left.next() {
        let whole = i128::from(takes(period.profile)?.millis().max(0));
        let arrival = now + rest * whole / WHOLE;
        let end = left.peek().map_or(i128::MAX, |next| i128::from(next.from.unix_millis()));
        if arrival <= end {
            return i64::try_from(arrival).ok().map(Timestamp::from_unix_millis);
        }
        // It is not over, so it takes some time, and what it makes here is less than the rest.
        rest -= (end - now) * WHOLE / whole;
        now = end;
    }
    None
}
