//! Everything of an extract that the map shows.

use std::collections::BTreeMap;

use noriai_units::Bounds;
use osmpbfreader::{OsmId, Tags, Way, WayId};

use super::classify::{self, Drawn};
use super::coast;
use super::feature::{Attribute, Feature, Geometry, Layer, Polygon};
use super::mercator::{Point, area_doubled, project};
use super::{Collected, polygons};
use crate::Extract;
use crate::extract::{position, tag};
use crate::places::{PlaceEntry, PlaceKind, Places};

/// The features of an extract in a fixed order, and what could not be drawn.
pub(super) fn collect(extract: &Extract) -> Collected {
    let mut collected = Collected::default();
    add_land(&mut collected, extract);
    add_areas(&mut collected, extract);
    let boundaries = boundary_levels(extract);
    for way in extract.ways() {
        add_lines(&mut collected, extract, way, boundaries.get(&way.id).copied());
    }
    add_settlements(&mut collected, extract);
    for entry in Places::from_extract(extract).entries() {
        collected.features.extend(poi(entry));
    }
    collected
}

fn add_land(collected: &mut Collected, extract: &Extract) {
    let land = coast::land(extract);
    collected.report.open_coastlines = land.n_open;
    collected.has_coast = !land.polygons.is_empty();
    collected.features.extend(land.polygons.into_iter().map(|polygon| Feature {
        layer: Layer::Land,
        min_zoom: 0,
        order: 0,
        attributes: Vec::new(),
        geometry: Geometry::Area(vec![polygon]),
    }));
}

fn add_areas(collected: &mut Collected, extract: &Extract) {
    for way in extract.ways() {
        let polygon = classify::area(&way.tags).zip(polygons::of_way(extract, way));
        collected.features.extend(polygon.map(|(drawn, polygon)| area(drawn, vec![polygon])));
    }
    for relation in extract.relations() {
        if tag(&relation.tags, "type") != Some("multipolygon") {
            continue;
        }
        let Some(drawn) = classify::area(&relation.tags) else { continue };
        let (polygons, n_open) = polygons::of_relation(extract, relation);
        collected.report.incomplete_rings += n_open;
        if !polygons.is_empty() {
            collected.features.push(area(drawn, polygons));
        }
    }
}

/// Large areas are drawn first, so that the small ones in them are seen.
fn area(drawn: Drawn, polygons: Vec<Polygon>) -> Feature {
    let largest = polygons.iter().map(|polygon| area_doubled(&polygon.outer).unsigned_abs()).max();
    let order = match drawn.layer {
        Layer::Landuse => largest.unwrap_or_default().leading_zeros() as u8,
        _ => drawn.order,
    };
    Feature { order, ..feature(drawn, Geometry::Area(polygons)) }
}

fn add_lines(collected: &mut Collected, extract: &Extract, way: &Way, admin_level: Option<u8>) {
    let road = classify::line(&way.tags).filter(|_| !way.tags.is_empty());
    let boundary = admin_level.map(classify::boundary);
    if road.is_none() && boundary.is_none() {
        return;
    }
    for stretch in stretches(extract, way) {
        if let Some(road) = &road {
            let mut points = stretch.clone();
            if road.reversed {
                points.reverse();
            }
            collected.features.push(feature(road.drawn.clone(), Geometry::Line(points)));
        }
        if let Some(boundary) = &boundary {
            collected.features.push(feature(boundary.clone(), Geometry::Line(stretch)));
        }
    }
}

/// The parts of a way between nodes that a clipped extract lacks.
fn stretches(extract: &Extract, way: &Way) -> Vec<Vec<Point>> {
    let mut stretches = vec![Vec::new()];
    for node in &way.nodes {
        match (extract.node(*node), stretches.last_mut()) {
            (Some(node), Some(stretch)) => stretch.push(project(position(node))),
            _ => stretches.push(Vec::new()),
        }
    }
    for stretch in &mut stretches {
        stretch.dedup();
    }
    stretches.retain(|stretch| 2 <= stretch.len());
    stretches
}

/// The highest rank of administrative area that each way bounds, on land.
fn boundary_levels(extract: &Extract) -> BTreeMap<WayId, u8> {
    let mut levels = BTreeMap::new();
    let mut bounds = |way: WayId, level: u8| {
        levels.entry(way).and_modify(|known: &mut u8| *known = level.min(*known)).or_insert(level);
    };
    for way in extract.ways() {
        if let Some(level) = admin_level(&way.tags) {
            bounds(way.id, level);
        }
    }
    for relation in extract.relations() {
        let Some(level) = admin_level(&relation.tags) else { continue };
        for member in &relation.refs {
            if let OsmId::Way(way) = member.member {
                bounds(way, level);
            }
        }
    }
    levels.retain(|way, _| extract.way(*way).is_some_and(|way| !at_sea(&way.tags)));
    levels
}

