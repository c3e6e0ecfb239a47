//! What a search hands over: orders of duties, without times. The writer computes those anew.

use std::sync::Arc;

use crate::ids::ShiftId;
use crate::planning::route::Route;
use crate::tour::Duty;

use super::solution::Solution;

/// Other orders for some tours, to be adopted together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The tours that change; all others stay.
    pub tours: Vec<TourOrder>,
    /// What the whole plan cost on the snapshot: driving and arrivals by the policy's weights.
    pub before: i64,
    /// What it would cost.
    pub after: i64,
}

/// Everything that a vehicle still has to do, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TourOrder {
    /// Whose tour.
    pub shift: ShiftId,
    /// Its duties.
    pub duties: Vec<Duty>,
}

/// The tours whose order differs.
pub(super) fn changed(before: &Solution<'_>, after: &Solution<'_>) -> Vec<TourOrder> {
    let duties = |route: &Route<'_>| -> Vec<Duty> {
        route.sequence.slots.iter().map(|slot| slot.duty).collect()
    };
    let pairs = before.routes.iter().zip(&after.routes);
    let differ = pairs.filter(|(old, new)| !Arc::ptr_eq(old, new) && duties(old) != duties(new));
    let order = |new: &Route<'_>| TourOrder { shift: new.tour.shift.id, duties: duties(new) };
    differ.map(|(_, new)| order(new)).collect()
}
