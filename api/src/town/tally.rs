//! What was asked today. Wishes leave no trace in the journal, so they are counted here.

use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;

/// Counts of one day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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

impl Tally {
    /// Begins with what the state tells: who booked must have asked.
    pub(crate) fn begin(&self, date: NaiveDate, n_bookings: u64) {
        let known = Counts { requests: n_bookings, offers: n_bookings, ..Counts::default() };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (date, known);
    }

    /// Changes the counts of that day.
    pub(crate) fn count(&self, date: NaiveDate, change: impl FnOnce(&mut Counts)) {
        let mut day = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if day.0 < date {
            *day = (date, Counts::default());
        }
        change(&mut day.1);
    }

    /// The counts of that day.
    pub(crate) fn on(&self, date: NaiveDate) -> Counts {
        let day = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if day.0 == date { day.1 } else { Counts::default() }
    }
}
