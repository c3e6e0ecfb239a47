//! What the state looks like from outside: domain types as wire types, with the town's names.

mod booking;
mod closures;
mod figures;
mod offer;
mod tour;
mod vehicles;

pub(crate) use tour::purpose;
pub(crate) use vehicles::{aboard_by_vehicle, riders_of};
