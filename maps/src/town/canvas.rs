//! Where the town is drawn: objects of an extract, placed in metres east and north of the station.

use osmpbfreader::{Node, NodeId, OsmId, Ref, Relation, RelationId, Tags, Way, WayId};

use super::names::Name;
use super::random::Noise;

/// A place in metres east and north of the station.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Spot {
    pub(super) const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(super) fn plus(self, x: f64, y: f64) -> Self {
        Self::new(self.x + x, self.y + y)
    }

    /// A share of the way to another.
    pub(super) fn toward(self, other: Self, share: f64) -> Self {
        self.plus((other.x - self.x) * share, (other.y - self.y) * share)
    }

    pub(super) fn distance(self, other: Self) -> f64 {
        let (x, y) = (other.x - self.x, other.y - self.y);
        (x * x + y * y).sqrt()
    }
}

/// Where the fictional station stands: among the mountains between Nagano and Niigata.
const LAT: f64 = 36.95;
const LON: f64 = 138.45;
const METRES_PER_DEGREE: f64 = 111_195.0;
/// The cosine of the latitude, written out so that no machine's own cosine takes part.
const COS_LAT: f64 = 0.799_160;

/// The whole map is turned by 18 degrees, that the valley does not lie along the compass.
const TURN_COS: f64 = 0.951_057;
const TURN_SIN: f64 = 0.309_017;

/// The objects drawn so far.
pub(super) struct Canvas {
    /// The last bend of the land, of a few kilometres, that everything drawn shares.
    sway: [Noise; 2],
    pub(super) nodes: Vec<Node>,
    pub(super) ways: Vec<Way>,
    pub(super) relations: Vec<Relation>,
}

/// Tags as a list of keys and values.
pub(super) type TagList<'a> = Vec<(&'a str, String)>;

impl Canvas {
    pub(super) fn new(seed: u64) -> Self {
        let sway = [Noise::new(seed, 8), Noise::new(seed, 9)];
        Self { sway, nodes: Vec::new(), ways: Vec::new(), relations: Vec::new() }
    }

    pub(super) fn node(&mut self, spot: Spot, tags: TagList) -> NodeId {
        let id = NodeId(self.nodes.len() as i64 + 1);
        let e7 = |degrees: f64| (degrees * 1e7).round() as i32;
        let spot = self.swayed(spot);
        self.nodes.push(Node {
            id,
            tags: to_tags(tags),
            decimicro_lat: e7(LAT + spot.y / METRES_PER_DEGREE),
            decimicro_lon: e7(LON + spot.x / (METRES_PER_DEGREE * COS_LAT)),
        });
        id
    }

    /// Where a place of the straight map lies; the station stays where it is.
    fn swayed(&self, spot: Spot) -> Spot {
        let bend = |noise: Noise| {
            330.0 * (noise.over(spot.x / 2900.0, spot.y / 2900.0) - noise.over(0.0, 0.0))
        };
        let bent = spot.plus(bend(self.sway[0]), bend(self.sway[1]));
        Spot::new(bent.x * TURN_COS - bent.y * TURN_SIN, bent.x * TURN_SIN + bent.y * TURN_COS)
    }

    pub(super) fn point(&mut self, spot: Spot) -> NodeId {
        self.node(spot, Vec::new())
    }

    pub(super) fn way(&mut self, nodes: Vec<NodeId>, tags: TagList) -> WayId {
        let id = WayId(self.ways.len() as i64 + 1);
        self.ways.push(Way { id, tags: to_tags(tags), nodes });
        id
    }

    /// A line through fresh nodes.
    pub(super) fn line(&mut self, spots: &[Spot], tags: TagList) -> WayId {
        let nodes = spots.iter().map(|spot| self.point(*spot)).collect();
        self.way(nodes, tags)
    }

    /// A closed line through fresh nodes.
    pub(super) fn area(&mut self, spots: &[Spot], tags: TagList) -> WayId {
        let mut nodes = spots.iter().map(|spot| self.point(*spot)).collect::<Vec<_>>();
        nodes.extend(nodes.first().copied());
        self.way(nodes, tags)
    }

    pub(super) fn relation(&mut self, members: &[(OsmId, &str)], tags: TagList) {
        let id = RelationId(self.relations.len() as i64 + 1);
        let refs =
            members.iter().map(|(member, role)| Ref { member: *member, role: (*role).into() });
        self.relations.push(Relation { id, tags: to_tags(tags), refs: refs.collect() });
    }
}

/// The tags of a name, with its reading and its English form.
pub(super) fn name_tags<'a>(name: &Name) -> TagList<'a> {
    vec![
        ("name", name.ja.clone()),
        ("name:ja", name.ja.clone()),
        ("name:ja-Hira", name.kana.clone()),
        ("name:en", name.en.clone()),
    ]
}

/// A single tag.
pub(super) fn tag<'a>(key: &'a str, value: &str) -> TagList<'a> {
    vec![(key, value.to_owned())]
}

fn to_tags(tags: TagList) -> Tags {
    tags.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
}
