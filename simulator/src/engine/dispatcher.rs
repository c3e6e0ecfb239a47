//! The dispatcher as the simulator sees it.

use noriai_core::{
    Answer, Assignment, BatchLimits, BookingId, Command, Event, Improvement, OfferId, Proposal,
    Refusal, RideRequest, RiderId, Situation, State,
};

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

    /// Who could ride with whom, of requests that are answered together.
    fn assign(
        &self,
        state: &State,
        requests: &[(BookingId, RiderId, RideRequest)],
        situation: &Situation<'_>,
        limits: &BatchLimits,
        ids: &mut dyn FnMut() -> OfferId,
    ) -> Assignment {
        noriai_core::assign(state, requests, situation, limits, ids)
    }

    /// A better plan, if so many rounds of search find one.
    fn improve(
        &self,
        state: &State,
        situation: &Situation<'_>,
        seed: u64,
        rounds: u32,
    ) -> Option<Proposal> {
        let mut search = Improvement::of(state, situation, seed);
        search.run(rounds);
        search.proposal()
    }
}

/// The dispatcher that runs the service.
#[derive(Clone, Copy, Debug, Default)]
pub struct Core;

impl Dispatcher for Core {}
