//! Chance, from a seed alone: the dispatcher's own streams, and what needs fractions.

pub use noriai_core::rng::Rng;

/// Draws that are not whole numbers.
pub(crate) trait Fractions {
    /// A number from 0 up to, not including, 1.
    fn unit(&mut self) -> f64;

    /// Roughly normal with mean 0 and standard deviation 1, within ±6: twelve even draws summed
    /// (Irwin and Hall), which needs no function that differs between machines.
    fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}

impl Fractions for Rng {
    fn unit(&mut self) -> f64 {
        let high = u32::try_from(self.bits() >> 32).unwrap_or(0);
        f64::from(high) / 4_294_967_296.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bell_is_centred_and_as_wide_as_said() {
        let mut rng = Rng::stream(7, "bell", 0);
        let draws: Vec<f64> = (0..10_000).map(|_| rng.bell()).collect();
        let mean = draws.iter().sum::<f64>() / 10_000.0;
        let variance = draws.iter().map(|draw| draw * draw).sum::<f64>() / 10_000.0;
        assert!(mean.abs() < 0.03, "{mean}");
        assert!((variance - 1.0).abs() < 0.05, "{variance}");
    }
}
