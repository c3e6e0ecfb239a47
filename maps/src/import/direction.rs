//! Which ways round a road may be driven.

use noriai_network::{RoadClass, VehicleKind};
use osmpbfreader::Tags;

use crate::extract::tag;

/// The directions that are open, and whether the road counts as one-way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Directions {
    pub(super) forward: bool,
    pub(super) backward: bool,
}

impl Directions {
    const BOTH: Self = Self { forward: true, backward: true };
    const FORWARD: Self = Self { forward: true, backward: false };
    const BACKWARD: Self = Self { forward: false, backward: true };
    const NEITHER: Self = Self { forward: false, backward: false };

    /// One direction alone.
    pub(super) fn is_oneway(self) -> bool {
        self.forward != self.backward
    }
}

/// True for roundabouts and for other circular junctions.
pub(super) fn is_roundabout(tags: &Tags) -> bool {
    matches!(tag(tags, "junction"), Some("roundabout" | "circular"))
}

/// Reads a way's directions for a kind of vehicle.
///
/// What is said of taxis, of buses or of public service vehicles goes before what is said of all. A
/// lane against the stream for buses alone (`oneway:bus=no`) is not for taxis: a shared taxi that
/// meets a bus there is in the wrong.
pub(super) fn of_way(tags: &Tags, class: RoadClass, kind: VehicleKind) -> Directions {
    let keys: &[&str] = match kind {
        VehicleKind::Car => &["oneway:taxi", "oneway:psv", "oneway:motorcar"],
        VehicleKind::Bus => &["oneway:bus", "oneway:minibus", "oneway:psv"],
    };
    let all = ["oneway:motor_vehicle", "oneway:vehicle", "oneway"];
    let mut stated = keys.iter().chain(&all).find_map(|key| tag(tags, key)).and_then(value);
    let opposite = tag(tags, "busway").is_some_and(|busway| busway.starts_with("opposite"));
    if kind == VehicleKind::Bus && opposite {
        stated = Some(Directions::BOTH);
    }
    let implied = if is_roundabout(tags) || class == RoadClass::Motorway {
        Directions::FORWARD
    } else {
        Directions::BOTH
    };
    let directions = stated.unwrap_or(implied);
    Directions {
        forward: directions.forward && !closed_towards(tags, "forward", kind),
        backward: directions.backward && !closed_towards(tags, "backward", kind),
    }
}

fn value(text: &str) -> Option<Directions> {
    match text {
        "yes" | "1" | "true" => Some(Directions::FORWARD),
        "-1" | "reverse" => Some(Directions::BACKWARD),
        // Where traffic takes turns, as through road works, both directions are open.
        "no" | "0" | "false" | "alternating" => Some(Directions::BOTH),
        // Its direction depends on the hour, which the extract does not tell in a way we read.
        "reversible" => Some(Directions::NEITHER),
        _ => None,
    }
}

fn closed_towards(tags: &Tags, direction: &str, kind: VehicleKind) -> bool {
    let value = |key: &str| tag(tags, &format!("{key}:{direction}"));
    let own = match kind {
        VehicleKind::Car => "taxi",
        VehicleKind::Bus => "bus",
    };
    [own, "psv", "motor_vehicle", "vehicle", "access"].iter().find_map(|key| value(key))
        == Some("no")
}
