//! Commands become events, or are refused.

use crate::command::Command;
use crate::event::Event;
use crate::rejection::Refusal;
use crate::situation::Situation;
use crate::state::State;

/// What comes of a command: the events in order, none if everything is already as wished.
///
/// # Errors
/// The reason why the command changes nothing.
pub fn decide(
    state: &State,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let _ = (state, command, situation);
    Ok(Vec::new())
}
