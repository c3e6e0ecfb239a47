//! From a position to the nearest road.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use noriai_core::travel::RoadPoint;
use noriai_network::{RoadClass, RoadNetwork, SegmentId};
use noriai_units::{Metres, Position};
use rstar::primitives::{GeomWithData, Line};
use rstar::{AABB, RTree};

use crate::area;
use crate::errors::SnapError;
use crate::geometry::{self, METRES_PER_DEGREE};
use crate::router::Router;
use crate::spot::Spot;

/// A position brought onto the roads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snap {
    /// For the dispatcher.
    pub point: RoadPoint,
    /// What the point means.
    pub spot: Spot,
    /// The place on the road.
    pub position: Position,
    /// How far the road is from the position asked for.
    pub distance: Metres,
}

/// The pieces of all segments' lines in a tree; of twins only the lower one's.
pub(crate) struct SnapIndex {
    tree: RTree<Piece>,
}

/// A straight piece, as a line in the Mercator plane with its segment and its number in there.
///
/// Mercator stretches all directions alike, so for near things the nearest on the plane is the
/// nearest on the ground; the distance itself is computed anew.
type Piece = GeomWithData<Line<[f64; 2]>, (SegmentId, u32)>;

/// A piece's nearest point. Derives its order from the distance first; ties go to the lower segment.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Foot {
    distance_dm: i64,
    segment: SegmentId,
    piece: usize,
    along: f64,
}

/// Beyond this nobody asks how far the nearest road is.
const SEARCH_M_MAX: f64 = 50_000.0;
/// How far the plane's order may be wrong, as a share and in metres.
const PLANE_ERROR: (f64, f64) = (1.01, 1.0);

impl SnapIndex {
    pub(crate) fn of(network: &RoadNetwork) -> Self {
        let mut pieces = Vec::new();
        for segment in network.segment_ids() {
            let view = network.view(segment);
            if view.segment.twin.is_some_and(|twin| twin < segment) {
                continue;
            }
            let points: Vec<[f64; 2]> = view.points().map(on_plane).collect();
            pieces.extend(points.windows(2).zip(0..).map(|(two, number)| {
                GeomWithData::new(Line::new(two[0], two[1]), (segment, number))
            }));
        }
        Self { tree: RTree::bulk_load(pieces) }
    }

    /// The nearest road of any kind.
    pub(crate) fn nearest(
        &self,
        router: &Router,
        position: Position,
        max: Metres,
    ) -> Result<Snap, SnapError> {
        let (nearest, _) = self.feet(&router.network, position, |_| true);
        on_road(router, nearest, max)
    }

    /// The nearest road that is served, one where people may board if that is not much further.
    pub(crate) fn place(
        &self,
        router: &Router,
        position: Position,
        max: Metres,
    ) -> Result<Snap, SnapError> {
        let served = |segment| is_served(router, segment);
        let (nearest, boardable) = self.feet(&router.network, position, served);
        on_road(router, boardable.filter(|foot| foot.is_within(max)).or(nearest), max)
    }

    /// The nearest spots of all roads within `max`, with their distances in decimetres; of twins only
    /// the lower one's.
    pub(crate) fn near(
        &self,
        network: &RoadNetwork,
        position: Position,
        max: Metres,
    ) -> Vec<(i64, Spot)> {
        let feet = self.feet_within(network, position, max, |_| true);
        let spot = |foot: Foot| {
            let offset_dm = geometry::offset_at(network, foot.segment, foot.piece, foot.along);
            (foot.distance_dm, Spot::place(network, foot.segment, offset_dm))
        };
        feet.into_iter().map(spot).collect()
    }

    /// The roads that lie in a polygon or cross its border, in order, each direction that is the
    /// lower of two.
    pub(crate) fn crossing(&self, polygon: &[Position]) -> Vec<SegmentId> {
        let corners: Vec<[f64; 2]> = polygon.iter().copied().map(on_plane).collect();
        if corners.len() < 3 {
            return Vec::new();
        }
        let near = self.tree.locate_in_envelope_intersecting(AABB::from_points(&corners));
        let mut crossing: Vec<SegmentId> = near
            .filter(|piece| area::touches(&corners, piece.geom().from, piece.geom().to))
            .map(|piece| piece.data.0)
            .collect();
        crossing.sort_unstable();
        crossing.dedup();
        crossing
    }

    /// Every served road where people may board within a distance, the nearest first, each with its
    /// nearest point.
    pub(crate) fn boardable(
        &self,
        router: &Router,
        position: Position,
        within: Metres,
    ) -> Vec<Snap> {
        let network = &router.network;
        let counts = |segment: SegmentId| {
            may_board(network.segment(segment).class) && is_served(router, segment)
        };
        let mut feet = self.feet_within(network, position, within, counts);
        feet.sort_by(|a, b| a.partial_cmp(b).unwrap_or(Ordering::Equal));
        feet.into_iter().map(|foot| foot.snap(router)).collect()
    }

