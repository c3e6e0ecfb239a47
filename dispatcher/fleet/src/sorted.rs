//! A sorted list that stays quick to change when it is long.

/// Items in ascending order, in runs short enough that moving part of one costs little. Most lists
/// are one run.
#[derive(Clone, Debug)]
pub(crate) struct Sorted<T> {
    first: Vec<T>,
    more: Vec<Vec<T>>,
}

/// A run is halved when it is as long as this.
const LONGEST_RUN: usize = 256;

impl<T: Copy + Ord> Sorted<T> {
    pub(crate) fn new() -> Self {
        Self { first: Vec::new(), more: Vec::new() }
    }

    /// All items, run by run: a loop in a loop is much quicker than one over joined runs.
    pub(crate) fn runs(&self) -> impl Iterator<Item = &[T]> {
        std::iter::once(&self.first).chain(&self.more).map(Vec::as_slice)
    }

    pub(crate) fn insert(&mut self, item: T) {
        let at = self.run_of(&item);
        let run = self.run_mut(at);
        let place = run.partition_point(|other| *other < item);
        run.insert(place, item);
        if LONGEST_RUN <= run.len() {
            let half = run.split_off(LONGEST_RUN / 2);
            self.more.insert(at, half);
        }
    }

    /// Does nothing if the item is not there.
    pub(crate) fn remove(&mut self, item: &T) {
        let at = self.run_of(item);
        let run = self.run_mut(at);
        if let Ok(place) = run.binary_search(item) {
            run.remove(place);
            if run.is_empty() && 0 < at {
                self.more.remove(at - 1);
            }
        }
    }

    /// 0 for the first run; the last run whose items do not all come after this one.
    fn run_of(&self, item: &T) -> usize {
        self.more.partition_point(|run| run.first().is_some_and(|first| first <= item))
    }

    fn run_mut(&mut self, at: usize) -> &mut Vec<T> {
        match at.checked_sub(1) {
            Some(at) => &mut self.more[at],
            None => &mut self.first,
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
        let mut state = 1_u32;
        for step in 0..20_000 {
            state = state.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
            let item = state >> 20;
            // Grows at first, shrinks to nothing in the end.
            if state % 100 < 80 - step / 300 {
                if model.insert(item) {
                    sorted.insert(item);
                }
            } else {
                model.remove(&item);
                sorted.remove(&item);
            }
            if step % 500 == 0 {
                assert!(sorted.runs().flatten().eq(&model), "after {step} changes");
            }
        }
        for item in &model {
            sorted.remove(item);
        }
        assert_eq!(sorted.runs().flatten().next(), None);
    }
}
