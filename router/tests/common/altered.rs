//! Networks like others, but for some traits of segments and bans.

use noriai_network::{NodeId, RoadNetwork, Segment, SegmentId, TurnBan, TurnBans};

/// The network with other segments and bans. Ends, twins and geometry must stay.
pub(crate) fn altered(
    network: &RoadNetwork,
    mut segment: impl FnMut(SegmentId, &mut Segment),
    mut ban: impl FnMut(&TurnBan) -> Option<TurnBan>,
) -> RoadNetwork {
    let (mut segments, mut points) = (Vec::new(), Vec::new());
    for id in network.segment_ids() {
        let mut record = network.segment(id).clone();
        record.first_point = points.len() as u32;
        points.extend(network.view(id).points());
        segment(id, &mut record);
        segments.push(record);
    }
    let nodes = (0..network.n_nodes() as u32).map(|node| network.node(NodeId(node))).collect();
    let bans = network.turn_bans().iter().filter_map(&mut ban).collect();
    let n_names = segments.iter().filter_map(|segment| segment.name).max().map_or(0, |n| n.0 + 1);
    let names = (0..n_names).map(|name| network.name(noriai_network::NameId(name)).clone());
    RoadNetwork::new(nodes, segments, points, names.collect(), TurnBans::new(bans)).unwrap()
}
