//! What happens in a storm, step by step, in numbers that stand for themselves.
//!
//! A step names nothing that only exists once another step was taken: a driver does *what is next*,
//! an offer is *the third last*. So any selection of steps can be played, which is what shrinking
//! needs, and a case is a text of some lines.

use std::fmt;
use std::str::FromStr;

/// One thing that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Seconds of real time since the storm began.
    pub at: i64,
    /// What.
    pub deed: Deed,
}

macro_rules! deeds {
    ($($(#[$doc:meta])* $name:ident = $verb:literal { $($field:ident),* })*) => {
        /// What can happen.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the fields are explained with each deed")]
        pub enum Deed { $($(#[$doc])* $name { $($field: i64),* },)* }

        impl Deed {
            /// Its verb in a case.
            #[must_use]
            pub const fn verb(self) -> &'static str {
                match self { $(Self::$name { .. } => $verb,)* }
            }

            /// Its numbers.
            #[must_use]
            pub fn numbers(self) -> Vec<i64> {
                match self { $(Self::$name { $($field),* } => vec![$($field),*],)* }
            }

            fn of(verb: &str, numbers: &[i64]) -> Option<Self> {
                match verb {
                    $($verb => match numbers {
                        [$($field),*] => Some(Self::$name { $($field: *$field),* }),
                        _ => None,
                    },)*
                    _ => None,
                }
            }
        }
    };
}

deeds! {
    /// A policy drawn from a number is adopted.
    Policy = "policy" { draw }
    /// A shift drawn from a number is planned for a van.
    Shift = "shift" { van, draw }
    /// A van's shift is planned again, so many minutes longer; under a new id or its own.
    Reshift = "reshift" { van, minutes, fresh }
    /// A van is said to have broken down at a spot; its last shift, long over, for a repeat (1).
    Breakdown = "breakdown" { van, spot, over }
    /// A van's shift is to end so many minutes from now.
    Curtail = "curtail" { van, minutes }
    /// A rider asks for a ride, to leave (`by` = 0) or to arrive (1) in so many seconds, with a
    /// party drawn from a number, and takes the n-th of what is found; nothing for 0.
    Ask = "ask" { rider, from, to, by, ahead, party, take }
    /// The n-th last offer is accepted under a booking id, by the rider of a number.
    Accept = "accept" { back, id, rider }
    /// A booking is called off, by the rider or by the operator (1).
    Cancel = "cancel" { id, operator }
    /// Rules drawn from a number hold for a rider.
    Rules = "rules" { rider, draw }
    /// A van's driver reports, some seconds after the fact: arrival (0), a duty of the next call
    /// (1), a no-show there (2), a duty of a later call (3), the end of a break or shift (4).
    Drive = "drive" { van, act, pick, ago }
    /// A report by ids: see [`Deed::Drive`] for the kinds; `at` is in seconds from now.
    Forge = "forge" { van, act, id, at }
    /// A van is seen at a spot, some seconds ago.
    See = "see" { van, spot, ago }
    /// Links are closed, slow (1) or limited (2), for so many minutes or for good (0).
    Close = "close" { id, link, n_links, effect, minutes }
    /// A closure is lifted.
    Reopen = "reopen" { id }
    /// The map follows the closures; points get other names (1); who waits at a spot that is cut
    /// off walks so many metres.
    Roads = "roads" { rename, walk }
    /// A better plan is searched for.
    Search = "search" { draw, rounds }
    /// The plan found last is proposed, tampered with in one of several ways unless 0.
    Adopt = "adopt" { tamper }
    /// The last command again.
    Again = "again" {}
    /// The machine's clock jumps by so many seconds; the service is restarted with it (1), or not.
    Clock = "clock" { by, restart }
    /// Ticks stop (0) or go on (1).
    Ticks = "ticks" { on }
    /// Nothing but time passes.
    Wait = "wait" {}
    /// All trouble ends, and everybody is brought home.
    Heal = "heal" {}
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.at, self.deed.verb())?;
        self.deed.numbers().iter().try_for_each(|number| write!(f, " {number}"))
    }
}

/// A line that is no step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoStep(pub String);

impl fmt::Display for NoStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a step: {:?}; expected something like `600 drive 1 0 0 0`", self.0)
    }
}

impl std::error::Error for NoStep {}

impl FromStr for Step {
    type Err = NoStep;

    fn from_str(line: &str) -> Result<Self, NoStep> {
        let read = || {
            let mut words = line.split_whitespace();
            let at = words.next()?.parse().ok()?;
            let verb = words.next()?;
            let numbers: Result<Vec<i64>, _> = words.map(str::parse).collect();
            Some(Self { at, deed: Deed::of(verb, &numbers.ok()?)? })
        };
        read().ok_or_else(|| NoStep(line.to_owned()))
    }
}
