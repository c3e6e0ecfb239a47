//! Where vehicles were last seen: not journalled, as it is old a minute later.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use noriai_core::{Sighting, Sightings, State, VehicleId};

/// Position reports, at most one for each vehicle that has a shift.
#[derive(Debug, Default)]
pub(crate) struct Sighted(Mutex<Arc<Sightings>>);

/// Why a position report was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsighted {
    /// No shift has such a vehicle.
    UnknownVehicle,
    /// A later report has been taken already.
    Outdated,
}

impl Sighted {
    pub(crate) fn all(&self) -> Arc<Sightings> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn take(
        &self,
        state: &State,
        vehicle: VehicleId,
        sighting: Sighting,
    ) -> Result<(), Unsighted> {
        if !state.tours().values().any(|tour| tour.shift.vehicle == vehicle) {
            return Err(Unsighted::UnknownVehicle);
        }
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.get(&vehicle).is_some_and(|known| sighting.at < known.at) {
            return Err(Unsighted::Outdated);
        }
        Arc::make_mut(&mut all).insert(vehicle, sighting);
        Ok(())
    }
}

impl fmt::Display for Unsighted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownVehicle => "no shift has such a vehicle",
            Self::Outdated => "a later position is known already",
        })
    }
}

impl std::error::Error for Unsighted {}
