//! A case: a town and steps, as a text that is kept and played again.

use std::fmt;
use std::str::FromStr;

use crate::step::{NoStep, Step};

/// What it takes to play something again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The seed of the town.
    pub town: u64,
    /// What happens.
    pub steps: Vec<Step>,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "town {}", self.town)?;
        self.steps.iter().try_for_each(|step| writeln!(f, "{step}"))
    }
}

impl FromStr for Case {
    type Err = NoStep;

    /// Reads what is printed; empty lines and what follows a `#` are left out.
    fn from_str(text: &str) -> Result<Self, NoStep> {
        let plain = |line: &'_ str| line.split('#').next().unwrap_or_default().trim().to_owned();
        let mut lines = text.lines().map(plain).filter(|line| !line.is_empty());
        let first = lines.next().unwrap_or_default();
        let town = first.strip_prefix("town ").and_then(|seed| seed.parse().ok());
        let town = town.ok_or_else(|| NoStep(first.clone()))?;
        let steps: Result<Vec<Step>, NoStep> = lines.map(|line| line.parse()).collect();
        Ok(Self { town, steps: steps? })
    }
}
