//! Which profile holds when.

use std::collections::BTreeMap;

use noriai_network::RoadClass;
use noriai_units::{Seconds, Timestamp};
use serde::{Deserialize, Serialize};

use super::table::{CalendarRow, ProfileRow};
use super::{Period, Profile, ProfileError, ProfileId, ProfileTable};

/// A kind of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DayKind {
    /// Monday to Friday.
    Weekday,
    /// Saturday.
    Saturday,
    /// Sunday, and any holiday.
    Holiday,
}

/// A season, as a town switches it: where snow lies is nothing that a date knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Season {
    /// Bare roads.
    Ordinary,
    /// Snow or ice on the roads.
    Winter,
}

/// A calendar day, as whoever knows time zones and holidays gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Its first moment.
    pub midnight: Timestamp,
    /// What kind of day it is.
    pub kind: DayKind,
    /// The season that it is in.
    pub season: Season,
}

/// Profiles by the hour, the kind of day and the season.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    profiles: Vec<Profile>,
    otherwise: ProfileId,
    /// Per season, kind of day and hour.
    hours: BTreeMap<(Season, DayKind), [ProfileId; 24]>,
}

const SEASONS: [Season; 2] = [Season::Ordinary, Season::Winter];
const DAY_KINDS: [DayKind; 3] = [DayKind::Weekday, DayKind::Saturday, DayKind::Holiday];
const HOURS: u8 = 24;
const HOUR: Seconds = Seconds::from_minutes(60);
const PERCENT: std::ops::RangeInclusive<u32> = 10..=1_000;

impl Calendar {
    /// Reads a table.
    ///
    /// # Errors
    /// If a name is missing or double, or a number is out of its range.
    pub fn of(table: &ProfileTable) -> Result<Self, ProfileError> {
        let mut profiles: Vec<Profile> = Vec::new();
        for row in &table.profiles {
            if profiles.iter().any(|profile| profile.name() == row.name) {
                return Err(ProfileError::Double { name: row.name.clone() });
            }
            profiles.push(profile(row)?);
        }
        let id = |name: &str| {
            let place = profiles.iter().position(|profile| profile.name() == name);
            place.map(ProfileId).ok_or_else(|| ProfileError::Unknown { name: name.to_owned() })
        };
        let otherwise = id(&table.otherwise)?;
        let mut hours = BTreeMap::new();
        for season in SEASONS {
            hours.extend(DAY_KINDS.map(|kind| ((season, kind), [otherwise; HOURS as usize])));
        }
        for row in &table.calendar {
            if HOURS < row.to || row.to <= row.from {
                return Err(ProfileError::Hours { from: row.from, to: row.to });
            }
            let profile = id(&row.profile)?;
            for (_, of_day) in
                hours.iter_mut().filter(|((season, day), _)| row.counts(*season, *day))
            {
                of_day[usize::from(row.from)..usize::from(row.to)].fill(profile);
            }
        }
        Ok(Self { profiles, otherwise, hours })
    }

    /// All profiles, by their ids.
    #[must_use]
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// The profile that holds in an hour from 0 to 23 of a day.
    #[must_use]
    pub fn profile(&self, season: Season, kind: DayKind, hour: usize) -> ProfileId {
        let of_day = self.hours.get(&(season, kind));
        of_day.and_then(|of_day| of_day.get(hour)).copied().unwrap_or(self.otherwise)
    }

    /// When which profile holds over days in order, each until the next one's midnight: a period for
    /// each change. A day may have 23 or 25 hours; the last hour is as long as it is.
    #[must_use]
    pub fn periods(&self, days: &[Day]) -> Vec<Period> {
        let mut periods: Vec<Period> = Vec::new();
        for (number, day) in days.iter().enumerate() {
            let next = days.get(number + 1).map_or(Timestamp::MAX, |next| next.midnight);
            for hour in 0..usize::from(HOURS) {
                let from = day.midnight + HOUR * hour as i64;
                let profile = self.profile(day.season, day.kind, hour);
                let is_news = periods.last().is_none_or(|last| last.profile != profile);
                if is_news && from < next {
                    periods.push(Period { from, profile });
                }
            }
        }
        periods
    }
}

impl CalendarRow {
    fn counts(&self, season: Season, day: DayKind) -> bool {
        (self.seasons.is_empty() || self.seasons.contains(&season))
            && (self.days.is_empty() || self.days.contains(&day))
    }
}

fn profile(row: &ProfileRow) -> Result<Profile, ProfileError> {
    let mut profile = Profile::new(&row.name);
    for share in &row.shares {
        if !PERCENT.contains(&share.percent) {
            let (name, percent) = (row.name.clone(), share.percent);
            return Err(ProfileError::Share { name, percent });
        }
        let classes = if share.classes.is_empty() { &RoadClass::ALL[..] } else { &share.classes };
        for class in classes {
            for built_up in [false, true] {
                if share.built_up.is_none_or(|only| only == built_up) {
                    profile = profile.with_share(*class, built_up, share.percent);
                }
            }
        }
    }
    Ok(profile)
}
