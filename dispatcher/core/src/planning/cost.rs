//! What an order of duties is worth to those who were promised a ride.

use crate::policy::Policy;
use crate::rejection::Rejection;
use crate::state::State;

use super::sequence::Sequence;
use super::timetable::{Mode, Timetable, Violation};

/// The cost of a sequence in its slots' order: all driving, and how late each rider arrives, by the
/// weights with which an insertion counts the delay of those who were promised before. So an
/// insertion's cost to them is a difference of this.
///
/// # Errors
/// If the order breaks a constraint or a promise.
pub(crate) fn cost_of(
    sequence: &Sequence,
    state: &State,
    timetable: &mut Timetable,
    order: &mut Vec<usize>,
) -> Result<i64, Rejection> {
    let policy = state.policy();
    in_order(sequence, policy, timetable, order).map_err(|violation| violation.cause)?;
    let weights = policy.objective.weights();
    let arrivals = timetable.riders().filter_map(|times| {
        let promise = state.booking(times.rider)?.promise;
        Some((times.dropoff - promise.pickup_earliest).millis())
    });
    Ok(weights.driving * timetable.driving().millis() + weights.others * arrivals.sum::<i64>())
}

/// Times a sequence in its slots' order, by all rules.
pub(crate) fn in_order(
    sequence: &Sequence,
    policy: &Policy,
    timetable: &mut Timetable,
    order: &mut Vec<usize>,
) -> Result<(), Violation> {
    order.clear();
    order.extend(0..sequence.slots.len());
    let leg = |_from: Option<usize>, to: usize| sequence.slots.get(to).map(|slot| slot.leg);
    timetable.compute(sequence, order, leg, policy, Mode::Strict)
}
