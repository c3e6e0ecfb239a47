//! Days on which the plan is improved between requests, and room is made.

#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

mod paper;

use noriai_core::units::Seconds;
use noriai_core::{Command, Event, Proposal, Refusal, Situation, State};
use noriai_simulator::scenario::{Improvement, Noise, PolicyKind};
use noriai_simulator::{Core, Dispatcher, Outcome, Scenario, Silent, World, simulate_with};

use paper::paper_day;

/// Insertion alone, with improvement, and with improvement and room made.
fn improved_day(requests: u32) -> Scenario {
    let mut scenario = paper_day(requests);
    scenario.policies.retain(|policy| policy.kind == PolicyKind::Insertion);
    let plain = scenario.policies[0].clone();
    let mut improved = plain.clone();
    improved.name = "improved".to_owned();
    improved.improvement = Some(Improvement { rounds: 10 });
    let mut both = improved.clone();
    both.name = "both".to_owned();
    both.policy.make_room = true;
    scenario.policies.extend([improved, both]);
    scenario
}

fn run(scenario: &Scenario, dispatcher: &dyn Dispatcher) -> Outcome {
    let world = World::open(scenario).unwrap();
    simulate_with(scenario, &world, &Silent, dispatcher).unwrap()
}

fn violations(outcome: &Outcome) -> Vec<String> {
    outcome.policies.iter().flat_map(|policy| policy.day.violations.clone()).collect()
}

#[test]
fn improved_days_are_sound_and_repeatable_whatever_the_traffic() {
    for per_mille in [0, 150] {
        let noise = Noise { driving_per_mille: per_mille, dwell_per_mille: per_mille };
        let mut scenario = Scenario { noise, ..improved_day(90) };
        scenario.demand.no_show_per_mille = 0;
        let outcome = run(&scenario, &Core);
        assert_eq!(violations(&outcome), Vec::<String>::new());
        assert_eq!(outcome.json(), run(&scenario, &Core).json());
        let day = |policy: usize| &outcome.policies[policy].day;
        assert_ne!(day(0), day(1), "improvement changes something");
        assert_ne!(day(1), day(2), "so does room");
        let renewed: Vec<u64> =
            outcome.policies.iter().map(|policy| policy.figures.repromised).collect();
        println!("noise {per_mille}: promises renewed {renewed:?}");
    }
}

/// Takes over any order at all, without a look at promises: the twin that must be caught.
struct Credulous;

impl Dispatcher for Credulous {
    fn decide(
        &self,
        state: &State,
        command: &Command,
        situation: &Situation<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let events = noriai_core::decide(state, command, situation);
        match command {
            // As if the writer did not time the proposal anew.
            Command::Improve(_) => Ok(late(events.unwrap_or_default())),
            _ => events,
        }
    }

    fn improve(
        &self,
        state: &State,
        situation: &Situation<'_>,
        seed: u64,
        rounds: u32,
    ) -> Option<Proposal> {
        Core.improve(state, situation, seed, rounds)
    }
}

fn late(mut events: Vec<Event>) -> Vec<Event> {
    for event in &mut events {
        let Event::TourPlanned { plan, .. } = event else { continue };
        for call in &mut plan.calls {
            call.arrival += Seconds::from_minutes(40);
            call.begin += Seconds::from_minutes(40);
            call.departure += Seconds::from_minutes(40);
        }
    }
    events
}

#[test]
fn a_writer_that_believes_proposals_is_caught() {
    assert_ne!(violations(&run(&improved_day(60), &Credulous)), Vec::<String>::new());
}
