//! Where people travel from and to.

use std::collections::BTreeMap;

use noriai_maps::places::PlaceKind;
use noriai_units::Position;

/// Homes, goals and bus stops of a map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sites {
    /// Points beside roads where people live; each is as likely as another.
    pub homes: Vec<Position>,
    /// Where people travel to.
    pub goals: Vec<Goal>,
    /// The map's bus stops.
    pub stops: Vec<NamedStop>,
}

/// A place people travel to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// What it is.
    pub kind: GoalKind,
    /// Its name.
    pub name: String,
    /// Where.
    pub position: Position,
    /// How likely it is, relative to the others; from its kind, shared among those of the kind.
    pub weight: u64,
}

/// A bus stop of the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedStop {
    /// Its name.
    pub name: String,
    /// Where.
    pub position: Position,
}

/// What people travel to. The order is that of the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the map's kind of the same name")]
pub enum GoalKind {
    Hospital,
    Supermarket,
    Station,
    Clinic,
    CommunityCentre,
    Shop,
    Hall,
    Sight,
    Welfare,
    Pharmacy,
    Bank,
    PostOffice,
    School,
    Onsen,
    Library,
}

impl GoalKind {
    /// How many of 22,000 boardings and alightings the kind draws.
    ///
    /// Down to `Sight`: the fifteen busiest stops of the on-demand service of Hino town, Shiga,
    /// 2023-03 to 2026-03, grouped by what stands at them (hospitals 4,005 + 1,098; supermarket
    /// 5,012; station 2,596; clinic 1,710; community centre 1,407; shops 699 + 596; town hall
    /// 1,142; sight 954). Below that: assumptions, together a tenth.
    #[must_use]
    pub const fn weight(self) -> u64 {
        match self {
            Self::Hospital => 5_103,
            Self::Supermarket => 5_012,
            Self::Station => 2_596,
            Self::Clinic => 1_710,
            Self::CommunityCentre => 1_407,
            Self::Shop => 1_295,
            Self::Hall => 1_142,
            Self::Sight => 954,
            Self::Welfare => 600,
            Self::Pharmacy => 400,
            Self::Bank | Self::PostOffice | Self::School | Self::Onsen => 250,
            Self::Library => 200,
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hospital => "hospital",
            Self::Supermarket => "supermarket",
            Self::Station => "station",
            Self::Clinic => "clinic",
            Self::CommunityCentre => "community_centre",
            Self::Shop => "shop",
            Self::Hall => "hall",
            Self::Sight => "sight",
            Self::Welfare => "welfare",
            Self::Pharmacy => "pharmacy",
            Self::Bank => "bank",
            Self::PostOffice => "post_office",
            Self::School => "school",
            Self::Onsen => "onsen",
            Self::Library => "library",
        }
    }

    /// What a map's place is to travellers; `None` if few travel there by such a service.
    #[must_use]
    pub const fn of(kind: PlaceKind) -> Option<Self> {
        Some(match kind {
            PlaceKind::Station => Self::Station,
            PlaceKind::Hospital => Self::Hospital,
            PlaceKind::Hall => Self::Hall,
            PlaceKind::Clinic => Self::Clinic,
            PlaceKind::Pharmacy => Self::Pharmacy,
            PlaceKind::Welfare => Self::Welfare,
            PlaceKind::Supermarket => Self::Supermarket,
            PlaceKind::CommunityCentre => Self::CommunityCentre,
            PlaceKind::Onsen => Self::Onsen,
            PlaceKind::PostOffice => Self::PostOffice,
            PlaceKind::Bank => Self::Bank,
            PlaceKind::Library => Self::Library,
            PlaceKind::School => Self::School,
            PlaceKind::Shop => Self::Shop,
            PlaceKind::Sight => Self::Sight,
            PlaceKind::Restaurant
            | PlaceKind::Hotel
            | PlaceKind::Park
            | PlaceKind::Stop
            | PlaceKind::District
            | PlaceKind::Hamlet => return None,
        })
    }
}

/// Weights are kept in this many parts, so that a thousand shops still have some each.
const WEIGHT_PARTS: u64 = 1_000;

impl Sites {
    /// Gives each goal its kind's weight, shared evenly among those of the kind. A map without any
    /// goal gets eight, at homes spread over the list, so that people travel at all.
    #[must_use]
    pub fn weighted(homes: Vec<Position>, mut goals: Vec<Goal>, stops: Vec<NamedStop>) -> Self {
        if goals.is_empty() {
            let step = (homes.len() / 8).max(1);
            goals.extend(homes.iter().step_by(step).take(8).zip(1..).map(|(home, number)| Goal {
                kind: GoalKind::Shop,
                name: format!("goal {number}"),
                position: *home,
                weight: 0,
            }));
        }
        let mut n_of_kind: BTreeMap<GoalKind, u64> = BTreeMap::new();
        for goal in &goals {
            *n_of_kind.entry(goal.kind).or_default() += 1;
        }
        for goal in &mut goals {
            let n = n_of_kind.get(&goal.kind).copied().unwrap_or(1).max(1);
            goal.weight = (goal.kind.weight() * WEIGHT_PARTS / n).max(1);
        }
        Self { homes, goals, stops }
    }
}
