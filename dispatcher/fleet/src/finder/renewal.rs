//! Renewing entries that searches look at in vain again and again.

use crate::moment::Deciseconds;
use crate::parts::Parts;
use crate::tour::Slot;
use crate::ways::Ways;

/// A vehicle that was entered where it was this long ago, or less, is not entered anew.
const SHORT_WHILE: Deciseconds = Deciseconds(1800);
/// So long ago it may have been where it is entered: to find out more costs more than it saves.
const SLACK: Deciseconds = Deciseconds(600);

/// Enters vehicles under way anew from where they are now: the farther they have come since, the
/// fewer places they can still go by.
pub(super) fn renew(
    parts: &mut Parts<'_>,
    ways: &mut Ways,
    worn: &mut Vec<Slot>,
    now: Deciseconds,
) {
    for slot in worn.drain(..) {
        let leg = parts.leg(slot);
        if leg.is_first && leg.departure + SHORT_WHILE < now {
            let (vehicle, to) = (leg.vehicle, leg.to);
            let stop = &parts.tours[vehicle as usize].stops[0];
            let left = (stop.at, stop.departure);
            let passed = ways.passed(parts.roads, vehicle, left, to, now, SLACK);
            parts.move_on(slot, passed);
        }
    }
}
