//! A vehicle has what the rider can't do without: a lift, a low step, a stretcher. One that lacks
//! it is never tried, and the rider is told what is missing.

use crate::equipment::EquipmentSet;
use crate::rejection::Rejection;

/// Everything needed is there.
///
/// # Errors
/// What is missing.
pub(crate) fn has(needed: EquipmentSet, held: EquipmentSet) -> Result<(), Rejection> {
    let missing = needed.lacking_from(held);
    if missing.is_empty() { Ok(()) } else { Err(Rejection::NotEquipped { missing }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::equipment::Equipment;

    #[test]
    fn what_is_missing_is_named() {
        let needed: EquipmentSet = [Equipment::Lift, Equipment::LowStep].into_iter().collect();
        let held = EquipmentSet::NONE.with(Equipment::Lift);
        let missing = EquipmentSet::NONE.with(Equipment::LowStep);
        assert_eq!(has(needed, held), Err(Rejection::NotEquipped { missing }));
        assert_eq!(has(held, needed), Ok(()));
    }
}
