//! Looks a whole journal over and says everything that is wrong with it.

use noriai_units::Timestamp;

use crate::error::JournalError;
use crate::journal::{Epoch, Head, Records};
use crate::walk::{Fault, Walk};

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
}

impl Report {
    /// How many faults are listed; a thoroughly damaged journal has as many as records.
    pub const FAULTS_MAX: usize = 100;

    /// True if nothing is wrong.
    #[must_use]
    pub const fn is_content(&self) -> bool {
        self.n_faults == 0
    }
}

/// Checks that numbers have no gap, the chain is unbroken, epochs and times never go back, every
/// record is understood and follows from those before it.
///
/// # Errors
/// If the journal can't be read for a reason other than damage.
pub fn verify(records: &dyn Records) -> Result<Report, JournalError> {
    let mut faults = Vec::new();
    let mut n_faults = 0_u64;
    let walk = Walk::through(records, |fault| {
        n_faults = n_faults.saturating_add(1);
        if faults.len() < Report::FAULTS_MAX {
            faults.push(fault);
        }
        Ok::<(), JournalError>(())
    })?;
    let last_at = (walk.head.seq != 0).then(|| Timestamp::from_unix_millis(walk.at_ms));
    Ok(Report {
        area: records.area().to_owned(),
        head: walk.head,
        epoch: walk.epoch,
        last_at,
        n_bookings: walk.state.bookings().len(),
        digest: walk.state.digest(),
        faults,
        n_faults,
    })
}
