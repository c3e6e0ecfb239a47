//! Policies.

use noriai_core::{BoardingRule, Fares, Objective, Policy, Rotation, Weights};
use noriai_units::{Seconds, Yen};
use serde::{Deserialize, Serialize};

use super::RecordError;
use super::text::{CompanyText, Text, time};
use super::zone::{ServiceWindowV1, ZoneV1};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PolicyV1 {
    version: u32,
    max_wait_ms: i64,
    pickup_window_ms: i64,
    max_ride_per_mille: i64,
    max_ride_extra_ms: i64,
    dwell_call_ms: i64,
    dwell_person_ms: i64,
    dwell_wheelchair_ms: i64,
    early_arrival_ms: i64,
    offer_life_ms: i64,
    horizon_ms: i64,
    no_show_wait_ms: i64,
    pooling: bool,
    /// Written since the dispatcher can make room; left out while it does not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    make_room: bool,
    objective: ObjectiveV1,
    boarding: BoardingRuleV1,
    /// Written since there are zones and hours; left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    zones: Vec<ZoneV1>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hours: Vec<ServiceWindowV1>,
    /// Written since companies drive in turn; left out where they do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rotation: Option<RotationV1>,
    fare_adult_yen: i64,
    fare_child_yen: i64,
    fare_reduced_yen: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RotationV1 {
    shares: Vec<(CompanyText, u32)>,
    leeway_ms: i64,
    since_ms: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "is")]
enum ObjectiveV1 {
    LeastCost { driving: i64, wait: i64, ride: i64, others: i64 },
    NearestVehicle,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum BoardingRuleV1 {
    Free,
    DesignatedStops,
}

impl PolicyV1 {
    pub(super) fn of(policy: &Policy) -> Self {
        let Policy {
            version,
            max_wait,
            pickup_window,
            max_ride_per_mille,
            max_ride_extra,
            dwell_call,
            dwell_person,
            dwell_wheelchair,
            early_arrival,
            offer_life,
            horizon,
            no_show_wait,
            pooling,
            make_room,
            objective,
            boarding,
            zones,
            hours,
            rotation,
            fares: Fares { adult, child, reduced },
        } = policy;
        Self {
            version: *version,
            max_wait_ms: max_wait.millis(),
            pickup_window_ms: pickup_window.millis(),
            max_ride_per_mille: *max_ride_per_mille,
            max_ride_extra_ms: max_ride_extra.millis(),
            dwell_call_ms: dwell_call.millis(),
            dwell_person_ms: dwell_person.millis(),
            dwell_wheelchair_ms: dwell_wheelchair.millis(),
            early_arrival_ms: early_arrival.millis(),
            offer_life_ms: offer_life.millis(),
            horizon_ms: horizon.millis(),
            no_show_wait_ms: no_show_wait.millis(),
            pooling: *pooling,
            make_room: *make_room,
            objective: ObjectiveV1::of(*objective),
            boarding: BoardingRuleV1::of(*boarding),
            zones: zones.iter().map(ZoneV1::of).collect(),
            hours: ServiceWindowV1::all(hours),
            rotation: rotation.as_ref().map(RotationV1::of),
            fare_adult_yen: adult.whole(),
            fare_child_yen: child.whole(),
            fare_reduced_yen: reduced.whole(),
        }
    }

    pub(super) fn read(self) -> Result<Policy, RecordError> {
        Ok(Policy {
            version: self.version,
            max_wait: Seconds::from_millis(self.max_wait_ms),
            pickup_window: Seconds::from_millis(self.pickup_window_ms),
            max_ride_per_mille: self.max_ride_per_mille,
            max_ride_extra: Seconds::from_millis(self.max_ride_extra_ms),
            dwell_call: Seconds::from_millis(self.dwell_call_ms),
            dwell_person: Seconds::from_millis(self.dwell_person_ms),
            dwell_wheelchair: Seconds::from_millis(self.dwell_wheelchair_ms),
            early_arrival: Seconds::from_millis(self.early_arrival_ms),
            offer_life: Seconds::from_millis(self.offer_life_ms),
            horizon: Seconds::from_millis(self.horizon_ms),
            no_show_wait: Seconds::from_millis(self.no_show_wait_ms),
            pooling: self.pooling,
            make_room: self.make_room,
            objective: self.objective.read(),
            boarding: self.boarding.read(),
            zones: self.zones.into_iter().map(ZoneV1::read).collect::<Result<_, _>>()?,
            hours: ServiceWindowV1::read(self.hours),
            rotation: self.rotation.map(RotationV1::read),
            fares: Fares {
                adult: Yen::new(self.fare_adult_yen),
                child: Yen::new(self.fare_child_yen),
                reduced: Yen::new(self.fare_reduced_yen),
            },
        })
    }
}

impl RotationV1 {
    fn of(rotation: &Rotation) -> Self {
        let Rotation { shares, leeway, since } = rotation;
        Self {
            shares: shares.iter().map(|(company, share)| (Text(*company), *share)).collect(),
            leeway_ms: leeway.millis(),
            since_ms: since.unix_millis(),
        }
    }

    fn read(self) -> Rotation {
        Rotation {
            shares: self.shares.into_iter().map(|(company, share)| (company.0, share)).collect(),
            leeway: Seconds::from_millis(self.leeway_ms),
            since: time(self.since_ms),
        }
    }
}

impl ObjectiveV1 {
    const fn of(objective: Objective) -> Self {
        match objective {
            Objective::LeastCost(Weights { driving, wait, ride, others }) => {
                Self::LeastCost { driving, wait, ride, others }
            }
            Objective::NearestVehicle => Self::NearestVehicle,
        }
    }

    const fn read(&self) -> Objective {
        match *self {
            Self::LeastCost { driving, wait, ride, others } => {
                Objective::LeastCost(Weights { driving, wait, ride, others })
            }
            Self::NearestVehicle => Objective::NearestVehicle,
        }
    }
}

impl BoardingRuleV1 {
    pub(super) const fn of(rule: BoardingRule) -> Self {
        match rule {
            BoardingRule::Free => Self::Free,
            BoardingRule::DesignatedStops => Self::DesignatedStops,
        }
    }

    pub(super) const fn read(&self) -> BoardingRule {
        match self {
            Self::Free => BoardingRule::Free,
            Self::DesignatedStops => BoardingRule::DesignatedStops,
        }
    }
}
