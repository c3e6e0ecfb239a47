//! The policies of a scenario: the kind's own character, then the scenario's settings for all,
//! then the policy's own.

use noriai_core::{BoardingRule, Fares, Objective, Policy, Weights};
use noriai_units::{Seconds, Yen};

use super::checked::{is_plain, minutes, title};
use super::file::{FaresFile, FixedRouteFile, LimitsFile, PolicyFile, ScenarioFile};
use super::{Batch, FixedRouteSetting, Improvement, PolicyKind, PolicySetting, Title};
use crate::error::SimulationError;

pub(super) fn policies(
    file: &ScenarioFile,
    n_vehicles: u32,
) -> Result<Vec<PolicySetting>, SimulationError> {
    let mut policies: Vec<PolicySetting> = Vec::new();
    for (number, setting) in file.policies.iter().enumerate() {
        let at = format!("policies.{number}");
        let policy = policy(file, setting, n_vehicles, &at)?;
        if policies.iter().any(|other| other.name == policy.name) {
            let cause = format!("there are two of the name {:?}", policy.name);
            let remedy = "give each policy a name of its own";
            return Err(SimulationError::scenario(&format!("{at}.name"), cause, remedy));
        }
        policies.push(policy);
    }
    if policies.is_empty() {
        let remedy = "give at least one [[policies]] with name and kind";
        return Err(SimulationError::scenario("policies", "there is none", remedy));
    }
    Ok(policies)
}

fn policy(
    file: &ScenarioFile,
    own: &PolicyFile,
    n_vehicles: u32,
    at: &str,
) -> Result<PolicySetting, SimulationError> {
    if own.name.is_empty() || !own.name.bytes().all(is_plain) {
        let remedy = "use small letters, digits and hyphens: it names files";
        let cause = format!("{:?}", own.name);
        return Err(SimulationError::scenario(&format!("{at}.name"), cause, remedy));
    }
    let kind = PolicyKind::ALL.into_iter().find(|kind| kind.as_str() == own.kind);
    let kind = kind.ok_or_else(|| {
        let known = PolicyKind::ALL.map(PolicyKind::as_str).join(", ");
        let cause = format!("{:?} is no kind of policy", own.kind);
        SimulationError::scenario(&format!("{at}.kind"), cause, format!("use one of {known}"))
    })?;
    let mut policy = Policy::default();
    limit(&mut policy, &file.limits, "limits")?;
    limit(&mut policy, &own.limits, &format!("{at}.limits"))?;
    price(&mut policy.fares, &file.fares, "fares")?;
    price(&mut policy.fares, &own.fares, &format!("{at}.fares"))?;
    match kind {
        PolicyKind::ExclusiveTaxi => {
            policy.pooling = false;
            policy.objective = Objective::NearestVehicle;
        }
        PolicyKind::InsertionStops => policy.boarding = BoardingRule::DesignatedStops,
        PolicyKind::Insertion | PolicyKind::FixedRouteDayBefore => {}
    }
    let own_title = kind.title();
    let Title { ja, en } = title(&own.title_ja, &own.title_en, "");
    Ok(PolicySetting {
        name: own.name.clone(),
        title: Title {
            ja: if ja.is_empty() { own_title.ja } else { ja },
            en: if en.is_empty() { own_title.en } else { en },
        },
        kind,
        policy,
        improvement: improvement(own, kind, at)?,
        batch: batch(own, kind, at)?,
        fixed_route: fixed_route(own.fixed_route.as_ref(), n_vehicles, at)?,
    })
}

fn improvement(
    own: &PolicyFile,
    kind: PolicyKind,
    at: &str,
) -> Result<Option<Improvement>, SimulationError> {
    let at = format!("{at}.improvement");
    match &own.improvement {
        None => Ok(None),
        Some(_) if kind == PolicyKind::FixedRouteDayBefore => {
            let remedy = "leave it out, or use another kind";
            Err(SimulationError::scenario(&at, "a timetable is not improved on the way", remedy))
        }
        Some(file) if (1..=10_000).contains(&file.rounds) => {
            Ok(Some(Improvement { rounds: file.rounds }))
        }
        Some(file) => {
            let at = format!("{at}.rounds");
            Err(SimulationError::scenario(&at, file.rounds, "use rounds from 1 to 10000"))
        }
    }
}

fn batch(own: &PolicyFile, kind: PolicyKind, at: &str) -> Result<Option<Batch>, SimulationError> {
    let at = format!("{at}.batch");
    let Some(file) = &own.batch else { return Ok(None) };
    if kind == PolicyKind::FixedRouteDayBefore {
        let remedy = "leave it out, or use another kind";
        return Err(SimulationError::scenario(&at, "a timetable answers by itself", remedy));
    }
    if !(1..=120).contains(&file.window_s) {
        let (at, remedy) = (format!("{at}.window_s"), "use seconds from 1 to 120");
        return Err(SimulationError::scenario(&at, file.window_s, remedy));
    }
    let ahead = minutes(file.ahead_min.unwrap_or(60), &format!("{at}.ahead_min"))?;
    Ok(Some(Batch { window: Seconds::new(file.window_s), ahead }))
}

