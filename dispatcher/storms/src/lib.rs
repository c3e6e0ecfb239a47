//! Storms: the dispatcher driven through everything that goes wrong, checked after every step.
//!
//! One seed gives one storm: a town, a fleet, a weather, some hours of it. [`storm`] plays it,
//! [`shrink`] makes a failing one small, [`replay`] plays what is left again.
//!
//! **Invariant:** nothing here reads a clock or draws randomness of its own: two plays of a seed
//! are the same, event by event.

mod asking;
mod audit;
mod case;
mod command;
mod control;
mod deeds;
mod demand;
mod draws;
mod fault;
mod healing;
mod mood;
mod naive;
mod playing;
mod roads;
mod sabotage;
mod saying;
mod shrinking;
mod step;
mod storm;
mod tally;
mod town;
mod weather;
mod world;

pub use case::Case;
pub use fault::Fault;
pub use playing::{Played, replay, replay_aloud, storm};
pub use sabotage::Sabotage;
pub use shrinking::shrink;
pub use step::{Deed, NoStep, Step};
pub use tally::{EVENTS, Tally};
pub use town::Town;
pub use weather::{Trouble, Weather};
