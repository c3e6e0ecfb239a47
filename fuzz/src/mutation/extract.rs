//! Sound files of absurd content: roads in circles of one node, restrictions that point nowhere,
//! places at the poles.

use noriai_maps::extract::{Node, NodeId, OsmId, Relation, RelationId, Tags, Way, WayId};
use noriai_maps::{Extract, pbf_writer};
use osmpbfreader::Ref;

use crate::chance::Chance;

/// Values that the import looks at, by key.
const TAGS: [(&str, &[&str]); 26] = [
    (
        "highway",
        &["residential", "primary", "motorway_link", "service", "track", "footway", "bus_stop"],
    ),
    ("oneway", &["yes", "-1", "no", "reversible", ""]),
    ("junction", &["roundabout", "circular"]),
    ("access", &["private", "no", "destination", "yes;no"]),
    ("barrier", &["gate", "bollard", "toll_booth"]),
    ("service", &["driveway", "parking_aisle", "emergency_access"]),
    ("maxspeed", &["50", "1e9 mph", "none", "-3", ";;", "0.00000001"]),
    ("width", &["3", "0", "1e400", "３", "."]),
    ("lanes", &["1", "-1"]),
    ("surface", &["gravel", "asphalt"]),
    ("area", &["yes"]),
    ("tracktype", &["grade1"]),
    ("type", &["restriction", "multipolygon", "boundary", "restriction:taxi"]),
    (
        "restriction",
        &["no_left_turn", "no_u_turn", "only_straight_on", "no_entry", "only_u_turn", "?"],
    ),
    ("except", &["psv", ";"]),
    ("natural", &["coastline", "water", "wood"]),
    ("landuse", &["forest", "residential"]),
    ("building", &["yes"]),
    ("waterway", &["river"]),
    ("railway", &["station", "rail"]),
    ("amenity", &["hospital", "pharmacy", "school"]),
    ("boundary", &["administrative"]),
    ("admin_level", &["4", "255", "-1", "９"]),
    ("place", &["town", "suburb", "hamlet"]),
    ("name", &["市役所前", "", "ｶﾞ", "A", "\u{0}", "\u{fffd}\u{200d}", "ー", "っっ"]),
    ("name:en", &["City Hall", "ii", "'", "tchi", "nn"]),
];
const ROLES: [&str; 6] = ["from", "via", "to", "inner", "outer", ""];
/// In 1e-7 degrees, near each other and as far apart as can be.
const PLACES: [(i32, i32); 8] = [
    (367_000_000, 1_372_000_000),
    (367_000_001, 1_372_000_000),
    (0, 0),
    (900_000_000, 1_800_000_000),
    (-900_000_000, -1_800_000_000),
    (900_000_000, -1_800_000_000),
    (850_511_281, 1_799_999_999),
    (367_000_000, -1_372_000_000),
];

/// A file of up to some dozen objects.
#[must_use]
pub fn absurd(chance: &mut Chance) -> Vec<u8> {
    // Most extracts lie in one place; else hardly any would get far.
    let is_wild = chance.once_in(5);
    let n_nodes = 1 + chance.below(30);
    let nodes = (0..n_nodes as i64).map(|id| Node { id: NodeId(id), ..node(chance, is_wild) });
    let nodes = nodes.collect();
    let ways = (0..chance.below(25) as i64).map(|id| Way {
        id: WayId(id),
        tags: tags(chance, 4),
        nodes: way_nodes(chance, n_nodes),
    });
    let ways = ways.collect();
    let relations = (0..chance.below(12) as i64).map(|id| Relation {
        id: RelationId(id),
        tags: tags(chance, 5),
        refs: (0..chance.below(7)).map(|_| member(chance)).collect(),
    });
    let relations = relations.collect();
    let extract = Extract::from_objects(nodes, ways, relations);
    extract.map(|extract| pbf_writer::write(&extract)).unwrap_or_default()
}

fn node(chance: &mut Chance, is_wild: bool) -> Node {
    let (lat, lon) = if is_wild {
        chance.one_of(&PLACES).copied().unwrap_or_default()
    } else {
        // A grid, so that some places coincide.
        let step = |chance: &mut Chance| chance.below(6) as i32 * 9_000;
        (367_000_000 + step(chance), 1_372_000_000 + step(chance))
    };
    let tags = if chance.once_in(3) { tags(chance, 3) } else { Tags::new() };
    Node { id: NodeId(0), tags, decimicro_lat: lat, decimicro_lon: lon }
}

/// Roads mostly; walked to and fro, in circles, over nodes that are not there.
fn way_nodes(chance: &mut Chance, n_nodes: usize) -> Vec<NodeId> {
    let mut nodes: Vec<NodeId> =
        (0..chance.below(9)).map(|_| NodeId(chance.below(n_nodes + 2) as i64)).collect();
    if chance.once_in(3) {
        nodes.extend(nodes.first().copied());
    }
    nodes
}

fn tags(chance: &mut Chance, n_max: usize) -> Tags {
    let mut tags = Tags::new();
    if chance.once_in(2) {
        tags.insert("highway".into(), "residential".into());
    }
    for _ in 0..chance.below(n_max + 1) {
        let (key, values) = chance.one_of(&TAGS).copied().unwrap_or_default();
        let value = chance.one_of(values).copied().unwrap_or_default();
        tags.insert(key.into(), value.into());
    }
    tags
}

fn member(chance: &mut Chance) -> Ref {
    let id = chance.below(32) as i64;
    let member = match chance.below(8) {
        0 => OsmId::Relation(RelationId(id)),
        1 | 2 => OsmId::Node(NodeId(id)),
        _ => OsmId::Way(WayId(id)),
    };
    Ref { member, role: chance.one_of(&ROLES).copied().unwrap_or_default().into() }
}
