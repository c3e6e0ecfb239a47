//! Hostile bytes for everything that reads files.
//!
//! A [`Target`] takes any bytes and must come back: with an error or an answer, never a panic, in
//! time and memory that its input's size bounds. [`targets::ALL`] lists them. The tests run each on
//! some thousand [mutated](mutation) [seeds](seeds), on stable Rust; `libfuzzer/` runs the very same
//! functions under libFuzzer, which searches by coverage. `docs/fuzzing.md` says how.

pub mod chance;
pub mod hunt;
pub mod mutation;
pub mod seeds;
pub mod targets;

pub use targets::Target;
