//! What labels are to one another.

use super::{Label, Open};
use crate::TOLERANCE;
use crate::partition::labelling::network::Network;
use crate::partition::labelling::rates::Rates;

impl Label {
    /// Is this no dearer, no later, and free to visit whom the other may? Both are in one state.
    pub(in crate::partition::labelling) fn dominates_roughly(
        &self,
        other: &Self,
        rates: &Rates,
    ) -> bool {
        self.cost <= other.cost + TOLERANCE
            && self.early <= other.early + TOLERANCE
            && self.served & !other.served < 1
            && self.cost + rates.toll(self.odd & !other.odd) <= other.cost + TOLERANCE
    }

    /// Can whatever follows the other follow this as well, and no dearer? Both are in one state.
    pub(in crate::partition::labelling) fn dominates(&self, other: &Self, rates: &Rates) -> bool {
        // At any time from `other.early` on.
        let boards_as_late = |a: &Open, b: &Open| {
            b.latest <= a.latest + TOLERANCE
                && (a.driven <= b.driven + TOLERANCE
                    || b.latest + a.driven <= other.early + TOLERANCE)
        };
        self.dominates_roughly(other, rates)
            && other.upper <= self.upper + TOLERANCE
            && boards_as_late(&self.tour, &other.tour)
            && self.open().iter().zip(other.open()).all(|(a, b)| boards_as_late(a, b))
    }

    /// Can the remainder, a label against the direction of time that ends where this does, follow?
    pub(in crate::partition::labelling) fn joins(
        &self,
        network: &Network<'_>,
        remainder: &Self,
    ) -> bool {
        if 0 < self.served & remainder.served {
            return false;
        }
        let service = network.service(self.node);
        let mut from = self.early.max(-remainder.upper - service);
        let mut to = self.upper.min(-remainder.early - service);
        let mut fits = |a: &Open, b: &Open, ride_max: f64, service_last: f64| {
            let drop_off = -b.latest - service_last;
            let driven = b.driven - service_last + service;
            from = from.max(drop_off - ride_max + a.driven);
            to = to.min(a.latest + ride_max - driven);
            drop_off - a.latest <= ride_max + TOLERANCE && a.driven + driven <= ride_max + TOLERANCE
        };
        let last = network.service(network.finish());
        let mut all_fit = fits(&self.tour, &remainder.tour, network.duration_max(), last);
        for open in self.open() {
            // Whose node this is, is aboard in one of the two only.
            let other = remainder.open().iter().find(|other| other.request == open.request);
            if let Some(other) = other {
                let last = network.service(network.alights_at(open.request));
                all_fit &= fits(open, other, network.ride_max(open.request), last);
            }
        }
        all_fit && from <= to + TOLERANCE
    }
}
