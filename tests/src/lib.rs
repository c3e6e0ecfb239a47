//! Runs the real binary and talks to it as clients do.
//!
//! [`Noriai::start`] runs a service on a free port with its own data folder and ends it when it is
//! let go. [`run`] runs a command of the command line to its end.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "whatever goes wrong in a helper of tests is to fail the test"
)]

mod binary;
mod client;
mod events;
mod noriai;
mod talk;

pub use binary::{Finished, binary, run};
pub use client::{Answer, Client, Request};
pub use events::{Event, Events};
pub use noriai::{ALL_DAY, Noriai, Setting};
pub use talk::{booking_id, rider_key};
