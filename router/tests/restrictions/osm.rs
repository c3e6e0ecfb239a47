//! Turn restrictions read a second time, straight from the extract's relations.
//!
//! Shares nothing with the import: a restriction becomes the positions that must not be, or alone may
//! be, driven one after the other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use noriai_maps::Extract;
use noriai_maps::extract::{self, NodeId, OsmId, Relation, Way};
use noriai_units::Position;

/// What a restriction says, in positions.
#[derive(Clone, Debug)]
pub(crate) struct Ruling {
    pub(crate) relation: i64,
    /// True if this alone may be driven, false if it must not be.
    pub(crate) only: bool,
    /// The node before the junction, the via nodes, the node behind.
    pub(crate) way: Vec<Position>,
}

/// All restrictions of an extract.
#[derive(Debug, Default)]
pub(crate) struct Rulings {
    pub(crate) all: Vec<Ruling>,
    /// For other vehicles or other hours.
    pub(crate) n_not_ours: usize,
    /// Whose members are missing, do not touch, or leave open which side is meant.
    pub(crate) n_unclear: usize,
}

impl Rulings {
    pub(crate) fn of(extract: &Extract) -> Self {
        let mut rulings = Self::default();
        let is_restriction = |relation: &&Relation| {
            extract::tag(&relation.tags, "type").is_some_and(|it| it.starts_with("restriction"))
        };
        for relation in extract.relations().iter().filter(is_restriction) {
            match kind(relation) {
                None => rulings.n_not_ours += 1,
                Some(only) => {
                    let ways = ways(extract, relation, only);
                    rulings.n_unclear += usize::from(ways.is_empty());
                    let id = relation.id.0;
                    let ruling = |way| Ruling { relation: id, only, way };
                    rulings.all.extend(ways.into_iter().map(ruling));
                }
            }
        }
        rulings
    }
}

/// True for `only_*`, false for `no_*`, nothing for what does not bind a shared taxi at all times.
fn kind(relation: &Relation) -> Option<bool> {
    let tags = &relation.tags;
    let keys = ["restriction:taxi", "restriction:psv", "restriction:motorcar", "restriction"];
    let text = keys.iter().find_map(|key| extract::tag(tags, key))?;
    let at_hours = ["day_on", "hour_on"].iter().any(|key| extract::tag(tags, key).is_some());
    let except = extract::tag(tags, "except").unwrap_or_default();
    let frees = ["psv", "taxi", "motorcar", "motor_vehicle"];
    let exempt = except.split(';').any(|it| frees.contains(&it.trim()));
    (!at_hours && !exempt).then(|| text.starts_with("only_"))
}

/// The movements that a restriction means; none where that cannot be told.
fn ways(extract: &Extract, relation: &Relation, only: bool) -> Vec<Vec<Position>> {
    let role = |role: &str| -> Vec<OsmId> {
        let members = relation.refs.iter().filter(|member| member.role == role);
        members.map(|member| member.member).collect()
    };
    let nodes_of = |members: Vec<OsmId>| -> Vec<Vec<NodeId>> {
        let ways = members.into_iter().filter_map(|member| extract.way(member.way()?));
        ways.map(|way: &Way| way.nodes.clone()).collect()
    };
    let (from, via, to) = (nodes_of(role("from")), role("via"), nodes_of(role("to")));
    if only && (from.len(), to.len()) != (1, 1) {
        return Vec::new();
    }
    let is_u_turn = extract::tag(&relation.tags, "restriction") == Some("no_u_turn");
    let mut movements: Vec<Vec<NodeId>> = Vec::new();
    for from in &from {
        for to in &to {
            match &via[..] {
                [OsmId::Node(node)] if from == to && is_u_turn => {
                    let back = neighbours(from, *node).into_iter();
                    movements.extend(back.map(|before| vec![before, *node, before]));
                }
                [OsmId::Node(node)] => movements.extend(joined(from, &[*node], to)),
                _ => {
                    let chain = chain(&nodes_of(via.clone()), from, to);
                    movements.extend(chain.and_then(|chain| joined(from, &chain, to)));
                }
            }
        }
    }
    let place = |node: &NodeId| extract.node(*node).map(extract::position);
    movements.iter().filter_map(|way| way.iter().map(place).collect()).collect()
}

/// The neighbours of a node on a way.
fn neighbours(way: &[NodeId], node: NodeId) -> Vec<NodeId> {
    let pairs = way.windows(2).flat_map(|two| [(two[0], two[1]), (two[1], two[0])]);
    pairs.filter(|(a, _)| *a == node).map(|(_, b)| b).collect()
}

/// From the last node of one way over the via nodes to the first of the other, if it is plain which.
fn joined(from: &[NodeId], via: &[NodeId], to: &[NodeId]) -> Option<Vec<NodeId>> {
    let (before, after) = (neighbours(from, via[0]), neighbours(to, via[via.len() - 1]));
    let ([before], [after]) = (&before[..], &after[..]) else { return None };
    Some([&[*before], via, &[*after]].concat())
}

/// The nodes along the via ways from where they touch one way to where they touch the other.
fn chain(via: &[Vec<NodeId>], from: &[NodeId], to: &[NodeId]) -> Option<Vec<NodeId>> {
    let mut next: BTreeMap<NodeId, BTreeSet<NodeId>> = BTreeMap::new();
    for two in via.iter().flat_map(|way| way.windows(2)) {
        next.entry(two[0]).or_default().insert(two[1]);
        next.entry(two[1]).or_default().insert(two[0]);
    }
    let begin = from.iter().copied().filter(|node| next.contains_key(node));
    let mut queue: VecDeque<Vec<NodeId>> = begin.map(|node| vec![node]).collect();
    let mut seen: BTreeSet<NodeId> = queue.iter().map(|way| way[0]).collect();
    while let Some(way) = queue.pop_front() {
        let last = way[way.len() - 1];
        if 1 < way.len() && to.contains(&last) {
            return Some(way);
        }
        for node in next.get(&last).into_iter().flatten() {
            if seen.insert(*node) {
                queue.push_back([&way[..], &[*node]].concat());
            }
        }
    }
    None
}
