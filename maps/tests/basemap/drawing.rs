//! Extracts drawn in a few lines of text.
//!
//! ```text
//! a 0,0 place=town name=町        a node, in metres east and north of a place near Toyama
//! b 100,0
//! high: a b c highway=primary     a way over nodes
//! lake= outer:shore inner:isle natural=water      a relation over ways
//! ```
//! A node that a way names and nobody draws is missing, as at a clipped edge.

use std::collections::BTreeMap;

use noriai_maps::Extract;
use noriai_maps::extract::{Node, NodeId, OsmId, Relation, RelationId, Tags, Way, WayId};
use noriai_units::Position;
use osmpbfreader::Ref;

/// Metres in 1e-7 degree at 36 degrees north.
const EAST_E7: f64 = 111.2;
const NORTH_E7: f64 = 90.0;

/// The drawing as an extract.
pub(crate) fn extract(drawing: &str) -> Extract {
    let mut drawn = Drawn::default();
    drawing.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|line| drawn.add(line));
    Extract::from_objects(drawn.nodes, drawn.ways, drawn.relations).unwrap()
}

/// The position so many metres east and north of the drawings' origin.
pub(crate) fn at(east: f64, north: f64) -> Position {
    let lat = 360_000_000.0 + north * NORTH_E7;
    let lon = 1_370_000_000.0 + east * EAST_E7;
    Position::from_e7(lat.round() as i32, lon.round() as i32).unwrap()
}

#[derive(Default)]
struct Drawn {
    ids: BTreeMap<String, i64>,
    nodes: Vec<Node>,
    ways: Vec<Way>,
    relations: Vec<Relation>,
}

impl Drawn {
    fn add(&mut self, line: &str) {
        let (head, rest) = line.split_once(' ').unwrap();
        let words = rest.split_whitespace();
        let (tags, words): (Vec<_>, Vec<_>) = words.partition(|word| word.contains('='));
        let tags = tags.iter().filter_map(|tag| tag.split_once('='));
        let tags: Tags = tags.map(|(key, value)| (key.into(), value.into())).collect();
        if let Some(name) = head.strip_suffix(':') {
            let id = WayId(self.id(name));
            let nodes = words.iter().map(|word| NodeId(self.id(word))).collect();
            self.ways.push(Way { id, tags, nodes });
        } else if let Some(name) = head.strip_suffix('=') {
            let id = RelationId(self.id(name));
            let refs = words.iter().map(|word| self.member(word)).collect();
            self.relations.push(Relation { id, tags, refs });
        } else {
            let (east, north) = words[0].split_once(',').unwrap();
            let position = at(east.parse().unwrap(), north.parse().unwrap());
            let (decimicro_lat, decimicro_lon) = (position.lat_e7(), position.lon_e7());
            let id = NodeId(self.id(head));
            self.nodes.push(Node { id, tags, decimicro_lat, decimicro_lon });
        }
    }

    fn member(&mut self, word: &str) -> Ref {
        let (role, way) = word.split_once(':').unwrap();
        Ref { member: OsmId::Way(WayId(self.id(way))), role: role.into() }
    }

    fn id(&mut self, name: &str) -> i64 {
        let next = self.ids.len() as i64 + 1;
        *self.ids.entry(name.to_owned()).or_insert(next)
    }
}
