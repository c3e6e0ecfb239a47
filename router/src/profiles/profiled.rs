//! A router for each profile.

use std::sync::Arc;

use noriai_core::travel::{Leg, RoadPoint};
use noriai_units::Timestamp;

use super::{Calendar, Period, ProfileId, arrival};
use crate::conditions::Conditions;
use crate::errors::PrepareError;
use crate::router::Router;

/// A router for each profile of a calendar, over the same roads and for the same vehicle.
pub struct Profiled {
    /// By profile; profiles that change nothing share one.
    routers: Vec<Arc<Router>>,
}

impl Profiled {
    /// Makes a router for each profile in the order of `router`'s contraction, under what holds on
    /// the roads now.
    ///
    /// # Errors
    /// If a time is too large for the numbers used inside.
    pub fn prepare(
        router: &Router,
        calendar: &Calendar,
        now: &Conditions,
    ) -> Result<Self, PrepareError> {
        let network = &router.ground.network;
        let routers = calendar.profiles().iter().map(|profile| {
            let router = router.under(&profile.on(network, now))?;
            Ok(Arc::new(router))
        });
        Ok(Self { routers: routers.collect::<Result<_, PrepareError>>()? })
    }

    /// The router under one profile: for plans that lie within it.
    #[must_use]
    pub fn router(&self, profile: ProfileId) -> Option<&Arc<Router>> {
        self.routers.get(profile.0)
    }

    /// The drive that departs at a time. Its length is that of the way which the profile at the
    /// departure prefers. `None` if no open road leads there or a point is not of this map.
    #[must_use]
    pub fn leg(
        &self,
        periods: &[Period],
        departure: Timestamp,
        from: RoadPoint,
        to: RoadPoint,
    ) -> Option<Leg> {
        let mut first = None;
        let arrival = arrival(departure, periods, |profile| {
            let leg = self.router(profile)?.leg(from, to)?;
            first.get_or_insert(leg);
            Some(leg.time)
        })?;
        Some(Leg { time: arrival - departure, distance: first?.distance })
    }
}
