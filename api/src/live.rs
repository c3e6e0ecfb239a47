//! The town as it happens: one task makes each event once, and hands it to all viewers.
//!
//! **Invariant:** there is a bound on viewers, and on what waits for each; a viewer that does not
//! keep up is dropped and comes back for a fresh snapshot.

mod board;
mod odometer;
mod publisher;

pub(crate) use board::{Board, TooManyViewers};
pub(crate) use publisher::keep_publishing;
