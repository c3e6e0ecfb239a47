//! Who may drive where: read as the driver of a taxi reads it, and as that of a bus.

use noriai_network::{RoadClass, VehicleKind, VehicleKinds};
use osmpbfreader::Tags;

use crate::extract::tag;

/// How far a way or a gate is open to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Access {
    /// Not at all.
    Closed,
    /// To the door of someone who lives or has called us there.
    Private,
    /// For those with business there.
    Destination,
    /// For everyone.
    Open,
}

/// The keys that bind all cars, the most specific first.
const KEYS: [&str; 4] = ["motorcar", "motor_vehicle", "vehicle", "access"];

/// How far a way is open to a kind of vehicle, by its tags.
pub(super) fn of_way(tags: &Tags, class: RoadClass, kind: VehicleKind) -> Access {
    if too_small(tags) || tag(tags, "impassable") == Some("yes") {
        return Access::Closed;
    }
    let is_busway = tag(tags, "highway") == Some("busway");
    let stated = match kind {
        VehicleKind::Car if is_busway => return Access::Closed,
        VehicleKind::Car => stated(tags, &KEYS),
        VehicleKind::Bus if is_busway => stated_of_bus(tags, &[]),
        VehicleKind::Bus => stated_of_bus(tags, &KEYS[1..]),
    };
    let by_class = match tag(tags, "service") {
        Some("emergency_access") => Access::Closed,
        Some("driveway" | "parking_aisle" | "drive-through") => Access::Destination,
        _ if class == RoadClass::Track => Access::Destination,
        _ => Access::Open,
    };
    match stated {
        None => by_class,
        // A private drive is where a resident waits for the taxi; a private main road is not.
        Some(Access::Private) if is_minor(class) => Access::Destination,
        Some(Access::Private) => Access::Closed,
        // `access=yes` does not make a thoroughfare of a parking aisle.
        Some(stated) => stated.min(by_class.max(Access::Destination)),
    }
}

/// The kinds of vehicles that a barrier at a node keeps from passing.
pub(super) fn blocked(tags: &Tags) -> VehicleKinds {
    let Some(barrier) = tag(tags, "barrier") else {
        return VehicleKinds::NONE;
    };
    let each = [VehicleKind::Car, VehicleKind::Bus].into_iter();
    each.filter(|kind| blocks(tags, barrier, *kind))
        .fold(VehicleKinds::NONE, |kinds, kind| kinds.or(VehicleKinds::only(kind)))
}

fn blocks(tags: &Tags, barrier: &str, kind: VehicleKind) -> bool {
    if kind == VehicleKind::Bus && matches!(barrier, "bus_trap" | "sump_buster") {
        return false;
    }
    let may_be_opened = barrier.split([';', ',']).any(|kind| {
        matches!(
            kind.trim(),
            "gate"
                | "lift_gate"
                | "swing_gate"
                | "sliding_gate"
                | "bump_gate"
                | "hampshire_gate"
                | "cattle_grid"
                | "toll_booth"
                | "border_control"
                | "sally_port"
                | "entrance"
                | "height_restrictor"
                | "kerb"
                | "no"
        )
    });
    // What opens a bollard is a word about motor vehicles: `access=yes` there means walkers.
    let keys = if may_be_opened { &KEYS[..] } else { &KEYS[..KEYS.len() - 1] };
    let stated = match kind {
        VehicleKind::Car => stated(tags, keys),
        VehicleKind::Bus => stated_of_bus(tags, &keys[1..]),
    };
    match stated {
        None => !may_be_opened,
        Some(access) => access <= Access::Private,
    }
}

/// What the tags say of us, `None` if they say nothing.
///
/// What is said of taxis goes first, then what opens a way to public service vehicles or to buses.
/// A ban of public service vehicles means coaches on lanes where people live: a taxi fetches them
/// at their door all the same, and does not pass through. A ban of buses does not bind us.
fn stated(tags: &Tags, keys: &[&str]) -> Option<Access> {
    if let Some(taxi) = tag(tags, "taxi") {
        return Some(value(taxi));
    }
    let opens = |key: &str| tag(tags, key).map(value).filter(|access| Access::Private < *access);
    if let Some(opened) = opens("psv").or_else(|| opens("bus").filter(|bus| *bus == Access::Open)) {
        return Some(opened);
    }
    let of_cars = keys.iter().find_map(|key| tag(tags, key)).map(value);
    match tag(tags, "psv") {
        Some(_) => Some(of_cars.unwrap_or(Access::Open).min(Access::Destination)),
        None => of_cars,
    }
}

/// What the tags say of a bus, `None` if they say nothing. Here a ban of public service vehicles
/// means what it says.
fn stated_of_bus(tags: &Tags, keys: &[&str]) -> Option<Access> {
    ["bus", "minibus", "psv"].iter().chain(keys).find_map(|key| tag(tags, key)).map(value)
}

/// Several values are read as the most generous: `agricultural;destination` lets us in.
fn value(text: &str) -> Access {
    let one = |value: &str| match value.trim() {
        "no"
        | "agricultural"
        | "forestry"
        | "agricultural;forestry"
        | "military"
        | "emergency"
        | "use_sidepath"
        | "discouraged" => Access::Closed,
        "private" | "residents" | "permit" | "permits" | "disabled" => Access::Private,
        "destination" | "customers" | "delivery" => Access::Destination,
        _ => Access::Open,
    };
    text.split(';').map(one).max().unwrap_or(Access::Open)
}

fn is_minor(class: RoadClass) -> bool {
    RoadClass::Unclassified <= class && class <= RoadClass::Track
}

/// Not even an ordinary taxi fits: Japan's small-car class is 1.70 m wide, cabs stand 1.5 m high.
/// What larger vehicles do not fit through is kept with the road ([`super::size`]).
fn too_small(tags: &Tags) -> bool {
    let below = |key, limit| super::limit::metres(tags, key).is_some_and(|m| m < limit);
    below("maxwidth", 1.7) || below("maxwidth:physical", 1.7) || below("maxheight", 1.5)
}
