//! Points in time and lengths of time.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

/// A length of time. Counts milliseconds inside; may be negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seconds(i64);

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
///
/// There is no way to add two of them:
///
/// ```compile_fail
/// use noriai_units::Timestamp;
/// let now = Timestamp::from_unix_millis(0);
/// let nonsense = now + now;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Seconds {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// Longer than any tour; adding it to any date of this millennium does not overflow.
    pub const MAX: Self = Self(i64::MAX / 4);

    /// From whole seconds.
    #[must_use]
    pub const fn new(seconds: i64) -> Self {
        Self(seconds * 1_000)
    }

    /// From milliseconds.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// From whole minutes.
    #[must_use]
    pub const fn from_minutes(minutes: i64) -> Self {
        Self::new(minutes * 60)
    }

    /// In milliseconds.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// In whole seconds, rounded down.
    #[must_use]
    pub const fn whole(self) -> i64 {
        self.0.div_euclid(1_000)
    }

    /// In whole minutes, rounded up: what a rider is told about a wait.
    #[must_use]
    pub const fn minutes_up(self) -> i64 {
        -((-self.0).div_euclid(60_000))
    }

    /// `self * per_mille / 1000`, rounded down.
    #[must_use]
    pub const fn scale_per_mille(self, per_mille: i64) -> Self {
        Self((self.0 * per_mille).div_euclid(1_000))
    }

    /// True below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

impl Timestamp {
    /// Before every other point in time that the system meets.
    pub const MIN: Self = Self(i64::MIN / 4);
    /// After every other point in time that the system meets.
    pub const MAX: Self = Self(i64::MAX / 4);

    /// From milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_unix_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn unix_millis(self) -> i64 {
        self.0
    }

    /// The start of this point's whole minute; every zone in use has whole-minute offsets.
    #[must_use]
    pub const fn floor_minute(self) -> Self {
        Self(self.0.div_euclid(60_000) * 60_000)
    }

    /// The first whole minute at or after this point.
    #[must_use]
    pub const fn ceil_minute(self) -> Self {
        Self(-((-self.0).div_euclid(60_000)) * 60_000)
    }
}

impl Add for Seconds {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Seconds {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Seconds {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Seconds {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Seconds {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Seconds {
    type Output = Self;
    fn mul(self, times: i64) -> Self {
        Self(self.0 * times)
    }
}

impl Sum for Seconds {
    fn sum<I: Iterator<Item = Self>>(each: I) -> Self {
        each.fold(Self::ZERO, Add::add)
    }
}

impl Add<Seconds> for Timestamp {
    type Output = Self;
    fn add(self, span: Seconds) -> Self {
        Self(self.0 + span.0)
    }
}

impl AddAssign<Seconds> for Timestamp {
    fn add_assign(&mut self, span: Seconds) {
        self.0 += span.0;
    }
}

impl Sub<Seconds> for Timestamp {
    type Output = Self;
    fn sub(self, span: Seconds) -> Self {
        Self(self.0 - span.0)
    }
}

impl Sub for Timestamp {
    type Output = Seconds;
    fn sub(self, earlier: Self) -> Seconds {
        Seconds(self.0 - earlier.0)
    }
}

impl fmt::Display for Seconds {
    /// Like `1h05min`, `8min20s`, `45s`, `0.500s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let millis = self.0.unsigned_abs();
        let (hours, minutes) = (millis / 3_600_000, millis / 60_000 % 60);
        let (seconds, rest) = (millis / 1_000 % 60, millis % 1_000);
        write!(f, "{sign}")?;
        match (hours, minutes, seconds, rest) {
            (0, 0, _, 0) => write!(f, "{seconds}s"),
            (0, 0, _, _) => write!(f, "{seconds}.{rest:03}s"),
            (0, _, 0, _) => write!(f, "{minutes}min"),
            (0, _, _, _) => write!(f, "{minutes}min{seconds:02}s"),
            (_, _, 0, _) => write!(f, "{hours}h{minutes:02}min"),
            _ => write!(f, "{hours}h{minutes:02}min{seconds:02}s"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_of_points_are_lengths() {
        let start = Timestamp::from_unix_millis(1_000);
        let end = start + Seconds::from_minutes(2);
        assert_eq!(end - start, Seconds::new(120));
        assert_eq!(start - end, -Seconds::new(120));
    }

    #[test]
    fn minutes_round_outward_in_the_riders_favour() {
        assert_eq!(Seconds::new(61).minutes_up(), 2);
        assert_eq!(Seconds::new(60).minutes_up(), 1);
        assert_eq!(Timestamp::from_unix_millis(61_000).floor_minute().unix_millis(), 60_000);
        assert_eq!(Timestamp::from_unix_millis(61_000).ceil_minute().unix_millis(), 120_000);
    }

    #[test]
    fn lengths_print_as_people_write_them() {
        let printed: Vec<String> =
            [0, 45, 500, 3_600, 3_905, -90].map(|seconds| Seconds::new(seconds).to_string()).into();
        assert_eq!(printed, ["0s", "45s", "8min20s", "1h00min", "1h05min05s", "-1min30s"]);
        assert_eq!(Seconds::from_millis(500).to_string(), "0.500s");
    }
}
