//! Where people live, guessed from the roads: a home every so many metres, by the road's class.

use noriai_network::{RoadClass, RoadNetwork, SegmentView};
use noriai_units::Position;

/// How far apart homes stand along a road of this class; `None` where nobody lives beside it.
///
/// Assumptions: a frontage of 60 m a household group on residential streets, country roads a
/// quarter as dense.
const fn spacing_m(class: RoadClass) -> Option<f64> {
    match class {
        RoadClass::Residential | RoadClass::LivingStreet => Some(60.0),
        RoadClass::Unclassified | RoadClass::Tertiary => Some(250.0),
        RoadClass::Secondary => Some(500.0),
        _ => None,
    }
}

/// Homes along all roads of a network, in the order of its segments.
pub(super) fn homes(network: &RoadNetwork) -> Vec<Position> {
    let mut homes = Vec::new();
    for segment in network.segment_ids() {
        let view = network.view(segment);
        let other_side = view.segment.twin.is_some_and(|twin| twin < segment);
        if other_side || view.segment.flags.roundabout {
            continue;
        }
        if let Some(spacing) = spacing_m(view.segment.class) {
            along(&view, spacing, &mut homes);
        }
    }
    homes
}

/// A home in the middle of each stretch of `spacing` metres, at least half a stretch from the ends.
fn along(view: &SegmentView<'_>, spacing: f64, homes: &mut Vec<Position>) {
    let mut until_next = spacing / 2.0;
    let points: Vec<Position> = view.points().collect();
    for pair in points.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let length = metres(a, b);
        while until_next < length {
            homes.extend(between(a, b, until_next / length));
            until_next += spacing;
        }
        until_next -= length;
    }
}

fn metres(a: Position, b: Position) -> f64 {
    f64::from(i32::try_from(a.distance(b).decimetres()).unwrap_or(i32::MAX)) / 10.0
}

fn between(a: Position, b: Position, share: f64) -> Option<Position> {
    let lat = a.lat() + (b.lat() - a.lat()) * share;
    let lon = a.lon() + (b.lon() - a.lon()) * share;
    Position::from_degrees(lat, lon)
}
