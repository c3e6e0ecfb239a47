//! Plays storms and cases from beginning to end. Panics are faults like others.

use std::panic::{AssertUnwindSafe, catch_unwind};

use noriai_core::Event;
use noriai_core::units::Timestamp;

use crate::case::Case;
use crate::fault::Fault;
use crate::sabotage::Sabotage;
use crate::step::Step;
use crate::storm::Storm;
use crate::tally::Tally;
use crate::town::Town;
use crate::world::World;

/// What came of a storm or a case.
#[derive(Clone, Debug)]
pub struct Played {
    /// The steps up to the end, or the fault.
    pub case: Case,
    /// What went wrong, if anything did.
    pub fault: Option<Fault>,
    /// What was reached.
    pub tally: Tally,
    /// A digest of all states on the way.
    pub chain: u64,
    /// What happened.
    pub log: Vec<(Timestamp, Event)>,
    /// What was said, for those who wanted to hear it: a line a command.
    pub said: Vec<String>,
}

/// Plays the storm of a seed.
#[must_use]
pub fn storm(seed: u64, sabotage: Sabotage) -> Played {
    let mut world = World::of(Town::of(seed), sabotage);
    let mut steps = Vec::new();
    let fault = guarded(&mut world, |world| Storm::of(seed, world, &mut steps).play());
    played(world, steps, fault)
}

/// Plays the steps of a case.
#[must_use]
pub fn replay(case: &Case, sabotage: Sabotage) -> Played {
    play_case(case, sabotage, None)
}

/// The same, saying what becomes of each command.
#[must_use]
pub fn replay_aloud(case: &Case, sabotage: Sabotage) -> Played {
    play_case(case, sabotage, Some(Vec::new()))
}

fn play_case(case: &Case, sabotage: Sabotage, said: Option<Vec<String>>) -> Played {
    let mut world = World::of(Town::of(case.town), sabotage);
    world.said = said;
    let mut steps: Vec<Step> = Vec::new();
    let fault = guarded(&mut world, |world| {
        case.steps.iter().try_for_each(|step| {
            if let Some(said) = &mut world.said {
                said.push(format!("> {step}"));
            }
            steps.push(*step);
            world.take(*step)
        })
    });
    played(world, steps, fault)
}

fn played(mut world: World, steps: Vec<Step>, fault: Option<Fault>) -> Played {
    let replayed = || world.replays_alike().err();
    let fault = fault.or_else(replayed);
    world.tally.add("storms", if fault.is_none() { "sound" } else { "faulty" });
    Played {
        case: Case { town: world.town.seed, steps },
        fault,
        tally: world.tally,
        chain: world.chain,
        log: world.log,
        said: world.said.unwrap_or_default(),
    }
}

/// Plays, and has a panic for a fault.
fn guarded(world: &mut World, play: impl FnOnce(&mut World) -> Result<(), Fault>) -> Option<Fault> {
    match catch_unwind(AssertUnwindSafe(|| play(world))) {
        Ok(outcome) => outcome.err(),
        Err(payload) => {
            let plain = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let text = plain.or_else(|| payload.downcast_ref::<String>().cloned());
            Some(Fault::new("panic", text.unwrap_or_default()))
        }
    }
}
