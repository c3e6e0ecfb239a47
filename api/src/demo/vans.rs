//! Vans: each drives its tour as planned, says where it is, and its driver reports what is done.

use std::collections::BTreeMap;

use actix_web::web;
use noriai_core::travel::RoadPoint;
use noriai_core::{
    BookingId, Call, Command, DriverAction, Place, Sighting, State, Tour, VehicleId,
};
use noriai_router::{Path, Router};
use noriai_simulator::vans::next_action;
use noriai_units::Timestamp;

use super::{Absent, look};
use crate::town::Town;

/// So many reports at most between two looks: a whole call of a full van, and its arrival.
const REPORTS_MAX: usize = 24;

/// All vans of the town.
pub(super) struct Vans {
    absent: Absent,
    drives: BTreeMap<VehicleId, Drive>,
}

/// A drive under way.
struct Drive {
    /// What it was planned from: another plan, or other roads, are another drive.
    plan: (u32, RoadPoint, RoadPoint, u64),
    since: Timestamp,
    path: Path,
    /// Where the van is now.
    here: Place,
}

impl Vans {
    /// In their depots.
    pub(super) fn new(absent: Absent) -> Self {
        Self { absent, drives: BTreeMap::new() }
    }

    /// Drives until the service ends.
    pub(super) async fn drive(mut self, town: web::Data<Town>) {
        let vehicles: Vec<VehicleId> = town.fleet.vehicles().keys().copied().collect();
        while !town.is_stopping() {
            for vehicle in &vehicles {
                self.report(&town, *vehicle).await;
                self.say_where(&town, *vehicle);
            }
            tokio::time::sleep(look(town.clock.speed())).await;
        }
    }

    /// Reports all that is due by now, at the time it was due.
    async fn report(&mut self, town: &Town, vehicle: VehicleId) {
        for _ in 0..REPORTS_MAX {
            let state = town.area.state();
            let now = town.clock.now();
            let Some(tour) = state.tour_of(vehicle).filter(|tour| tour.shift.start <= now) else {
                return;
            };
            let absent = |id: BookingId| self.gives_up_at(&state, id);
            let Some((due, action)) = next_action(tour, Timestamp::MIN, &absent) else { return };
            if now < due || self.is_barred(town, vehicle, tour, action) {
                return;
            }
            let report = Command::Drive { vehicle, action, at: due };
            if let Err(why) = town.area.submit(report).await {
                tracing::debug!(code = why.code(), "a van's report had no effect");
                return;
            }
        }
    }

    /// True if the driver can't have arrived: no open road leads there from where the van is.
    fn is_barred(
        &self,
        town: &Town,
        vehicle: VehicleId,
        tour: &Tour,
        action: DriverAction,
    ) -> bool {
        let Some(next) = tour.calls.first().filter(|next| !next.arrived) else { return false };
        let here = self.drives.get(&vehicle).map_or(tour.origin.place, |drive| drive.here);
        let (from, to) = (here.road, next.place.road);
        matches!(action, DriverAction::Arrive(_)) && town.router().leg(from, to).is_none()
    }

    /// When the driver stops waiting for a rider who will not be there.
    fn gives_up_at(&self, state: &State, id: BookingId) -> Option<Timestamp> {
        let booking = state.booking(id).filter(|_| self.absent.contains(id))?;
        Some(booking.promise.pickup_earliest + state.policy().no_show_wait)
    }

    fn say_where(&mut self, town: &Town, vehicle: VehicleId) {
        let state = town.area.state();
        let now = town.clock.now();
        let Some(tour) = state.tour_of(vehicle).filter(|tour| tour.shift.start <= now) else {
            self.drives.remove(&vehicle);
            return;
        };
        let place = match tour.calls.first() {
            Some(next) if next.arrived => self.stand(vehicle, next.place),
            Some(next) if next.leave <= now => self.under_way(town, vehicle, tour, next, now),
            _ => self.stand(vehicle, tour.origin.place),
        };
        // A vehicle whose shift is gone meanwhile says nothing.
        let _ = town.area.sight(vehicle, Sighting { place, at: now });
    }

    fn stand(&mut self, vehicle: VehicleId, place: Place) -> Place {
        self.drives.remove(&vehicle);
        place
    }

    /// Where the van is on its way. A new plan begins where the old one has brought it.
    fn under_way(
        &mut self,
        town: &Town,
        vehicle: VehicleId,
        tour: &Tour,
        next: &Call,
        now: Timestamp,
    ) -> Place {
        let router = town.router();
        let (origin, goal) = (tour.origin.place, next.place.road);
        let plan = (next.id.0, origin.road, goal, router.fingerprint());
        let (from, since) = match self.drives.remove(&vehicle) {
            Some(drive) if drive.plan == plan => {
                return self.drive_on(vehicle, drive, &router, now);
            }
            Some(old) => (old.here, now),
            None => (origin, next.leave),
        };
        // Where no road leads on, the van stands.
        let path = router.path(from.road, goal).or_else(|| router.path(from.road, from.road));
        let Some(path) = path else { return from };
        self.drive_on(vehicle, Drive { plan, since, path, here: from }, &router, now)
    }

    fn drive_on(
        &mut self,
        vehicle: VehicleId,
        mut drive: Drive,
        router: &Router,
        now: Timestamp,
    ) -> Place {
        let at = router.point_after(&drive.path, now - drive.since);
        drive.here = Place { position: at.position, road: at.point, stop: None };
        let here = drive.here;
        self.drives.insert(vehicle, drive);
        here
    }
}
