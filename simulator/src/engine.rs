//! A day of the very dispatcher that runs the service, in virtual time.
//!
//! Requests are uttered, riders choose, drivers carry out the tour, time ticks: each is a
//! happening with its time, taken in order. Nothing here plans anything.

mod asking;
mod audit;
mod dispatcher;
mod driving;
mod fleet;
mod ledger;
mod memo;
mod queue;
mod run;
mod van;

use noriai_core::Policy;

use crate::demand::TimedRequest;
use crate::error::SimulationError;
use crate::outcome::Day;
use crate::progress::Part;
use crate::scenario::{Batch, Improvement, Scenario};
use crate::trips::Trip;
use crate::world::World;

pub use dispatcher::{Core, Dispatcher};

/// What a day is simulated from.
pub(crate) struct Setup<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) policy: &'a Policy,
    pub(crate) improvement: Option<Improvement>,
    pub(crate) batch: Option<Batch>,
    pub(crate) world: &'a World,
    pub(crate) requests: &'a [TimedRequest],
    pub(crate) trips: &'a [Result<Trip, &'static str>],
}

/// Simulates a day.
pub(crate) fn simulate_day(
    setup: &Setup<'_>,
    dispatcher: &dyn Dispatcher,
    part: &mut dyn Part,
) -> Result<Day, SimulationError> {
    run::Run::prepare(setup, dispatcher)?.play(part)
}
