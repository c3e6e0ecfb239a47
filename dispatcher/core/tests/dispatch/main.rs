//! The dispatcher in the dispatch notation, theme by theme; see `notation` for how to read it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the whole binary is a test, its helpers included"
)]

mod notation;

mod batch;
mod breaks;
mod cancelling;
mod capacity;
mod closures;
mod company;
mod driving;
mod fitness;
mod improvement;
mod insertion;
mod lateness;
mod maps;
mod offers;
mod promises;
mod rejections;
mod reserve;
mod rotation;
mod trouble;
mod violations;
mod walks;
mod zones;
