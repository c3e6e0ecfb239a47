//! The dispatcher as the simulator sees it.

use noriai_core::{Answer, Command, Event, OfferId, Refusal, RideRequest, Situation, State};

/// Answers wishes and takes commands. [`Core`] is the real one; tests break it on purpose.
pub trait Dispatcher: Sync {
    /// What could be promised for a wish.
    fn offers(
        &self,
        state: &State,
        request: &RideRequest,
        situation: &Situation<'_>,
        ids: &mut dyn FnMut() -> OfferId,
    ) -> Answer {
        noriai_core::offers(state, request, situation, ids)
    }

    /// What comes of a command.
    ///
    /// # Errors
    /// The reason why the command changes nothing.
    fn decide(
        &self,
        state: &State,
        command: &Command,
        situation: &Situation<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        noriai_core::decide(state, command, situation)
    }
}

/// The dispatcher that runs the service.
#[derive(Clone, Copy, Debug, Default)]
pub struct Core;

impl Dispatcher for Core {}
