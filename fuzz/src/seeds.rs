//! Sound inputs to begin with: a quarter of a town that has something of all the import reads.

use std::sync::{Arc, OnceLock};

use noriai_maps::basemap::Basemap;
use noriai_maps::extract::{Node, NodeId, OsmId, Relation, RelationId, Tags, Way, WayId};
use noriai_maps::places::Places;
use noriai_maps::{Extract, ImportReport, import_roads, pbf_writer};
use noriai_network::RoadNetwork;
use noriai_router::Router;
use osmpbfreader::Ref;

/// A side of the grid of streets.
const SIDE: i64 = 5;
/// A hundred metres or so, in 1e-7 degrees.
const STEP: i32 = 9_000;

/// The quarter as an extract.
#[must_use]
pub fn quarter() -> Extract {
    let id = |row: i64, column: i64| row * SIDE + column + 1;
    let mut nodes = Vec::new();
    for row in 0..SIDE {
        for column in 0..SIDE {
            nodes.push(node(id(row, column), row as i32, column as i32, node_tags(row, column)));
        }
    }
    let row = |row: i64| (0..SIDE).map(|column| id(row, column)).collect::<Vec<_>>();
    let column = |column: i64| (0..SIDE).map(|row| id(row, column)).collect::<Vec<_>>();
    let ways = vec![
        way(1, row(0), "highway=primary name=国道8号 ref=8 name:en=Route_8"),
        way(2, row(1), "highway=residential name=本町通り"),
        way(3, row(2), "highway=residential oneway=yes"),
        way(4, row(4), "highway=tertiary lanes=1 surface=gravel"),
        way(5, column(0), "highway=secondary maxspeed=40"),
        way(6, column(2), "highway=unclassified width=2.5"),
        way(7, column(4), "highway=trunk_link oneway=yes"),
        way(
            8,
            vec![id(2, 2), id(2, 3), id(3, 3), id(3, 2), id(2, 2)],
            "highway=tertiary junction=roundabout",
        ),
        way(9, vec![id(3, 0), id(3, 1), 99], "highway=service access=private"),
        way(
            10,
            vec![id(1, 1), id(1, 2), id(2, 1), id(1, 1)],
            "building=yes amenity=school name=本町小学校",
        ),
        way(11, vec![id(0, 0), id(0, 4), id(4, 4), id(4, 0), id(0, 0)], "landuse=residential"),
        way(12, vec![id(1, 3), id(1, 4), id(2, 4), id(1, 3)], "natural=water"),
        way(13, vec![id(4, 0), id(4, 1), id(4, 4)], "natural=coastline"),
        way(14, vec![id(0, 1), id(4, 1)], "boundary=administrative admin_level=8"),
    ];
    let relations = vec![
        restriction(1, "no_left_turn", &[("from", w(1)), ("via", n(id(0, 2))), ("to", w(6))]),
        restriction(2, "only_straight_on", &[("from", w(5)), ("via", n(id(1, 0))), ("to", w(5))]),
        restriction(3, "no_u_turn", &[("from", w(2)), ("via", w(6)), ("to", w(3))]),
        restriction(
            4,
            "no_entry",
            &[("from", w(2)), ("from", w(6)), ("via", n(id(1, 2))), ("to", w(6))],
        ),
        relation(
            5,
            "type=multipolygon natural=wood name=城址公園",
            &[("outer", w(11)), ("inner", w(12))],
        ),
        relation(6, "type=boundary boundary=administrative admin_level=7", &[("outer", w(14))]),
    ];
    // All of it is on the earth.
    Extract::from_objects(nodes, ways, relations).unwrap_or_default()
}

/// Two streets and a hospital: a map that is small enough to be opened for each of its bytes.
#[must_use]
pub fn hamlet() -> Extract {
    let hospital = "amenity=hospital name=市民病院";
    let nodes =
        (0..4).map(|n| node(i64::from(n), n / 2, n % 2, if n == 3 { hospital } else { "" }));
    let ways = vec![
        way(1, vec![0, 1, 3], "highway=residential name=本町通り"),
        way(2, vec![1, 2], "highway=residential oneway=yes"),
        way(3, vec![2, 0], "highway=residential"),
    ];
    let ban = [("from", w(1)), ("via", n(1)), ("to", w(2))];
    let bans = vec![restriction(1, "no_right_turn", &ban)];
    Extract::from_objects(nodes.collect(), ways, bans).unwrap_or_default()
}

