//! Twins of the day that must fail: dispatchers that are broken on purpose are caught.

#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

mod paper;

use noriai_core::units::Seconds;
use noriai_core::{
    Answer, Capacity, Command, Event, OfferId, Refusal, RideRequest, Shift, Situation, State,
};
use noriai_simulator::{Dispatcher, Scenario, Silent, World, simulate_with};

use paper::paper_day;

fn violations(scenario: &Scenario, dispatcher: &dyn Dispatcher) -> Vec<String> {
    let world = World::open(scenario).unwrap();
    let outcome = simulate_with(scenario, &world, &Silent, dispatcher).unwrap();
    outcome.policies[1].day.violations.clone()
}

fn only_shared(requests: u32) -> Scenario {
    let mut scenario = paper_day(requests);
    scenario.fleet[0].capacity = Capacity { seats: 1, wheelchairs: 1, child_seats: 0, luggage: 1 };
    scenario
}

/// The real one, to show that the doubles' faults alone are found.
struct Sound;

impl Dispatcher for Sound {}

/// Takes every vehicle for a coach.
struct Squeezes;

impl Squeezes {
    fn enlarged(state: &State) -> State {
        let mut large = state.clone();
        for tour in state.tours().values() {
            let shift = Shift { capacity: Capacity::seats(50), ..tour.shift.clone() };
            let plan = noriai_core::Plan {
                version: tour.version,
                origin: tour.origin,
                calls: tour.calls.clone(),
                next_call: tour.next_call,
                overrun: tour.overrun,
                map: tour.map,
            };
            large.apply(state.clock(), &Event::ShiftPlanned(shift)).unwrap();
            let planned = Event::TourPlanned { shift: tour.shift.id, plan };
            large.apply(state.clock(), &planned).unwrap();
        }
        large
    }
}

impl Dispatcher for Squeezes {
    fn offers(
        &self,
        state: &State,
        request: &RideRequest,
        situation: &Situation<'_>,
        ids: &mut dyn FnMut() -> OfferId,
    ) -> Answer {
        noriai_core::offers(&Self::enlarged(state), request, situation, ids)
    }

    fn decide(
        &self,
        state: &State,
        command: &Command,
        situation: &Situation<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Book { .. } => noriai_core::decide(&Self::enlarged(state), command, situation),
            _ => noriai_core::decide(state, command, situation),
        }
    }
}

/// Books, and then comes a quarter of an hour later than it told anybody.
struct Dawdles;

impl Dispatcher for Dawdles {
    fn decide(
        &self,
        state: &State,
        command: &Command,
        situation: &Situation<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let mut events = noriai_core::decide(state, command, situation)?;
        if let Command::Book { .. } = command {
            let late = Seconds::from_minutes(15);
            for event in &mut events {
                let Event::TourPlanned { plan, .. } = event else { continue };
                for call in plan.calls.iter_mut().filter(|call| call.boards().next().is_some()) {
                    call.begin += late;
                    call.departure += late;
                }
            }
        }
        Ok(events)
    }
}

/// Forgets that somebody wants to get off.
struct Forgets;

impl Dispatcher for Forgets {
    fn decide(
        &self,
        state: &State,
        command: &Command,
        situation: &Situation<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let mut events = noriai_core::decide(state, command, situation)?;
        let fresh = match command {
            Command::Book { id, .. } if id.0 % 7 == 0 => *id,
            _ => return Ok(events),
        };
        for event in &mut events {
            let Event::TourPlanned { plan, .. } = event else { continue };
            for call in &mut plan.calls {
                call.duties.retain(|duty| *duty != noriai_core::Duty::Alight(fresh));
            }
            plan.calls.retain(|call| !call.duties.is_empty());
        }
        Ok(events)
    }
}

#[test]
fn the_real_dispatcher_is_not_accused() {
    assert_eq!(violations(&only_shared(60), &Sound), Vec::<String>::new());
}

#[test]
fn a_dispatcher_that_overfills_vans_is_caught() {
    let found = violations(&only_shared(60), &Squeezes);
    assert!(found.iter().any(|violation| violation.contains("T2")), "{found:?}");
}

#[test]
fn a_dispatcher_that_comes_late_is_caught() {
    let found = violations(&only_shared(60), &Dawdles);
    assert!(found.iter().any(|violation| violation.contains("P1")), "{found:?}");
}

#[test]
fn a_dispatcher_that_forgets_a_rider_is_caught() {
    let found = violations(&only_shared(60), &Forgets);
    assert!(found.iter().any(|violation| violation.contains("T1")), "{found:?}");
}