    /// The nearest foot on every road that counts within a distance.
    fn feet_within(
        &self,
        network: &RoadNetwork,
        position: Position,
        within: Metres,
        counts: impl Fn(SegmentId) -> bool,
    ) -> Vec<Foot> {
        let scale = METRES_PER_DEGREE * position.lat().to_radians().cos();
        let reach = within.decimetres() as f64 / 10.0 * PLANE_ERROR.0 + PLANE_ERROR.1;
        let near = self.tree.nearest_neighbor_iter_with_distance_2(on_plane(position));
        let near = near.take_while(|(_, square)| square.sqrt() * scale <= reach);
        let mut feet: BTreeMap<SegmentId, Foot> = BTreeMap::new();
        for (piece, _) in near.filter(|(piece, _)| counts(piece.data.0)) {
            let foot = foot_on(network, position, piece.data);
            let known = feet.entry(foot.segment).or_insert(foot);
            *known = lower(Some(*known), foot).unwrap_or(foot);
        }
        feet.into_values().filter(|foot| foot.is_within(within)).collect()
    }

    /// The nearest foot on any road that counts, and on one where people may board if that is not
    /// much further.
    fn feet(
        &self,
        network: &RoadNetwork,
        position: Position,
        counts: impl Fn(SegmentId) -> bool,
    ) -> (Option<Foot>, Option<Foot>) {
        let scale = METRES_PER_DEGREE * position.lat().to_radians().cos();
        let (mut nearest, mut boardable): (Option<Foot>, Option<Foot>) = (None, None);
        let query = on_plane(position);
        for (piece, square) in self.tree.nearest_neighbor_iter_with_distance_2(query) {
            let reach = nearest.map_or(SEARCH_M_MAX, |foot| boarding_reach(&foot));
            let reach = boardable.map_or(reach, |foot: Foot| foot.distance_dm as f64 / 10.0);
            if reach * PLANE_ERROR.0 + PLANE_ERROR.1 < square.sqrt() * scale {
                break;
            }
            if !counts(piece.data.0) {
                continue;
            }
            let foot = foot_on(network, position, piece.data);
            nearest = lower(nearest, foot);
            if may_board(network.segment(foot.segment).class) {
                boardable = lower(boardable, foot);
            }
        }
        let close = |foot: &Foot| {
            nearest.is_some_and(|best| foot.distance_dm as f64 / 10.0 <= boarding_reach(&best))
        };
        (nearest, boardable.filter(close))
    }
}

fn on_road(router: &Router, foot: Option<Foot>, max: Metres) -> Result<Snap, SnapError> {
    let Some(foot) = foot else { return Err(SnapError::TooFar { nearest: None }) };
    let distance = Metres::from_decimetres(foot.distance_dm);
    if !foot.is_within(max) {
        return Err(SnapError::TooFar { nearest: Some(distance) });
    }
    Ok(foot.snap(router))
}

/// True if a road is served in either direction.
fn is_served(router: &Router, segment: SegmentId) -> bool {
    let twin = router.network.segment(segment).twin;
    std::iter::once(segment).chain(twin).any(|way| router.is_served(way))
}

impl Foot {
    const fn is_within(&self, max: Metres) -> bool {
        self.distance_dm <= max.decimetres()
    }

    fn snap(&self, router: &Router) -> Snap {
        let network = &router.network;
        let offset_dm = geometry::offset_at(network, self.segment, self.piece, self.along);
        let spot = Spot::place(network, self.segment, offset_dm);
        let on_line = geometry::at_offset(network, spot.segment, spot.offset_dm);
        Snap {
            point: router.road_point(spot),
            spot,
            position: on_line.position,
            distance: Metres::from_decimetres(self.distance_dm),
        }
    }
}

/// How much further than the nearest road a road may be that people can board on.
fn boarding_reach(nearest: &Foot) -> f64 {
    nearest.distance_dm as f64 / 10.0 * 1.5 + 20.0
}

/// Nobody is picked up or let out on a motorway, on a ramp or on a ferry.
const fn may_board(class: RoadClass) -> bool {
    !matches!(
        class,
        RoadClass::Motorway | RoadClass::MotorwayLink | RoadClass::TrunkLink | RoadClass::Ferry
    )
}

fn lower(known: Option<Foot>, foot: Foot) -> Option<Foot> {
    match known {
        Some(known) if known <= foot => Some(known),
        _ => Some(foot),
    }
}

fn foot_on(network: &RoadNetwork, position: Position, (segment, piece): (SegmentId, u32)) -> Foot {
    let piece = piece as usize;
    let mut points = network.view(segment).points().skip(piece);
    let a = points.next().unwrap_or(position);
    let b = points.next().unwrap_or(a);
    let ((ax, ay), (bx, by)) = (geometry::offset_m(position, a), geometry::offset_m(position, b));
    let (dx, dy) = (bx - ax, by - ay);
    let square = dx * dx + dy * dy;
    let along = if square == 0.0 { 0.0 } else { -(ax * dx + ay * dy) / square };
    let along = along.clamp(0.0, 1.0);
    let distance = (ax + dx * along).hypot(ay + dy * along);
    Foot { distance_dm: (distance * 10.0).round() as i64, segment, piece, along }
}

/// Mercator: longitude, and the latitude stretched likewise, both in degrees of longitude.
fn on_plane(position: Position) -> [f64; 2] {
    let lat = position.lat().clamp(-89.0, 89.0).to_radians();
    let stretched = (std::f64::consts::FRAC_PI_4 + lat / 2.0).tan().ln();
    [position.lon(), stretched.to_degrees()]
}
