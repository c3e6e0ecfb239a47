//! Writes an extract as an OpenStreetMap PBF file: dense nodes, ways, relations, zlib blobs.
//!
//! The generated town and the tests' drawings are written by it, so that they take the very same
//! way through the import as a real extract. Field numbers are those of the format's
//! `fileformat.proto` and `osmformat.proto`.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use osmpbfreader::{Node, OsmId, Relation, Tags, Way};

use crate::Extract;

/// As many objects a block as the format recommends.
const OBJECTS_PER_BLOCK: usize = 8000;

/// The whole file. Reading it again gives an equal extract; equal extracts give equal bytes.
#[must_use]
pub fn write(extract: &Extract) -> Vec<u8> {
    let mut file = blob("OSMHeader", &header());
    for block in blocks(extract) {
        file.extend(blob("OSMData", &block));
    }
    file
}

/// The blocks of an extract, not yet packed: nodes, then ways, then relations.
pub fn blocks(extract: &Extract) -> Vec<Vec<u8>> {
    let nodes = extract.nodes().chunks(OBJECTS_PER_BLOCK);
    let ways = extract.ways().chunks(OBJECTS_PER_BLOCK);
    let relations = extract.relations().chunks(OBJECTS_PER_BLOCK);
    let nodes = nodes.map(|nodes| block(|strings| dense_nodes(nodes, strings)));
    let ways = ways.map(|ways| block(|strings| all(ways, 3, strings, way)));
    let relations = relations.map(|each| block(|strings| all(each, 4, strings, relation)));
    nodes.chain(ways).chain(relations).collect()
}

/// A blob of a kind (`OSMHeader` or `OSMData`) with its length and header, packed by zlib.
#[must_use]
pub fn blob(kind: &str, bytes: &[u8]) -> Vec<u8> {
    let mut blob = Message::default();
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    match zlib.write_all(bytes).and_then(|()| zlib.finish()) {
        Ok(packed) => {
            blob.whole(2, bytes.len() as u64);
            blob.bytes(3, &packed);
        }
        // Writing to memory does not fail; if it did, the format allows for plain bytes.
        Err(_) => blob.bytes(1, bytes),
    }
    let mut header = Message::default();
    header.bytes(1, kind.as_bytes());
    header.whole(3, blob.0.len() as u64);
    // A header of two short fields is far below 4 GiB.
    let length = (header.0.len() as u32).to_be_bytes();
    [&length[..], &header.0, &blob.0].concat()
}

/// A protocol buffer message under construction.
#[derive(Default)]
struct Message(Vec<u8>);

impl Message {
    fn varint(&mut self, mut value: u64) {
        while 0x80 <= value {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    fn whole(&mut self, field: u64, value: u64) {
        self.varint(field << 3);
        self.varint(value);
    }

    fn bytes(&mut self, field: u64, bytes: &[u8]) {
        self.varint(field << 3 | 2);
        self.varint(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    fn packed(&mut self, field: u64, values: impl IntoIterator<Item = u64>) {
        let mut packed = Self::default();
        values.into_iter().for_each(|value| packed.varint(value));
        if !packed.0.is_empty() {
            self.bytes(field, &packed.0);
        }
    }

    /// Signed numbers, each stored as its difference to the one before.
    fn deltas(&mut self, field: u64, values: impl IntoIterator<Item = i64>) {
        let mut before = 0;
        self.packed(
            field,
            values.into_iter().map(|value| {
                let delta = value - before;
                before = value;
                (delta << 1 ^ delta >> 63) as u64
            }),
        );
    }
}

/// The texts of a block, each stored once.
#[derive(Default)]
struct Strings<'a> {
    ids: BTreeMap<&'a str, u64>,
    texts: Vec<&'a str>,
}

impl<'a> Strings<'a> {
    /// Zero is reserved, so the first text is number one.
    fn id(&mut self, text: &'a str) -> u64 {
        *self.ids.entry(text).or_insert_with(|| {
            self.texts.push(text);
            self.texts.len() as u64
        })
    }
}

fn header() -> Vec<u8> {
    let mut header = Message::default();
    header.bytes(4, b"OsmSchema-V0.6");
    header.bytes(4, b"DenseNodes");
    header.bytes(16, b"noriai");
    header.0
}

fn block<'a>(group: impl FnOnce(&mut Strings<'a>) -> Vec<u8>) -> Vec<u8> {
    let mut strings = Strings::default();
    let group = group(&mut strings);
    let mut table = Message::default();
    table.bytes(1, b"");
    strings.texts.iter().for_each(|text| table.bytes(1, text.as_bytes()));
    let mut block = Message::default();
    block.bytes(1, &table.0);
    block.bytes(2, &group);
    block.0
}

fn dense_nodes<'a>(nodes: &'a [Node], strings: &mut Strings<'a>) -> Vec<u8> {
    let mut dense = Message::default();
    dense.deltas(1, nodes.iter().map(|node| node.id.0));
    dense.deltas(8, nodes.iter().map(|node| i64::from(node.decimicro_lat)));
    dense.deltas(9, nodes.iter().map(|node| i64::from(node.decimicro_lon)));
    let mut tags = Vec::new();
    for node in nodes {
        for (key, value) in node.tags.iter() {
            tags.extend([strings.id(key), strings.id(value)]);
        }
        tags.push(0);
    }
    dense.packed(10, tags);
    let mut group = Message::default();
    group.bytes(2, &dense.0);
    group.0
}

fn all<'a, T>(
    objects: &'a [T],
    field: u64,
    strings: &mut Strings<'a>,
    one: fn(&'a T, &mut Strings<'a>) -> Message,
) -> Vec<u8> {
    let mut group = Message::default();
    for object in objects {
        let message = one(object, strings);
        group.bytes(field, &message.0);
    }
    group.0
}

fn way<'a>(way: &'a Way, strings: &mut Strings<'a>) -> Message {
    let mut message = Message::default();
    message.whole(1, way.id.0 as u64);
    put_tags(&mut message, &way.tags, strings);
    message.deltas(8, way.nodes.iter().map(|node| node.0));
    message
}

fn relation<'a>(relation: &'a Relation, strings: &mut Strings<'a>) -> Message {
    let mut message = Message::default();
    message.whole(1, relation.id.0 as u64);
    put_tags(&mut message, &relation.tags, strings);
    message.packed(8, relation.refs.iter().map(|member| strings.id(&member.role)));
    message.deltas(9, relation.refs.iter().map(|member| member.member.inner_id()));
    let kind = |member: &OsmId| match member {
        OsmId::Node(_) => 0,
        OsmId::Way(_) => 1,
        OsmId::Relation(_) => 2,
    };
    message.packed(10, relation.refs.iter().map(|member| kind(&member.member)));
    message
}

fn put_tags<'a>(message: &mut Message, tags: &'a Tags, strings: &mut Strings<'a>) {
    message.packed(2, tags.keys().map(|key| strings.id(key)));
    message.packed(3, tags.values().map(|value| strings.id(value)));
}
