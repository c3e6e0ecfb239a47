//! Chance that is the same on every machine: SplitMix64 (Steele, Lea and Flood 2014) and smooth
//! noise made of it. Only sums and products of floats are used, which all machines round alike.

/// A stream of numbers from a seed.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    /// A stream of its own for each purpose, so that a change in one leaves the others alone.
    pub(super) fn new(seed: u64, purpose: u64) -> Self {
        Self(mix(seed ^ mix(purpose)))
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// From 0 up to, not including, 1.
    pub(super) fn unit(&mut self) -> f64 {
        unit(self.next())
    }

    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// True with a probability.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }
}

/// A smooth random curve: values from -1 to 1, changing over lengths of about 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noise(u64);

impl Noise {
    pub(super) fn new(seed: u64, purpose: u64) -> Self {
        Self(mix(seed ^ mix(purpose ^ 0x006e_6f69_7365)))
    }

    pub(super) fn at(self, x: f64) -> f64 {
        let left = x.floor();
        let (a, b) = (self.knot(left as i64), self.knot(left as i64 + 1));
        let t = x - left;
        a + (b - a) * t * t * (3.0 - 2.0 * t)
    }

    /// Over a plane.
    pub(super) fn over(self, x: f64, y: f64) -> f64 {
        let below = y.floor();
        let row = |row: f64| Self(mix(self.0 ^ (row as i64) as u64)).at(x);
        let t = y - below;
        let (a, b) = (row(below), row(below + 1.0));
        a + (b - a) * t * t * (3.0 - 2.0 * t)
    }

    fn knot(self, index: i64) -> f64 {
        unit(mix(self.0 ^ mix(index as u64))) * 2.0 - 1.0
    }
}

fn unit(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}

fn mix(value: u64) -> u64 {
    let value = (value ^ value >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ value >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ value >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_smooth_and_bounded() {
        let noise = Noise::new(1, 2);
        for step in -1000..1000 {
            let x = f64::from(step) / 100.0;
            assert!(noise.at(x).abs() <= 1.0);
            assert!((noise.at(x + 0.01) - noise.at(x)).abs() < 0.04);
        }
    }

    #[test]
    fn equal_seeds_give_equal_streams() {
        let (mut one, mut same) = (Random::new(7, 1), Random::new(7, 1));
        let mut other = Random::new(7, 2);
        assert_eq!(one.next(), same.next());
        assert_ne!(one.next(), other.next());
    }
}
