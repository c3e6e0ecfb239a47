//! Days and times of day in Japan; everywhere else time is a [`Timestamp`].

use std::fmt;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Asia::Tokyo;
use noriai_units::{Seconds, Timestamp};

/// A calendar day in Japan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(NaiveDate);

/// A time of day, whole minutes after midnight; 24:00 and later belong to the night that follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(Seconds);

impl Day {
    /// Reads `2026-11-19`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Self)
    }

    /// The day on which a point in time falls.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        Self(local(at).map_or(NaiveDate::MIN, |local| local.date_naive()))
    }

    /// Its first moment. Japan has kept one offset since 1951, so every day has one midnight.
    #[must_use]
    pub fn midnight(self) -> Timestamp {
        let local = Tokyo.from_local_datetime(&self.0.and_time(NaiveTime::MIN)).earliest();
        local.map_or(Timestamp::MIN, |at| Timestamp::from_unix_millis(at.timestamp_millis()))
    }

    /// A time of this day.
    #[must_use]
    pub fn at(self, time: TimeOfDay) -> Timestamp {
        self.midnight() + time.0
    }

    /// The day that many days before (or after, if negative); stays where the calendar ends.
    #[must_use]
    pub fn before(self, days: i64) -> Self {
        let by = Days::new(days.unsigned_abs());
        let moved =
            if days < 0 { self.0.checked_add_days(by) } else { self.0.checked_sub_days(by) };
        moved.map_or(self, Self)
    }

    /// 0 for Monday to 6 for Sunday.
    #[must_use]
    pub fn weekday(self) -> usize {
        self.0.weekday().num_days_from_monday() as usize
    }

    /// A number for the day, for streams of chance.
    #[must_use]
    pub fn number(self) -> u64 {
        u64::from(self.0.num_days_from_ce().unsigned_abs())
    }
}

impl TimeOfDay {
    /// From hours and minutes.
    #[must_use]
    pub const fn new(hours: i64, minutes: i64) -> Self {
        Self(Seconds::from_minutes(hours * 60 + minutes))
    }

    /// Reads `07:30`, up to `29:59`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let number = |digits: &str| {
            let plain = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
            digits.parse::<i64>().ok().filter(|_| plain)
        };
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        (hours < 30 && minutes < 60).then(|| Self::new(hours, minutes))
    }
}

/// Reads `2026-11-19T08:30:00+09:00`, or `2026-11-19 08:30` and `2026-11-19T08:30:00` as the time
/// in Japan.
#[must_use]
pub fn parse_time(text: &str) -> Option<Timestamp> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(Timestamp::from_unix_millis(at.timestamp_millis()));
    }
    let formats = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let plain = formats.iter().find_map(|f| NaiveDateTime::parse_from_str(text, f).ok())?;
    let at = Tokyo.from_local_datetime(&plain).earliest()?;
    Some(Timestamp::from_unix_millis(at.timestamp_millis()))
}

/// Like `2026-11-19T08:30:00+09:00`; whole seconds, rounded down.
#[must_use]
pub fn write_time(at: Timestamp) -> String {
    local(at).map_or_else(String::new, |local| local.format("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// Hours of the day with decimals, for charts: 8.5 is half past eight.
pub(crate) fn hour_of(day: Day, at: Timestamp) -> f64 {
    let minutes = (at - day.midnight()).whole().div_euclid(60);
    f64::from(i32::try_from(minutes).unwrap_or(0)) / 60.0
}

fn local(at: Timestamp) -> Option<DateTime<chrono_tz::Tz>> {
    Tokyo.timestamp_millis_opt(at.unix_millis()).single()
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.0.whole() / 60;
        write!(f, "{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_japan() {
        let day = Day::parse("2026-11-19").unwrap();
        assert_eq!(write_time(day.at(TimeOfDay::new(8, 30))), "2026-11-19T08:30:00+09:00");
        assert_eq!(parse_time("2026-11-18T23:30:00Z"), Some(day.at(TimeOfDay::new(8, 30))));
        assert_eq!(parse_time("2026-11-19 08:30"), Some(day.at(TimeOfDay::new(8, 30))));
        assert_eq!(parse_time("half past eight"), None);
        assert_eq!(Day::of(day.at(TimeOfDay::new(25, 0))), day.before(-1));
        assert_eq!(day.weekday(), 3);
    }

    #[test]
    fn a_time_of_day_needs_its_zeros() {
        assert_eq!(TimeOfDay::parse("07:30"), Some(TimeOfDay::new(7, 30)));
        for wrong in ["7:30", "07:60", "31:00", "07.30", "", "+7:30"] {
            assert_eq!(TimeOfDay::parse(wrong), None, "{wrong}");
        }
    }
}
