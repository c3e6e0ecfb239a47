//! Improvement of the whole plan between requests: adaptive large-neighbourhood search (Ropke and
//! Pisinger 2006) over riders who are not yet aboard, across all tours.
//!
//! Some riders are taken out, and put back in another way. The search works on a snapshot; it never
//! breaks a promise, moves nobody who is about to be fetched, and does not touch the call that a
//! vehicle is bound for. What it finds is a [`Proposal`] that [`crate::decide()`] checks anew. It
//! knows no clock: whoever has time calls [`Improvement::run`] in slices. The same snapshot, seed
//! and number of rounds have the same result.

mod destroy;
mod proposal;
pub(crate) mod repair;
mod room;
pub(crate) mod solution;
mod wheel;

use std::sync::Arc;

use noriai_units::Seconds;

use crate::booking::{Booking, Status};
use crate::ids::BookingId;
use crate::planning::route::{Ground, Route};
use crate::rng::Rng;
use crate::rules::rotation::taken_away;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::Duty;

pub(crate) use room::make_room;

pub use proposal::{Proposal, TourOrder};

use destroy::Removal;
use repair::Regret;
use solution::{Solution, Worth};
use wheel::{Success, Wheel};

/// A search under way. It can be asked for its best at any time, and run on.
pub struct Improvement<'a> {
    ground: Ground<'a>,
    rng: Rng,
    /// Who may be moved.
    riders: Vec<&'a Booking>,
    first: Solution<'a>,
    current: Solution<'a>,
    best: Solution<'a>,
    removals: Wheel,
    repairs: Wheel,
    n_rounds: u32,
}

/// Who is to be fetched within this time is not given to another vehicle any more: the rider may be
/// at the door and look out for the one that was named.
const FROZEN: Seconds = Seconds::from_minutes(5);
/// The writer refuses to move those who are to be fetched within this time: a little less, so that a
/// proposal does not go stale on its way.
pub(crate) const FROZEN_FIRMLY: Seconds = Seconds::from_minutes(3);
/// At least and at most so many riders are taken out at once.
const REMOVED: (u64, u64) = (2, 10);
/// Ways of putting back: the cheapest first, and by regret of two and three.
const REGRETS: [Regret; 3] = [Regret(1), Regret(2), Regret(3)];
/// A plan worse than the best by less than this much driving is gone on from, in the beginning
/// (record-to-record travel: Dueck 1993) ...
const DEVIATION: Seconds = Seconds::from_minutes(4);
/// ... and by half as much after so many rounds.
const HALVED_AFTER: i64 = 100;

impl<'a> Improvement<'a> {
    /// Begins a search on the state as it stands.
    #[must_use]
    pub fn of(state: &'a State, situation: &Situation<'a>, seed: u64) -> Self {
        let mut ground = Ground::steady(state, situation);
        let routes = Route::all(&mut ground);
        let (mut riders, mut at) = (Vec::new(), Vec::new());
        for (number, route) in routes.iter().enumerate() {
            for booking in movable(route, state, situation) {
                riders.push(booking);
                at.push(Some(number));
            }
        }
        let cut_off = state.cut_off().keys().filter_map(|id| state.booking(*id));
        for booking in cut_off.filter(|booking| booking.status == Status::Waiting) {
            riders.push(booking);
            at.push(None);
        }
        let first = Solution { routes: routes.into_iter().map(Arc::new).collect(), at };
        Self {
            ground,
            rng: Rng::new(seed),
            riders,
            current: first.clone(),
            best: first.clone(),
            first,
            removals: Wheel::of(Removal::ALL.len()),
            repairs: Wheel::of(REGRETS.len()),
            n_rounds: 0,
        }
    }

    /// How many riders may be moved: without any, there is nothing to search for.
    #[must_use]
    pub fn n_movable(&self) -> usize {
        if self.first.routes.is_empty() { 0 } else { self.riders.len() }
    }

