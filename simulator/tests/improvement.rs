//! Days on which the plan is improved between requests, room is made, or requests are answered
//! together.

#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

mod paper;

use noriai_core::units::Seconds;
use noriai_core::{Command, Event, Proposal, Refusal, Situation, State};
use noriai_simulator::scenario::{Batch, Improvement, Noise, PolicyKind};
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
            // As if the writer did not time anew what it is given.
            Command::Improve(_) | Command::BookTogether { .. } => {
                Ok(late(events.unwrap_or_default()))
            }
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

/// Insertion alone, with the requests of a window answered together, and with improvement as well.
fn batched_day(requests: u32) -> Scenario {
    let mut scenario = improved_day(requests);
    scenario.policies.truncate(1);
    let mut together = scenario.policies[0].clone();
    together.name = "together".to_owned();
    let (window, ahead) = (Seconds::from_minutes(2), Seconds::from_minutes(24 * 60));
    together.batch = Some(Batch { window, ahead });
    let mut both = together.clone();
    both.name = "both".to_owned();
    both.improvement = Some(Improvement { rounds: 10 });
    scenario.policies.extend([together, both]);
    scenario
}

#[test]
fn days_of_requests_answered_together_are_sound_and_repeatable_whatever_the_traffic() {
    for per_mille in [0, 150] {
        let noise = Noise { driving_per_mille: per_mille, dwell_per_mille: per_mille };
        let scenario = Scenario { noise, ..batched_day(70) };
        let outcome = run(&scenario, &Core);
        assert_eq!(violations(&outcome), Vec::<String>::new());
        assert_eq!(outcome.json(), run(&scenario, &Core).json());
        let day = |policy: usize| &outcome.policies[policy].day;
        assert_ne!(day(0), day(1), "a common answer changes something");
        let n_batches = [0, 1, 2].map(|policy| day(policy).n_batches);
        assert!(n_batches[0] == 0 && 10 < n_batches[1] && 10 < n_batches[2], "{n_batches:?}");
        assert_eq!(day(1).n_batches_cut_off, 0);
        for figures in outcome.policies.iter().map(|policy| &policy.figures) {
            let n_known = figures.served + figures.no_shows + figures.n_rejected();
            assert_eq!(n_known, figures.requests, "nobody is forgotten");
        }
        assert!(!outcome.policies[1].figures.rejected.contains_key("open"));
    }
}

#[test]
fn who_asks_far_ahead_is_answered_at_once() {
    let mut scenario = batched_day(60);
    let window = Seconds::from_minutes(2);
    scenario.policies[1].batch = Some(Batch { window, ahead: -Seconds::from_minutes(1) });
    let outcome = run(&scenario, &Core);
    assert_eq!(outcome.policies[1].day, outcome.policies[0].day);
}

#[test]
fn a_writer_that_believes_an_assignment_is_caught() {
    assert_ne!(violations(&run(&batched_day(60), &Credulous)), Vec::<String>::new());
}
