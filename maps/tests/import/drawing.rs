//! Maps drawn in a few lines of text, and road networks written in the same letters.
//!
//! ```text
//! a 0,0        a node, in metres east and north of a place in Toyama
//! b 100,0 barrier=gate
//! high: a b c highway=primary oneway=yes
//! ban: no_left_turn high b side        from way, via node or ways, to way; several: high+low
//! ```
//! A node that a way names and nobody draws is missing from the extract, as at a clipped edge.

use std::collections::BTreeMap;

use noriai_maps::extract::{Node, Relation, Tags, Way};
use noriai_maps::{Extract, RoadImport, import_roads, pbf_writer};
use noriai_network::{NodeId, RoadNetwork, SegmentId, VehicleKind, VehicleKinds};
use osmpbfreader::{OsmId, Ref, RelationId, WayId};

/// The drawing as an extract that went through a PBF file.
pub(crate) fn extract(drawing: &str) -> Extract {
    let mut drawn = Drawn::default();
    drawing.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|line| drawn.add(line));
    let (nodes, ways, relations) = (drawn.nodes, drawn.ways, drawn.relations);
    let extract = Extract::from_objects(nodes, ways, relations).unwrap();
    Extract::read(pbf_writer::write(&extract).as_slice()).unwrap()
}

/// The road network of a drawing.
pub(crate) fn import(drawing: &str) -> RoadImport {
    import_roads(&extract(drawing)).unwrap()
}

/// The road network of a drawing as taxis see it, in letters: `a-b` may be driven both ways, `a>b`
/// one way.
pub(crate) fn roads(drawing: &str) -> String {
    let import = import(drawing);
    let letters = Letters::of(drawing);
    let segments = import.network.segment_ids();
    let mut lines =
        segments.filter_map(|id| letters.segment(&import.network, id)).collect::<Vec<_>>();
    lines.sort();
    lines.concat()
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
        let words = line.split_whitespace().collect::<Vec<_>>();
        let (tags, names) = words.iter().copied().partition::<Vec<_>, _>(|word| word.contains('='));
        let tags = tags.iter().map(|tag| tag.split_once('=').unwrap());
        let tags = tags.map(|(key, value)| (key.into(), value.into())).collect::<Tags>();
        match names[..] {
            ["ban:", kind, ref members @ ..] => self.add_ban(kind, members, tags),
            [way, ref nodes @ ..] if way.ends_with(':') => {
                let id = WayId(self.id(way.trim_end_matches(':')));
                let nodes = nodes.iter().map(|name| osmpbfreader::NodeId(self.id(name)));
                let nodes = nodes.collect();
                self.ways.push(Way { id, tags, nodes });
            }
            [name, place] => {
                let (lat, lon) = place_e7(place);
                let id = osmpbfreader::NodeId(self.id(name));
                self.nodes.push(Node { id, tags, decimicro_lat: lat, decimicro_lon: lon });
            }
            _ => panic!("no such line in a drawing: {line}"),
        }
    }

    fn add_ban(&mut self, kind: &str, members: &[&str], tags: Tags) {
        let roles = |at: usize| match at {
            0 => "from",
            at if at + 1 == members.len() => "to",
            _ => "via",
        };
        let is_way = |id: &i64| self.ways.iter().any(|way| way.id.0 == *id);
        let id = |name: &str| {
            *self.ids.get(name).unwrap_or_else(|| panic!("{name} is drawn below its ban"))
        };
        let members = members.iter().enumerate();
        let members = members.flat_map(|(at, names)| names.split('+').map(move |name| (at, name)));
        let refs = members.map(|(at, name)| Ref {
            member: match is_way(&id(name)) {
                true => OsmId::Way(WayId(id(name))),
                false => OsmId::Node(osmpbfreader::NodeId(id(name))),
            },
            role: roles(at).into(),
        });
        let refs = refs.collect();
        let mut tags = tags;
        tags.insert("type".into(), "restriction".into());
        if kind != "-" {
            tags.insert("restriction".into(), kind.into());
        }
        let id = RelationId(self.relations.len() as i64 + 1);
        self.relations.push(Relation { id, tags, refs });
    }

    fn id(&mut self, name: &str) -> i64 {
        let next = self.ids.len() as i64 + 1;
        *self.ids.entry(name.to_owned()).or_insert(next)
    }
}

/// Metres east and north of 36.7 N 137.2 E, as 1e-7 degrees.
fn place_e7(place: &str) -> (i32, i32) {
    let (east, north) = place.split_once(',').unwrap();
    let (east, north) = (east.parse::<f64>().unwrap(), north.parse::<f64>().unwrap());
    let lat = 36.7 + north / 111_195.0;
    let lon = 137.2 + east / (111_195.0 * 36.7_f64.to_radians().cos());
    ((lat * 1e7).round() as i32, (lon * 1e7).round() as i32)
}

/// The forbidden turns of a drawing in letters.
pub(crate) fn bans(drawing: &str) -> String {
    let import = import(drawing);
    let letters = Letters::of(drawing);
    let network = &import.network;
    let mut lines = Vec::new();
    for ban in network.turn_bans().iter() {
        let tail = |segment: &SegmentId| network.segment(*segment).tail;
        let last = ban.segments().last().unwrap();
        let ends = ban.segments().iter().map(tail).chain([network.segment(*last).head]);
        let letters = ends.map(|end| letters.node(network, end)).collect::<Vec<_>>();
        let whom = match ban.binds() {
            VehicleKinds::ALL => "",
            kinds if kinds.contain(VehicleKind::Car) => " unless a bus",
            _ => " for a bus",
        };
        lines.push(format!("never {}{whom}\n", letters.join(">")));
    }
    lines.sort();
    lines.concat()
}

