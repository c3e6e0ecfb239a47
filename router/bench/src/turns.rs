//! What the rules of the road cost: the router's own answer between places against the same question
//! on the graph without rules.
//!
//! The graphs name no forbidden turns, so the rule here is the one that costs most (record 0004): a
//! vehicle turns round at dead ends only.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;

use noriai_network::{
    Limits, NodeId, RoadClass, RoadNetwork, Segment, SegmentFlags, SegmentId, TurnBans,
    VehicleKinds,
};
use noriai_router::hierarchy::{Hierarchy, Labels, UNREACHABLE, WeightedGraph};
use noriai_router::{Router, Spot};
use noriai_units::Position;

use crate::contest::{self, timed};
use crate::graphs::Graph;
use crate::report::{Report, Row};

const PAIRS: usize = 20_000;
const ROUNDS: usize = 7;

/// A place as the graph without rules sees it: nodes, and the time to or from each.
type Ends = Vec<(u32, u64)>;

/// Measures both, and checks that rules make no drive shorter.
pub(crate) fn ask(graph: &Graph, report: &mut Report) -> Result<(), Box<dyn Error>> {
    let network = Arc::new(network(graph)?);
    let (preparing, router) = timed(|| Router::prepare(Arc::clone(&network)));
    let router = router?;
    let labels = without_rules(&network)?;
    let spots: Vec<Spot> = spots(&network);
    let points: Vec<_> = spots.iter().map(|spot| router.road_point(*spot)).collect();
    let (from, to): (Vec<Ends>, Vec<Ends>) = spots.iter().map(|s| ends(&network, *s)).unzip();
    let (from, to) = (&from[..PAIRS], &to[PAIRS..]);
    let (origins, targets) = points.split_at(PAIRS);
    let (mut with, mut without) = (Vec::new(), Vec::new());
    let outcome = contest::hold(
        ROUNDS,
        &mut [
            Box::new(|_, _| {
                let pairs = origins.iter().zip(targets);
                with.clear();
                with.extend(pairs.map(|(from, to)| {
                    router.leg(*from, *to).map_or(UNREACHABLE, |leg| leg.time.millis() as u64)
                }));
            }),
            Box::new(|_, _| {
                let pairs = from.iter().zip(to);
                without.clear();
                without.extend(pairs.map(|(from, to)| nearest(&labels, from, to)));
            }),
        ],
    );
    // Along one street both are trivial, and the reference does not know the way.
    let apart = |index: usize| spots[index].segment != spots[PAIRS + index].segment;
    let compared = || (0..PAIRS).filter(|index| apart(*index));
    let shorter = compared().filter(|index| with[*index] < without[*index]).count();
    report.mismatches += shorter;
    let longer = compared().filter(|index| without[*index] < with[*index]).count();
    let each = |index: usize| outcome.medians[index] / PAIRS as f64;
    let (size, n_segments) = (router.size(), network.n_segments());
    let bytes = (size.hierarchy_bytes + size.label_bytes) as f64 / n_segments as f64;
    report.row(Row::new("turn-aware: prepare all", preparing, None, None));
    report.row(Row::new("turn-aware: place to place", each(0), None, None));
    report.row(Row::new("the same without rules", each(1), None, None));
    report.figure("turn_aware_p2p_vs_node_based", Some(each(0) / each(1)));
    report.figure("bytes_per_segment", Some(bytes));
    report.note(format!(
        "turn-aware: {n_segments} segments, {} nodes, hierarchy {} KiB, labels {} KiB; {longer} of {PAIRS} drives are longer for the rules, {shorter} shorter (a mistake)",
        size.nodes, size.hierarchy_bytes / 1024, size.label_bytes / 1024));
    Ok(())
}