    /// Tries so many changes more.
    pub fn run(&mut self, n_rounds: u32) {
        if self.n_movable() == 0 {
            return;
        }
        for _ in 0..n_rounds {
            self.round();
            self.n_rounds += 1;
        }
    }

    /// The best plan found, if it is better than the one in force.
    #[must_use]
    pub fn proposal(&self) -> Option<Proposal> {
        let (before, after) = (self.worth(&self.first), self.worth(&self.best));
        (after < before).then(|| Proposal {
            tours: proposal::changed(&self.first, &self.best),
            before: before.1,
            after: after.1,
        })
    }

    fn round(&mut self) {
        let (removal, repair) =
            (self.removals.draw(&mut self.rng), self.repairs.draw(&mut self.rng));
        let success = match self.attempt(Removal::ALL[removal], REGRETS[repair]) {
            Some(found) => self.judge(found),
            None => Success::None,
        };
        self.removals.learn(removal, success);
        self.repairs.learn(repair, success);
    }

    /// Another plan, with nobody left out who was not before.
    fn attempt(&mut self, removal: Removal, regret: Regret) -> Option<Solution<'a>> {
        let mut trial = self.current.clone();
        let most = (self.riders.len() as u64 / 4).clamp(REMOVED.0, REMOVED.1);
        let n = REMOVED.0 + self.rng.below(most + 1 - REMOVED.0);
        let n = usize::try_from(n).unwrap_or(0);
        let (rng, ground, riders) = (&mut self.rng, &mut self.ground, &self.riders);
        let mut gone = removal.choose(n, &trial, riders, rng, ground);
        trial.take_out(&gone, riders, ground)?;
        gone.extend((0..riders.len()).filter(|rider| self.current.at[*rider].is_none()));
        repair::put_back(&mut trial, &gone, riders, regret, ground)?;
        let left =
            |(now, before): (&Option<usize>, &Option<usize>)| now.is_none() && before.is_some();
        (!trial.at.iter().zip(&self.first.at).any(left)).then_some(trial)
    }

    fn judge(&mut self, found: Solution<'a>) -> Success {
        let [worth, best, current] =
            [&found, &self.best, &self.current].map(|solution| self.worth(solution));
        if worth < best {
            (self.best, self.current) = (found.clone(), found);
            return Success::Best;
        }
        if worth == current || self.limit(best) < worth {
            return Success::None;
        }
        self.current = found;
        if worth < current { Success::Better } else { Success::Accepted }
    }

    /// What a plan is worth, beside the one in force: what it takes from a company counts too.
    fn worth(&self, solution: &Solution<'a>) -> Worth {
        let (n_left, cost) = solution.worth();
        let policy = self.ground.state.policy();
        (n_left, cost + taken_away(&self.first.rides(), &solution.rides(), policy))
    }

    /// How bad a plan may be to go on from.
    fn limit(&self, (n_left, cost): Worth) -> Worth {
        let weights = self.ground.state.policy().objective.weights();
        let whole = weights.driving.max(weights.others) * DEVIATION.millis();
        (n_left, cost + whole * HALVED_AFTER / (HALVED_AFTER + i64::from(self.n_rounds)))
    }
}

/// Whose pickup and drop-off on this route may be moved.
fn movable<'a>(route: &Route<'a>, state: &'a State, situation: &Situation<'_>) -> Vec<&'a Booking> {
    let free = route.sequence.slots.iter().skip(route.sequence.n_locked);
    let boards = |id: BookingId| {
        let booking = state.booking(id).filter(|booking| booking.status == Status::Waiting)?;
        let begin = route.tour.call_with(Duty::Board(id))?.begin;
        (situation.now + FROZEN < begin).then_some(booking)
    };
    let riders = free.filter_map(|slot| match slot.duty {
        Duty::Board(id) => boards(id),
        _ => None,
    });
    riders.collect()
}
