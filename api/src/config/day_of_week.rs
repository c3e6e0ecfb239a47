//! Days of the week.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, de};

/// A day of the week, written `mon` or `monday`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayOfWeek(Weekday);

impl DayOfWeek {
    /// That of a date.
    pub(super) fn of(date: NaiveDate) -> Self {
        Self(date.weekday())
    }
}

impl std::fmt::Display for DayOfWeek {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.to_string().to_lowercase())
    }
}

impl<'de> Deserialize<'de> for DayOfWeek {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map(Self).map_err(|_unknown: chrono::ParseWeekdayError| {
            de::Error::custom(format!("{text:?} is no day of the week like \"mon\""))
        })
    }
}
