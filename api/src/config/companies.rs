//! Companies that send drivers in turn.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveTime};
use noriai_core::{CompanyId, Rotation};
use noriai_units::Seconds;
use serde::Deserialize;

use super::VehicleConfig;
use crate::time;

/// A company, and its share of the rides.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CompanyConfig {
    id: u32,
    /// What it is called.
    name: String,
    /// Relative to those of the others.
    share: u32,
}

/// For fairness a ride may cost as much more as so much driving, if the town does not say how much.
const LEEWAY_MIN: u16 = 3;
/// Shares of more than this say nothing that smaller numbers could not.
const SHARE_MAX: u32 = 1_000;

/// How rides are shared out on a day: from the first of its month on. `None` without companies.
pub(super) fn rotation(
    companies: &[CompanyConfig],
    leeway_min: Option<u16>,
    today: NaiveDate,
) -> Option<Rotation> {
    let first = today.with_day(1).unwrap_or(today);
    let shares = companies.iter().map(|company| (CompanyId(company.id), company.share));
    (!companies.is_empty()).then(|| Rotation {
        shares: shares.collect(),
        leeway: Seconds::from_minutes(leeway_min.unwrap_or(LEEWAY_MIN).into()),
        since: time::at(first, NaiveTime::MIN),
    })
}

/// What can't be, in words.
pub(super) fn check(companies: &[CompanyConfig], vehicles: &[VehicleConfig]) -> Result<(), String> {
    let ids: BTreeSet<u32> = companies.iter().map(|company| company.id).collect();
    if ids.len() != companies.len() {
        return Err("each company needs its own id".to_owned());
    }
    if let Some(CompanyConfig { name, share, .. }) =
        companies.iter().find(|company| SHARE_MAX < company.share)
    {
        return Err(format!("{name} has a share of {share}; at most {SHARE_MAX} is taken"));
    }
    let unknown = |vehicle: &&VehicleConfig| vehicle.company.is_some_and(|id| !ids.contains(&id));
    match vehicles.iter().find(unknown) {
        Some(vehicle) => Err(format!("vehicle {} is of a company that is not listed", vehicle.id)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    const TOWN: &str = "vehicles = [{ id = 1, seats = 4, company = 1 }, { id = 2, seats = 4 }]\n\
         shifts = []\npolicy = { rotation_leeway_min = 5 }\n\
         companies = [{ id = 1, name = \"A\", share = 2 }, { id = 2, name = \"B\", share = 1 }]";

    #[test]
    fn rides_count_from_the_first_of_the_month_in_the_towns_time() {
        let config = Config::read(TOWN, "town.toml").unwrap();
        let since = |day: u32| {
            let today = NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
            let policy = config.policy(&noriai_core::Policy::default(), today);
            policy.rotation.map(|rotation| (time::to_text(rotation.since), rotation.leeway))
        };
        let first = Some(("2026-12-01T00:00:00+09:00".to_owned(), Seconds::from_minutes(5)));
        assert_eq!((since(1), since(31)), (first.clone(), first));
    }

    #[test]
    fn a_vehicle_of_a_company_that_is_not_listed_is_refused() {
        let text = TOWN.replace("company = 1", "company = 3");
        let fault = Config::read(&text, "town.toml").unwrap_err().to_string();
        assert!(fault.contains("vehicle 1"), "{fault}");
    }
}