/// Each arc a straight segment; arcs between the same nodes in both directions are twins.
fn network(graph: &Graph) -> Result<RoadNetwork, Box<dyn Error>> {
    let degrees = graph.lat.iter().zip(&graph.lon);
    let nodes: Option<Vec<Position>> = degrees
        .map(|(lat, lon)| Position::from_degrees(f64::from(*lat), f64::from(*lon)))
        .collect();
    let nodes = nodes.ok_or("a node lies off the earth")?;
    let arcs = || graph.tail.iter().copied().zip(graph.head.iter().copied());
    let mut between: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
    for (ends, arc) in arcs().zip(0..) {
        between.entry(ends).or_default().push(arc);
    }
    let twin = |tail, head, arc| {
        let index = between.get(&(tail, head))?.iter().position(|other| *other == arc)?;
        between.get(&(head, tail))?.get(index).copied().map(SegmentId)
    };
    let segments = arcs().zip(0..).map(|((tail, head), arc)| Segment {
        tail: NodeId(tail),
        head: NodeId(head),
        twin: twin(tail, head, arc),
        time_ms: graph.weight[arc as usize] * graph.unit_ms,
        delay_ms: 0,
        // Metres in place of decimetres: packed with decimetres, the times and lengths of a whole
        // country exceed the router's numbers.
        length_dm: graph.length[arc as usize].max(1),
        first_point: 2 * arc,
        n_points: 2,
        name: None,
        class: RoadClass::Residential,
        admits: VehicleKinds::ALL,
        limits: Limits::NONE,
        flags: SegmentFlags::default(),
    });
    let points = arcs().flat_map(|(tail, head)| [nodes[tail as usize], nodes[head as usize]]);
    let (segments, points) = (segments.collect(), points.collect());
    Ok(RoadNetwork::new(nodes.clone(), segments, points, Vec::new(), TurnBans::default())?)
}

/// Labels of the network's nodes and segments as they are.
fn without_rules(network: &RoadNetwork) -> Result<Labels, Box<dyn Error>> {
    let segments = || network.segment_ids().map(|id| network.segment(id));
    let tails: Vec<u32> = segments().map(|segment| segment.tail.0).collect();
    let nodes = 0..=network.n_nodes() as u32;
    let first = nodes.map(|node| tails.partition_point(|tail| *tail < node) as u32).collect();
    let head = segments().map(|segment| segment.head.0).collect();
    let weight = segments().map(|segment| u64::from(segment.time_ms)).collect();
    let hierarchy = Hierarchy::prepare(&WeightedGraph::new(first, head, weight)?);
    Ok(Labels::from_hierarchy(&hierarchy))
}

/// Places a third of the way along segments by chance.
fn spots(network: &RoadNetwork) -> Vec<Spot> {
    let ids: Vec<SegmentId> = network.segment_ids().collect();
    let place = |index: usize| {
        let id = ids[(index * 7_919 + index * index * 31) % ids.len()];
        Spot::place(network, id, network.segment(id).length_dm / 3)
    };
    (0..2 * PAIRS).map(place).collect()
}

/// How a drive leaves a place, and how one gets there.
fn ends(network: &RoadNetwork, spot: Spot) -> (Ends, Ends) {
    let segment = network.segment(spot.segment);
    let part = |segment: &Segment, offset: u32| {
        u64::from(segment.time_ms) * u64::from(offset) / u64::from(segment.length_dm.max(1))
    };
    let mut directions = vec![(segment, spot.offset_dm)];
    if let Some(twin) = segment.twin.map(|twin| network.segment(twin)) {
        // Both directions need not be recorded equally long: the rest keeps its share.
        let rest = u64::from(segment.length_dm.saturating_sub(spot.offset_dm));
        let rest = rest * u64::from(twin.length_dm) / u64::from(segment.length_dm.max(1));
        directions.push((twin, rest as u32));
    }
    let leave = |(segment, offset): &(&Segment, u32)| {
        (segment.head.0, u64::from(segment.time_ms) - part(segment, *offset))
    };
    let reach = |(segment, offset): &(&Segment, u32)| (segment.tail.0, part(segment, *offset));
    (directions.iter().map(leave).collect(), directions.iter().map(reach).collect())
}

fn nearest(labels: &Labels, from: &Ends, to: &Ends) -> u64 {
    let ways = from.iter().flat_map(|(source, rest)| {
        to.iter().map(move |(target, part)| labels.weight(*source, *target) + rest + part)
    });
    ways.fold(UNREACHABLE, u64::min)
}
