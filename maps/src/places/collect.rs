//! Named objects of an extract and where they are.

use noriai_units::{Bounds, Position};
use osmpbfreader::{NodeId, OsmId, Relation, Tags};

use super::{PlaceEntry, PlaceKind, names};
use crate::Extract;
use crate::extract::position;

/// All named places: nodes first, then ways, then relations, each by id.
///
/// The order matters to the merging of doubles: the mapper's own point comes before the middle of
/// a building, and that before the middle of whole grounds.
pub(super) fn collect(extract: &Extract) -> Vec<PlaceEntry> {
    let nodes = extract.nodes().iter().map(|node| entry(&node.tags, || Some(position(node))));
    let ways = extract.ways().iter().map(|way| entry(&way.tags, || middle(extract, &way.nodes)));
    let relations = extract
        .relations()
        .iter()
        .map(|relation| entry(&relation.tags, || middle_of_members(extract, relation)));
    nodes.chain(ways).chain(relations).flatten().collect()
}

fn entry(tags: &Tags, position: impl FnOnce() -> Option<Position>) -> Option<PlaceEntry> {
    if tags.is_empty() {
        return None;
    }
    let names = names::of(tags)?;
    Some(PlaceEntry {
        kind: PlaceKind::from_tags(tags)?,
        name: names.local,
        name_kana: names.kana,
        name_en: names.en,
        position: position()?,
    })
}

/// The middle of a way: the mean of its corners' box.
///
/// A centre of mass would need a sound ring; the box serves for clipped and open ways too, and
/// for a house the two lie within a few metres.
fn middle(extract: &Extract, nodes: &[NodeId]) -> Option<Position> {
    let known = nodes.iter().filter_map(|node| extract.node(*node));
    Bounds::around(known.map(position)).map(Bounds::centre)
}

fn middle_of_members(extract: &Extract, relation: &Relation) -> Option<Position> {
    let outline = relation.refs.iter().filter(|member| member.role != "inner");
    let ways = outline.filter_map(|member| match member.member {
        OsmId::Way(way) => extract.way(way),
        _ => None,
    });
    let known = ways.flat_map(|way| &way.nodes).filter_map(|node| extract.node(*node));
    Bounds::around(known.map(position)).map(Bounds::centre)
}
