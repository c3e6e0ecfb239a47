//! Parts of the service area, and hours of service.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use noriai_core::{BoardingRule, ServiceHours, ServiceWindow, Zone, ZoneId};
use serde::Deserialize;

use super::day_of_week::DayOfWeek;
use super::{ClockTime, Coordinate};

/// A part of the service area. Of zones that overlap the first one counts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ZoneConfig {
    id: u32,
    /// Its name.
    pub(crate) name: String,
    /// Its name in latin letters.
    pub(crate) name_en: Option<String>,
    /// Its corners in order; the last is joined to the first.
    border: Vec<Coordinate>,
    boarding: BoardingConfig,
    /// The zones that one may ride to from here; all, if left out.
    to: Option<Vec<u32>>,
    /// When rides from and to here may be wished for; at any time, if left out.
    #[serde(default)]
    hours: Vec<HoursConfig>,
}

/// Where riders board.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum BoardingConfig {
    Free,
    Stops,
}

/// When the service runs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HoursConfig {
    /// On which days of the week; on all, if left out.
    #[serde(default)]
    days: Vec<DayOfWeek>,
    /// The earliest wished time.
    opens: ClockTime,
    /// The latest wished time; `24:00` and more are on the next day.
    closes: ClockTime,
}

/// More corners than a municipality's border has, drawn well enough to board by.
const CORNERS_MAX: usize = 1_000;

impl ZoneConfig {
    /// Its id.
    pub(crate) const fn id(&self) -> ZoneId {
        ZoneId(self.id)
    }

    /// As the dispatcher knows it.
    pub(super) fn zone(&self) -> Zone {
        Zone {
            id: self.id(),
            border: self.border.iter().filter_map(|corner| corner.position()).collect(),
            boarding: match self.boarding {
                BoardingConfig::Free => BoardingRule::Free,
                BoardingConfig::Stops => BoardingRule::DesignatedStops,
            },
            to: self.to.as_ref().map(|to| to.iter().copied().map(ZoneId).collect()),
            hours: service_hours(&self.hours),
        }
    }

    /// Its hours, a window each.
    pub(crate) fn hours_in_words(&self) -> Vec<String> {
        self.hours.iter().map(HoursConfig::words).collect()
    }
}

impl HoursConfig {
    /// Like `08:30-17:00` or `mon,wed 08:30-17:00`.
    fn words(&self) -> String {
        let days: Vec<String> = self.days.iter().map(ToString::to_string).collect();
        let gap = if days.is_empty() { "" } else { " " };
        format!("{}{gap}{}-{}", days.join(","), self.opens, self.closes)
    }
}

/// The windows of one week; which one does not matter, as Japan has no daylight saving time.
pub(super) fn service_hours(hours: &[HoursConfig]) -> ServiceHours {
    let first = NaiveDate::default();
    let week = (0..7).filter_map(|day| first.checked_add_days(Days::new(day)));
    let windows = week.flat_map(|date| {
        let on = move |hours: &&HoursConfig| {
            hours.days.is_empty() || hours.days.contains(&DayOfWeek::of(date))
        };
        hours.iter().filter(on).map(move |hours| ServiceWindow {
            opens: hours.opens.on(date),
            closes: hours.closes.on(date),
        })
    });
    ServiceHours { windows: windows.collect() }
}

/// What can't be, in words.
pub(super) fn check(zones: &[ZoneConfig], hours: &[HoursConfig]) -> Result<(), String> {
    let ids: BTreeSet<u32> = zones.iter().map(|zone| zone.id).collect();
    if ids.len() != zones.len() {
        return Err("each zone needs its own id".to_owned());
    }
    for zone in zones {
        let (id, n) = (zone.id, zone.border.len());
        if !(3..=CORNERS_MAX).contains(&n) {
            return Err(format!("zone {id} has {n} corners; 3 to {CORNERS_MAX} are taken"));
        }
        if let Some(corner) = zone.border.iter().find(|corner| corner.position().is_none()) {
            return Err(format!("zone {id}: {}, {} is no place on earth", corner.lat, corner.lon));
        }
        if let Some(other) = zone.to.iter().flatten().find(|to| !ids.contains(to)) {
            return Err(format!("zone {id} leads to zone {other}, which is not listed"));
        }
    }
    let all = hours.iter().chain(zones.iter().flat_map(|zone| &zone.hours));
    match all.into_iter().find(|hours| hours.closes <= hours.opens) {
        Some(hours) => Err(format!("the service closes at {}, before it opens", hours.closes)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Weekday};

    use super::*;
    use crate::config::Config;

    /// Designated stops in town, free boarding in the hills, booked on the day: no code.
    #[test]
    fn kitakata_is_configuration_alone() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let config = Config::open(Some(&path.join("src/config/kitakata.toml"))).unwrap();
        let policy = config.policy(&noriai_core::Policy::default(), NaiveDate::default());
        let at = |lat, lon| noriai_units::Position::from_degrees(lat, lon).unwrap();
        let (station, village, beyond) =
            (at(37.6440, 139.8640), at(37.7100, 139.8000), at(37.4880, 139.9290));
        assert_eq!(policy.boarding_at(station), Some(BoardingRule::DesignatedStops));
        assert_eq!(policy.boarding_at(village), Some(BoardingRule::Free));
        assert_eq!(policy.boarding_at(beyond), None);
        assert_eq!(config.zones.len(), 2);
    }

    #[test]
    fn hours_of_some_days_are_the_same_in_every_week() {
        let hours: HoursConfig =
            toml::from_str("days = [\"mon\", \"wed\"]\nopens = \"08:00\"\ncloses = \"17:00\"")
                .unwrap();
        assert_eq!(hours.words(), "mon,wed 08:00-17:00");
        let service = service_hours(&[hours]);
        assert_eq!(service.windows.len(), 2);
        let first = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        for date in first.iter_days().take(30) {
            let noon = crate::time::at(date, chrono::NaiveTime::from_hms_opt(12, 0, 0).unwrap());
            let runs = matches!(date.weekday(), Weekday::Mon | Weekday::Wed);
            assert_eq!(service.contains(noon), runs, "{date}");
        }
    }

    #[test]
    fn zones_that_can_not_be_are_refused_with_their_number() {
        let square = |rest: &str| {
            format!(
                "vehicles = [{{ id = 1, seats = 4 }}]\nshifts = []\n[[zones]]\nid = 7\n\
                 name = \"x\"\nboarding = \"free\"\nborder = [{{ lat = 0.0, lon = 0.0 }}, \
                 {{ lat = 0.0, lon = 1.0 }}, {{ lat = 1.0, lon = 1.0 }}]\n{rest}"
            )
        };
        let read = |text: &str| Config::read(text, "town.toml");
        assert!(read(&square("to = [7]")).is_ok());
        let wrong = [
            (square("to = [8]"), "zone 8"),
            (square("hours = [{ opens = \"09:00\", closes = \"08:00\" }]"), "08:00"),
            (square("").replace("lon = 1.0 }]", "lon = 181.0 }]"), "181"),
            (square("").replace(", { lat = 1.0, lon = 1.0 }", ""), "2 corners"),
        ];
        for (text, what) in wrong {
            let fault = read(&text).unwrap_err().to_string();
            assert!(fault.contains(what), "{what}: {fault}");
        }
    }
}
