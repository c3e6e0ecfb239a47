//! A town's day under several policies, in virtual time, with the very dispatcher that runs the
//! service.
//!
//! [`Scenario::load`] reads what is to be simulated, [`World::open`] its map, [`simulate`] lets the
//! day pass under each policy, and [`Outcome`] has the figures, the files and the report. For a
//! living town, [`demand::Generator`] says who asks next, and [`vans::next_action`] what a driver
//! does next. The model is described in `docs/simulator.md`.
//!
//! **Invariant:** all chance comes from the scenario's seed, in streams of their own for each
//! purpose; no clock is read; nothing depends on hash order or on threads. The same scenario gives
//! the same bytes.

pub mod calendar;
pub mod choice;
pub mod comparison;
pub mod demand;
mod engine;
pub mod error;
mod fixed_route;
pub mod outcome;
pub mod progress;
mod report;
pub mod rng;
pub mod scenario;
mod simulate;
pub mod stops;
mod trips;
pub mod vans;
pub mod world;

pub use engine::{Core, Dispatcher};
pub use error::{ErrorCode, SimulationError};
pub use outcome::Outcome;
pub use progress::{Bars, Progress, Silent};
pub use scenario::Scenario;
pub use simulate::{simulate, simulate_with};
pub use world::{Roads, World};
