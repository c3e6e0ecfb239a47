//! An independent audit: it shares no code with those who plan, only the domain's words.
//!
//! [`audit`] looks at one state, [`History`] at what a single state can't show. Invariants carry
//! these names in code, tests and reports:
//!
//! | name | what holds |
//! | --- | --- |
//! | B3 | a booking ends once, and an ended one is on no tour |
//! | T1 | a booking is on one tour, its pickup before its drop-off |
//! | T2 | no leg carries more than the vehicle holds |
//! | V1 | who is planned for a vehicle may ride in it: its equipment, its groups, an attendant |
//! | V2 | who must ride alone does, and two who must not meet share no leg |
//! | T3 | calls never overlap, drives take as long as the map says, shift and breaks are honoured |
//! | T4 | who is aboard stays on the plan; calls already made never come back |
//! | P1 | promised windows and arrivals are kept, or re-made before the old ones end |
//! | P2 | nobody rides longer than promised |
//! | M1 | manifest versions never go back, call ids are never used twice |
//! | F1 | a fare never changes |
//! | R1 | rides are counted for the company whose driver drove them |
//! | R2 | who books further ahead than a shift takes is not planned on it |
//! | Z1 | who is booked may board and alight there, and ride from the one to the other then |

mod duties;
mod fitness;
mod history;
mod loads;
mod promises;
mod rides;
mod times;
mod zones;

use std::fmt;

use crate::state::State;
use crate::travel::TravelTimes;

pub use history::History;

/// Something that must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The invariant's name, like `T2`.
    pub invariant: &'static str,
    /// The ids it is about.
    pub subject: String,
    /// What was found.
    pub what: String,
}

/// Looks a state over, as it stands between two commands. With `times`, the ones that the state's
/// map stands for, legs are compared with the map too.
#[must_use]
pub fn audit(state: &State, times: Option<&dyn TravelTimes>) -> Vec<Violation> {
    let mut found = Findings::default();
    duties::check(state, &mut found);
    rides::check(state, &mut found);
    for tour in state.tours().values() {
        fitness::check(state, tour, &mut found);
        loads::check(state, tour, &mut found);
        times::check(state, tour, times, &mut found);
        promises::check(state, tour, &mut found);
    }
    found.0
}

/// Collects violations.
#[derive(Clone, Debug, Default)]
struct Findings(Vec<Violation>);

impl Findings {
    fn add(&mut self, invariant: &'static str, subject: impl fmt::Display, what: String) {
        self.0.push(Violation { invariant, subject: subject.to_string(), what });
    }

    /// Notes a violation unless `holds`.
    fn expect(
        &mut self,
        holds: bool,
        invariant: &'static str,
        subject: impl fmt::Display,
        what: impl FnOnce() -> String,
    ) {
        if !holds {
            self.add(invariant, subject, what());
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.invariant, self.subject, self.what)
    }
}
