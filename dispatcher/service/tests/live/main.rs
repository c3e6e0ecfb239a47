//! The live shell from the outside.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail loudly"
)]

mod adopting;
mod area;
mod halting;
mod improving;
mod kill_child;
mod offer_book;
mod power_cut;
mod searching;
mod town;
