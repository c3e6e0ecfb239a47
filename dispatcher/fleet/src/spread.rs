//! A label laid out for looking up.

use noriai_router::hierarchy::Label;

use crate::moment::Deciseconds;
use crate::roads::label_time;

/// One label spread out by hub: a time to many other places costs a walk over each one's label.
#[derive(Clone, Debug)]
pub(crate) struct Spread {
    time: Vec<Deciseconds>,
}

impl Spread {
    pub(crate) fn new(n_hubs: usize) -> Self {
        Self { time: vec![Deciseconds::FAR; n_hubs] }
    }

    pub(crate) fn lay(&mut self, label: Label<'_>) {
        label.for_each(|hub, weight| self.time[hub as usize] = label_time(weight));
    }

    /// Takes back what `lay` did with the same label.
    pub(crate) fn clear(&mut self, label: Label<'_>) {
        for hub in label.hubs() {
            self.time[*hub as usize] = Deciseconds::FAR;
        }
    }

    /// The shortest time over a hub common with the label laid out; [`Deciseconds::FAR`] if there
    /// is none.
    #[inline]
    pub(crate) fn meet(&self, label: Label<'_>) -> Deciseconds {
        let mut best = Deciseconds::FAR;
        label.for_each(|hub, weight| {
            best = best.min(self.time[hub as usize] + label_time(weight));
        });
        best
    }
}
