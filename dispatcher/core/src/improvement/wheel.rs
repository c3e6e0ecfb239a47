//! Which way is tried next: ways that did well are drawn more often (Ropke and Pisinger 2006).

use crate::rng::Rng;

/// What a try was good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Success {
    /// The best plan so far.
    Best,
    /// A better one than the one it was made from.
    Better,
    /// A worse one that the search goes on from.
    Accepted,
    /// Nothing.
    None,
}

/// Weights of the ways, in thousandths.
#[derive(Clone, Debug)]
pub(super) struct Wheel {
    weights: Vec<u64>,
    scores: Vec<(u64, u64)>,
    n_drawn: u64,
}

/// Weights follow the scores after so many draws.
const SEGMENT: u64 = 50;
/// Scores as published: 33 for a new best plan, 9 for a better, 13 for a worse that is accepted.
const SCORES: [u64; 3] = [33_000, 9_000, 13_000];
/// The share of the newest segment, in thousandths.
const REACTION: u64 = 100;
/// No way is ever given up.
const LEAST: u64 = 100;

impl Wheel {
    pub(super) fn of(n_ways: usize) -> Self {
        Self { weights: vec![10_000; n_ways], scores: vec![(0, 0); n_ways], n_drawn: 0 }
    }

    pub(super) fn draw(&self, rng: &mut Rng) -> usize {
        rng.weighted(self.weights.iter().copied()).unwrap_or(0)
    }

    pub(super) fn learn(&mut self, way: usize, success: Success) {
        let score = match success {
            Success::Best => SCORES[0],
            Success::Better => SCORES[1],
            Success::Accepted => SCORES[2],
            Success::None => 0,
        };
        if let Some((sum, n)) = self.scores.get_mut(way) {
            (*sum, *n) = (*sum + score, *n + 1);
        }
        self.n_drawn += 1;
        if self.n_drawn.is_multiple_of(SEGMENT) {
            for (weight, (sum, n)) in self.weights.iter_mut().zip(&mut self.scores) {
                if let Some(mean) = sum.checked_div(*n) {
                    *weight = ((1_000 - REACTION) * *weight + REACTION * mean) / 1_000;
                    *weight = (*weight).max(LEAST);
                }
                (*sum, *n) = (0, 0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_that_does_well_is_drawn_more_often_and_no_way_is_given_up() {
        let mut wheel = Wheel::of(2);
        for _ in 0..10 * SEGMENT {
            wheel.learn(0, Success::Best);
            wheel.learn(1, Success::None);
        }
        let mut rng = Rng::new(1);
        let n_first = (0..1_000).filter(|_| wheel.draw(&mut rng) == 0).count();
        assert!(700 < n_first && n_first < 1_000, "{n_first}");
    }
}
