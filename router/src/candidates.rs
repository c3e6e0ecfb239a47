//! Several places to board near a position, for whoever may choose.

use noriai_network::{RoadNetwork, Segment};
use noriai_units::{Metres, Position};

use crate::geometry;
use crate::router::Router;
use crate::snap::Snap;

/// The first circle that is looked into; it doubles until enough is found.
const CIRCLE: Metres = Metres::new(100);
/// One-way roads of one name that head apart by more than this are two carriageways.
const CARRIAGEWAYS_MIN: i32 = 90;

impl Router {
    /// Places where people may board, the nearest first, at most `limit` of them and none further
    /// than `max` as the crow flies: one a road and junction, and only where a drive gets to and
    /// away from.
    ///
    /// Roads are told apart by name, so that the next bend of the same road is no second choice, but
    /// the two carriageways of one are. A road whose nearest point is the end of a nearer one is
    /// not given: whoever walks there stands at that one's junction.
    #[must_use]
    pub fn snap_candidates(&self, position: Position, max: Metres, limit: usize) -> Vec<Snap> {
        let mut circle = CIRCLE.min(max);
        loop {
            let near = self.ground.snap_index.boardable(self, position, circle);
            let mut taken: Vec<Snap> = Vec::new();
            for snap in near {
                if taken.len() < limit && !taken.iter().any(|nearer| self.is_double(nearer, &snap))
                {
                    taken.push(snap);
                }
            }
            if limit <= taken.len() || circle == max {
                return taken;
            }
            circle = (circle + circle).min(max);
        }
    }

    /// True if who walks to `snap` is on the nearer one's road or at one of its junctions.
    fn is_double(&self, nearer: &Snap, snap: &Snap) -> bool {
        let network = &self.network;
        let (a, b) = (network.segment(nearer.spot.segment), network.segment(snap.spot.segment));
        let at_end = match snap.spot.offset_dm {
            0 => Some(b.tail),
            offset if offset == b.length_dm => Some(b.head),
            _ => None,
        };
        at_end.is_some_and(|node| node == a.tail || node == a.head)
            || a.name.is_some() && a.name == b.name && !are_carriageways(network, nearer, snap)
    }
}

/// True if both lie on one-way roads that head in opposite directions.
fn are_carriageways(network: &RoadNetwork, a: &Snap, b: &Snap) -> bool {
    let one_way = |segment: &Segment| segment.twin.is_none();
    let heading =
        |snap: &Snap| geometry::at_offset(network, snap.spot.segment, snap.spot.offset_dm).heading;
    let [first, second] = [a, b].map(|snap| network.segment(snap.spot.segment));
    one_way(first)
        && one_way(second)
        && CARRIAGEWAYS_MIN < geometry::angle(heading(a), heading(b)).abs()
}
