//! Roads, rails, streams and boundaries.

use osmpbfreader::Tags;

use super::{Drawn, names};
use crate::basemap::feature::{Attribute, Layer, Value};
use crate::extract::tag;

/// The zooms from which on a style has room for names, and for arrows.
const NAME_ZOOM: u8 = 12;
const REF_ZOOM: u8 = 9;
const ONEWAY_ZOOM: u8 = 14;

/// A line as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::basemap) struct DrawnLine {
    pub(in crate::basemap) drawn: Drawn,
    /// Traffic flows against the order of the points: draw it the other way round.
    pub(in crate::basemap) reversed: bool,
}

/// How a way is drawn as a line.
pub(in crate::basemap) fn line(tags: &Tags) -> Option<DrawnLine> {
    if tags.contains("area", "yes") {
        return None;
    }
    if let Some(class) = tag(tags, "highway").and_then(road_class) {
        return Some(road(tags, class));
    }
    rail(tags).or_else(|| waterway(tags)).map(|drawn| DrawnLine { drawn, reversed: false })
}

/// How the boundary of an administrative area of this level is drawn.
pub(in crate::basemap) fn boundary(admin_level: u8) -> Drawn {
    let min_zoom = match admin_level {
        0..=4 => 6,
        5..=6 => 8,
        7..=8 => 10,
        _ => 12,
    };
    Drawn { layer: Layer::Boundary, min_zoom, order: 0, attributes: Vec::new() }
}

/// Class, first zoom and rank of an OpenStreetMap `highway` value. Links are of their road's
/// class, ways on foot or by cycle are all `path`.
fn road_class(highway: &str) -> Option<(&'static str, u8, u8)> {
    Some(match highway {
        "motorway" => ("motorway", 6, 9),
        "motorway_link" => ("motorway", 9, 9),
        "trunk" => ("trunk", 6, 8),
        "trunk_link" => ("trunk", 9, 8),
        "primary" => ("primary", 8, 7),
        "primary_link" => ("primary", 10, 7),
        "secondary" => ("secondary", 9, 6),
        "secondary_link" => ("secondary", 11, 6),
        "tertiary" => ("tertiary", 10, 5),
        "tertiary_link" => ("tertiary", 12, 5),
        "unclassified" | "road" => ("unclassified", 12, 4),
        "residential" => ("residential", 12, 3),
        "living_street" => ("living_street", 12, 3),
        "pedestrian" => ("pedestrian", 13, 2),
        "service" | "busway" => ("service", 13, 2),
        "track" => ("track", 13, 1),
        "path" | "footway" | "cycleway" | "bridleway" | "steps" => ("path", 14, 0),
        _ => return None,
    })
}

fn road(tags: &Tags, (class, min_zoom, order): (&'static str, u8, u8)) -> DrawnLine {
    let mut attributes = vec![Attribute::text("class", class, 0)];
    attributes.extend(names(tags, NAME_ZOOM).unwrap_or_default());
    if let Some(number) = tag(tags, "ref") {
        attributes.push(Attribute::text("ref", number, REF_ZOOM));
    }
    let reversed = tag(tags, "oneway") == Some("-1");
    let oneway = match tag(tags, "oneway") {
        Some("yes" | "true" | "1" | "-1") => true,
        Some(_) => false,
        None => class == "motorway" || tags.contains("junction", "roundabout"),
    };
    if oneway {
        let (key, value) = ("oneway", Value::Whole(1));
        attributes.push(Attribute { key, value, min_zoom: ONEWAY_ZOOM });
    }
    DrawnLine { drawn: Drawn { layer: Layer::Road, min_zoom, order, attributes }, reversed }
}

fn rail(tags: &Tags) -> Option<Drawn> {
    let kind = tag(tags, "railway")?;
    let of_a_yard = tags.contains_key("service");
    let min_zoom = match kind {
        "rail" | "light_rail" | "subway" | "monorail" => 8,
        "narrow_gauge" | "preserved" | "funicular" => 10,
        "tram" => 12,
        _ => return None,
    };
    let min_zoom = if of_a_yard { 14 } else { min_zoom };
    let attributes = vec![Attribute::text("kind", kind, 0)];
    Some(Drawn { layer: Layer::Rail, min_zoom, order: 0, attributes })
}

fn waterway(tags: &Tags) -> Option<Drawn> {
    let kind = tag(tags, "waterway")?;
    let min_zoom = match kind {
        "river" => 9,
        "canal" => 12,
        "stream" => 13,
        "ditch" | "drain" => 14,
        _ => return None,
    };
    let mut attributes = vec![Attribute::text("kind", kind, 0)];
    attributes.extend(names(tags, NAME_ZOOM).unwrap_or_default());
    Some(Drawn { layer: Layer::Waterway, min_zoom, order: 0, attributes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(tags: &[(&str, &str)]) -> Option<DrawnLine> {
        line(&tags.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect())
    }

    fn keys(line: &DrawnLine) -> Vec<&'static str> {
        line.drawn.attributes.iter().map(|attribute| attribute.key).collect()
    }

    #[test]
    fn a_road_carries_class_names_number_and_direction() {
        let road = drawn(&[
            ("highway", "primary_link"),
            ("name", "国道41号"),
            ("name:ja", "国道41号"),
            ("name:en", "Route 41"),
            ("ref", "41"),
            ("oneway", "-1"),
        ]);
        let road = road.unwrap();
        assert_eq!(keys(&road), ["class", "name", "name_en", "ref", "oneway"]);
        assert!(road.reversed);
        assert_eq!(road.drawn.layer, Layer::Road);
    }

    #[test]
    fn roundabouts_and_motorways_are_one_way_unless_they_say_no() {
        let oneway = |tags| keys(&drawn(tags).unwrap()).contains(&"oneway");
        assert!(oneway(&[("highway", "residential"), ("junction", "roundabout")]));
        assert!(oneway(&[("highway", "motorway")]));
        assert!(!oneway(&[("highway", "motorway"), ("oneway", "no")]));
        assert!(!oneway(&[("highway", "residential")]));
    }

    #[test]
    fn what_is_gone_or_planned_is_not_drawn() {
        assert_eq!(drawn(&[("highway", "proposed")]), None);
        assert_eq!(drawn(&[("railway", "abandoned")]), None);
        assert_eq!(drawn(&[("highway", "pedestrian"), ("area", "yes")]), None);
    }
}
