//! Which ways round a road may be driven.

use noriai_network::RoadClass;
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

/// Reads a way's directions.
///
/// What is said of taxis or of public service vehicles goes before what is said of all. A lane
/// against the stream for buses alone (`oneway:bus=no`) is not taken: a shared taxi that meets a
/// bus there is in the wrong.
pub(super) fn of_way(tags: &Tags, class: RoadClass) -> Directions {
    const KEYS: [&str; 6] = [
        "oneway:taxi",
        "oneway:psv",
        "oneway:motorcar",
        "oneway:motor_vehicle",
        "oneway:vehicle",
        "oneway",
    ];
    let stated = KEYS.iter().find_map(|key| tag(tags, key)).and_then(value);
    let implied = if is_roundabout(tags) || class == RoadClass::Motorway {
        Directions::FORWARD
    } else {
        Directions::BOTH
    };
    let directions = stated.unwrap_or(implied);
    Directions {
        forward: directions.forward && !closed_towards(tags, "forward"),
        backward: directions.backward && !closed_towards(tags, "backward"),
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

fn closed_towards(tags: &Tags, direction: &str) -> bool {
    let value = |key: &str| tag(tags, &format!("{key}:{direction}"));
    ["taxi", "psv", "motor_vehicle", "vehicle", "access"].iter().find_map(|key| value(key))
        == Some("no")
}
