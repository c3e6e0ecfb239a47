//! Keeps the area in step with the configuration: policy, roads, and the shifts of the days ahead.

use std::time::Duration;

use actix_web::web;
use chrono::{Days, NaiveDate};
use noriai_core::{Command, Refusal};
use noriai_service::SubmitError;

use super::Town;
use super::closing::adopt_roads;
use crate::failure::Failure;
use crate::time;

/// How often the date is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// Adopts the configuration's policy and the roads, and plans the shifts of today and the days for
/// which rides can be booked.
pub(crate) async fn plan_ahead(town: &Town) -> Result<(), Failure> {
    adopt_policy(town).await?;
    adopt_roads(town).await?;
    plan_shifts(town).await
}

/// Plans on as days go by, until the service ends.
pub(crate) async fn keep_planning(town: web::Data<Town>) {
    let mut planned = time::date(town.clock.now());
    while !town.is_stopping() {
        tokio::time::sleep(LOOK).await;
        let date = time::date(town.clock.now());
        if date != planned {
            match plan_day(&town).await {
                Ok(()) => planned = date,
                Err(fault) if town.is_stopping() => {
                    tracing::debug!(code = fault.code(), "stopping")
                }
                Err(fault) => tracing::warn!(code = fault.code(), "shifts could not be planned"),
            }
        }
    }
}

/// A new month's rides are counted from its beginning, which is in the policy.
async fn plan_day(town: &Town) -> Result<(), Failure> {
    adopt_policy(town).await?;
    plan_shifts(town).await
}

async fn adopt_policy(town: &Town) -> Result<(), Failure> {
    let state = town.area.state();
    let today = time::date(town.clock.now());
    let mut policy = town.config.policy(state.policy(), today);
    if policy != *state.policy() {
        policy.version = policy.version.saturating_add(1);
        submit(town, Command::AdoptPolicy(policy)).await?;
    }
    Ok(())
}

async fn plan_shifts(town: &Town) -> Result<(), Failure> {
    let now = town.clock.now();
    let today = time::date(now);
    for date in days(today, town) {
        for mut shift in town.fleet.shifts(&town.config, date, now) {
            if town.area.state().tour(shift.id).is_none() {
                // While a depot lies on a closed road, the shift begins and ends beside it.
                shift.depot = town.within_drive(shift.depot);
                for rule in &mut shift.breaks {
                    rule.place = town.within_drive(rule.place);
                }
                submit(town, Command::PlanShift(shift)).await?;
            }
        }
    }
    Ok(())
}

/// Today and the days for which rides can be booked.
fn days(today: NaiveDate, town: &Town) -> impl Iterator<Item = NaiveDate> + use<> {
    let horizon = town.area.state().policy().horizon.whole() / 86_400;
    let n_days = u64::try_from(horizon).unwrap_or(0).min(60);
    // Yesterday's shifts may last past midnight.
    (0..=n_days + 1).filter_map(move |n| today.pred_opt()?.checked_add_days(Days::new(n)))
}

async fn submit(town: &Town, command: Command) -> Result<(), Failure> {
    match town.area.submit(command).await {
        Ok(_) => Ok(()),
        Err(SubmitError::Refused(Refusal::ShiftDoesNotFit)) => {
            tracing::info!("a shift of the configuration does not fit and was left out");
            Ok(())
        }
        Err(fault) => Err(Failure::new(
            fault.code(),
            fault.to_string(),
            "look at the log and at /health, then start again",
        )),
    }
}
