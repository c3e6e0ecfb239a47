//! What came of a simulation: rides and calls, figures, files.

pub(crate) mod figures;
mod files;
mod json;
mod ride;
mod table;

use crate::demand::TimedRequest;
use crate::scenario::{PolicySetting, Scenario};
use crate::world::World;

pub use figures::{Figures, Spread};
pub use ride::{CallMade, Day, Fate, Promised, Purpose, Ride};

/// What came of a scenario under each of its policies.
#[derive(Clone)]
pub struct Outcome {
    /// What was simulated.
    pub scenario: Scenario,
    /// Where.
    pub world: World,
    /// Where the requests come from.
    pub demand_source: String,
    /// The requests, the same for all policies.
    pub requests: Vec<TimedRequest>,
    /// In the scenario's order.
    pub policies: Vec<PolicyOutcome>,
}

/// What came of one policy.
#[derive(Clone, Debug)]
pub struct PolicyOutcome {
    /// The policy.
    pub setting: PolicySetting,
    /// Everything that happened.
    pub day: Day,
    /// The figures.
    pub figures: Figures,
}

impl Outcome {
    /// How many violations the checkers found, over all policies.
    #[must_use]
    pub fn checker_violations(&self) -> usize {
        self.policies.iter().map(|policy| policy.day.violations.len()).sum()
    }
}
