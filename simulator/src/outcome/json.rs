//! The figures for other programs.

use serde_json::{Map, Value, json};

use noriai_units::Seconds;

use super::figures::{Figures, Spread, km, rounded, seconds};
use super::{Outcome, PolicyOutcome};
use crate::calendar::write_time;

impl Outcome {
    /// The figures of all policies, as the command line prints them.
    #[must_use]
    pub fn json(&self) -> Value {
        let policies: Map<String, Value> = self
            .policies
            .iter()
            .map(|policy| (policy.setting.name.clone(), of_policy(policy)))
            .collect();
        json!({
            "scenario": self.scenario.name,
            "seed": self.scenario.seed,
            "day": self.scenario.day.to_string(),
            "map": self.world.source,
            "demand": self.demand_source,
            "first_request_at": self.requests.first().map(|first| write_time(first.asked_at)),
            "vehicles": self.scenario.n_vehicles(),
            "checker_violations": self.checker_violations(),
            "policies": policies,
        })
    }
}

fn of_policy(policy: &PolicyOutcome) -> Value {
    let figures: &Figures = &policy.figures;
    json!({
        "kind": policy.setting.kind.as_str(),
        "requests": figures.requests,
        "served": figures.served,
        "people": figures.people,
        "no_shows": figures.no_shows,
        "rejected": figures.rejected,
        "wait_s": spread(figures.wait),
        "ride_s": spread(figures.ride),
        "detour_s": spread(figures.detour),
        "walk_s": spread(figures.walk),
        "riders_per_trip": rounded(figures.riders_per_trip, 1_000.0),
        "km_loaded": km(figures.loaded),
        "km_empty": km(figures.empty),
        "driver_hours": rounded(seconds(figures.driver_time) / 3_600.0, 100.0),
        "vehicles_used": figures.vehicles,
        "cost_yen": figures.cost.whole(),
        "fares_yen": figures.fares.whole(),
        "subsidy_yen": figures.subsidy().whole(),
        "cost_per_person_yen": figures.cost_per_person().map(noriai_units::Yen::whole),
        "promises_renewed": figures.repromised,
        "batches": policy.day.n_batches,
        "batches_cut_off": policy.day.n_batches_cut_off,
        "checker_violations": policy.day.violations.len(),
    })
}

fn spread(spread: Spread) -> Value {
    let tenths = |time: Seconds| rounded(seconds(time), 10.0);
    json!({ "mean": tenths(spread.mean), "p50": tenths(spread.p50), "p95": tenths(spread.p95) })
}
