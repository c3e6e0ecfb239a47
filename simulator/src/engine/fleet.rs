//! The fleet's shifts of the day.

use noriai_core::{BreakRule, Fittings, Shift, ShiftId, VehicleId};

use super::Setup;
use crate::error::SimulationError;

/// A shift for each vehicle, numbered from 1 through all groups. Breaks are spent at the depot.
pub(super) fn shifts(setup: &Setup<'_>) -> Result<Vec<Shift>, SimulationError> {
    let (scenario, world) = (setup.scenario, setup.world);
    let mut shifts = Vec::new();
    for (number, group) in scenario.fleet.iter().enumerate() {
        let depot = group.depot.unwrap_or_else(|| world.centre());
        let depot = world.roads.snap(depot).map_err(|_too_far| {
            let remedy = "move it to a road on the map";
            let at = format!("fleet.{number}.depot");
            SimulationError::scenario(&at, "it lies far from any road", remedy)
        })?;
        let breaks = group.breaks.iter().map(|(earliest, latest, length)| BreakRule {
            earliest: scenario.day.at(*earliest),
            latest: scenario.day.at(*latest),
            length: *length,
            place: depot,
        });
        let breaks: Vec<BreakRule> = breaks.collect();
        for _ in 0..group.count {
            let number = u32::try_from(shifts.len() + 1).unwrap_or(u32::MAX);
            shifts.push(Shift {
                id: ShiftId(number),
                vehicle: VehicleId(number),
                capacity: group.capacity,
                start: scenario.day.at(group.shift.0),
                end: scenario.day.at(group.shift.1),
                depot,
                breaks: breaks.clone(),
                company: None,
                books_ahead: group.books_ahead,
                fittings: Fittings::default(),
            });
        }
    }
    Ok(shifts)
}
