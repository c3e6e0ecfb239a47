//! Which segments someone means who points at a map: a road, a junction, an area.
//!
//! All answers hold every segment once, in order; what is closed now makes no difference.

use noriai_network::{NodeId, SegmentId};
use noriai_units::{Metres, Position};

use crate::errors::SnapError;
use crate::geometry;
use crate::router::Router;

/// Which directions of a road are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ways {
    /// All that may be driven.
    Both,
    /// The one nearest to this compass bearing: 0 is north, 90 east.
    Towards(u16),
}

/// A road that was drawn anew still leads in about the same direction.
const HEADING_ERROR: u16 = 30;

impl Router {
    /// The stretch of road nearest to a position, from junction to junction.
    ///
    /// # Errors
    /// If no road lies within `max`; tells how far the nearest one is.
    pub fn road_near(
        &self,
        position: Position,
        max: Metres,
        ways: Ways,
    ) -> Result<Vec<SegmentId>, SnapError> {
        let spot = self.nearest_road(position, max)?.spot;
        let mut directions: Vec<(u16, SegmentId)> = spot
            .directions(&self.network)
            .map(|(segment, offset_dm)| {
                let heading = geometry::at_offset(&self.network, segment, offset_dm).heading;
                let apart = match ways {
                    Ways::Both => 0,
                    Ways::Towards(bearing) => angle_between(heading, bearing),
                };
                (apart, segment)
            })
            .collect();
        directions.sort_unstable();
        if let Ways::Towards(_) = ways {
            directions.truncate(1);
        }
        Ok(directions.into_iter().map(|(_, segment)| segment).collect())
    }

    /// A segment's middle and the compass bearing driven there: what [`Self::marked`] finds it by,
    /// on this map or on one that was imported anew.
    #[must_use]
    pub fn middle(&self, segment: SegmentId) -> (Position, u16) {
        let half = self.network.segment(segment).length_dm / 2;
        let middle = geometry::at_offset(&self.network, segment, half);
        (middle.position, middle.heading)
    }

    /// The segment that passes within `max` of a position in about that direction, the nearest one.
    #[must_use]
    pub fn marked(&self, position: Position, heading: u16, max: Metres) -> Option<SegmentId> {
        let near = self.ground.snap_index.near(&self.network, position, max);
        let directed = near.into_iter().flat_map(|(distance_dm, spot)| {
            spot.directions(&self.network)
                .map(move |(segment, at_dm)| (distance_dm, segment, at_dm))
        });
        let along = directed.filter_map(|(distance_dm, segment, at_dm)| {
            let driven = geometry::at_offset(&self.network, segment, at_dm).heading;
            let apart = angle_between(driven, heading);
            (apart <= HEADING_ERROR).then_some((distance_dm, apart, segment))
        });
        along.min().map(|(_, _, segment)| segment)
    }

    /// All segments that lie in a polygon or cross its border; none for fewer than three corners.
    #[must_use]
    pub fn segments_in(&self, polygon: &[Position]) -> Vec<SegmentId> {
        let one_way = self.ground.snap_index.crossing(polygon);
        let mut segments: Vec<SegmentId> = one_way
            .into_iter()
            .flat_map(|segment| [Some(segment), self.network.segment(segment).twin])
            .flatten()
            .collect();
        segments.sort_unstable();
        segments.dedup();
        segments
    }

    /// All segments that begin or end at a junction; none if there is no such junction.
    #[must_use]
    pub fn segments_at(&self, junction: NodeId) -> Vec<SegmentId> {
        let touches = |id: &SegmentId| {
            let segment = self.network.segment(*id);
            segment.tail == junction || segment.head == junction
        };
        self.network.segment_ids().filter(touches).collect()
    }

    /// The nearer end of the nearest road.
    ///
    /// # Errors
    /// If no junction lies within `max`; tells how far that one is.
    pub fn junction_near(&self, position: Position, max: Metres) -> Result<NodeId, SnapError> {
        // A junction is never nearer than the road that it is on.
        let record = self.network.segment(self.nearest_road(position, max)?.spot.segment);
        let distance = |node: NodeId| self.network.node(node).distance(position);
        let ends = [record.tail, record.head].map(|node| (distance(node), node));
        let (distance, nearest) = ends[0].min(ends[1]);
        if max < distance {
            return Err(SnapError::TooFar { nearest: Some(distance) });
        }
        Ok(nearest)
    }
}

/// From 0 to 180 degrees.
fn angle_between(a: u16, b: u16) -> u16 {
    let turn = (a % 360).abs_diff(b % 360);
    turn.min(360 - turn)
}
