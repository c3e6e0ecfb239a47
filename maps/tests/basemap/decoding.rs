//! Tiles as an independent decoder reads them.

use std::io::Read;

use flate2::read::GzDecoder;
use geo_types::{Coord, Geometry};
use mvt_reader::Reader;
use mvt_reader::feature::Value;
use noriai_maps::basemap::TileSource;
use noriai_units::Position;

/// Tile units along a tile's side, and how far over its edge geometry may reach.
pub(crate) const EXTENT: f32 = 4096.0;
pub(crate) const BUFFER: f32 = 64.0;

/// A feature of a tile.
#[derive(Debug)]
pub(crate) struct Feature {
    pub(crate) layer: String,
    pub(crate) geometry: Geometry<f32>,
    /// Like `class=primary name=大通り`, sorted.
    pub(crate) attributes: String,
}

/// One ring of a polygon; rings repeat their first point at the end.
pub(crate) struct Ring {
    pub(crate) is_outer: bool,
    pub(crate) points: Vec<Coord<f32>>,
}

/// All features of a gzipped tile.
pub(crate) fn decode(tile: &[u8]) -> Vec<Feature> {
    let mut raw = Vec::new();
    GzDecoder::new(tile).read_to_end(&mut raw).unwrap();
    let reader = Reader::new(raw).unwrap();
    let mut features = Vec::new();
    for (index, layer) in reader.get_layer_metadata().unwrap().iter().enumerate() {
        assert_eq!((layer.version, layer.extent), (2, 4096));
        for feature in reader.get_features(index).unwrap() {
            let properties = feature.properties.iter().flatten();
            let mut attributes: Vec<String> =
                properties.map(|(key, value)| format!("{key}={}", plain(value))).collect();
            attributes.sort();
            features.push(Feature {
                layer: layer.name.clone(),
                geometry: feature.get_geometry().clone(),
                attributes: attributes.join(" "),
            });
        }
    }
    features
}

/// The tile around a position.
pub(crate) fn tile_at(position: Position, zoom: u8) -> (u8, u32, u32) {
    let n_tiles = f64::from(1_u32 << zoom);
    let latitude = position.lat().to_radians();
    let northing = (latitude.tan() + 1.0 / latitude.cos()).ln() / std::f64::consts::TAU;
    let column = (position.lon() / 360.0 + 0.5) * n_tiles;
    let row = (0.5 - northing) * n_tiles;
    (zoom, column as u32, row as u32)
}

/// The features of the tile around a position; none where there is no tile.
pub(crate) fn features_at(source: &TileSource, position: Position, zoom: u8) -> Vec<Feature> {
    let (zoom, column, row) = tile_at(position, zoom);
    source.tile(zoom, column, row).map(|tile| decode(&tile)).unwrap_or_default()
}

/// Every tile of a source, decoded.
pub(crate) fn all_tiles(source: &TileSource) -> Vec<Vec<Feature>> {
    let bounds = source.bounds();
    let mut tiles = Vec::new();
    for zoom in source.min_zoom()..=source.max_zoom() {
        let (_, west, south) = tile_at(bounds.south_west, zoom);
        let (_, east, north) = tile_at(bounds.north_east, zoom);
        for column in west..=east {
            let rows = (north..=south).filter_map(|row| source.tile(zoom, column, row));
            tiles.extend(rows.map(|tile| decode(&tile)));
        }
    }
    tiles
}

impl Feature {
    /// All its points.
    pub(crate) fn points(&self) -> Vec<Coord<f32>> {
        match &self.geometry {
            Geometry::Point(point) => vec![point.0],
            Geometry::MultiPoint(points) => points.iter().map(|point| point.0).collect(),
            _ => self
                .lines()
                .into_iter()
                .chain(self.rings().into_iter().map(|ring| ring.points))
                .flatten()
                .collect(),
        }
    }

    /// Its lines, if it is of lines.
    pub(crate) fn lines(&self) -> Vec<Vec<Coord<f32>>> {
        match &self.geometry {
            Geometry::LineString(line) => vec![line.0.clone()],
            Geometry::MultiLineString(lines) => lines.iter().map(|line| line.0.clone()).collect(),
            _ => Vec::new(),
        }
    }

    /// Its rings, if it is an area.
    pub(crate) fn rings(&self) -> Vec<Ring> {
        let polygons = match &self.geometry {
            Geometry::Polygon(polygon) => vec![polygon.clone()],
            Geometry::MultiPolygon(polygons) => polygons.0.clone(),
            _ => Vec::new(),
        };
        let rings = polygons.iter().flat_map(|polygon| {
            let outer = Ring { is_outer: true, points: polygon.exterior().0.clone() };
            let inners = polygon.interiors().iter();
            let inners = inners.map(|ring| Ring { is_outer: false, points: ring.0.clone() });
            [outer].into_iter().chain(inners).collect::<Vec<_>>()
        });
        rings.collect()
    }
}

impl Ring {
    /// Twice its area by the surveyor's formula, as the specification of tiles demands it:
    /// positive for an outer ring, negative for a hole, y growing downwards.
    pub(crate) fn area_doubled(&self) -> f64 {
        let sides = self.points.windows(2);
        let products = sides.map(|side| {
            f64::from(side[0].x) * f64::from(side[1].y)
                - f64::from(side[1].x) * f64::from(side[0].y)
        });
        products.sum()
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::UInt(number) => number.to_string(),
        other => panic!("a value of another type: {other:?}"),
    }
}
