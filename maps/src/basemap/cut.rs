//! Cutting features into the tiles of one zoom.

use std::collections::BTreeMap;

use super::clip::{Axis, Strip};
use super::feature::{Feature, Geometry, Layer, Polygon, Value};
use super::mercator::{Extent, Point, WORLD_BITS, area_doubled};
use super::mvt::{EXTENT, LayerEncoder, Shape, turned};
use super::simplify;

/// How far geometry reaches over a tile's edge, in tile units: as wide as the widest line drawn.
pub(super) const BUFFER: i32 = 64;

/// Deviations below half a pixel are not seen; at the last zoom, which is magnified, less.
const TOLERANCE: f64 = 3.0;
const TOLERANCE_LAST: f64 = 0.75;

/// Areas below half a square pixel are not seen; at the last zoom, less.
const AREA_MIN: i64 = 32;
const AREA_MIN_LAST: i64 = 4;

/// One zoom's grid over the world.
#[derive(Clone, Copy, Debug)]
struct Grid {
    /// Tile sides are `2^tile_bits` world units.
    tile_bits: u32,
    /// Tile units are `2^unit_bits` world units.
    unit_bits: u32,
    /// The columns and rows that touch the map's bounds.
    low: Point,
    high: Point,
    is_last: bool,
}

/// Features that look alike: of one layer, rank and attributes.
type Look<'a> = (Layer, u8, Vec<(&'static str, &'a Value)>);

/// A tile under construction: shapes by the number of their look.
type Draft = Vec<(usize, Shape)>;

/// The tiles of a zoom by column and row, encoded, empty ones left out.
pub(super) fn cut(
    features: &[Feature],
    zoom: u8,
    is_last: bool,
    bounds: Extent,
) -> BTreeMap<(u32, u32), Vec<u8>> {
    let grid = Grid::new(zoom, is_last, bounds);
    let mut looks: BTreeMap<Look<'_>, Vec<&Geometry>> = BTreeMap::new();
    for feature in features.iter().filter(|feature| feature.min_zoom <= zoom) {
        let shown = feature.attributes.iter().filter(|attribute| attribute.min_zoom <= zoom);
        let attributes = shown.map(|attribute| (attribute.key, &attribute.value)).collect();
        let look = (feature.layer, feature.order, attributes);
        looks.entry(look).or_default().push(&feature.geometry);
    }
    let mut drafts: BTreeMap<(u32, u32), Draft> = BTreeMap::new();
    for (look, geometries) in looks.values().enumerate() {
        for geometry in geometries {
            grid.place(geometry, &mut |column, row, shape| {
                let tile = (column.cast_unsigned(), row.cast_unsigned());
                join(drafts.entry(tile).or_default(), look, shape);
            });
        }
    }
    let looks: Vec<Look<'_>> = looks.into_keys().collect();
    drafts.into_iter().map(|(tile, draft)| (tile, encode(&looks, &draft))).collect()
}

/// Shapes of one look are one feature: a style cannot tell them apart.
fn join(draft: &mut Draft, look: usize, shape: Shape) {
    match (draft.last_mut(), shape) {
        (Some((last, Shape::Points(known))), Shape::Points(more)) if *last == look => {
            known.extend(more);
        }
        (Some((last, Shape::Lines(known))), Shape::Lines(more)) if *last == look => {
            known.extend(more);
        }
        (Some((last, Shape::Rings(known))), Shape::Rings(more)) if *last == look => {
            known.extend(more);
        }
        (_, shape) => draft.push((look, shape)),
    }
}

