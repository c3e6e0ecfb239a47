//! Nodes, segments, geometry and names in flat vectors.

use std::fmt;
use std::sync::Arc;

use noriai_units::{Bounds, Position};
use serde::{Deserialize, Serialize};

use crate::{NameId, NodeId, Segment, SegmentId, TurnBans};

/// The drivable roads of one extract.
///
/// All but the segments' records is shared by its copies: a copy with other times costs little.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoadNetwork {
    /// Latitude and longitude in 1e-7 degree, a pair a node.
    nodes: Arc<[(i32, i32)]>,
    /// Sorted by tail node.
    segments: Vec<Segment>,
    /// `first_out[n]..first_out[n + 1]` are the segments that leave node `n`.
    first_out: Arc<[u32]>,
    /// All segments' points, one segment after the other.
    points: Arc<[(i32, i32)]>,
    names: Arc<[RoadName]>,
    turn_bans: Arc<TurnBans>,
}

/// A road's names; empty where the extract has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RoadName {
    /// As signed on the spot (`name`).
    pub local: String,
    /// Japanese (`name:ja`).
    pub ja: String,
    /// English (`name:en`).
    pub en: String,
    /// Number (`ref`).
    pub number: String,
}

/// Why parts do not make a network. Always a fault of the maker or a damaged artefact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkError {
    what: String,
}

/// A segment together with its geometry.
#[derive(Clone, Copy, Debug)]
pub struct SegmentView<'a> {
    /// The segment's own record.
    pub segment: &'a Segment,
    points: &'a [(i32, i32)],
}

impl RoadNetwork {
    /// Joins parts into a network. `segments` must be sorted by tail; `points` holds each
    /// segment's geometry, tail's position first and head's last.
    ///
    /// # Errors
    /// Names the first node, segment, point range, twin, name or turn ban that does not fit.
    pub fn new(
        nodes: Vec<Position>,
        segments: Vec<Segment>,
        points: Vec<Position>,
        names: Vec<RoadName>,
        turn_bans: TurnBans,
    ) -> Result<Self, NetworkError> {
        let pair = |position: Position| (position.lat_e7(), position.lon_e7());
        let mut first_out = vec![0_u32; nodes.len() + 1];
        for segment in &segments {
            let slot = first_out.get_mut(segment.tail.index() + 1);
            *slot.ok_or_else(|| NetworkError::new("a segment's tail is no node"))? += 1;
        }
        for node in 1..first_out.len() {
            first_out[node] += first_out[node - 1];
        }
        let network = Self {
            nodes: nodes.into_iter().map(pair).collect(),
            segments,
            first_out: first_out.into(),
            points: points.into_iter().map(pair).collect(),
            names: names.into(),
            turn_bans: Arc::new(turn_bans),
        };
        network.check()?;
        Ok(network)
    }

    /// The same roads with other travel times in milliseconds for some segments, at least 1 each;
    /// segments that do not exist are passed over. A delay remains as far as it fits into the time.
    /// Geometry and names are shared, not copied.
    #[must_use]
    pub fn with_times(&self, times_ms: impl IntoIterator<Item = (SegmentId, u32)>) -> Self {
        let mut other = self.clone();
        for (segment, time_ms) in times_ms {
            if let Some(segment) = other.segments.get_mut(segment.index()) {
                segment.time_ms = time_ms.max(1);
                segment.delay_ms = segment.delay_ms.min(segment.time_ms - 1);
            }
        }
        other
    }

