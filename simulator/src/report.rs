//! The report.

use crate::outcome::Outcome;

pub(crate) fn html(outcome: &Outcome) -> String {
    outcome.table()
}
