//! Which entries of the buckets count, and what a search has seen of them.

use crate::buckets::Entry;
use crate::moment::Deciseconds;
use crate::tour::Slot;

/// A turn for each slot: entries count that were made in the present one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots {
    marks: Vec<Mark>,
}

/// All are asked for each entry that is looked at, so they lie side by side.
#[derive(Clone, Copy, Debug)]
#[repr(align(16))]
struct Mark {
    turn: u32,
    /// When the vehicle must be at a pickup in the leg.
    deadline: Deciseconds,
    /// The least that the present search has seen; far if nothing.
    least: Deciseconds,
    /// In how many searches it was looked at in this turn.
    n_looks: u16,
}

/// Whoever has been looked at as often as this is worth being entered anew from where they are:
/// that costs about as much as so many looks.
const MANY_LOOKS: u16 = 90;

impl Slots {
    /// One more.
    pub(crate) fn push(&mut self) {
        let far = Deciseconds::FAR;
        let mark = Mark { turn: 0, deadline: far, least: far, n_looks: 0 };
        self.marks.push(mark);
    }

    #[inline]
    pub(crate) fn turn(&self, slot: Slot) -> u32 {
        self.marks[slot as usize].turn
    }

    /// Makes all entries of a slot void.
    pub(crate) fn next_turn(&mut self, slot: Slot) {
        let mark = &mut self.marks[slot as usize];
        mark.turn = mark.turn.wrapping_add(1);
        mark.n_looks = 0;
    }

    /// Whoever comes to a pickup in the slot's leg later than this is of no interest.
    pub(crate) fn set_deadline(&mut self, slot: Slot, deadline: Deciseconds) {
        self.marks[slot as usize].deadline = deadline;
    }

    #[inline]
    pub(crate) fn counts(&self, entry: &Entry) -> bool {
        self.turn(entry.slot) == entry.turn
    }

    /// Notes when an entry's vehicle can be at the pickup, if the entry counts and that is no
    /// later than its deadline; true if it is the first of its slot.
    #[inline]
    pub(crate) fn see(&mut self, entry: &Entry, there: Deciseconds) -> bool {
        let mark = &mut self.marks[entry.slot as usize];
        let counts = mark.turn == entry.turn && there <= mark.deadline;
        let first = mark.least == Deciseconds::FAR;
        if counts {
            mark.least = mark.least.min(there);
        }
        counts && first
    }

    /// Notes a way, if the entry counts and it is shorter than any before; true if so.
    #[inline]
    pub(crate) fn see_less(&mut self, entry: &Entry, way: Deciseconds) -> bool {
        let mark = &mut self.marks[entry.slot as usize];
        let less = mark.turn == entry.turn && way < mark.least;
        if less {
            mark.least = way;
        }
        less
    }

    /// The least that was noted, which is forgotten; counts as a look.
    #[inline]
    pub(crate) fn look(&mut self, slot: Slot) -> Deciseconds {
        let n_looks = &mut self.marks[slot as usize].n_looks;
        *n_looks = n_looks.saturating_add(1);
        self.take(slot)
    }

    /// Looked at so often that its entries had better be renewed.
    #[inline]
    pub(crate) fn is_worn(&self, slot: Slot) -> bool {
        MANY_LOOKS <= self.marks[slot as usize].n_looks
    }

    /// The least that was noted, which is forgotten.
    #[inline]
    pub(crate) fn take(&mut self, slot: Slot) -> Deciseconds {
        std::mem::replace(&mut self.marks[slot as usize].least, Deciseconds::FAR)
    }
}
