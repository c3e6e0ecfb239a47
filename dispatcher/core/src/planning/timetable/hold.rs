//! What the vehicle carries along an order of duties.

use crate::capacity::Capacity;
use crate::ids::RiderId;
use crate::rejection::Rejection;
use crate::rider::Riders;
use crate::rules;
use crate::tour::Duty;

use super::Violation;
use crate::planning::sequence::{Sequence, Slot};

/// The load along the way.
pub(super) struct Hold<'a> {
    load: Capacity,
    n_parties: usize,
    n_alone: usize,
    /// Those aboard who must not meet somebody.
    kept_apart: Vec<RiderId>,
    riders: &'a Riders,
    capacity: Capacity,
    pooling: bool,
    strict: bool,
}

impl<'a> Hold<'a> {
    /// At the start. `kept_apart` is a vector to be filled.
    pub(super) fn at(
        sequence: &'a Sequence,
        pooling: bool,
        strict: bool,
        mut kept_apart: Vec<RiderId>,
    ) -> Self {
        let (start, riders) = (&sequence.start, &*sequence.riders);
        kept_apart.clear();
        if !riders.is_empty() {
            let aboard = sequence.slots.iter().filter(|slot| slot.ride_from.is_some());
            let apart = aboard.map(|slot| slot.sharing).filter(|sharing| sharing.apart);
            kept_apart.extend(apart.map(|sharing| sharing.rider));
        }
        Self {
            load: start.aboard,
            n_parties: start.n_aboard,
            n_alone: start.n_alone,
            kept_apart,
            riders,
            capacity: sequence.capacity,
            pooling,
            strict,
        }
    }

    /// Gives the vector back.
    pub(super) fn into_kept_apart(self) -> Vec<RiderId> {
        self.kept_apart
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
                self.n_alone += usize::from(slot.sharing.alone);
                if slot.sharing.apart {
                    self.kept_apart.push(slot.sharing.rider);
                }
            }
            Duty::Alight(_) => {
                self.load = self.load.checked_sub(slot.load).unwrap_or(Capacity::NONE);
                self.n_parties = self.n_parties.saturating_sub(1);
                self.n_alone = self.n_alone.saturating_sub(usize::from(slot.sharing.alone));
                if slot.sharing.apart {
                    let own = self.kept_apart.iter().position(|rider| *rider == slot.sharing.rider);
                    own.map(|index| self.kept_apart.swap_remove(index));
                }
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
            .and_then(|()| self.shares())
            .map_err(Violation::of_vehicle)
    }

    fn shares(&self) -> Result<(), Rejection> {
        let ground = (self.riders, self.pooling);
        rules::sharing::on_leg(self.n_parties, self.n_alone, &self.kept_apart, ground)
    }
}