fn encode(looks: &[Look<'_>], draft: &Draft) -> Vec<u8> {
    let mut tile = Vec::new();
    for layer in Layer::ALL {
        let mut encoder = LayerEncoder::new(layer.name());
        let of_layer = draft.iter().filter(|(look, _)| looks[*look].0 == layer);
        let mut is_empty = true;
        for (look, shape) in of_layer {
            encoder.add(looks[*look].2.iter().copied(), shape);
            is_empty = false;
        }
        if !is_empty {
            encoder.finish(&mut tile);
        }
    }
    tile
}

impl Grid {
    fn new(zoom: u8, is_last: bool, bounds: Extent) -> Self {
        let tile_bits = WORLD_BITS - u32::from(zoom);
        let tile = |point: Point| Point { x: point.x >> tile_bits, y: point.y >> tile_bits };
        let unit_bits = tile_bits - EXTENT.ilog2();
        Self { tile_bits, unit_bits, low: tile(bounds.low), high: tile(bounds.high), is_last }
    }

    /// Hands over the parts of a geometry tile by tile.
    fn place(&self, geometry: &Geometry, put: &mut impl FnMut(i32, i32, Shape)) {
        match geometry {
            Geometry::Point(point) => {
                let (column, row) = (point.x >> self.tile_bits, point.y >> self.tile_bits);
                let columns = self.low.x..=self.high.x;
                if columns.contains(&column) && (self.low.y..=self.high.y).contains(&row) {
                    put(column, row, Shape::Points(vec![self.in_tile(*point, column, row)]));
                }
            }
            Geometry::Line(points) => self.place_line(points, put),
            Geometry::Area(polygons) => {
                for polygon in polygons {
                    self.place_polygon(polygon, put);
                }
            }
        }
    }

    fn place_line(&self, points: &[Point], put: &mut impl FnMut(i32, i32, Shape)) {
        let points = simplify::line(points, self.tolerance());
        for column in self.tiles(Axis::X, &points) {
            for piece in self.strip(Axis::X, column).line(&points) {
                for row in self.tiles(Axis::Y, &piece) {
                    let pieces = self.strip(Axis::Y, row).line(&piece);
                    let lines = pieces.iter().map(|piece| self.all_in_tile(piece, column, row));
                    let lines: Vec<Vec<Point>> = lines.filter(|line| 2 <= line.len()).collect();
                    if !lines.is_empty() {
                        put(column, row, Shape::Lines(lines));
                    }
                }
            }
        }
    }

    fn place_polygon(&self, polygon: &Polygon, put: &mut impl FnMut(i32, i32, Shape)) {
        let rings = [&polygon.outer].into_iter().chain(&polygon.inners);
        let simple = rings.map(|ring| self.simple_ring(ring)).collect::<Vec<_>>();
        let Some((Some(outer), inners)) = simple.split_first() else { return };
        for column in self.tiles(Axis::X, outer) {
            let strip = self.strip(Axis::X, column);
            let outer = strip.ring(outer);
            let inners: Vec<Vec<Point>> =
                inners.iter().flatten().map(|inner| strip.ring(inner)).collect();
            for row in self.tiles(Axis::Y, &outer) {
                let strip = self.strip(Axis::Y, row);
                let ring = |ring: &Vec<Point>| self.ring_in_tile(&strip.ring(ring), column, row);
                let Some(outer) = turned(ring(&outer), true) else { continue };
                let holes = inners.iter().filter_map(|inner| turned(ring(inner), false));
                put(column, row, Shape::Rings([outer].into_iter().chain(holes).collect()));
            }
        }
    }

    /// A ring without what is not seen; `None` if that is all of it.
    fn simple_ring(&self, ring: &[Point]) -> Option<Vec<Point>> {
        let area_min = if self.is_last { AREA_MIN_LAST } else { AREA_MIN };
        let is_seen =
            |ring: &[Point]| area_min << (2 * self.unit_bits) <= area_doubled(ring).abs() / 2;
        if !is_seen(ring) {
            return None;
        }
        let simple = simplify::ring(ring, self.tolerance());
        (3 <= simple.len() && is_seen(&simple)).then_some(simple)
    }

    fn tolerance(&self) -> f64 {
        let in_units = if self.is_last { TOLERANCE_LAST } else { TOLERANCE };
        in_units * f64::from(1_u32 << self.unit_bits)
    }

    /// The columns or rows that points reach into, within the map's bounds.
    fn tiles(&self, axis: Axis, points: &[Point]) -> std::ops::RangeInclusive<i32> {
        let reach = BUFFER << self.unit_bits;
        let low = points.iter().map(|point| axis.of(*point)).min().map(|low| low - reach);
        let high = points.iter().map(|point| axis.of(*point)).max().map(|high| high + reach);
        match low.zip(high) {
            Some((low, high)) => {
                let low = (low >> self.tile_bits).max(axis.of(self.low));
                low..=(high >> self.tile_bits).min(axis.of(self.high))
            }
            #[expect(clippy::reversed_empty_ranges, reason = "no points reach into no tiles")]
            None => 1..=0,
        }
    }

    /// A column or row of tiles with its buffer.
    fn strip(&self, axis: Axis, tile: i32) -> Strip {
        let reach = BUFFER << self.unit_bits;
        let low = (tile << self.tile_bits) - reach;
        // The sum is taken in this order because the last tile ends at 2^30 exactly.
        Strip { axis, low, high: low + (1 << self.tile_bits) + 2 * reach }
    }

    fn in_tile(&self, point: Point, column: i32, row: i32) -> Point {
        let half = (1 << self.unit_bits) >> 1;
        let local = |at: i32, tile: i32| (at - (tile << self.tile_bits) + half) >> self.unit_bits;
        Point { x: local(point.x, column), y: local(point.y, row) }
    }

    fn all_in_tile(&self, points: &[Point], column: i32, row: i32) -> Vec<Point> {
        let mut local: Vec<Point> =
            points.iter().map(|point| self.in_tile(*point, column, row)).collect();
        local.dedup();
        local
    }

    fn ring_in_tile(&self, points: &[Point], column: i32, row: i32) -> Vec<Point> {
        let mut ring = self.all_in_tile(points, column, row);
        while 1 < ring.len() && ring.first() == ring.last() {
            ring.pop();
        }
        ring
    }
}
