//! Lengths on the ground.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

/// A length on the ground. Counts decimetres inside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Metres(i64);

impl Metres {
    /// No length at all.
    pub const ZERO: Self = Self(0);

    /// From whole metres.
    #[must_use]
    pub const fn new(metres: i64) -> Self {
        Self(metres * 10)
    }

    /// From decimetres.
    #[must_use]
    pub const fn from_decimetres(decimetres: i64) -> Self {
        Self(decimetres)
    }

    /// In decimetres.
    #[must_use]
    pub const fn decimetres(self) -> i64 {
        self.0
    }

    /// In whole metres, rounded down.
    #[must_use]
    pub const fn whole(self) -> i64 {
        self.0.div_euclid(10)
    }
}

impl Add for Metres {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Metres {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Metres {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Metres {
    fn sum<I: Iterator<Item = Self>>(each: I) -> Self {
        each.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Metres {
    /// Like `850m` or `12.4km`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.abs() < 10_000 {
            write!(f, "{}m", self.0 / 10)
        } else {
            write!(f, "{}.{}km", self.0 / 10_000, self.0.abs() / 1_000 % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_print_short() {
        assert_eq!(Metres::new(850).to_string(), "850m");
        assert_eq!(Metres::new(12_480).to_string(), "12.4km");
    }
}