fn admin_level(tags: &Tags) -> Option<u8> {
    let administrative = tag(tags, "boundary") == Some("administrative");
    administrative
        .then(|| tag(tags, "admin_level").and_then(|level| level.parse().ok()))?
        .or(Some(9))
}

fn at_sea(tags: &Tags) -> bool {
    tags.contains("maritime", "yes")
        || tags.contains("boundary", "maritime")
        || tags.contains("natural", "coastline")
}

/// Names of settlements: from their points, or from the middle of their outlines.
fn add_settlements(collected: &mut Collected, extract: &Extract) {
    let mut named: BTreeMap<Vec<Attribute>, Vec<Point>> = BTreeMap::new();
    let nodes = extract.nodes().iter().filter(|node| !node.tags.is_empty());
    let of_nodes = nodes.map(|node| (&node.tags, Some(project(position(node)))));
    let of_ways = extract.ways().iter().map(|way| (&way.tags, middle(extract, way)));
    for (tags, at) in of_nodes.chain(of_ways) {
        let (Some(drawn), Some(at)) = (classify::place(tags), at) else { continue };
        let known = named.entry(drawn.attributes.clone()).or_default();
        if !known.iter().any(|other| near(*other, at)) {
            known.push(at);
            collected.features.push(feature(drawn, Geometry::Point(at)));
        }
    }
}

fn middle(extract: &Extract, way: &Way) -> Option<Point> {
    tag(&way.tags, "place")?;
    let extent = polygons::of_way(extract, way).map(|polygon| Geometry::Area(vec![polygon]))?;
    let extent = extent.extent()?;
    Some(Point {
        x: extent.low.x + (extent.high.x - extent.low.x) / 2,
        y: extent.low.y + (extent.high.y - extent.low.y) / 2,
    })
}

/// Within about a kilometre and a half: a settlement's point and its outline.
fn near(a: Point, b: Point) -> bool {
    const REACH: u32 = 1 << 16;
    a.x.abs_diff(b.x) < REACH && a.y.abs_diff(b.y) < REACH
}

/// Places that riders ask for, but for settlements, which have a layer of their own.
fn poi(entry: &PlaceEntry) -> Option<Feature> {
    let min_zoom = match entry.kind {
        PlaceKind::District | PlaceKind::Hamlet => return None,
        PlaceKind::Station => 11,
        PlaceKind::Hospital | PlaceKind::Hall => 12,
        PlaceKind::Supermarket | PlaceKind::CommunityCentre | PlaceKind::Onsen => 13,
        _ => 14,
    };
    let mut attributes = vec![
        Attribute::text("kind", entry.kind.as_str(), 0),
        Attribute::text("name", &entry.name, 0),
    ];
    if !entry.name_en.is_empty() && entry.name_en != entry.name {
        attributes.push(Attribute::text("name_en", &entry.name_en, 0));
    }
    let (layer, geometry) = (Layer::Poi, Geometry::Point(project(entry.position)));
    Some(Feature { layer, min_zoom, order: entry.kind as u8, attributes, geometry })
}

fn feature(drawn: Drawn, geometry: Geometry) -> Feature {
    let Drawn { layer, min_zoom, order, attributes } = drawn;
    Feature { layer, min_zoom, order, attributes, geometry }
}

/// The box around the roads that may be driven, or around all nodes where there are none. Ferry
/// lines and sea borders reach far beyond the town.
pub(super) fn bounds(extract: &Extract) -> Option<Bounds> {
    let is_road = |way: &&Way| {
        let drawn = classify::line(&way.tags).map(|line| line.drawn);
        drawn.is_some_and(|drawn| drawn.layer == Layer::Road && drawn.min_zoom < 14)
    };
    let roads = extract.ways().iter().filter(is_road).flat_map(|way| &way.nodes);
    let corners = roads.filter_map(|node| extract.node(*node)).map(position);
    Bounds::around(corners).or_else(|| whole_bounds(extract))
}

/// The box around all nodes.
pub(super) fn whole_bounds(extract: &Extract) -> Option<Bounds> {
    Bounds::around(extract.nodes().iter().map(position))
}
