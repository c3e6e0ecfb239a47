//! What the dispatcher knows of roads: how long a drive takes and how far it is.

use noriai_units::{Metres, Seconds};

/// Where a place is reached on the road network.
///
/// Opaque to the dispatcher: whoever implements [`TravelTimes`] gives it its meaning, for one
/// version of the map. Equal points are the same spot, so that riders there share one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoadPoint(pub u64);

/// A drive between two points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Leg {
    /// How long it takes.
    pub time: Seconds,
    /// How far it is.
    pub distance: Metres,
}

/// Source of travel times; the router implements it, tests draw theirs on squared paper.
///
/// Answers depend on the arguments only: the same question has the same answer for as long as the
/// implementer lives. From a point to itself it is no drive at all, [`Leg::default`].
pub trait TravelTimes {
    /// The fastest drive; `None` if no road leads there.
    fn leg(&self, from: RoadPoint, to: RoadPoint) -> Option<Leg>;

    /// All drives from each origin to each target, origin by origin, appended to `legs`.
    fn legs(&self, from: &[RoadPoint], to: &[RoadPoint], legs: &mut Vec<Option<Leg>>) {
        for origin in from {
            legs.extend(to.iter().map(|target| self.leg(*origin, *target)));
        }
    }
}

impl<T: TravelTimes + ?Sized> TravelTimes for &T {
    fn leg(&self, from: RoadPoint, to: RoadPoint) -> Option<Leg> {
        (**self).leg(from, to)
    }

    fn legs(&self, from: &[RoadPoint], to: &[RoadPoint], legs: &mut Vec<Option<Leg>>) {
        (**self).legs(from, to, legs);
    }
}
