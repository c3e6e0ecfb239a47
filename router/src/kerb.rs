//! On which side of the road a vehicle stops.

use noriai_network::RoadClass;
use noriai_units::{Metres, Position};

use crate::geometry;
use crate::router::Router;
use crate::snap::Snap;
use crate::spot::Spot;

/// On which side of the road one drives. No map says so; a town's configuration knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum DrivingSide {
    /// Japan, the Isle of Man, Malta.
    #[default]
    Left,
    /// Most of the world.
    Right,
}

/// A door nearer to the middle of the road than half a road of two lanes is wide may be on either
/// side: positions are that exact at best.
pub(crate) const BESIDE_MIN: Metres = Metres::new(3);

impl Router {
    /// The same place for a vehicle that stops at the kerb before the door, so that nobody has to
    /// cross the road.
    ///
    /// Of a two-way road of class tertiary and larger it is the direction whose kerb faces the door;
    /// the vehicle arrives and leaves in that direction. The place stays as it is on smaller roads,
    /// on one-way roads, where the door is not clearly on one side, and where that side is closed or
    /// cut off.
    #[must_use]
    pub fn at_kerb(&self, snap: Snap, door: Position, driving_side: DrivingSide) -> Snap {
        let sided = self.kerb(snap.spot, door, driving_side);
        sided.map_or(snap, |spot| Snap { spot, point: self.road_point(spot), ..snap })
    }

    fn kerb(&self, spot: Spot, door: Position, driving_side: DrivingSide) -> Option<Spot> {
        let record = self.network.segment(spot.segment);
        if !spot.both_ways || RoadClass::TertiaryLink < record.class {
            return None;
        }
        let left = geometry::left_of(&self.network, spot.segment, spot.offset_dm, door);
        if left.abs() < BESIDE_MIN.decimetres() as f64 / 10.0 {
            return None;
        }
        let along = (0.0 < left) == (driving_side == DrivingSide::Left);
        let mut directions = spot.directions(&self.network);
        let (segment, offset_dm) = directions.nth(usize::from(!along))?;
        self.is_served(segment).then(|| Spot::heading(&self.network, segment, offset_dm))
    }
}
