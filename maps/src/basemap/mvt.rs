//! Mapbox Vector Tile encoding (specification 2.1): what the map's client reads.
//!
//! Five small messages; see the decision record on why they are written here.

use std::collections::BTreeMap;

use super::feature::Value;
use super::mercator::{Point, area_doubled};

/// Tile units along a tile's side.
pub(super) const EXTENT: u32 = 4096;

const MOVE_TO: u32 = 1;
const LINE_TO: u32 = 2;
const CLOSE_PATH: u32 = 7;

/// A layer under construction; keys and values are kept once each.
pub(super) struct LayerEncoder<'a> {
    name: &'static str,
    features: Vec<u8>,
    keys: BTreeMap<&'a str, u32>,
    values: BTreeMap<&'a Value, u32>,
}

/// Geometry in tile units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Points(Vec<Point>),
    /// Each of at least two points, no two neighbours alike.
    Lines(Vec<Vec<Point>>),
    /// Each of at least three points; an outer ring, then its holes, then the next outer ring.
    /// The outer ones turn clockwise on the map, the holes the other way.
    Rings(Vec<Vec<Point>>),
}

impl<'a> LayerEncoder<'a> {
    pub(super) fn new(name: &'static str) -> Self {
        let (keys, values) = (BTreeMap::new(), BTreeMap::new());
        Self { name, features: Vec::new(), keys, values }
    }

    /// Adds one feature.
    pub(super) fn add(
        &mut self,
        attributes: impl Iterator<Item = (&'a str, &'a Value)>,
        shape: &Shape,
    ) {
        let mut tags = Vec::new();
        for (key, value) in attributes {
            put_varint(&mut tags, u64::from(index_of(&mut self.keys, key)));
            put_varint(&mut tags, u64::from(index_of(&mut self.values, value)));
        }
        let mut feature = Vec::new();
        if !tags.is_empty() {
            put_bytes(&mut feature, 2, &tags);
        }
        put_number(&mut feature, 3, shape.type_number());
        put_bytes(&mut feature, 4, &shape.commands());
        put_bytes(&mut self.features, 2, &feature);
    }

    /// Appends the layer to a tile.
    pub(super) fn finish(self, tile: &mut Vec<u8>) {
        let mut layer = Vec::new();
        put_number(&mut layer, 15, 2);
        put_bytes(&mut layer, 1, self.name.as_bytes());
        layer.extend(self.features);
        for key in in_order(self.keys) {
            put_bytes(&mut layer, 3, key.as_bytes());
        }
        for value in in_order(self.values) {
            let mut encoded = Vec::new();
            match value {
                Value::Text(text) => put_bytes(&mut encoded, 1, text.as_bytes()),
                Value::Whole(number) => put_number(&mut encoded, 5, u64::from(*number)),
            }
            put_bytes(&mut layer, 4, &encoded);
        }
        put_number(&mut layer, 5, u64::from(EXTENT));
        put_bytes(tile, 3, &layer);
    }
}

impl Shape {
    const fn type_number(&self) -> u64 {
        match self {
            Self::Points(_) => 1,
            Self::Lines(_) => 2,
            Self::Rings(_) => 3,
        }
    }

    fn commands(&self) -> Vec<u8> {
        let mut pen = Pen { commands: Vec::new(), at: Point { x: 0, y: 0 } };
        match self {
            Self::Points(points) => pen.draw(MOVE_TO, points),
            Self::Lines(lines) => lines.iter().for_each(|line| pen.path(line)),
            Self::Rings(rings) => {
                for ring in rings {
                    pen.path(ring);
                    pen.command(CLOSE_PATH, 1);
                }
            }
        }
        pen.commands
    }
}

/// Turns a ring to the wanted side; `None` if it has no area.
pub(super) fn turned(mut ring: Vec<Point>, clockwise: bool) -> Option<Vec<Point>> {
    let area = area_doubled(&ring);
    if area == 0 {
        return None;
    }
    if (0 < area) != clockwise {
        ring.reverse();
    }
    Some(ring)
}

/// Writes a geometry as moves relative to the point before.
struct Pen {
    commands: Vec<u8>,
    at: Point,
}

impl Pen {
    fn path(&mut self, points: &[Point]) {
        let (start, rest) = points.split_at(1.min(points.len()));
        self.draw(MOVE_TO, start);
        self.draw(LINE_TO, rest);
    }

    fn draw(&mut self, command: u32, points: &[Point]) {
        if points.is_empty() {
            return;
        }
        self.command(command, points.len());
        for point in points {
            self.put_signed(point.x - self.at.x);
            self.put_signed(point.y - self.at.y);
            self.at = *point;
        }
    }

    fn command(&mut self, command: u32, times: usize) {
        put_varint(&mut self.commands, (times as u64) << 3 | u64::from(command));
    }

    fn put_signed(&mut self, value: i32) {
        let zigzag = (value << 1) ^ (value >> 31);
        put_varint(&mut self.commands, u64::from(zigzag.cast_unsigned()));
    }
}

fn index_of<K: Ord>(known: &mut BTreeMap<K, u32>, key: K) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "a tile is far below 2^32 bytes")]
    let next = known.len() as u32;
    *known.entry(key).or_insert(next)
}

fn in_order<K>(known: BTreeMap<K, u32>) -> impl Iterator<Item = K> {
    let mut pairs: Vec<(K, u32)> = known.into_iter().collect();
    pairs.sort_by_key(|(_, index)| *index);
    pairs.into_iter().map(|(key, _)| key)
}

fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while 0x80 <= value {
        out.push((value & 0x7f | 0x80) as u8);
        value >>= 7;
    }
    out.push(value as u8);
}

fn put_number(out: &mut Vec<u8>, field: u64, value: u64) {
    put_varint(out, field << 3);
    put_varint(out, value);
}

fn put_bytes(out: &mut Vec<u8>, field: u64, bytes: &[u8]) {
    put_varint(out, field << 3 | 2);
    put_varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(pairs: &[(i32, i32)]) -> Vec<Point> {
        pairs.iter().map(|(x, y)| Point { x: *x, y: *y }).collect()
    }

    #[test]
    fn geometries_are_encoded_as_the_specification_shows() {
        // The examples of section 4.3.5 of the specification.
        assert_eq!(Shape::Points(points(&[(25, 17)])).commands(), [9, 50, 34]);
        assert_eq!(Shape::Points(points(&[(5, 7), (3, 2)])).commands(), [17, 10, 14, 3, 9]);
        let lines = vec![points(&[(2, 2), (2, 10), (10, 10)]), points(&[(1, 1), (3, 5)])];
        assert_eq!(
            Shape::Lines(lines).commands(),
            [9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8]
        );
        let ring = vec![points(&[(3, 6), (8, 12), (20, 34)])];
        assert_eq!(Shape::Rings(ring).commands(), [9, 6, 12, 18, 10, 12, 24, 44, 15]);
    }

    #[test]
    fn rings_are_turned_and_flat_ones_refused() {
        let square = points(&[(0, 0), (10, 0), (10, 10), (0, 10)]);
        let mut back = square.clone();
        back.reverse();
        assert_eq!(turned(back.clone(), true), Some(square.clone()));
        assert_eq!(turned(square, false), Some(back));
        assert_eq!(turned(points(&[(0, 0), (10, 0), (20, 0)]), true), None);
    }
}
