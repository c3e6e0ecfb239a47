//! Profiles and their calendar as rows, for files.

use noriai_network::RoadClass;
use serde::{Deserialize, Serialize};

use super::{DayKind, Season};

/// Profiles, and when which of them holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileTable {
    /// All of them.
    pub profiles: Vec<ProfileRow>,
    /// When they hold. Where rows overlap, the last one counts.
    pub calendar: Vec<CalendarRow>,
    /// The name of the profile that holds otherwise.
    pub otherwise: String,
}

/// A profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileRow {
    /// What the calendar calls it.
    pub name: String,
    /// How long roads take; as the map has it where nothing is said. The last one counts.
    pub shares: Vec<ShareRow>,
}

/// How long some roads take.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareRow {
    /// Their classes; all if there are none.
    #[serde(default)]
    pub classes: Vec<RoadClass>,
    /// Whether they are built-up; all if nothing is said.
    #[serde(default)]
    pub built_up: Option<bool>,
    /// What share of their usual time they take, in percent, from 10 to 1000.
    pub percent: u32,
}

/// Hours of a sort of days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarRow {
    /// The seasons; all if there are none.
    #[serde(default)]
    pub seasons: Vec<Season>,
    /// The kinds of days; all if there are none.
    #[serde(default)]
    pub days: Vec<DayKind>,
    /// The first hour, from 0 to 23.
    pub from: u8,
    /// The hour at which it ends, up to 24.
    pub to: u8,
    /// The name of the profile that holds.
    pub profile: String,
}
