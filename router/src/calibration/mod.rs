//! From recorded tracks to profiles: which way a vehicle took, and how much longer it needed than
//! the map says.
//!
//! [`Router::follow`](crate::Router::follow) finds the way that fits a track best, [`Observations`]
//! gather how long the roads of each sort took, and [`Observations::calibrate`] writes the shares
//! into a table of profiles.

mod following;
mod observations;

pub use following::{Fix, Followed};
pub use observations::Observations;
