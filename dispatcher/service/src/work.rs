//! A batch on the way: commands are decided one after the other, on a copy of the state.

use std::sync::Arc;

use noriai_core::{Command, Refusal, Sightings, Situation, State};
use noriai_journal::Entry;
use noriai_units::Seconds;

use crate::error::Alarm;
use crate::published::{FindChange, Published, Times};
use crate::shared::Shared;
use crate::writer::Decide;

/// What is to be decided.
pub(crate) enum Asked {
    Command(Box<Command>),
    /// Taken out once it is served.
    Adopt(Arc<Times>, Option<Box<FindChange>>),
}

/// The batch in hand, as far as it is served.
pub(crate) struct Work {
    pub(crate) state: State,
    pub(crate) times: Arc<Times>,
    pub(crate) entries: Vec<Entry>,
    /// Driving that better plans have saved.
    pub(crate) saved: Seconds,
    sightings: Arc<Sightings>,
}

/// Why the writer can't go on.
pub(crate) enum Halt {
    Journal(Alarm),
    Defect(Alarm),
}

impl Work {
    pub(crate) fn on(before: &Published, shared: &Shared) -> Self {
        Self {
            state: State::clone(&before.state),
            times: Arc::clone(&before.times),
            entries: Vec::new(),
            saved: Seconds::ZERO,
            sightings: shared.sightings.all(),
        }
    }

    pub(crate) fn serve(
        &mut self,
        asked: &mut Asked,
        shared: &Shared,
        decide: &Decide,
    ) -> Result<Result<(), Refusal>, Halt> {
        match asked {
            Asked::Command(command) => {
                let before = driving(&self.state, command);
                let decided = self.decide(command, shared, decide);
                self.saved = self.saved + before - driving(&self.state, command);
                decided
            }
            Asked::Adopt(times, change) => {
                let Some(change) = change.take() else { return Ok(Ok(())) };
                let command = Command::AdoptMap(change(&self.state));
                // Whoever comes later in this batch is decided on the new roads too.
                self.times = Arc::clone(times);
                self.decide(&command, shared, decide)
            }
        }
    }

    /// Decides a command on the working state, which goes forward by the events.
    fn decide(
        &mut self,
        command: &Command,
        shared: &Shared,
        decide: &Decide,
    ) -> Result<Result<(), Refusal>, Halt> {
        // A clock behind the journal, as after a restart on another machine, does not take
        // the area back in time.
        let now = shared.clock.now().max(self.state.clock());
        let situation = Situation { now, times: &*self.times, sightings: &self.sightings };
        let events = match decide(&self.state, command, &situation) {
            Ok(events) => events,
            Err(refusal) => return Ok(Err(refusal)),
        };
        for event in events {
            self.state
                .apply(now, &event)
                .map_err(|error| Halt::Defect(Alarm::of_defect(error.to_string())))?;
            self.entries.push(Entry { at: now, event });
        }
        Ok(Ok(()))
    }
}

/// What the vehicles of a proposal have to drive as things stand; nothing for other commands.
fn driving(state: &State, command: &Command) -> Seconds {
    let Command::Improve(proposal) = command else { return Seconds::ZERO };
    let tours = proposal.tours.iter().filter_map(|order| state.tour(order.shift));
    let legs = tours.flat_map(|tour| &tour.calls).map(|call| call.leg.time);
    legs.sum()
}
