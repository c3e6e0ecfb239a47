//! The static dial-a-ride problem: all requests of a day are known, find tours of least distance.
//!
//! [`Instance::parse`] reads an instance in Cordeau's format. [`solve`] searches until its budget
//! is used up and returns the best [`Solution`] it saw. [`check`] audits a solution without sharing
//! a line with the search, and [`Timetable`] gives a tour its times with the least total ride time.
//!
//! The crate is pure: it reads no clock and draws no randomness of its own. How much of the budget
//! is used comes in as a function, chance as a seed. Numbers are `f64` throughout, because the
//! published instances measure Euclidean distance in double precision and their best solutions
//! are tight to the last digit; time and distance share one unit, as there.

mod checker;
mod destroy;
mod insertion;
mod instance;
mod memo;
mod model;
mod partition;
mod plan;
mod pool;
mod repair;
mod rng;
mod route;
mod search;
mod solution;
mod timetable;

pub use checker::{Audit, Violation, check};
pub use instance::{Instance, InstanceError, Node};
pub use search::{Limits, Report, solve};
pub use solution::Solution;
pub use timetable::{Timetable, Visit};

/// Two instants or two lengths are the same when they differ by no more than this.
///
/// Sums of a tour's legs carry rounding errors of about 1e-13; coordinates have three decimals.
pub(crate) const TOLERANCE: f64 = 1e-9;
