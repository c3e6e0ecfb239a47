//! A journal becomes a state again: no router, no clock, no decision.

use noriai_core::State;

use crate::error::JournalError;
use crate::journal::{Head, Records};
use crate::walk::{Fault, Walk, Witness};

/// What a journal comes to.
#[derive(Debug)]
pub struct Replayed {
    /// The state after the last record.
    pub state: State,
    /// The last record.
    pub head: Head,
}

/// Applies every record in order; numbers and hashes are checked on the way.
///
/// # Errors
/// At the first record that is damaged: half a history is not served.
pub fn replay(records: &dyn Records) -> Result<Replayed, JournalError> {
    let walk = Walk::through(records, &mut Strict)?;
    Ok(Replayed { state: walk.state, head: walk.head })
}

struct Strict;

impl Witness for Strict {
    type Error = JournalError;

    fn fault(&mut self, fault: Fault) -> Result<(), JournalError> {
        Err(JournalError::Damaged(fault))
    }
}
