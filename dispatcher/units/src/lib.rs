//! Units as types: a wrong sum does not compile.
//!
//! Whole numbers inside (milliseconds, decimetres, yen, 1e-7 degrees), so that every machine
//! computes the same; `f64` appears only in geometry.

mod length;
mod money;
mod position;
mod time;

pub use length::Metres;
pub use money::Yen;
pub use position::{Bounds, Position};
pub use time::{Seconds, Timestamp};
