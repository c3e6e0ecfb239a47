//! Limits, weights and fares; what is left out is the dispatcher's default.

use chrono::NaiveDate;
use noriai_core::{BoardingRule, Fares, Policy};
use noriai_units::{Seconds, Yen};
use serde::Deserialize;

use super::Config;
use super::companies::rotation;
use super::zones::{ZoneConfig, service_hours};

/// Limits and weights.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PolicyConfig {
    max_wait_min: Option<u16>,
    pickup_window_min: Option<u16>,
    max_ride_percent: Option<u16>,
    max_ride_extra_min: Option<u16>,
    dwell_call_s: Option<u16>,
    dwell_person_s: Option<u16>,
    dwell_wheelchair_s: Option<u16>,
    early_arrival_min: Option<u16>,
    offer_life_min: Option<u16>,
    horizon_days: Option<u16>,
    no_show_wait_min: Option<u16>,
    pooling: Option<bool>,
    make_room: Option<bool>,
    rotation_leeway_min: Option<u16>,
    designated_stops_only: bool,
}

/// What a ride costs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FaresConfig {
    adult_yen: Option<u32>,
    child_yen: Option<u32>,
    reduced_yen: Option<u32>,
}

impl Config {
    /// The policy to run under, with the version of the one in force: whoever finds that it
    /// differs adopts it as the next. With companies, it is that of the month of `today`.
    pub(crate) fn policy(&self, in_force: &Policy, today: NaiveDate) -> Policy {
        let policy = &self.policy;
        let usual = Policy::default();
        let minutes =
            |own: Option<u16>, usual| own.map_or(usual, |m| Seconds::from_minutes(m.into()));
        let seconds = |own: Option<u16>, usual| own.map_or(usual, |s| Seconds::new(s.into()));
        let yen = |own: Option<u32>, usual| own.map_or(usual, |y| Yen::new(y.into()));
        let boarding = if policy.designated_stops_only {
            BoardingRule::DesignatedStops
        } else {
            BoardingRule::Free
        };
        let horizon =
            policy.horizon_days.map(|days| Seconds::from_minutes(i64::from(days) * 1_440));
        Policy {
            version: in_force.version,
            max_wait: minutes(policy.max_wait_min, usual.max_wait),
            pickup_window: minutes(policy.pickup_window_min, usual.pickup_window),
            max_ride_per_mille: policy
                .max_ride_percent
                .map_or(usual.max_ride_per_mille, |percent| i64::from(percent) * 10),
            max_ride_extra: minutes(policy.max_ride_extra_min, usual.max_ride_extra),
            dwell_call: seconds(policy.dwell_call_s, usual.dwell_call),
            dwell_person: seconds(policy.dwell_person_s, usual.dwell_person),
            dwell_wheelchair: seconds(policy.dwell_wheelchair_s, usual.dwell_wheelchair),
            early_arrival: minutes(policy.early_arrival_min, usual.early_arrival),
            offer_life: minutes(policy.offer_life_min, usual.offer_life),
            horizon: horizon.unwrap_or(usual.horizon),
            no_show_wait: minutes(policy.no_show_wait_min, usual.no_show_wait),
            pooling: policy.pooling.unwrap_or(usual.pooling),
            make_room: policy.make_room.unwrap_or(usual.make_room),
            objective: usual.objective,
            boarding,
            zones: self.zones.iter().map(ZoneConfig::zone).collect(),
            hours: service_hours(self.hours.as_slice()),
            rotation: rotation(&self.companies, policy.rotation_leeway_min, today),
            fares: Fares {
                adult: yen(self.fares.adult_yen, usual.fares.adult),
                child: yen(self.fares.child_yen, usual.fares.child),
                reduced: yen(self.fares.reduced_yen, usual.fares.reduced),
            },
        }
    }
}
