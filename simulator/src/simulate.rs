//! A scenario under all of its policies.

use std::thread;

use crate::demand::{Demand, TimedRequest};
use crate::engine::{self, Core, Dispatcher};
use crate::error::{ErrorCode, SimulationError};
use crate::fixed_route;
use crate::outcome::{Day, Figures, Outcome, PolicyOutcome};
use crate::progress::Progress;
use crate::scenario::{PolicyKind, PolicySetting, Scenario};
use crate::stops::Stops;
use crate::trips::{self, Trip};
use crate::world::World;

/// Simulates a scenario with the dispatcher that runs the service.
///
/// # Errors
/// If the demand or the stops can't be had, or the dispatcher refuses a shift or a report.
pub fn simulate(
    scenario: &Scenario,
    world: &World,
    progress: &dyn Progress,
) -> Result<Outcome, SimulationError> {
    simulate_with(scenario, world, progress, &Core)
}

/// Simulates a scenario with another dispatcher, such as one that is broken on purpose.
///
/// # Errors
/// As [`simulate`].
pub fn simulate_with(
    scenario: &Scenario,
    world: &World,
    progress: &dyn Progress,
    dispatcher: &dyn Dispatcher,
) -> Result<Outcome, SimulationError> {
    let demand = Demand::of(scenario, world)?;
    let at_stops = scenario.policies.iter().any(|policy| policy.kind.uses_stops());
    let stops = at_stops.then(|| Stops::of(&scenario.stops, world)).transpose()?;
    let plan = Plan {
        scenario,
        world,
        requests: &demand.requests,
        door_to_door: trips::trips(&demand.requests, world, None),
        between_stops: stops
            .as_ref()
            .map(|stops| trips::trips(&demand.requests, world, Some(stops)))
            .unwrap_or_default(),
        stops,
        dispatcher,
    };
    // Each policy's day depends on nothing but the plan, so threads change nothing but the wait.
    let days: Vec<Result<Day, SimulationError>> = thread::scope(|scope| {
        let run = |policy| {
            let plan = &plan;
            scope.spawn(move || plan.day(policy, progress))
        };
        let running: Vec<_> = scenario.policies.iter().map(run).collect();
        running.into_iter().map(|day| day.join().unwrap_or_else(|_panic| Err(stopped()))).collect()
    });
    let mut policies = Vec::new();
    for (setting, day) in scenario.policies.iter().zip(days) {
        let day = day?;
        let figures = Figures::of(&day, &demand.requests, &scenario.cost);
        policies.push(PolicyOutcome { setting: setting.clone(), day, figures });
    }
    Ok(Outcome {
        scenario: scenario.clone(),
        world: world.clone(),
        demand_source: demand.source,
        requests: demand.requests,
        policies,
    })
}

/// Everything that the policies have in common.
struct Plan<'a> {
    scenario: &'a Scenario,
    world: &'a World,
    requests: &'a [TimedRequest],
    door_to_door: Vec<Result<Trip, &'static str>>,
    between_stops: Vec<Result<Trip, &'static str>>,
    stops: Option<Stops>,
    dispatcher: &'a dyn Dispatcher,
}

impl Plan<'_> {
    fn day(
        &self,
        setting: &PolicySetting,
        progress: &dyn Progress,
    ) -> Result<Day, SimulationError> {
        let trips =
            if setting.kind.uses_stops() { &self.between_stops } else { &self.door_to_door };
        let mut part = progress.begin(&setting.name, self.requests.len() as u64);
        let day = match (setting.kind, &self.stops) {
            (PolicyKind::FixedRouteDayBefore, Some(stops)) => {
                Ok(fixed_route::simulate_day(&fixed_route::Setup {
                    scenario: self.scenario,
                    setting,
                    world: self.world,
                    stops,
                    requests: self.requests,
                    trips,
                }))
            }
            _ => engine::simulate_day(
                &engine::Setup {
                    scenario: self.scenario,
                    policy: &setting.policy,
                    improvement: setting.improvement,
                    batch: setting.batch,
                    world: self.world,
                    requests: self.requests,
                    trips,
                },
                self.dispatcher,
                part.as_mut(),
            ),
        };
        part.end();
        day
    }
}

fn stopped() -> SimulationError {
    let remedy = "this is a fault of ours: please report it with the scenario";
    SimulationError::new(ErrorCode::Dispatcher, "the simulation stopped itself", remedy)
}