    /// Checks every cross reference; to be called on anything that was read from outside.
    ///
    /// # Errors
    /// Names the first part that does not fit.
    pub fn check(&self) -> Result<(), NetworkError> {
        let fault = |what: String| Err(NetworkError { what });
        if self.first_out.len() != self.nodes.len() + 1
            || self.first_out.first() != Some(&0)
            || self.first_out.last().map(|last| *last as usize) != Some(self.segments.len())
            || self.first_out.is_sorted_by(|a, b| a <= b).eq(&false)
        {
            return fault("the index of leaving segments does not cover them".into());
        }
        let positions = self.nodes.iter().chain(self.points.iter());
        if let Some((lat, lon)) =
            positions.copied().find(|(lat, lon)| Position::from_e7(*lat, *lon).is_none())
        {
            return fault(format!("a point is off the earth: {lat}, {lon} (1e-7 degree)"));
        }
        for (index, segment) in self.segments.iter().enumerate() {
            let out = self.first_out.get(segment.tail.index()..segment.tail.index() + 2);
            let in_own_row =
                out.is_some_and(|row| (row[0] as usize..row[1] as usize).contains(&index));
            if !in_own_row || self.nodes.len() <= segment.head.index() {
                return fault(format!("segment {index} is out of order or leads nowhere"));
            }
            let from = segment.first_point as usize;
            let points = self.points.get(from..from.saturating_add(segment.n_points as usize));
            let ends = points.and_then(|points| Some((points.first()?, points.last()?)));
            if segment.n_points < 2
                || ends
                    != Some((&self.nodes[segment.tail.index()], &self.nodes[segment.head.index()]))
            {
                return fault(format!("segment {index}'s points do not join its nodes"));
            }
            if segment.time_ms <= segment.delay_ms {
                return fault(format!("segment {index} takes no time"));
            }
            if let Some(twin) = segment.twin {
                let back = self.segments.get(twin.index());
                if back.and_then(|back| back.twin).map(SegmentId::index) != Some(index) {
                    return fault(format!("segment {index}'s twin does not name it back"));
                }
            }
            if segment.name.is_some_and(|name| self.names.len() <= name.index()) {
                return fault(format!("segment {index}'s name is missing"));
            }
        }
        for ban in self.turn_bans.iter() {
            let known = ban.segments().iter().all(|s| s.index() < self.segments.len());
            let linked = ban.segments().windows(2).all(|two| {
                known && self.segments[two[0].index()].head == self.segments[two[1].index()].tail
            });
            if ban.segments().len() < 2 || !linked {
                return fault("a turn ban's segments do not follow each other".into());
            }
        }
        Ok(())
    }

    /// How many nodes there are.
    #[must_use]
    pub fn n_nodes(&self) -> usize {
        self.nodes.len()
    }

    /// How many segments there are, each direction counted.
    #[must_use]
    pub fn n_segments(&self) -> usize {
        self.segments.len()
    }

    /// A node's position.
    #[must_use]
    pub fn node(&self, node: NodeId) -> Position {
        position(self.nodes[node.index()])
    }

    /// A segment's record.
    #[must_use]
    pub fn segment(&self, segment: SegmentId) -> &Segment {
        &self.segments[segment.index()]
    }

    /// A segment with its geometry.
    #[must_use]
    pub fn view(&self, segment: SegmentId) -> SegmentView<'_> {
        let segment = self.segment(segment);
        let from = segment.first_point as usize;
        SegmentView { segment, points: &self.points[from..from + segment.n_points as usize] }
    }

    /// All segment ids in order.
    #[expect(clippy::cast_possible_truncation, reason = "ids are 32 bits wide by construction")]
    pub fn segment_ids(&self) -> impl Iterator<Item = SegmentId> + use<> {
        (0..self.segments.len() as u32).map(SegmentId)
    }

    /// The segments that leave a node.
    pub fn leaving(&self, node: NodeId) -> impl Iterator<Item = SegmentId> + use<> {
        (self.first_out[node.index()]..self.first_out[node.index() + 1]).map(SegmentId)
    }

    /// A road's names.
    #[must_use]
    pub fn name(&self, name: NameId) -> &RoadName {
        &self.names[name.index()]
    }

    /// The forbidden turns.
    #[must_use]
    pub fn turn_bans(&self) -> &TurnBans {
        &self.turn_bans
    }

    /// The box around all nodes and points; `None` for an empty network.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::around(self.nodes.iter().chain(self.points.iter()).copied().map(position))
    }
}

impl<'a> SegmentView<'a> {
    /// The points in driving order, at least two.
    pub fn points(&self) -> impl DoubleEndedIterator<Item = Position> + ExactSizeIterator + 'a {
        self.points.iter().copied().map(position)
    }
}

impl NetworkError {
    fn new(what: &str) -> Self {
        Self { what: what.to_owned() }
    }
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the road network does not fit together: {}", self.what)
    }
}

impl std::error::Error for NetworkError {}

/// Every stored pair was checked when the network was made or read.
fn position((lat_e7, lon_e7): (i32, i32)) -> Position {
    Position::from_e7(lat_e7, lon_e7).unwrap_or_default()
}
