//! What a decision may know beside the state: the time, the roads, and where vehicles are.

use noriai_units::{Seconds, Timestamp};

use crate::ids::VehicleId;
use crate::state::{Sighting, Sightings};
use crate::travel::TravelTimes;

/// The outside world at one moment, handed in so that the same question has the same answer.
#[derive(Clone, Copy)]
pub struct Situation<'a> {
    /// The time of the decision.
    pub now: Timestamp,
    /// How long drives take.
    pub times: &'a dyn TravelTimes,
    /// Where vehicles were last seen.
    pub sightings: &'a Sightings,
}

/// A position report older than this says nothing about where the vehicle is now.
const SIGHTING_LIFE: Seconds = Seconds::new(60);

impl Situation<'_> {
    /// A vehicle's position report, unless it is too old or from the future.
    pub(crate) fn sighting(&self, vehicle: VehicleId) -> Option<Sighting> {
        let fresh = |sighting: &Sighting| {
            sighting.at <= self.now && self.now - sighting.at <= SIGHTING_LIFE
        };
        self.sightings.get(&vehicle).copied().filter(fresh)
    }
}
