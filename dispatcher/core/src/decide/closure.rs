//! Closing roads and opening them again. The journal has who, what, when and until when; the map
//! follows by itself.

use noriai_units::Timestamp;

use crate::closure::Closure;
use crate::event::Event;
use crate::ids::ClosureId;
use crate::rejection::Refusal;
use crate::state::State;

/// So many are in force at once at most.
const CLOSURES_MAX: usize = 200;

/// Notes a closure.
pub(super) fn close(
    state: &State,
    closure: &Closure,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    if let Some(known) = state.closures().get(&closure.id) {
        let same = known.says_the_same(closure);
        return if same { Ok(Vec::new()) } else { Err(Refusal::ClosureIdTaken) };
    }
    if closure.until.is_some_and(|until| until <= now) {
        return Err(Refusal::ClosureOver);
    }
    let n_in_force = state.closures().values().filter(|known| !known.is_over(now)).count();
    if CLOSURES_MAX <= n_in_force {
        return Err(Refusal::TooManyClosures { max: CLOSURES_MAX });
    }
    Ok(vec![Event::RoadClosed(Closure { since: now, lifted: None, ..closure.clone() })])
}

/// Notes that a closure is lifted. One that is over already stays so.
pub(super) fn reopen(state: &State, id: ClosureId, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    let known = state.closures().get(&id).ok_or(Refusal::NoSuchClosure)?;
    let over = known.is_over(now);
    Ok(if over { Vec::new() } else { vec![Event::RoadReopened { closure: id }] })
}
