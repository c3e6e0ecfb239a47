//! How far vehicles drove today, with riders and without, from their position reports.

use std::collections::BTreeMap;

use noriai_core::{Sighting, Sightings, VehicleId};
use noriai_units::{Metres, Timestamp};

use crate::time;
use crate::town::Town;

/// The last counted report of each vehicle.
#[derive(Debug, Default)]
pub(super) struct Odometer(BTreeMap<VehicleId, Sighting>);

/// Less than this is a position's own noise.
const STEP_MIN: Metres = Metres::new(5);
/// More than this between two reports is a gap, not a drive.
const STEP_MAX: Metres = Metres::new(5_000);

impl Odometer {
    /// Adds what the vehicles drove since they were last looked at.
    pub(super) fn read(
        &mut self,
        town: &Town,
        sightings: &Sightings,
        aboard: &BTreeMap<VehicleId, u16>,
        now: Timestamp,
    ) {
        let date = time::date(now);
        for (vehicle, seen) in sightings {
            let last = *self.0.entry(*vehicle).or_insert(*seen);
            let step = last.position().distance(seen.position());
            if step < STEP_MIN {
                continue;
            }
            self.0.insert(*vehicle, *seen);
            if STEP_MAX < step {
                continue;
            }
            let decimetres = u64::try_from(step.decimetres()).unwrap_or(0);
            let people = u64::from(aboard.get(vehicle).copied().unwrap_or(0));
            town.tally.count(date, |day| {
                if people == 0 {
                    day.empty_dm += decimetres;
                } else {
                    day.loaded_dm += decimetres;
                    day.rider_dm += decimetres * people;
                }
            });
        }
    }
}
