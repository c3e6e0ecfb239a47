//! Large fleets: the best insertion of each request over all vehicles and positions, exact.
//!
//! The problem is that of the published instances for ride pooling (see [`Rules`]): requests come
//! one by one, each to be served at once by the vehicle and at the positions that cost least.
//! [`Fleet::best`] finds them, [`Fleet::insert`] carries them out.
//!
//! Everything is pure: no clock, no randomness, no task; reading an [`Instance`]'s files is the
//! only input.

mod buckets;
mod finder;
mod fleet;

mod instance;
mod landmarks;
mod moment;
mod parts;
mod recipe;
mod roads;
mod rules;
mod sides;
mod slots;
mod sorted;
mod spot;
mod spread;
mod tour;
mod ways;

pub use finder::Insertion;
pub use fleet::{CannotInsert, Fleet, Vehicle};
pub use instance::{Instance, InstanceError, ReferenceChoice};
pub use moment::Deciseconds;
pub use roads::{Arc, ArcId, Roads, RoadsError};
pub use rules::{Request, Rules};
