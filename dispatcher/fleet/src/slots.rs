//! Which entries of the buckets count, and what a search has seen of them.

use crate::buckets::Entry;
use crate::moment::Deciseconds;
use crate::tour::Slot;

/// A turn for each slot: entries count that were made in the present one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots {
    marks: Vec<Mark>,
}

/// Both are asked for each entry that is looked at, so they lie side by side.
#[derive(Clone, Copy, Debug)]
struct Mark {
    turn: u32,
    /// The least strain that the present search has seen; far if none.
    least: Deciseconds,
}

impl Slots {
    pub(crate) fn len(&self) -> usize {
        self.marks.len()
    }

    /// One more. Turns count from 1: 0 stands for none.
    pub(crate) fn push(&mut self) {
        self.marks.push(Mark { turn: 1, least: Deciseconds::FAR });
    }

    #[inline]
    pub(crate) fn turn(&self, slot: Slot) -> u32 {
        self.marks[slot as usize].turn
    }

    /// Makes all entries of a slot void.
    pub(crate) fn next_turn(&mut self, slot: Slot) {
        let turn = &mut self.marks[slot as usize].turn;
        *turn = turn.wrapping_add(1).max(1);
    }

    #[inline]
    pub(crate) fn counts(&self, entry: &Entry) -> bool {
        self.turn(entry.slot) == entry.turn
    }

    /// Notes an entry's strain, if it counts; true if it is the first of its slot.
    #[inline]
    pub(crate) fn see(&mut self, entry: &Entry, strain: Deciseconds) -> bool {
        let mark = &mut self.marks[entry.slot as usize];
        let (counts, first) = (mark.turn == entry.turn, mark.least == Deciseconds::FAR);
        if counts {
            mark.least = mark.least.min(strain);
        }
        counts && first
    }

    /// The least strain that was noted, which is forgotten.
    #[inline]
    pub(crate) fn take(&mut self, slot: Slot) -> Deciseconds {
        std::mem::replace(&mut self.marks[slot as usize].least, Deciseconds::FAR)
    }
}
