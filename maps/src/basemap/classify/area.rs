//! Water, land use and buildings.

use osmpbfreader::Tags;

use super::Drawn;
use crate::basemap::feature::{Attribute, Layer};
use crate::extract::tag;

/// How a closed way or a multipolygon is drawn as an area.
pub(in crate::basemap) fn area(tags: &Tags) -> Option<Drawn> {
    if is_water(tags) {
        return Some(Drawn { layer: Layer::Water, min_zoom: 6, order: 0, attributes: Vec::new() });
    }
    if is_building(tags) {
        let layer = Layer::Building;
        return Some(Drawn { layer, min_zoom: 13, order: 0, attributes: Vec::new() });
    }
    let (kind, min_zoom) = landuse(tags)?;
    let attributes = vec![Attribute::text("kind", kind, 0)];
    Some(Drawn { layer: Layer::Landuse, min_zoom, order: 0, attributes })
}

fn is_water(tags: &Tags) -> bool {
    let is = |key, values: &[&str]| tag(tags, key).is_some_and(|value| values.contains(&value));
    is("natural", &["water"])
        || is("waterway", &["riverbank", "dock"])
        || is("landuse", &["reservoir", "basin"])
        || is("leisure", &["swimming_pool"])
}

fn is_building(tags: &Tags) -> bool {
    tag(tags, "building").is_some_and(|value| !matches!(value, "no" | "proposed"))
}

/// Kind and first zoom of an area. What it is used for comes before what covers it.
fn landuse(tags: &Tags) -> Option<(&'static str, u8)> {
    let by_amenity = tag(tags, "amenity").and_then(|value| match value {
        "school" | "kindergarten" | "college" | "university" => Some(("school", 11)),
        "hospital" | "clinic" => Some(("hospital", 11)),
        "grave_yard" => Some(("cemetery", 12)),
        "parking" => Some(("parking", 13)),
        _ => None,
    });
    let by_leisure = tag(tags, "leisure").and_then(|value| match value {
        "park" | "garden" | "playground" | "recreation_ground" => Some(("park", 11)),
        "pitch" | "track" | "stadium" | "sports_centre" => Some(("pitch", 12)),
        "golf_course" | "common" => Some(("grass", 10)),
        _ => None,
    });
    let square = |value: &str| value == "pedestrian" || value == "footway";
    let by_highway = tag(tags, "highway")
        .filter(|value| square(value) && tags.contains("area", "yes"))
        .map(|_| ("pedestrian", 13));
    let by_crop = ["crop", "produce"].iter().find(|key| tags.contains(key, "rice"));
    by_amenity
        .or(by_leisure)
        .or(by_crop.map(|_| ("paddy", 10)))
        .or_else(|| tag(tags, "landuse").and_then(by_landuse))
        .or_else(|| tag(tags, "natural").and_then(by_natural))
        .or(by_highway)
}

fn by_landuse(value: &str) -> Option<(&'static str, u8)> {
    Some(match value {
        "forest" => ("forest", 8),
        "grass" | "meadow" | "village_green" | "greenfield" => ("grass", 11),
        "recreation_ground" | "garden" => ("park", 11),
        "paddy" => ("paddy", 10),
        "farmland"
        | "farm"
        | "farmyard"
        | "orchard"
        | "vineyard"
        | "allotments"
        | "plant_nursery"
        | "greenhouse_horticulture" => ("farmland", 10),
        "residential" => ("residential", 9),
        "commercial" | "retail" => ("commercial", 11),
        "industrial" | "railway" | "port" => ("industrial", 10),
        "quarry" => ("quarry", 11),
        "construction" | "brownfield" | "landfill" => ("construction", 11),
        "cemetery" => ("cemetery", 12),
        "religious" => ("religious", 13),
        _ => return None,
    })
}

fn by_natural(value: &str) -> Option<(&'static str, u8)> {
    Some(match value {
        "wood" => ("forest", 8),
        "scrub" => ("scrub", 10),
        "heath" | "fell" => ("heath", 10),
        "grassland" => ("grass", 11),
        "beach" | "sand" | "shingle" => ("beach", 11),
        "bare_rock" | "scree" | "rock" => ("bare_rock", 11),
        "wetland" | "mud" => ("wetland", 11),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(tags: &[(&str, &str)]) -> Option<String> {
        let tags: Tags = tags.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
        let drawn = area(&tags)?;
        let kind = drawn.attributes.first().map(|kind| format!("{:?}", kind.value));
        Some(kind.unwrap_or_else(|| drawn.layer.name().to_owned()))
    }

    #[test]
    fn water_comes_before_land_use() {
        assert_eq!(kind(&[("landuse", "reservoir"), ("natural", "water")]).unwrap(), "water");
        assert_eq!(kind(&[("waterway", "riverbank")]).unwrap(), "water");
        assert_eq!(kind(&[("natural", "coastline")]), None);
    }

    #[test]
    fn a_school_building_is_a_building_and_its_grounds_a_school() {
        assert_eq!(kind(&[("amenity", "school"), ("building", "yes")]).unwrap(), "building");
        assert_eq!(kind(&[("amenity", "school")]).unwrap(), "Text(\"school\")");
        assert_eq!(kind(&[("building", "no")]), None);
    }

    #[test]
    fn a_square_is_an_area_only_if_it_says_so() {
        assert_eq!(kind(&[("highway", "pedestrian")]), None);
        assert!(kind(&[("highway", "pedestrian"), ("area", "yes")]).is_some());
    }
}
