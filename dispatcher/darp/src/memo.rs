//! Remembers the best insertion of a request into a tour: the search meets the same tours again
//! and again.

use crate::insertion::{Insertion, Scratch, best_insertion};
use crate::model::{Model, Request};
use crate::rng::mix;
use crate::route::Route;

/// A power of two; 24 bytes each.
const N_ENTRIES: usize = 1 << 16;

#[derive(Clone, Copy, Debug)]
struct Entry {
    key: u64,
    insertion: Insertion,
}

/// A table in which a newer entry takes an older one's place.
///
/// A key is a sum of 64-bit hashes. Should two tours ever share one, an insertion may turn out
/// infeasible; who inserts must bear that.
#[derive(Debug)]
pub(crate) struct Memo {
    entries: Vec<Entry>,
    scratch: Scratch,
}

impl Memo {
    pub(crate) fn new() -> Self {
        let none = Entry { key: 0, insertion: Insertion { cost: f64::INFINITY, at: [0; 2] } };
        Self { entries: vec![none; N_ENTRIES], scratch: Scratch::default() }
    }

    /// The best insertion; its cost is infinite if there is none.
    pub(crate) fn best_insertion(
        &mut self,
        model: &Model,
        route: &Route,
        request: Request,
    ) -> Insertion {
        let key = route.key ^ mix(u64::from(request));
        let entry = &mut self.entries[key as usize & (N_ENTRIES - 1)];
        if key == entry.key {
            return entry.insertion;
        }
        let found = best_insertion(model, route, request, f64::INFINITY, &mut self.scratch);
        let insertion = found.unwrap_or(Insertion { cost: f64::INFINITY, at: [0; 2] });
        *entry = Entry { key, insertion };
        insertion
    }
}
