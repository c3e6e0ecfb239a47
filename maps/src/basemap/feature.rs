//! What the map shows, before it is cut into tiles.

use super::mercator::{Extent, Point};

/// The layers of a tile, in the order they are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    Land,
    Landuse,
    Water,
    Waterway,
    Building,
    Boundary,
    Rail,
    Road,
    Place,
    Poi,
}

impl Layer {
    pub(super) const ALL: [Self; 10] = [
        Self::Land,
        Self::Landuse,
        Self::Water,
        Self::Waterway,
        Self::Building,
        Self::Boundary,
        Self::Rail,
        Self::Road,
        Self::Place,
        Self::Poi,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Land => "land",
            Self::Landuse => "landuse",
            Self::Water => "water",
            Self::Waterway => "waterway",
            Self::Building => "building",
            Self::Boundary => "boundary",
            Self::Rail => "rail",
            Self::Road => "road",
            Self::Place => "place",
            Self::Poi => "poi",
        }
    }
}

/// One thing on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Feature {
    pub(super) layer: Layer,
    /// The zoom from which on it is shown.
    pub(super) min_zoom: u8,
    /// Its order within the layer, small first: drawn first, and labelled with precedence.
    pub(super) order: u8,
    pub(super) attributes: Vec<Attribute>,
    pub(super) geometry: Geometry,
}

/// An attribute and the zoom from which on a style has use for it; left away below, so that more
/// features share their attributes and tiles stay small.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Attribute {
    pub(super) key: &'static str,
    pub(super) value: Value,
    pub(super) min_zoom: u8,
}

/// An attribute's value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    Text(String),
    Whole(u32),
}

/// Where a feature is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Geometry {
    Point(Point),
    /// At least two points.
    Line(Vec<Point>),
    Area(Vec<Polygon>),
}

/// A ring and the holes in it. Rings do not repeat their first point at the end; which way they
/// turn says nothing yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Polygon {
    pub(super) outer: Vec<Point>,
    pub(super) inners: Vec<Vec<Point>>,
}

impl Attribute {
    pub(super) fn text(key: &'static str, value: &str, min_zoom: u8) -> Self {
        Self { key, value: Value::Text(value.to_owned()), min_zoom }
    }
}

impl Geometry {
    /// The box around it; `None` for an area without rings.
    pub(super) fn extent(&self) -> Option<Extent> {
        match self {
            Self::Point(point) => Extent::around([*point]),
            Self::Line(line) => Extent::around(line.iter().copied()),
            Self::Area(polygons) => {
                Extent::around(polygons.iter().flat_map(|polygon| &polygon.outer).copied())
            }
        }
    }
}