/// The quarter as the blocks of a PBF file, not packed.
#[must_use]
pub fn blocks() -> Vec<Vec<u8>> {
    pbf_writer::blocks(&quarter())
}

/// A PBF file of blocks.
#[must_use]
pub fn file_of(blocks: &[Vec<u8>]) -> Vec<u8> {
    let blobs = blocks.iter().map(|block| pbf_writer::blob("OSMData", block));
    let header = pbf_writer::blob("OSMHeader", b"\x22\x0eOsmSchema-V0.6\x22\x0aDenseNodes");
    [header].into_iter().chain(blobs).collect::<Vec<_>>().concat()
}

/// All parts that an artefact of the quarter is made of.
pub struct Parts {
    /// Its roads.
    pub network: Arc<RoadNetwork>,
    /// What the import said of them.
    pub report: ImportReport,
    /// Its places.
    pub places: Places,
    /// Its tiles.
    pub basemap: Vec<u8>,
    /// The router's hierarchy.
    pub hierarchy: Vec<u8>,
}

/// The quarter, imported once.
///
/// # Panics
/// If it cannot be imported: then there is nothing to begin with.
#[must_use]
pub fn parts() -> &'static Parts {
    static PARTS: OnceLock<Parts> = OnceLock::new();
    PARTS.get_or_init(|| made_of(&quarter()))
}

/// The parts of an artefact of an extract.
///
/// # Panics
/// If it cannot be imported.
#[must_use]
#[expect(clippy::expect_used, reason = "support code of tests fails as tests do")]
pub fn made_of(extract: &Extract) -> Parts {
    let import = import_roads(extract).expect("the seed has roads");
    let network = Arc::new(import.network);
    let router = Router::prepare(Arc::clone(&network)).expect("the seed is small");
    Parts {
        hierarchy: router.hierarchy_bytes(),
        network,
        report: import.report,
        places: Places::from_extract(extract),
        basemap: Basemap::from_extract(extract).write_pmtiles().expect("the seed has tiles"),
    }
}

fn node_tags(row: i64, column: i64) -> &'static str {
    match (row, column) {
        (0, 0) => {
            "railway=station name=雪野瀬駅 name:ja_kana=ゆきのせえき name:en=Yukinose_Station"
        }
        (1, 3) => "highway=bus_stop name=市役所前",
        (2, 0) => "amenity=hospital name=市民病院",
        (3, 1) => "barrier=gate",
        (4, 2) => "barrier=bollard",
        (4, 4) => "place=town name=雪野瀬市",
        _ => "",
    }
}

fn node(id: i64, row: i32, column: i32, text: &str) -> Node {
    let (lat, lon) = (367_000_000 + row * STEP, 1_372_000_000 + column * STEP);
    Node { id: NodeId(id), tags: tags(text), decimicro_lat: lat, decimicro_lon: lon }
}

fn way(id: i64, nodes: Vec<i64>, text: &str) -> Way {
    Way { id: WayId(id), tags: tags(text), nodes: nodes.into_iter().map(NodeId).collect() }
}

fn w(id: i64) -> OsmId {
    WayId(id).into()
}

fn n(id: i64) -> OsmId {
    NodeId(id).into()
}

fn restriction(id: i64, kind: &str, members: &[(&str, OsmId)]) -> Relation {
    relation(id, &format!("type=restriction restriction={kind}"), members)
}

fn relation(id: i64, text: &str, members: &[(&str, OsmId)]) -> Relation {
    let refs = members.iter().map(|(role, member)| Ref { member: *member, role: (*role).into() });
    Relation { id: RelationId(id), tags: tags(text), refs: refs.collect() }
}

fn tags(text: &str) -> Tags {
    let pairs = text.split_whitespace().filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (key.into(), value.into())).collect()
}
