//! Some do not travel without somebody who attends: a small child has nobody's lap to sit on, a
//! rider may be registered as needing help. Either such a person is in the party, or the vehicle's
//! crew has one beside the driver.

use crate::rejection::Rejection;
use crate::request::Party;

/// Everybody who needs an attendant has one. `attended`: the rider whose party it is needs one;
/// `crew`: the vehicle's crew has one.
///
/// # Errors
/// [`Rejection::NeedsAttendant`] if not.
pub(crate) fn attends(party: Party, attended: bool, crew: bool) -> Result<(), Rejection> {
    let on_foot = party.adults.saturating_add(party.reduced);
    let small_child_alone = 0 < party.infants && on_foot == 0 && party.wheelchairs == 0;
    // The rider who needs help is the one in the wheelchair, or the child; else one of the rest.
    let is_on_foot = party.wheelchairs == 0 && party.children == 0;
    let companion = u16::from(is_on_foot) < on_foot;
    if crew || !(small_child_alone || (attended && !companion)) {
        Ok(())
    } else {
        Err(Rejection::NeedsAttendant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOBODY: Result<(), Rejection> = Err(Rejection::NeedsAttendant);

    #[test]
    fn a_small_child_needs_a_lap_or_an_attendant() {
        let alone = Party { infants: 1, ..Party::default() };
        assert_eq!(attends(alone, false, false), NOBODY);
        assert_eq!(attends(alone, false, true), Ok(()));
        assert_eq!(attends(Party { adults: 1, ..alone }, false, false), Ok(()));
        assert_eq!(attends(Party { children: 1, ..Party::default() }, false, false), Ok(()));
    }

    #[test]
    fn who_needs_help_brings_somebody_or_has_an_attendant() {
        let wheelchair = Party { wheelchairs: 1, ..Party::default() };
        let with = |adults| Party { adults, ..wheelchair };
        assert_eq!(attends(wheelchair, true, false), NOBODY);
        assert_eq!(attends(with(1), true, false), Ok(()));
        assert_eq!(attends(Party::ONE_ADULT, true, false), NOBODY);
        assert_eq!(attends(Party::ONE_ADULT, true, true), Ok(()));
        assert_eq!(attends(Party { adults: 2, ..Party::default() }, true, false), Ok(()));
        assert_eq!(attends(Party::ONE_ADULT, false, false), Ok(()));
    }
}
