//! What the vehicle carries along an order of duties.

use crate::capacity::Capacity;
use crate::rules;
use crate::tour::Duty;

use super::Violation;
use crate::planning::sequence::{Slot, Start};

/// The load along the way.
pub(super) struct Hold {
    load: Capacity,
    n_parties: usize,
    capacity: Capacity,
    pooling: bool,
    strict: bool,
}

impl Hold {
    pub(super) fn at(start: &Start, capacity: Capacity, pooling: bool, strict: bool) -> Self {
        Self { load: start.aboard, n_parties: start.n_aboard, capacity, pooling, strict }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.n_parties == 0
    }

    /// Somebody gets in or out. The driver rests, and ends the shift, alone.
    pub(super) fn take(&mut self, slot: &Slot) -> Result<(), Violation> {
        match slot.duty {
            Duty::Board(_) => {
                self.load = self.load.checked_add(slot.load).unwrap_or(self.load);
                self.n_parties += 1;
            }
            Duty::Alight(_) => {
                self.load = self.load.checked_sub(slot.load).unwrap_or(Capacity::NONE);
                self.n_parties = self.n_parties.saturating_sub(1);
            }
            Duty::Break(_) | Duty::Return if self.strict => {
                rules::breaks::alone(self.n_parties).map_err(Violation::of_vehicle)?;
            }
            Duty::Break(_) | Duty::Return => {}
        }
        Ok(())
    }

    /// The vehicle drives on.
    pub(super) fn check(&self) -> Result<(), Violation> {
        if !self.strict {
            return Ok(());
        }
        rules::capacity::on_leg(self.load, self.capacity)
            .and_then(|()| rules::sharing::on_leg(self.n_parties, self.pooling))
            .map_err(Violation::of_vehicle)
    }
}
