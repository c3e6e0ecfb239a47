//! Looks a whole journal over and says everything that is wrong with it.

use noriai_core::State;
use noriai_core::checker::{History, Violation, audit};
use noriai_units::Timestamp;

use crate::error::JournalError;
use crate::journal::{Entry, Epoch, Head, Records};
use crate::walk::{Fault, Walk, Witness};

/// What a journal holds, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Report {
    /// The service area.
    pub area: String,
    /// The last record that could be read.
    pub head: Head,
    /// The last writer.
    pub epoch: Epoch,
    /// When the last record was decided.
    pub last_at: Option<Timestamp>,
    /// How many bookings the history has.
    pub n_bookings: usize,
    /// The digest of the state after the last record: the same on every machine.
    pub digest: u64,
    /// The damage: the first [`Report::FAULTS_MAX`] of it.
    pub faults: Vec<Fault>,
    /// How much damage there is in all.
    pub n_faults: u64,
    /// What must not have happened, by the independent checker; of an undamaged journal only.
    pub violations: Vec<Violation>,
}

impl Report {
    /// How many faults are listed; a thoroughly damaged journal has as many as records.
    pub const FAULTS_MAX: usize = 100;

    /// True if every record is there as it was written.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.n_faults == 0
    }

    /// True if nothing is wrong: all is there, and nothing happened that must not.
    #[must_use]
    pub fn is_content(&self) -> bool {
        self.is_whole() && self.violations.is_empty()
    }
}

/// Checks that numbers have no gap, the chain is unbroken, epochs and times never go back, every
/// record is understood and follows from those before it; and has the independent checker look
/// over the history and the state it comes to.
///
/// # Errors
/// If the journal can't be read for a reason other than damage.
pub fn verify(records: &dyn Records) -> Result<Report, JournalError> {
    let mut auditor = Auditor::default();
    let walk = Walk::through(records, &mut auditor)?;
    let Auditor { faults, n_faults, history } = auditor;
    let mut violations = Vec::new();
    if n_faults == 0 {
        violations.extend(history.violations().iter().cloned());
        violations.extend(audit(&walk.state, None));
    }
    Ok(Report {
        area: records.area().to_owned(),
        head: walk.head,
        epoch: walk.epoch,
        last_at: (walk.head.seq != 0).then(|| Timestamp::from_unix_millis(walk.at_ms)),
        n_bookings: walk.state.bookings().len(),
        digest: walk.state.digest(),
        faults,
        n_faults,
        violations,
    })
}

#[derive(Default)]
struct Auditor {
    faults: Vec<Fault>,
    n_faults: u64,
    history: History,
}

impl Witness for Auditor {
    type Error = JournalError;

    fn fault(&mut self, fault: Fault) -> Result<(), JournalError> {
        self.n_faults = self.n_faults.saturating_add(1);
        if self.faults.len() < Report::FAULTS_MAX {
            self.faults.push(fault);
        }
        Ok(())
    }

    fn event(&mut self, before: &State, entry: &Entry) {
        // The checker reads what the program wrote; damaged numbers are not for it.
        if self.n_faults == 0 {
            self.history.observe(before, entry.at, &entry.event);
        }
    }
}
