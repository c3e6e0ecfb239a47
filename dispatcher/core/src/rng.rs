//! Chance, from a seed alone.
//!
//! SplitMix64 (Steele, Lea and Flood 2014): 64 bits of state, every seed is good, and a stream of
//! its own for each purpose, so that a draw more in one place moves nothing in another.

/// A stream of pseudo-random numbers. The same seed gives the same stream on every machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rng {
    state: u64,
}

/// 2^64 divided by the golden ratio, made odd.
const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

impl Rng {
    /// The stream of a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A stream for one purpose and one number within it, such as `("noise", vehicle)`.
    #[must_use]
    pub fn stream(seed: u64, purpose: &str, number: u64) -> Self {
        let named = purpose.bytes().fold(seed, |hash, byte| mix(hash ^ u64::from(byte)));
        Self { state: mix(named.wrapping_add(number.wrapping_mul(GAMMA))) }
    }

    /// 64 random bits.
    pub const fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GAMMA);
        mix(self.state)
    }

    /// A number below `n`; 0 for `n` = 0. Multiply and shift: the bias is below `n` / 2^64.
    pub fn below(&mut self, n: u64) -> u64 {
        let wide = u128::from(self.bits()) * u128::from(n);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// An index into something of length `n`; 0 if it is empty.
    pub fn index(&mut self, n: usize) -> usize {
        usize::try_from(self.below(n as u64)).unwrap_or(0)
    }

    /// A number from `low` to `high`, both ends inside.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low).unwrap_or(0);
        low + i64::try_from(self.below(span.saturating_add(1))).unwrap_or(0)
    }

    /// True in `per_mille` of 1,000 cases.
    pub fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1_000) < u64::from(per_mille)
    }

    /// An index drawn by weight; `None` if all weights are zero.
    pub fn weighted(&mut self, weights: impl Iterator<Item = u64> + Clone) -> Option<usize> {
        let sum: u64 = weights.clone().sum();
        if sum == 0 {
            return None;
        }
        let mut rest = self.below(sum);
        for (index, weight) in weights.enumerate() {
            if rest < weight {
                return Some(index);
            }
            rest -= weight;
        }
        None
    }
}

const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        // The first three numbers of SplitMix64 for the seed 1234567, as its authors print them.
        let mut rng = Rng::new(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| rng.bits()).collect();
        assert_eq!(
            first,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn draws_by_weight_come_out_by_weight() {
        let mut rng = Rng::stream(7, "test", 0);
        let mut counts = [0_u32; 3];
        for _ in 0..10_000 {
            let index = rng.weighted([1, 0, 3].into_iter()).unwrap();
            counts[index] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((7_300..=7_700).contains(&counts[2]), "{counts:?}");
        assert_eq!(rng.weighted([0, 0].into_iter()), None);
    }
}
