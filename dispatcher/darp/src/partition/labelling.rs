//! Tours of small reduced cost, by labelling over all tours there are.
//!
//! A label sums up a part of a tour by what matters to the rest of it (Gschwind and Irnich 2015);
//! of two labels at one place with the same requests aboard, one that is in no way better is
//! dropped. Labels are grown from the end of tours, and tell for each beginning exactly how cheap
//! it can become. Tours are then put together from their start, the most promising beginning first,
//! so that they come out by increasing reduced cost and no beginning is pursued in vain (as routes
//! are enumerated by Baldacci, Christofides and Mingozzi 2008).
//!
//! To find tours that pay, labels may be compared by cost and time alone, which leaves a tenth of
//! them and loses few tours.

mod enumeration;
mod label;
mod network;
mod rates;
mod remainders;
mod roads;
mod table;
#[cfg(test)]
mod tests;

use super::{GoOn, Stopped};
use crate::model::{Model, NodeId};
use label::OPEN_MAX;
use network::{Network, REQUESTS_MAX};
pub(super) use rates::Rates;
use remainders::Remainders;
pub(super) use roads::Roads;

/// More labels are not kept: where tours are long and windows wide, there are too many.
const LABELS_MAX: [usize; 2] = [40_000, 150_000];
/// After so many labels it is asked whether to go on.
const LABELS_ASKED: usize = 64;
/// Operations a label, roughly.
const LABEL_OPERATIONS: usize = 3_000;

/// How carefully labels are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Care {
    /// By cost and time: tours may be missed.
    Rough,
    /// By all that matters.
    Exact,
}

/// The labelling over one instance.
#[derive(Debug)]
pub(super) struct Labelling<'a> {
    forward: Network<'a>,
    backward: Network<'a>,
}

impl<'a> Labelling<'a> {
    /// None if there are too many requests, or too many can be aboard at a time.
    pub(super) fn new(model: &'a Model) -> Option<Self> {
        let fits = model.n_requests <= REQUESTS_MAX && model.n_slots <= 1 + OPEN_MAX;
        fits.then(|| Self {
            forward: Network::new(model, false),
            backward: Network::new(model, true),
        })
    }

    /// The `n_most` tours of least reduced cost below `gap`, by increasing reduced cost; fewer if
    /// there are too many beginnings to try. With [`Care::Rough`] some may be missed.
    pub(super) fn find(
        &self,
        rates: &Rates,
        roads: &Roads,
        gap: f64,
        n_most: usize,
        care: Care,
        go_on: GoOn<'_>,
    ) -> Result<Vec<Vec<NodeId>>, Stopped> {
        let remainders = Remainders::grow(&self.backward, rates, roads, care, go_on)?;
        enumeration::cheapest(&self.forward, &remainders, rates, roads, gap, n_most, go_on)
    }
}
