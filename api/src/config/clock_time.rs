//! Times of day.

use std::fmt;

use chrono::{NaiveDate, NaiveTime};
use noriai_units::{Seconds, Timestamp};
use serde::{Deserialize, Deserializer, de};

use crate::time;

/// Minutes after midnight, up to two days: `24:00` and more are on the next day, as in GTFS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ClockTime(i64);

impl ClockTime {
    /// The point in time on the service day of that date.
    pub(crate) fn on(self, date: NaiveDate) -> Timestamp {
        time::at(date, NaiveTime::MIN) + Seconds::from_minutes(self.0)
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let read = || {
            let (hours, minutes) = text.split_once(':')?;
            let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            if !digits(hours) || !digits(minutes) {
                return None;
            }
            let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
            (hours < 48 && minutes < 60).then_some(Self(hours * 60 + minutes))
        };
        read()
            .ok_or_else(|| de::Error::custom(format!("{text:?} is no time of day like \"08:30\"")))
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}
