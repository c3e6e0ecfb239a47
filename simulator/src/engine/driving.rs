//! A van on its way from one call to the next, with the day's traffic.

use noriai_core::travel::Leg;
use noriai_core::{Call, Origin, Place, VehicleId};
use noriai_units::{Seconds, Timestamp};

use crate::rng::{Fractions, Rng};
use crate::scenario::Scenario;
use crate::world::Roads;

/// A drive under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Drive {
    pub(super) from: Place,
    pub(super) to: Place,
    pub(super) since: Timestamp,
    pub(super) arrives: Timestamp,
    pub(super) leg: Leg,
}

impl Drive {
    /// Sets off as planned; arrives as planned, if there is no noise.
    pub(super) fn begin(
        scenario: &Scenario,
        vehicle: VehicleId,
        origin: &Origin,
        call: &Call,
        now: Timestamp,
    ) -> Self {
        let planned = (call.arrival - now).max(Seconds::ZERO);
        let seed = scenario.seed ^ u64::from(vehicle.0) << 32;
        let number = u64::try_from(now.unix_millis()).unwrap_or(0);
        let mut rng = Rng::stream(seed, "driving", number);
        let took = noisy(planned, scenario.noise.driving_per_mille, &mut rng);
        Self { from: origin.place, to: call.place, since: now, arrives: now + took, leg: call.leg }
    }

    /// Where the van is, unless it is all but there. On a slow day it has come less far.
    pub(super) fn place(&self, now: Timestamp, roads: &dyn Roads) -> Option<Place> {
        let (passed, whole) = (now - self.since, self.arrives - self.since);
        if passed <= Seconds::ZERO || whole <= passed {
            return None;
        }
        let share = self.leg.time.millis() * passed.millis() / whole.millis();
        // With no noise the share is the time passed, whatever was waited before.
        let elapsed = Seconds::from_millis(share).min(self.leg.time);
        roads.along(self.from.road, self.to.road, elapsed)
    }
}

/// A time with noise: normal, cut off at half and at twice as long.
pub(super) fn noisy(planned: Seconds, per_mille: u32, rng: &mut Rng) -> Seconds {
    if per_mille == 0 {
        return planned;
    }
    let factor = (1_000.0 + f64::from(per_mille) * rng.bell()).clamp(500.0, 2_000.0);
    #[expect(clippy::cast_possible_truncation, reason = "clamped to 500..=2000")]
    let factor = factor.round() as i64;
    planned.scale_per_mille(factor)
}
