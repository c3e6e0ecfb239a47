//! The road lines of a map, for drawing.

use noriai_network::{RoadClass, RoadNetwork};
use noriai_units::Position;

/// Road lines, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// In the order of the network's segments.
    pub lines: Vec<RoadLine>,
}

/// One stretch of road.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoadLine {
    /// True for through roads, drawn stronger.
    pub major: bool,
    /// Its points, at least two.
    pub points: Vec<Position>,
}

impl Picture {
    pub(super) fn of(network: &RoadNetwork) -> Self {
        let mut lines = Vec::new();
        for segment in network.segment_ids() {
            let view = network.view(segment);
            let other_side = view.segment.twin.is_some_and(|twin| twin < segment);
            let class = view.segment.class;
            if other_side || RoadClass::Service <= class {
                continue;
            }
            let major = class < RoadClass::Unclassified;
            lines.push(RoadLine { major, points: view.points().collect() });
        }
        Self { lines }
    }
}