fn limit(policy: &mut Policy, file: &LimitsFile, at: &str) -> Result<(), SimulationError> {
    let set = |field: &mut Seconds, value: Option<i64>, name: &str| match value {
        Some(value) => minutes(value, &format!("{at}.{name}")).map(|minutes| *field = minutes),
        None => Ok(()),
    };
    let set_seconds = |field: &mut Seconds, value: Option<i64>, name: &str| match value {
        Some(value) if (0..=3_600).contains(&value) => {
            *field = Seconds::new(value);
            Ok(())
        }
        Some(value) => Err(SimulationError::scenario(
            &format!("{at}.{name}"),
            format!("{value} seconds"),
            "use seconds from 0 to 3600",
        )),
        None => Ok(()),
    };
    set(&mut policy.max_wait, file.max_wait_min, "max_wait_min")?;
    set(&mut policy.pickup_window, file.pickup_window_min, "pickup_window_min")?;
    set(&mut policy.max_ride_extra, file.max_ride_extra_min, "max_ride_extra_min")?;
    set(&mut policy.early_arrival, file.early_arrival_min, "early_arrival_min")?;
    set(&mut policy.no_show_wait, file.no_show_wait_min, "no_show_wait_min")?;
    set_seconds(&mut policy.dwell_call, file.dwell_call_s, "dwell_call_s")?;
    set_seconds(&mut policy.dwell_person, file.dwell_person_s, "dwell_person_s")?;
    set_seconds(&mut policy.dwell_wheelchair, file.dwell_wheelchair_s, "dwell_wheelchair_s")?;
    policy.make_room = file.make_room.unwrap_or(policy.make_room);
    if let Some(per_mille) = file.max_ride_per_mille {
        if !(1_000..=20_000).contains(&per_mille) {
            let remedy = "use 1000 (no detour) to 20000";
            let at = format!("{at}.max_ride_per_mille");
            return Err(SimulationError::scenario(&at, per_mille, remedy));
        }
        policy.max_ride_per_mille = per_mille;
    }
    if let Objective::LeastCost(weights) = &mut policy.objective {
        weigh(weights, file, at)?;
    }
    Ok(())
}

fn weigh(weights: &mut Weights, file: &LimitsFile, at: &str) -> Result<(), SimulationError> {
    let own = &file.weights;
    for (field, value) in [
        (&mut weights.driving, own.driving),
        (&mut weights.wait, own.wait),
        (&mut weights.ride, own.ride),
        (&mut weights.others, own.others),
    ] {
        let Some(value) = value else { continue };
        if !(0..=1_000).contains(&value) {
            let at = format!("{at}.weights");
            return Err(SimulationError::scenario(&at, value, "use weights from 0 to 1000"));
        }
        *field = value;
    }
    Ok(())
}

fn price(fares: &mut Fares, file: &FaresFile, at: &str) -> Result<(), SimulationError> {
    for (field, value) in [
        (&mut fares.adult, file.adult),
        (&mut fares.child, file.child),
        (&mut fares.reduced, file.reduced),
    ] {
        let Some(value) = value else { continue };
        if !(0..=1_000_000).contains(&value) {
            let remedy = "use yen from 0 to 1000000";
            return Err(SimulationError::scenario(at, value, remedy));
        }
        *field = Yen::new(value);
    }
    Ok(())
}

fn fixed_route(
    file: Option<&FixedRouteFile>,
    n_vehicles: u32,
    at: &str,
) -> Result<FixedRouteSetting, SimulationError> {
    let n_vehicles = usize::try_from(n_vehicles).unwrap_or(1);
    let at = format!("{at}.fixed_route");
    let minutes = |value: Option<i64>, name: &str, otherwise| {
        value.map_or(Ok(Seconds::from_minutes(otherwise)), |value| {
            minutes(value, &format!("{at}.{name}"))
        })
    };
    let layover = minutes(file.and_then(|file| file.layover_min), "layover_min", 10)?;
    let tolerance = minutes(file.and_then(|file| file.tolerance_min), "tolerance_min", 90)?;
    let number = |value: Option<usize>, otherwise: usize| value.unwrap_or(otherwise).max(1);
    let lines = number(file.and_then(|file| file.lines), n_vehicles.min(8));
    if n_vehicles < lines {
        let cause = format!("{lines} lines for {n_vehicles} vehicles");
        let remedy = "give each line a vehicle";
        return Err(SimulationError::scenario(&format!("{at}.lines"), cause, remedy));
    }
    Ok(FixedRouteSetting {
        lines,
        stops_per_line: number(file.and_then(|file| file.stops_per_line), 12),
        centre_stops: number(file.and_then(|file| file.centre_stops), 5),
        layover,
        tolerance,
    })
}
