//! Changes to sound bytes: blind ones, ones that know the PBF format, and whole absurd extracts.

pub mod bytes;
pub mod extract;
pub mod message;
pub mod pbf;
