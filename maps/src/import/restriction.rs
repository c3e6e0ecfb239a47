//! Reads turn restriction relations.

use noriai_network::{VehicleKind, VehicleKinds};
use osmpbfreader::{NodeId, OsmId, Relation, Tags, WayId};

use super::ImportReport;
use crate::extract::{Extract, tag};

/// A turn restriction that holds at all times, as it stands in the extract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Restriction {
    pub(super) binds: VehicleKinds,
    pub(super) kind: Kind,
    pub(super) from: Vec<WayId>,
    pub(super) via: Via,
    pub(super) to: Vec<WayId>,
}

/// What a restriction says of the movement that it describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is forbidden.
    No,
    /// It is forbidden, and leads back where it came from.
    NoUTurn,
    /// It is the only one that is allowed.
    Only,
}

/// What lies between the way that one comes from and the way that one turns into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Via {
    Node(NodeId),
    Ways(Vec<WayId>),
}

/// Reads all restrictions of an extract. Those that cannot be read or do not bind us are counted.
pub(super) fn read(extract: &Extract, report: &mut ImportReport) -> Vec<Restriction> {
    let mut restrictions = Vec::new();
    for relation in extract.relations() {
        let kind = tag(&relation.tags, "type").unwrap_or_default();
        if kind != "restriction" && !kind.starts_with("restriction:") {
            continue;
        }
        report.turn_restrictions += 1;
        let [car, bus] = [VehicleKind::Car, VehicleKind::Bus].map(|kind| read_one(relation, kind));
        match &car {
            Ok(_) => {}
            Err(Unread::Conditional) => report.turn_restrictions_conditional += 1,
            Err(Unread::Exempt) => report.turn_restrictions_exempt += 1,
            Err(Unread::Malformed) => report.turn_restrictions_unresolved += 1,
        }
        match (car, bus) {
            (Ok(car), Ok(bus)) if car.kind == bus.kind => {
                restrictions.push(Restriction { binds: car.binds.or(bus.binds), ..car });
            }
            (car, bus) => restrictions.extend([car, bus].into_iter().flatten()),
        }
    }
    restrictions
}

impl Restriction {
    /// All ways that take part.
    pub(super) fn ways(&self) -> impl Iterator<Item = WayId> {
        let via = match &self.via {
            Via::Node(_) => &[],
            Via::Ways(ways) => ways.as_slice(),
        };
        self.from.iter().chain(via).chain(&self.to).copied()
    }
}

/// Why a relation is no restriction for us.
enum Unread {
    Conditional,
    Exempt,
    Malformed,
}

/// Vehicles whose exemption from a restriction frees a kind of vehicle: a shared taxi, a bus.
const fn exempting(kind: VehicleKind) -> &'static [&'static str] {
    match kind {
        VehicleKind::Car => &["psv", "taxi", "motorcar", "motor_vehicle"],
        VehicleKind::Bus => &["psv", "bus", "minibus", "motor_vehicle"],
    }
}

/// More pairs of `from` and `to` than this meet at no place.
const PAIRS_MAX: usize = 100;

/// What a restriction says to a kind of vehicle.
fn stated(tags: &Tags, kind: VehicleKind) -> Option<&str> {
    let own: &[&str] = match kind {
        VehicleKind::Car => &["restriction:taxi", "restriction:psv", "restriction:motorcar"],
        VehicleKind::Bus => &["restriction:bus", "restriction:psv"],
    };
    own.iter().chain(&["restriction"]).find_map(|key| tag(tags, key))
}

fn read_one(relation: &Relation, vehicle: VehicleKind) -> Result<Restriction, Unread> {
    let tags = &relation.tags;
    let Some(text) = stated(tags, vehicle) else {
        let conditional = tags.iter().any(|(key, _)| key.ends_with(":conditional"));
        let other_vehicle = tags.iter().any(|(key, _)| key.starts_with("restriction:"));
        return Err(if conditional {
            Unread::Conditional
        } else if other_vehicle {
            Unread::Exempt
        } else {
            Unread::Malformed
        });
    };
    // An older way to state hours and days.
    if ["day_on", "hour_on"].iter().any(|key| tags.contains_key(*key)) {
        return Err(Unread::Conditional);
    }
    let except = tag(tags, "except").unwrap_or_default();
    if except.split(';').any(|exempt| exempting(vehicle).contains(&exempt.trim())) {
        return Err(Unread::Exempt);
    }
    let kind = match text {
        "no_u_turn" => Kind::NoUTurn,
        text if text.starts_with("no_") => Kind::No,
        text if text.starts_with("only_") => Kind::Only,
        _ => return Err(Unread::Malformed),
    };
    let restriction = Restriction {
        binds: VehicleKinds::only(vehicle),
        kind,
        from: ways(relation, "from"),
        via: via(relation)?,
        to: ways(relation, "to"),
    };
    // Several `from` (no_entry) or several `to` (no_exit) are fine, but not of an `only_*`.
    let (n_from, n_to) = (restriction.from.len(), restriction.to.len());
    let sound = match kind {
        Kind::Only => (n_from, n_to) == (1, 1),
        Kind::No | Kind::NoUTurn => 0 < n_from && 0 < n_to && n_from * n_to <= PAIRS_MAX,
    };
    if sound { Ok(restriction) } else { Err(Unread::Malformed) }
}

fn ways(relation: &Relation, role: &str) -> Vec<WayId> {
    let members = relation.refs.iter().filter(|member| member.role == role);
    members.filter_map(|member| member.member.way()).collect()
}

fn via(relation: &Relation) -> Result<Via, Unread> {
    let members = relation.refs.iter().filter(|member| member.role == "via");
    let members = members.map(|member| member.member).collect::<Vec<_>>();
    match members[..] {
        [OsmId::Node(node)] => Ok(Via::Node(node)),
        [OsmId::Way(_), ..] if members.iter().all(OsmId::is_way) => {
            Ok(Via::Ways(members.iter().filter_map(OsmId::way).collect()))
        }
        _ => Err(Unread::Malformed),
    }
}
