//! What was asked and driven today. Wishes and positions leave no trace in the journal, so they are
//! counted here and kept in a file of their own.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Counts of one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    /// Wishes asked for.
    pub(crate) requests: u64,
    /// Wishes that could be met.
    pub(crate) offers: u64,
    /// Wishes that could not be met.
    pub(crate) refused: u64,
    /// Decimetres driven with riders.
    pub(crate) loaded_dm: u64,
    /// Decimetres driven without.
    pub(crate) empty_dm: u64,
    /// Decimetres driven, times the people aboard.
    pub(crate) rider_dm: u64,
}

/// The counts of the present day; a new day begins at zero.
#[derive(Debug, Default)]
pub(crate) struct Tally(Mutex<(NaiveDate, Counts)>);

/// The file's content.
#[derive(Serialize, Deserialize)]
struct Kept {
    date: String,
    counts: Counts,
}

const FILE: &str = "today.json";

impl Tally {
    /// Goes on from what was kept of that day; without it, from what the state tells: who booked
    /// must have asked.
    pub(crate) fn open(data: &Path, date: NaiveDate, n_bookings: u64) -> Self {
        let text = std::fs::read_to_string(data.join(FILE)).unwrap_or_default();
        let kept = serde_json::from_str::<Kept>(&text).ok();
        let kept = kept.filter(|kept| kept.date == date.to_string()).map(|kept| kept.counts);
        let known = Counts { requests: n_bookings, offers: n_bookings, ..Counts::default() };
        let counts = kept.filter(|kept| n_bookings <= kept.requests).unwrap_or(known);
        Self(Mutex::new((date, counts)))
    }

    /// Keeps the counts. They are no promise to anybody: a file that can't be written is passed
    /// over.
    pub(crate) fn keep(&self, data: &Path) {
        let (date, counts) = *self.day();
        let kept = serde_json::to_string(&Kept { date: date.to_string(), counts });
        let beside = data.join("today.json.new");
        let written = kept.map(|text| std::fs::write(&beside, text));
        if matches!(written, Ok(Ok(()))) {
            let _ = std::fs::rename(&beside, data.join(FILE));
        }
    }

    /// Changes the counts of that day.
    pub(crate) fn count(&self, date: NaiveDate, change: impl FnOnce(&mut Counts)) {
        let mut day = self.day();
        if day.0 < date {
            *day = (date, Counts::default());
        }
        change(&mut day.1);
    }

    /// The counts of that day.
    pub(crate) fn on(&self, date: NaiveDate) -> Counts {
        let day = self.day();
        if day.0 == date { day.1 } else { Counts::default() }
    }

    fn day(&self) -> MutexGuard<'_, (NaiveDate, Counts)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_counts_outlive_a_restart_and_a_new_day_begins_at_zero() {
        let folder = tempfile::tempdir().unwrap();
        let date = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let tally = Tally::open(folder.path(), date, 2);
        assert_eq!(tally.on(date).requests, 2);
        tally.count(date, |day| day.refused += 3);
        tally.keep(folder.path());
        let again = Tally::open(folder.path(), date, 2);
        assert_eq!((again.on(date).requests, again.on(date).refused), (2, 3));
        let tomorrow = date.succ_opt().unwrap();
        again.count(tomorrow, |day| day.requests += 1);
        assert_eq!((again.on(tomorrow).requests, again.on(date).requests), (1, 0));
        assert_eq!(Tally::open(folder.path(), tomorrow, 0).on(tomorrow), Counts::default());
    }
}
