//! The two widths in which label weights are kept.

use super::UNREACHABLE;

/// Weights of label entries: 32 bits wide where all of a graph's fit, which halves what a question
/// has to fetch from memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Weights {
    Narrow(Vec<u32>),
    Wide(Vec<u64>),
}

/// A number that label weights are made of while they are derived.
pub(super) trait Width: Copy + Ord + Into<u64> {
    /// Longer than any path; two of them still add up without overflow.
    const UNREACHABLE: Self;
    /// No way at all.
    const ZERO: Self;

    /// An arc's weight; those of a hierarchy fit by [`fits_narrow`].
    fn of(weight: u64) -> Self;

    /// The weight of two ways in a row.
    fn plus(self, other: Self) -> Self;

    /// A finished vector of them.
    fn keep(weights: Vec<Self>) -> Weights;
}

impl Width for u32 {
    const UNREACHABLE: Self = Self::MAX >> 1;
    const ZERO: Self = 0;

    fn of(weight: u64) -> Self {
        Self::try_from(weight).unwrap_or(Self::UNREACHABLE)
    }

    fn plus(self, other: Self) -> Self {
        self + other
    }

    fn keep(weights: Vec<Self>) -> Weights {
        Weights::Narrow(weights)
    }
}

impl Width for u64 {
    const UNREACHABLE: Self = UNREACHABLE;
    const ZERO: Self = 0;

    fn of(weight: u64) -> Self {
        weight
    }

    fn plus(self, other: Self) -> Self {
        self + other
    }

    fn keep(weights: Vec<Self>) -> Weights {
        Weights::Wide(weights)
    }
}