/// Which kinds of vehicles may drive where, direction by direction, but where all may; and the
/// largest vehicle, where that is limited.
pub(crate) fn vehicles(drawing: &str) -> String {
    let network = import(drawing).network;
    let letters = Letters::of(drawing);
    let mut lines = Vec::new();
    for segment in network.segment_ids().map(|id| network.segment(id)) {
        let ends = [segment.tail, segment.head].map(|node| letters.node(&network, node));
        let mut line = ends.join(">");
        let is_open = |kind| segment.admits.contain(kind);
        match (is_open(VehicleKind::Car), is_open(VehicleKind::Bus)) {
            (true, true) => {}
            (true, false) => line += " no bus",
            (false, _) => line += " bus only",
        }
        let limits = segment.limits;
        for (word, most, unit) in [
            ("width", limits.width_cm(), "cm"),
            ("height", limits.height_cm(), "cm"),
            ("length", limits.length_cm(), "cm"),
            ("weight", limits.weight_kg(), "kg"),
        ] {
            line += &most.map_or(String::new(), |most| format!(" {word} {most} {unit}"));
        }
        if line.contains(' ') {
            lines.push(line + "\n");
        }
    }
    lines.sort();
    lines.concat()
}

/// The delays of a drawing in letters: `a>b 8s` at the head, `+3s` on the way there.
pub(crate) fn delays(drawing: &str) -> String {
    let network = import(drawing).network;
    let plain = import(&with_barriers_alone(drawing)).network;
    let letters = Letters::of(drawing);
    let mut lines = Vec::new();
    for id in network.segment_ids() {
        let segment = network.segment(id);
        let ends = (segment.tail, segment.head);
        // The same piece of road where nothing else stands on the way.
        let same = |id: &SegmentId| (plain.segment(*id).tail, plain.segment(*id).head) == ends;
        let driving = plain.segment_ids().find(same).map(|id| plain.segment(id).driving_ms());
        let on_the_way = driving.map_or(0, |driving| segment.driving_ms() - driving);
        let (tail, head) =
            (letters.node(&network, segment.tail), letters.node(&network, segment.head));
        match (segment.delay_ms, on_the_way) {
            (0, 0) => {}
            (at_head, 0) => lines.push(format!("{tail}>{head} {}s\n", at_head / 1000)),
            (at_head, more) => {
                lines.push(format!("{tail}>{head} {}s +{}s\n", at_head / 1000, more / 1000));
            }
        }
    }
    lines.sort();
    lines.concat()
}

fn with_barriers_alone(drawing: &str) -> String {
    let is_node = |line: &str| line.split_whitespace().nth(1).is_some_and(|at| at.contains(','));
    let bare = |line: &str| {
        let stays = |word: &&str| !word.contains('=') || word.starts_with("barrier=");
        line.split_whitespace().filter(stays).collect::<Vec<_>>().join(" ")
    };
    let lines = drawing.lines().map(|line| if is_node(line) { bare(line) } else { line.into() });
    lines.collect::<Vec<_>>().join("\n")
}

struct Letters(BTreeMap<(i32, i32), String>);

impl Letters {
    fn of(drawing: &str) -> Self {
        let lines = drawing.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        let nodes = lines.filter(|words| 2 <= words.len() && words[1].contains(','));
        Self(nodes.map(|words| (place_e7(words[1]), words[0].to_owned())).collect())
    }

    fn node(&self, network: &RoadNetwork, node: NodeId) -> String {
        let position = network.node(node);
        self.0[&(position.lat_e7(), position.lon_e7())].clone()
    }

    /// Of a segment and its twin the one that begins with the earlier letter.
    fn segment(&self, network: &RoadNetwork, id: SegmentId) -> Option<String> {
        let segment = network.segment(id);
        let (tail, head) = (self.node(network, segment.tail), self.node(network, segment.head));
        let is_open = |id: &SegmentId| network.segment(*id).admits.contain(VehicleKind::Car);
        let twin = segment.twin.filter(is_open);
        let is_told = twin.is_some() && (head.clone(), segment.head) < (tail.clone(), segment.tail);
        if !is_open(&id) || is_told {
            return None;
        }
        let way = if twin.is_some() { '-' } else { '>' };
        let mut line = format!("{tail}{way}{head} {:?}", segment.class);
        let flags = [
            (segment.flags.roundabout, " roundabout"),
            (segment.flags.oneway, " one-way"),
            (segment.flags.destination_only, " destination-only"),
        ];
        flags.iter().filter(|(is_set, _)| *is_set).for_each(|(_, word)| line.push_str(word));
        if let Some(name) = segment.name {
            let name = network.name(name);
            let names = [&name.local, &name.ja, &name.en, &name.number];
            let names = names.iter().filter(|name| !name.is_empty());
            line.push_str(&format!(" {}", names.map(|n| n.as_str()).collect::<Vec<_>>().join("/")));
        }
        line.push('\n');
        Some(line)
    }
}
