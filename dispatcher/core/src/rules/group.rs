//! Some trips are for some vehicles only: a subsidised trip to hospital goes by the taxis that have
//! a contract for it, a valley has its own van. The trip names a group of vehicles; each vehicle
//! says which groups it is of.

use std::collections::BTreeSet;

use crate::ids::VehicleGroupId;
use crate::rejection::Rejection;

/// The vehicle is of the group that the trip is for; a trip that names none is for all.
///
/// # Errors
/// [`Rejection::VehicleNotAllowed`] if it is not.
pub(crate) fn allows(
    group: Option<VehicleGroupId>,
    of: &BTreeSet<VehicleGroupId>,
) -> Result<(), Rejection> {
    if group.is_none_or(|group| of.contains(&group)) {
        Ok(())
    } else {
        Err(Rejection::VehicleNotAllowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trip_for_a_group_goes_by_its_vehicles_and_any_other_trip_by_all() {
        let hospital = VehicleGroupId(1);
        let (inside, outside) = (BTreeSet::from([hospital]), BTreeSet::from([VehicleGroupId(2)]));
        assert_eq!(allows(Some(hospital), &inside), Ok(()));
        assert_eq!(allows(Some(hospital), &outside), Err(Rejection::VehicleNotAllowed));
        assert_eq!(allows(None, &outside), Ok(()));
    }
}
