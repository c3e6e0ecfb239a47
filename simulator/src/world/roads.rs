//! What a simulation asks of roads beyond travel times.

use noriai_core::Place;
use noriai_core::travel::{RoadPoint, TravelTimes};
use noriai_router::Router;
use noriai_units::{Metres, Position, Seconds};

/// Roads that vans can be followed along. All answers depend on the arguments only.
pub trait Roads: TravelTimes + Send + Sync {
    /// Where a van stops for this position.
    ///
    /// # Errors
    /// If no road is near enough for people to walk to.
    fn snap(&self, position: Position) -> Result<Place, TooFar>;

    /// Where a van is that set out on the fastest drive so long ago; `None` if no road leads there
    /// or nobody can tell.
    fn along(&self, from: RoadPoint, to: RoadPoint, elapsed: Seconds) -> Option<Place>;

    /// The line of the fastest drive; empty if no road leads there.
    fn line(&self, from: RoadPoint, to: RoadPoint) -> Vec<Position>;
}

/// No road is near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFar {
    /// How far the nearest is, if it was found.
    pub nearest: Option<Metres>,
}

/// A home or a goal further from the road than this can't be picked up at.
const WALK_TO_ROAD_MAX: Metres = Metres::new(500);

impl Roads for Router {
    fn snap(&self, position: Position) -> Result<Place, TooFar> {
        match Self::snap(self, position, WALK_TO_ROAD_MAX) {
            Ok(snap) => Ok(Place { position: snap.position, road: snap.point, stop: None }),
            Err(noriai_router::SnapError::TooFar { nearest }) => Err(TooFar { nearest }),
        }
    }

    fn along(&self, from: RoadPoint, to: RoadPoint, elapsed: Seconds) -> Option<Place> {
        let path = self.path(from, to)?;
        let place = self.point_after(&path, elapsed);
        Some(Place { position: place.position, road: place.point, stop: None })
    }

    fn line(&self, from: RoadPoint, to: RoadPoint) -> Vec<Position> {
        self.path(from, to).map(|path| path.geometry).unwrap_or_default()
    }
}
