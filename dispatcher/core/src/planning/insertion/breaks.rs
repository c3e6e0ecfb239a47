//! Other places for the breaks of a tour, so that a new rider fits before or behind them.
//!
//! Within one order of duties the timetable lets a break slide in its window as far as it must.
//! But a break that is planned before a rider may be held behind that rider just as well. So each
//! order that the breaks can have among the riders is tried, and the insertion is exact over them.

use noriai_units::Timestamp;

use crate::planning::sequence::{Sequence, Slot};
use crate::tour::Duty;

/// With more orders than this the rest is left out: that takes three breaks or more, side by side
/// with many riders.
const ORDERS_MAX: usize = 64;

/// The orders of a sequence's slots in which only breaks have moved, without the one it has. A
/// break is held in an empty vehicle, within what its window and the others' windows allow, and
/// after the break before it.
pub(super) fn other_orders(sequence: &Sequence) -> Vec<Vec<usize>> {
    let free = sequence.n_locked..sequence.slots.len();
    let is_break = |index: &usize| is_break(&sequence.slots[*index]);
    let (breaks, others): (Vec<usize>, Vec<usize>) = free.partition(is_break);
    if breaks.is_empty() || others.len() < 2 {
        return Vec::new();
    }
    let gaps = Gaps::of(sequence, &others);
    let mut orders = Orders { sequence, breaks: &breaks, others: &others, gaps, found: Vec::new() };
    orders.extend(&mut Vec::with_capacity(breaks.len()));
    orders.found
}

const fn is_break(slot: &Slot) -> bool {
    matches!(slot.duty, Duty::Break(_))
}

/// What can be said of the time before each of the riders' duties, and before the return.
struct Gaps {
    /// The vehicle is empty.
    empty: Vec<bool>,
    /// Nothing is done there before this.
    soonest: Vec<Timestamp>,
    /// Nothing is done there after this.
    latest: Vec<Timestamp>,
}

impl Gaps {
    fn of(sequence: &Sequence, others: &[usize]) -> Self {
        let slots = || others.iter().map(|index| &sequence.slots[*index]);
        let mut n_aboard = sequence.start.n_aboard;
        let mut soonest_now = sequence.start.ready;
        for locked in &sequence.slots[..sequence.n_locked] {
            n_aboard = after(locked, n_aboard);
        }
        let (mut empty, mut soonest) = (Vec::new(), Vec::new());
        for slot in slots() {
            empty.push(n_aboard == 0);
            soonest.push(soonest_now);
            n_aboard = after(slot, n_aboard);
            soonest_now = soonest_now.max(slot.earliest);
        }
        let mut latest: Vec<Timestamp> = slots().map(|slot| slot.latest).collect();
        for gap in (1..latest.len()).rev() {
            latest[gap - 1] = latest[gap - 1].min(latest[gap]);
        }
        Self { empty, soonest, latest }
    }
}

/// How many parties are aboard after a duty.
const fn after(slot: &Slot, n_aboard: usize) -> usize {
    match slot.duty {
        Duty::Board(_) => n_aboard + 1,
        Duty::Alight(_) => n_aboard.saturating_sub(1),
        Duty::Break(_) | Duty::Return => n_aboard,
    }
}

struct Orders<'a> {
    sequence: &'a Sequence,
    breaks: &'a [usize],
    others: &'a [usize],
    gaps: Gaps,
    found: Vec<Vec<usize>>,
}

impl Orders<'_> {
    /// Goes on from breaks that have their gaps already.
    fn extend(&mut self, chosen: &mut Vec<usize>) {
        let Some(next) = self.breaks.get(chosen.len()) else {
            let order = self.order(chosen);
            if !order.iter().copied().eq(0..self.sequence.slots.len()) {
                self.found.push(order);
            }
            return;
        };
        let slot = &self.sequence.slots[*next];
        for gap in chosen.last().copied().unwrap_or(0)..self.others.len() {
            let gaps = &self.gaps;
            let fits = gaps.empty[gap]
                && gaps.soonest[gap] <= slot.latest
                && slot.earliest <= gaps.latest[gap];
            if fits && self.found.len() < ORDERS_MAX {
                chosen.push(gap);
                self.extend(chosen);
                chosen.pop();
            }
        }
    }

    fn order(&self, chosen: &[usize]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.sequence.n_locked).collect();
        for (gap, other) in self.others.iter().enumerate() {
            let here = self.breaks.iter().zip(chosen).filter(|(_, at)| **at == gap);
            order.extend(here.map(|(index, _)| *index));
            order.push(*other);
        }
        order
    }
}
