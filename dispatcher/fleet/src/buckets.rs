//! Buckets at the hubs: who can be reached from a place, found from the place's own label.
//!
//! Every stop of interest leaves an entry in the bucket of each hub that it reaches. To find the
//! stops from which a place is reached, walk over the hubs that reach the place and scan their
//! buckets (Knopp, Sanders, Schultes, Schulz, Wagner 2007, there on hierarchies). A bucket is
//! sorted, by when a vehicle can be there or how far it is, so the scan ends at the first entry
//! that is too far.
//!
//! A vehicle under way is entered from the stop that it comes from, and anew from where it is once
//! searches have looked at it often: what it can still go by is ever less.

use noriai_router::hierarchy::Label;

use crate::moment::Deciseconds;
use crate::roads::label_time;
use crate::slots::Slots;
use crate::sorted::Sorted;
use crate::tour::Slot;

/// For every hub the entries of the stops that reach it. Entries whose time is over stay until the
/// bucket is cleared out; [`Slots`] tells them.
#[derive(Clone, Debug)]
pub(crate) struct Buckets {
    by_hub: Vec<Sorted<Entry>>,
    /// Working memory: the entries that are being made.
    made: Vec<(u32, Entry)>,
}

/// What a stop leaves at a hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    /// What the bucket is sorted by.
    pub(crate) key: Deciseconds,
    pub(crate) slot: Slot,
    /// Of the slot when it entered.
    pub(crate) turn: u32,
}

impl Buckets {
    pub(crate) fn new(n_hubs: usize) -> Self {
        Self { by_hub: vec![Sorted::new(); n_hubs], made: Vec::new() }
    }

    /// Enters one who reaches these hubs; `entry` is told each hub and the time to it, and gives
    /// what to leave there, if anything.
    pub(crate) fn add(
        &mut self,
        label: Label<'_>,
        slots: &Slots,
        entry: impl Fn(u32, Deciseconds) -> Option<Entry>,
    ) {
        // Three short loops rather than a long one: in each, one look into memory need not wait
        // for another.
        self.made.clear();
        label.for_each(|hub, weight| {
            self.made.extend(entry(hub, label_time(weight)).map(|entry| (hub, entry)));
        });
        for (hub, _) in &self.made {
            let bucket = &mut self.by_hub[*hub as usize];
            if bucket.is_crowded() {
                bucket.join(|known| slots.counts(known));
            }
            bucket.touch_fresh();
        }
        for (hub, entry) in &self.made {
            self.by_hub[*hub as usize].insert(*entry);
        }
    }

    /// Offers the entries of everyone who reaches a place with this label, and the time from the
    /// hub to it; each perhaps several times, the shortest time among them, and void ones too. A
    /// hub's bucket is left when `offer` says no.
    #[inline]
    pub(crate) fn scan(
        &self,
        label: Label<'_>,
        mut offer: impl FnMut(&Entry, Deciseconds) -> bool,
    ) {
        self.touch(label);
        label.for_each(|hub, weight| {
            let rest = label_time(weight);
            for run in self.at(hub) {
                for entry in run {
                    if !offer(entry, rest) {
                        break;
                    }
                }
            }
        });
    }

    /// Asks for the memory where these hubs' buckets begin, and does not wait for it.
    pub(crate) fn touch(&self, label: Label<'_>) {
        for hub in label.hubs() {
            self.by_hub[*hub as usize].touch();
        }
    }

    /// Both runs of a hub's bucket.
    #[inline]
    pub(crate) fn at(&self, hub: u32) -> [&[Entry]; 2] {
        self.by_hub[hub as usize].runs()
    }
}
