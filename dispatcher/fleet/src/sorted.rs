//! A sorted list that is quick to read and to add to.

/// Items in ascending order: most in one long run, those that have come since in a short one, so
/// that adding one moves few. What is of no use any more stays until the two runs are joined, so
/// that taking an item out costs nothing but the room.
#[derive(Clone, Debug)]
pub(crate) struct Sorted<T> {
    settled: Vec<T>,
    fresh: Vec<T>,
}

/// Runs are joined when there are so many fresh items, and one more for each [`SHARE`] settled ...
const FEW: usize = 8;
const SHARE: usize = 16;
/// ... but no more than this.
const MANY: usize = 256;

impl<T: Copy + Ord> Sorted<T> {
    pub(crate) fn new() -> Self {
        Self { settled: Vec::new(), fresh: Vec::new() }
    }

    /// Both runs: a loop in a loop is much quicker than one over joined runs.
    #[inline]
    pub(crate) fn runs(&self) -> [&[T]; 2] {
        [&self.settled, &self.fresh]
    }

    /// Adds one; items that `is_of_use` does not hold for may go.
    pub(crate) fn insert(&mut self, item: T, is_of_use: impl Fn(&T) -> bool) {
        if MANY.min(FEW + self.settled.len() / SHARE) <= self.fresh.len() {
            self.fresh.retain(&is_of_use);
            self.settled.retain(&is_of_use);
            self.join();
        }
        let place = self.fresh.partition_point(|other| *other < item);
        self.fresh.insert(place, item);
    }

    /// From the back, so that each item moves once.
    fn join(&mut self) {
        let (mut n_old, mut n_new) = (self.settled.len(), self.fresh.len());
        self.settled.extend_from_slice(&self.fresh);
        while 0 < n_new {
            let place = n_old + n_new - 1;
            let new = self.fresh[n_new - 1];
            match n_old.checked_sub(1).map(|last| self.settled[last]) {
                Some(old) if new < old => {
                    self.settled[place] = old;
                    n_old -= 1;
                }
                _ => {
                    self.settled[place] = new;
                    n_new -= 1;
                }
            }
        }
        self.fresh.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stay_in_order_through_thousands_of_changes() {
        let mut sorted = Sorted::new();
        let mut model = std::collections::BTreeSet::new();
        let mut n_most = 0;
        let mut state = 1_u32;
        for step in 0..20_000 {
            state = state.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
            let item = state >> 18;
            // Grows at first, shrinks to nothing in the end.
            if state % 100 < 80 - step / 300 {
                let known = sorted.runs().concat().contains(&item);
                if !known && model.insert(item) {
                    sorted.insert(item, |known| model.contains(known));
                }
            } else {
                model.remove(&item);
            }
            if step % 100 == 0 {
                assert!(sorted.runs().iter().all(|run| run.is_sorted()), "after {step} changes");
                let mut kept = sorted.runs().concat();
                kept.retain(|item| model.contains(item));
                kept.sort_unstable();
                assert!(kept.iter().eq(&model), "after {step} changes");
                n_most = n_most.max(kept.len());
            }
        }
        assert!(MANY * SHARE < n_most, "long enough to be joined by the largest step");
    }

    #[test]
    fn what_is_of_no_use_goes_before_there_is_much_of_it() {
        let mut sorted = Sorted::new();
        for item in 0..100_000_u32 {
            sorted.insert(item, |known| item < *known + 1_000);
            let n_items = sorted.runs().concat().len();
            assert!(n_items <= 1_000 + 2 * (FEW + 1_000 / SHARE), "{n_items} after {item}");
        }
    }
}
