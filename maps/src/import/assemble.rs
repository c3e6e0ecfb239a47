//! Numbers what stays and joins it into a road network.

use std::collections::BTreeMap;

use noriai_network::{
    NameId, NodeId, RoadNetwork, Segment, SegmentFlags, SegmentId, TurnBan, TurnBans,
};

use super::ImportReport;
use super::bans::Bans;
use super::draft::Draft;
use crate::ImportError;

/// Joins the segments that stay. Nodes keep the order of their ids in the extract; segments are
/// ordered by tail, then head.
pub(super) fn assemble(
    draft: &Draft<'_>,
    bans: &Bans,
    stays: &[bool],
    report: &mut ImportReport,
) -> Result<RoadNetwork, ImportError> {
    let numbering = Numbering::of(draft, stays);
    let mut segments = Vec::with_capacity(numbering.segments.len());
    let mut points = Vec::new();
    for old in &numbering.segments {
        let segment = &draft.segments[*old as usize];
        let traits = draft.traits(segment);
        let first_point = points.len();
        points.extend(draft.points(segment));
        segments.push(Segment {
            tail: numbering.node(segment.tail)?,
            head: numbering.node(segment.head)?,
            twin: segment.twin.and_then(|twin| numbering.segment(twin)),
            time_ms: segment.time_ms,
            delay_ms: segment.delay_ms,
            length_dm: segment.length_dm,
            first_point: id(first_point)?,
            n_points: id(points.len() - first_point)?,
            name: traits.name.and_then(|name| numbering.name(name)),
            class: traits.class,
            admits: segment.admits,
            limits: segment.limits,
            flags: SegmentFlags {
                destination_only: segment.destination_only,
                built_up: segment.built_up,
                ..traits.flags
            },
        });
    }
    let bans = bans.iter().filter_map(|(ban, binds)| {
        // A sequence over a segment that was dropped cannot be driven anyway.
        let ban = ban.iter().map(|old| numbering.segment(*old)).collect::<Option<Vec<_>>>()?;
        TurnBan::for_kinds(ban, binds)
    });
    let bans = TurnBans::new(bans.collect());
    report.nodes = numbering.nodes.len() as u64;
    report.segments = segments.len() as u64;
    report.turn_bans = bans.len() as u64;
    let nodes = numbering.nodes.iter().map(|vertex| draft.position(*vertex)).collect();
    let names = numbering.names.iter().map(|name| draft.name(*name).clone()).collect();
    Ok(RoadNetwork::new(nodes, segments, points, names, bans)?)
}

/// Old numbers in the order of the new ones.
struct Numbering {
    nodes: Vec<u32>,
    segments: Vec<u32>,
    new_segments: BTreeMap<u32, u32>,
    names: Vec<u32>,
}

impl Numbering {
    fn of(draft: &Draft<'_>, stays: &[bool]) -> Self {
        let mut segments =
            (0..stays.len() as u32).filter(|s| stays[*s as usize]).collect::<Vec<_>>();
        let of = |segment: &u32| &draft.segments[*segment as usize];
        segments.sort_by_key(|segment| (of(segment).tail, of(segment).head, *segment));
        let ends = segments.iter().flat_map(|segment| [of(segment).tail, of(segment).head]);
        let mut nodes = ends.collect::<Vec<_>>();
        nodes.sort_unstable();
        nodes.dedup();
        let names = segments.iter().filter_map(|segment| draft.traits(of(segment)).name);
        let mut names = names.collect::<Vec<_>>();
        names.sort_unstable();
        names.dedup();
        let new_segments = segments.iter().enumerate().map(|(new, old)| (*old, new as u32));
        Self { nodes, new_segments: new_segments.collect(), segments, names }
    }

    fn node(&self, vertex: u32) -> Result<NodeId, ImportError> {
        // Every end of a segment that stays is among the nodes.
        id(self.nodes.binary_search(&vertex).unwrap_or(usize::MAX)).map(NodeId)
    }

    fn segment(&self, old: u32) -> Option<SegmentId> {
        self.new_segments.get(&old).copied().map(SegmentId)
    }

    fn name(&self, name: u32) -> Option<NameId> {
        self.names.binary_search(&name).ok().map(|index| NameId(index as u32))
    }
}

fn id(index: usize) -> Result<u32, ImportError> {
    u32::try_from(index).or(Err(ImportError::TooLarge("points of roads")))
}
