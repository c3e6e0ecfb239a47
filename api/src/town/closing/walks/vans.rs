//! Vans that drive as planned on the roads of the moment, say where they are and report.

use noriai_core::{Command, DriverAction, Place, Sighting, VehicleId};
use noriai_simulator::vans::next_action;
use noriai_units::Timestamp;

use super::day::Day;

impl Day {
    pub(super) fn report(&mut self, vehicle: VehicleId) {
        for _ in 0..24 {
            let Some(tour) = self.state.tour_of(vehicle) else { return };
            let Some((due, action)) = next_action(tour, Timestamp::MIN, &|_| None) else { return };
            if self.now < due || self.is_barred(vehicle, action) {
                return;
            }
            if !self.command(&Command::Drive { vehicle, action, at: due }) {
                return;
            }
        }
    }

    /// True if no open road leads to where the driver would have arrived.
    fn is_barred(&self, vehicle: VehicleId, action: DriverAction) -> bool {
        let Some(tour) = self.state.tour_of(vehicle) else { return true };
        let Some(next) = tour.calls.first().filter(|next| !next.arrived) else { return false };
        let (from, to) = (tour.origin.place.road, next.place.road);
        let router = &self.roads.now().router;
        matches!(action, DriverAction::Arrive(_)) && router.leg(from, to).is_none()
    }

    pub(super) fn say_where(&mut self, vehicle: VehicleId) {
        let Some(tour) = self.state.tour_of(vehicle) else { return };
        let Some(next) = tour.calls.first() else { return };
        let router = &self.roads.now().router;
        let place = if next.arrived {
            next.place
        } else {
            let path = router.path(tour.origin.place.road, next.place.road);
            match path.filter(|_| next.leave <= self.now) {
                Some(path) => {
                    let at = router.point_after(&path, self.now - next.leave);
                    Place { position: at.position, road: at.point, stop: None }
                }
                None => tour.origin.place,
            }
        };
        self.sightings.insert(vehicle, Sighting { place, at: self.now });
    }
}
