//! Commands become events, or are refused.

mod book;
mod closure;
mod drive;
mod improve;
mod map;
mod next_shift;
mod placing;
mod policy;
mod rescue;
mod riders;
mod shift;
mod story;
mod tick;
mod trouble;

use crate::command::Command;
use crate::event::Event;
use crate::rejection::Refusal;
use crate::situation::Situation;
use crate::state::State;

/// What comes of a command: the events in order, none if everything is already as wished.
///
/// The same command in the same state and situation has the same events.
///
/// # Errors
/// The reason why the command changes nothing.
pub fn decide(
    state: &State,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::AdoptPolicy(policy) => Ok(policy::adopt(state, policy, situation)),
        Command::AdoptMap(change) => Ok(map::adopt(state, change, situation)),
        Command::CloseRoad(closure) => closure::close(state, closure, situation.now),
        Command::ReopenRoad(id) => closure::reopen(state, *id, situation.now),
        Command::PlanShift(shift) => shift::plan(state, shift, situation),
        Command::BreakDown { shift, place } => {
            trouble::break_down(state, *shift, *place, situation)
        }
        Command::ChangeShift { shift, end } => {
            trouble::change_shift(state, *shift, *end, situation)
        }
        Command::Book { id, rider, offer } => book::book(state, *id, *rider, offer, situation),
        Command::BookTogether { taken, tours } => {
            book::book_together(state, taken, tours, situation)
        }
        Command::SetRiderRules { rider, rules } => riders::set(state, *rider, rules, situation),
        Command::Cancel { id, by } => book::cancel(state, *id, *by, situation),
        Command::Drive { vehicle, action, at } => {
            drive::drive(state, *vehicle, *action, *at, situation)
        }
        Command::Improve(proposal) => improve::adopt(state, proposal, situation),
        Command::Tick => Ok(tick::tick(state, situation)),
    }
}
