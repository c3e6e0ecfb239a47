//! What holds for a rider on every ride: set by the control room, not wished for.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::RiderId;

/// What holds for a rider on every ride. The reason is nobody's business here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RiderRules {
    /// The rider's party shares the vehicle with no other.
    pub alone: bool,
    /// The rider does not travel without somebody who attends (介助者).
    pub attended: bool,
    /// Riders who must not be in a vehicle with this one. It holds for both.
    pub apart: BTreeSet<RiderId>,
}

/// The rules of all riders who have any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Riders(BTreeMap<RiderId, RiderRules>);

impl Riders {
    /// The most riders that one is kept apart from.
    pub(crate) const APART_MAX: usize = 16;
    /// The most riders with rules of their own.
    pub(crate) const RULES_MAX: usize = 10_000;

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn get(&self, rider: RiderId) -> Option<&RiderRules> {
        self.0.get(&rider)
    }

    pub(crate) fn are_apart(&self, one: RiderId, other: RiderId) -> bool {
        self.get(one).is_some_and(|rules| rules.apart.contains(&other))
    }

    /// Sets the rules of one rider; whom it is kept apart from is told so too.
    pub(crate) fn set(&mut self, rider: RiderId, rules: RiderRules) {
        let before = self.0.remove(&rider).unwrap_or_default();
        for other in before.apart.difference(&rules.apart) {
            if let Some(known) = self.0.get_mut(other) {
                known.apart.remove(&rider);
                if *known == RiderRules::default() {
                    self.0.remove(other);
                }
            }
        }
        for other in &rules.apart {
            self.0.entry(*other).or_default().apart.insert(rider);
        }
        if rules != RiderRules::default() {
            self.0.insert(rider, rules);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(others: &[u128]) -> RiderRules {
        RiderRules { apart: others.iter().copied().map(RiderId).collect(), ..Default::default() }
    }

    #[test]
    fn who_is_kept_apart_from_one_is_kept_apart_by_the_other_too_and_the_last_word_counts() {
        let mut riders = Riders::default();
        let [a, b, c] = [1, 2, 3].map(RiderId);
        riders.set(a, apart(&[2, 3]));
        assert!(riders.are_apart(b, a) && riders.are_apart(a, c) && !riders.are_apart(b, c));
        riders.set(b, RiderRules::default());
        assert!(!riders.are_apart(a, b) && riders.are_apart(c, a));
        riders.set(a, RiderRules::default());
        assert!(riders.is_empty());
    }
}
