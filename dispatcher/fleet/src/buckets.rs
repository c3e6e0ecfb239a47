//! Buckets at the hubs: who can be reached from a place, found from the place's own label.
//!
//! Every stop of interest leaves an entry in the bucket of each hub that it reaches. To find the
//! stops from which a place is reached, walk over the hubs that reach the place and scan their
//! buckets (Knopp, Sanders, Schultes, Schulz, Wagner 2007, there on hierarchies). A bucket is
//! sorted by what a stop can still bear, so the scan ends at the first entry that is too far.

use noriai_router::hierarchy::Label;

use crate::moment::Deciseconds;
use crate::roads::label_time;
use crate::sorted::Sorted;

/// For every hub the entries of the stops that reach it, the most patient first.
#[derive(Clone, Debug)]
pub(crate) struct Buckets {
    by_hub: Vec<Sorted<Entry>>,
}

/// What a stop leaves at a hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// The time to the hub less the stop's patience.
    strain: Deciseconds,
    id: u32,
}

/// Where one has entries: hubs, and what the entries are sorted by.
pub(crate) type Traces = Vec<(u32, Deciseconds)>;

impl Buckets {
    pub(crate) fn new(n_hubs: usize) -> Self {
        Self { by_hub: vec![Sorted::new(); n_hubs] }
    }

    /// Enters one who reaches these hubs and bears times up to its patience, at the hubs that it is
    /// of use at; `useful` is told each hub and the time to it. `left` takes what to take back.
    pub(crate) fn add(
        &mut self,
        label: Label<'_>,
        id: u32,
        patience: Deciseconds,
        useful: impl Fn(u32, Deciseconds) -> bool,
        left: &mut Traces,
    ) {
        label.for_each(|hub, weight| {
            let time = label_time(weight);
            let strain = time - patience;
            if strain <= Deciseconds::ZERO && useful(hub, time) {
                self.by_hub[hub as usize].insert(Entry { strain, id });
                left.push((hub, strain));
            }
        });
    }

    /// Takes back what `add` did.
    pub(crate) fn remove(&mut self, id: u32, left: &mut Traces) {
        for (hub, strain) in left.drain(..) {
            self.by_hub[hub as usize].remove(&Entry { strain, id });
        }
    }

    /// Offers everyone who reaches a place with this label: the time to it less the patience, and
    /// the id; each perhaps several times, the shortest time among them. A hub's bucket is left
    /// when `offer` says no.
    #[inline]
    pub(crate) fn scan(&self, label: Label<'_>, mut offer: impl FnMut(Deciseconds, u32) -> bool) {
        label.for_each(|hub, weight| {
            let rest = label_time(weight);
            for run in self.by_hub[hub as usize].runs() {
                for entry in run {
                    if !offer(entry.strain + rest, entry.id) {
                        return;
                    }
                }
            }
        });
    }
}
