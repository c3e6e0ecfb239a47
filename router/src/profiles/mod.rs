//! Travel times by the hour, the day and the season.
//!
//! A [`Profile`] says how much longer roads of a sort take than the map has it. A [`Calendar`] says
//! which profile holds when. [`Profiled`] has a router for each, all in the order of one
//! contraction, and answers for a departure: a drive over a boundary between two profiles takes its
//! share of each, so nobody arrives sooner by setting out later ([`arrival()`]).
//!
//! All of it is data: a [`ProfileTable`] can be read from any format that serde knows.
//! `router/data/profiles.json` is one to begin with.

mod arrival;
mod calendar;
mod errors;
mod profile;
mod profiled;
mod table;

pub use arrival::{Period, arrival};
pub use calendar::{Calendar, Day, DayKind, Season};
pub use errors::ProfileError;
pub use profile::{Profile, ProfileId};
pub use profiled::Profiled;
pub use table::{CalendarRow, ProfileRow, ProfileTable, ShareRow};
