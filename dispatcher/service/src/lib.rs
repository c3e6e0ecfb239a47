//! The live shell of one service area: the pure dispatcher, a journal, and one writer.
//!
//! [`Area::submit`] puts a command into a bounded mailbox. The writer takes what is waiting as one
//! batch, decides each command on a working copy of the state, appends all events to the journal
//! at once, publishes the new state, and only then answers. Readers work on the published state in
//! parallel and never wait for the writer.
//!
//! The roads are part of what is published: [`Area::adopt`] goes over to others in one step with the
//! plans on them. Who holds a snapshot goes on with the roads of its time, and what is accepted
//! later is decided on those of then.
//!
//! If there is time for it, a thread of its own searches for a better plan after bookings and the
//! like, on the published state; what it finds is one more command.
//!
//! **Invariant:** nothing is published or acknowledged before it is durable.
//! **Invariant:** replay on start asks no router and takes no decision.
//! **Invariant:** [`Clock`] is the only way to the time; nothing else here reads a clock.
//! **Invariant:** every queue and every collection has a bound, and says so when it is reached.

mod area;
mod bell;
mod clock;
mod config;
mod error;
mod improver;
mod metrics;
mod offers;
mod opening;
mod published;
mod shared;
mod sightings;
mod ticker;
mod work;
mod writer;

pub use area::Area;
pub use clock::{BackwardJump, Clock, ScaledClock, SpeedOutOfRange, SystemClock};
pub use config::Config;
pub use error::{Alarm, Health, SubmitError};
pub use metrics::{Figures, LATENCY_BOUNDS_MS, Metrics};
pub use offers::{OfferBook, OfferBookFull};
pub use published::{Batch, FindChange, Published, Snapshot, Times};
pub use sightings::Unsighted;
pub use writer::Decide;

#[cfg(feature = "faults")]
pub use writer::AckOrder;
