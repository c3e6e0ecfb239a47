//! Where a vehicle is on the road, and which way it heads, from plain coordinates.

use noriai_core::travel::RoadPoint;
use noriai_core::{Place, VehicleId};
use noriai_router::{Snap, Spot};
use noriai_units::{Metres, Position};

use super::Town;

/// A van is on a road; its position report may be off by this.
const ROAD_MAX: Metres = Metres::new(200);
/// From less than this nobody can tell which way it went.
const MOVED_MIN: Metres = Metres::new(15);

impl Town {
    /// The place on the road, in driving direction where the vehicle's last report tells it. `None`
    /// if no road is near.
    pub(crate) fn on_the_road(&self, vehicle: VehicleId, position: Position) -> Option<Place> {
        let snap = self.router().nearest_road(position, ROAD_MAX).ok()?;
        let last = self.area.sightings().get(&vehicle).map(|sighting| sighting.place);
        let moved = last.filter(|last| MOVED_MIN <= last.position.distance(snap.position));
        let road = match (moved, last) {
            (Some(from), _) => self.driven_way(from.road, &snap),
            // Where it stands, it still faces the way it came.
            (None, Some(last)) => return Some(last),
            (None, None) => snap.point,
        };
        Some(Place { position: snap.position, road, stop: None })
    }

    /// Of the two directions of a road, the one in which the vehicle was there sooner.
    fn driven_way(&self, from: RoadPoint, snap: &Snap) -> RoadPoint {
        let router = self.router();
        let network = router.network();
        let ways = snap.spot.directions(network).map(|(segment, offset_dm)| {
            router.road_point(Spot::heading(network, segment, offset_dm))
        });
        let timed = ways.filter_map(|way| Some((router.leg(from, way)?.time, way)));
        timed.min().map_or(snap.point, |(_, way)| way)
    }
}
