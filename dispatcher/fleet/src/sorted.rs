//! A sorted list that is quick to read and to add to.

/// Items in ascending order: a long run of most of them, then a short one of those that have come
/// since, so that adding one moves few. What is of no use any more stays until the two runs are
/// joined, so that taking an item out costs nothing but the room.
#[derive(Clone, Debug)]
pub(crate) struct Sorted<T> {
    items: Vec<T>,
    /// How many are in the long run.
    n_settled: usize,
}

/// Runs are joined when there are so many fresh items, and one more for each [`SHARE`] settled ...
const FEW: usize = 8;
const SHARE: usize = 16;
/// ... but no more than this.
const MANY: usize = 256;

impl<T: Copy + Ord> Sorted<T> {
    pub(crate) fn new() -> Self {
        Self { items: Vec::new(), n_settled: 0 }
    }

    /// Both runs: a loop in a loop is much quicker than one over joined runs.
    #[inline]
    pub(crate) fn runs(&self) -> [&[T]; 2] {
        let (settled, fresh) = self.items.split_at(self.n_settled);
        [settled, fresh]
    }

    /// Asks for the memory where both runs begin, and does not wait for it.
    #[inline]
    pub(crate) fn touch(&self) {
        std::hint::black_box(self.items.first().copied());
        std::hint::black_box(self.items.get(self.n_settled).copied());
    }

    /// Asks for the memory of the fresh items, and does not wait for it.
    #[inline]
    pub(crate) fn touch_fresh(&self) {
        let in_a_line = (64 / size_of::<T>()).max(1);
        for item in self.items[self.n_settled..].iter().step_by(in_a_line) {
            std::hint::black_box(*item);
        }
    }

    /// So many items are fresh that the runs had better be joined.
    #[inline]
    pub(crate) fn is_crowded(&self) -> bool {
        let n_fresh = self.items.len() - self.n_settled;
        MANY.min(FEW + self.n_settled / SHARE) <= n_fresh
    }

    #[inline]
    pub(crate) fn insert(&mut self, item: T) {
        let fresh = &self.items[self.n_settled..];
        let place = self.n_settled + fresh.partition_point(|other| *other < item);
        self.items.insert(place, item);
    }

    /// Makes one run of both; items that `is_of_use` does not hold for go. From the back, so that
    /// each item moves once.
    pub(crate) fn join(&mut self, is_of_use: impl Fn(&T) -> bool) {
        let mut fresh = self.items.split_off(self.n_settled);
        fresh.retain(&is_of_use);
        self.items.retain(is_of_use);
        let mut n_old = self.items.len();
        self.items.extend_from_slice(&fresh);
        self.n_settled = self.items.len();
        while let Some(new) = fresh.last() {
            let place = n_old + fresh.len() - 1;
            if 0 < n_old && *new < self.items[n_old - 1] {
                n_old -= 1;
                self.items[place] = self.items[n_old];
            } else {
                self.items[place] = *new;
                fresh.pop();
            }
        }
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
                    if sorted.is_crowded() {
                        sorted.join(|known| model.contains(known));
                    }
                    sorted.insert(item);
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
            if sorted.is_crowded() {
                sorted.join(|known| item < *known + 1_000);
            }
            sorted.insert(item);
            let n_items = sorted.runs().concat().len();
            assert!(n_items <= 1_000 + 2 * (FEW + 1_000 / SHARE), "{n_items} after {item}");
        }
    }
}
