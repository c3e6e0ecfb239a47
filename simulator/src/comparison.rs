//! Two policies on the same days: the mean difference, and how sure it is.
//!
//! Every policy meets the same riders on the day of a seed, so days are compared in pairs: what is
//! chance in both falls out (common random numbers: Law, *Simulation Modeling and Analysis*, 11.2).
//! The interval is Student's for the mean of the differences.

/// A paired comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// How many pairs.
    pub n_pairs: usize,
    /// The mean of the first policy.
    pub first: f64,
    /// The mean of the second.
    pub second: f64,
    /// The mean of second less first.
    pub difference: f64,
    /// With 95 % confidence the true difference is no further than this from the mean.
    pub half_width: f64,
}

/// The 97.5 % points of Student's distribution for 1 to 30 degrees of freedom.
const STUDENT: [f64; 30] = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042,
];

impl Comparison {
    /// Compares pair by pair; `None` for fewer than two pairs.
    #[must_use]
    pub fn of(pairs: &[(f64, f64)]) -> Option<Self> {
        let freedom = pairs.len().checked_sub(2)?;
        let n = f64::from(u32::try_from(pairs.len()).ok()?);
        let mean = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
        let difference = mean(&|pair| pair.1 - pair.0);
        let variance = mean(&|pair| (pair.1 - pair.0 - difference).powi(2)) * n / (n - 1.0);
        // For more than 30, that of 30: a little too wide, never too narrow.
        let quantile = STUDENT.get(freedom).or(STUDENT.last())?;
        Some(Self {
            n_pairs: pairs.len(),
            first: mean(&|pair| pair.0),
            second: mean(&|pair| pair.1),
            difference,
            half_width: quantile * (variance / n).sqrt(),
        })
    }

    /// True if the interval leaves 0 out: chance alone does not explain the difference.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.half_width < self.difference.abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_the_textbook_one() {
        // Student's own data of 1908: ten patients, hours of sleep gained by two drugs.
        let pairs = [
            (0.7, 1.9),
            (-1.6, 0.8),
            (-0.2, 1.1),
            (-1.2, 0.1),
            (-0.1, -0.1),
            (3.4, 4.4),
            (3.7, 5.5),
            (0.8, 1.6),
            (0.0, 4.6),
            (2.0, 3.4),
        ];
        let found = Comparison::of(&pairs).unwrap();
        assert!((found.difference - 1.58).abs() < 1e-9);
        // 0.70 to 2.46, as every textbook has it.
        assert!((found.half_width - 0.8799).abs() < 1e-3, "{found:?}");
        assert!(found.is_certain());
    }

    #[test]
    fn a_difference_within_chance_is_not_certain() {
        let found = Comparison::of(&[(1.0, 2.0), (2.0, 1.0), (3.0, 3.5)]).unwrap();
        assert!(!found.is_certain());
        assert_eq!(Comparison::of(&[(1.0, 2.0)]), None);
    }
}
