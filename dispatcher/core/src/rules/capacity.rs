//! No more aboard than the vehicle holds: seats, wheelchair places, child seats, luggage places,
//! each counted for itself on every leg.

use crate::capacity::Capacity;
use crate::rejection::Rejection;

/// What is aboard when the vehicle drives on.
///
/// # Errors
/// The first kind of place that is short.
pub(crate) fn on_leg(load: Capacity, held: Capacity) -> Result<(), Rejection> {
    match load.exceeds(held) {
        Some((kind, wanted, held)) => Err(Rejection::Load { kind, wanted, held }),
        None => Ok(()),
    }
}

/// One party in an empty vehicle.
///
/// # Errors
/// The first kind of place of which the vehicle has too few for this party at any time.
pub(crate) fn when_empty(load: Capacity, held: Capacity) -> Result<(), Rejection> {
    match load.exceeds(held) {
        Some((kind, wanted, held)) => Err(Rejection::NoVehicleFits { kind, wanted, held }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capacity::PlaceKind;

    #[test]
    fn a_full_vehicle_is_within_the_rule_and_one_more_is_not() {
        let held = Capacity { luggage: 1, ..Capacity::seats(4) };
        let full = Capacity { luggage: 1, ..Capacity::seats(4) };
        assert_eq!(on_leg(full, held), Ok(()));
        let kind = PlaceKind::Seat;
        assert_eq!(
            on_leg(Capacity::seats(5), held),
            Err(Rejection::Load { kind, wanted: 5, held: 4 })
        );
        assert_eq!(
            when_empty(Capacity::seats(5), held),
            Err(Rejection::NoVehicleFits { kind, wanted: 5, held: 4 })
        );
    }
}
