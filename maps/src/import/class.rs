//! The classes of roads that a van may drive on, by the `highway` tag.

use noriai_network::RoadClass;
use osmpbfreader::Tags;

use crate::extract::tag;

/// The class of a way that is drivable by its `highway` tag; tracks are not.
pub(super) fn drivable(tags: &Tags) -> Option<RoadClass> {
    Some(match tag(tags, "highway")? {
        "motorway" => RoadClass::Motorway,
        "motorway_link" => RoadClass::MotorwayLink,
        "trunk" => RoadClass::Trunk,
        "trunk_link" => RoadClass::TrunkLink,
        "primary" => RoadClass::Primary,
        "primary_link" => RoadClass::PrimaryLink,
        "secondary" => RoadClass::Secondary,
        "secondary_link" => RoadClass::SecondaryLink,
        "tertiary" => RoadClass::Tertiary,
        "tertiary_link" => RoadClass::TertiaryLink,
        // A `road` is one whose class nobody has surveyed yet.
        "unclassified" | "road" => RoadClass::Unclassified,
        "residential" => RoadClass::Residential,
        "living_street" => RoadClass::LivingStreet,
        "service" => RoadClass::Service,
        _ => return None,
    })
}

/// A road made for buses. Guided ones take none that is not made for them.
pub(super) fn busway(tags: &Tags) -> Option<RoadClass> {
    (tag(tags, "highway") == Some("busway")).then_some(RoadClass::Unclassified)
}

/// A track that a taxi takes to a farm house: one that is known to be paved.
pub(super) fn paved_track(tags: &Tags) -> Option<RoadClass> {
    let paved = matches!(tag(tags, "surface"), Some("asphalt" | "concrete" | "paved"))
        || tag(tags, "tracktype") == Some("grade1") && tag(tags, "surface").is_none();
    (tag(tags, "highway") == Some("track") && paved).then_some(RoadClass::Track)
}
