//! Points in time as people write them. The zone is that of the town, never the machine's.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, SecondsFormat, TimeZone, Utc};
use chrono_tz::{Asia::Tokyo, Tz};
use noriai_units::Timestamp;

/// RFC 3339 with the town's offset; milliseconds only where there are any.
pub(crate) fn to_text(at: Timestamp) -> String {
    local(at).to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

/// Reads RFC 3339 with any offset; `None` for anything else, and for years that no ride is in.
pub(crate) fn from_text(text: &str) -> Option<Timestamp> {
    let at = DateTime::parse_from_rfc3339(text).ok()?;
    let sensible = (2000..2100).contains(&at.year());
    sensible.then(|| Timestamp::from_unix_millis(at.timestamp_millis()))
}

/// Like `08:05`.
pub(crate) fn hour_minute(at: Timestamp) -> String {
    local(at).format("%H:%M").to_string()
}

/// The town's date.
pub(crate) fn date(at: Timestamp) -> NaiveDate {
    local(at).date_naive()
}

/// A time of day on a date of the town. Japan has no daylight saving time: there is exactly one.
pub(crate) fn at(date: NaiveDate, time: NaiveTime) -> Timestamp {
    let utc = match Tokyo.from_local_datetime(&date.and_time(time)) {
        chrono::LocalResult::Single(at) | chrono::LocalResult::Ambiguous(at, _) => {
            at.with_timezone(&Utc)
        }
        chrono::LocalResult::None => date.and_time(time).and_utc(),
    };
    Timestamp::from_unix_millis(utc.timestamp_millis())
}

fn local(at: Timestamp) -> DateTime<Tz> {
    DateTime::from_timestamp_millis(at.unix_millis()).unwrap_or_default().with_timezone(&Tokyo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_with_the_towns_offset_whatever_the_reader_sent() {
        let at = from_text("2026-11-20T23:30:00Z").unwrap();
        assert_eq!(to_text(at), "2026-11-21T08:30:00+09:00");
        assert_eq!(
            to_text(Timestamp::from_unix_millis(at.unix_millis() + 250)),
            "2026-11-21T08:30:00.250+09:00"
        );
        assert_eq!(hour_minute(at), "08:30");
        let half_past_eight = NaiveTime::from_hms_opt(8, 30, 0).unwrap();
        assert_eq!(super::at(date(at), half_past_eight), at);
    }

    #[test]
    fn what_is_no_time_of_a_ride_is_refused() {
        for text in [
            "",
            "08:30",
            "2026-11-21",
            "2026-11-21T08:30:00",
            "0000-01-01T00:00:00Z",
            "9999-12-31T00:00:00Z",
        ] {
            assert_eq!(from_text(text), None, "{text}");
        }
    }
}
