//! The exact choice: each vehicle takes one set of riders at most, each rider is in one set at
//! most; as many riders as possible, then the least cost.
//!
//! Depth-first branch and bound in whole numbers. The next rider to decide on is the one with the
//! fewest sets left: one of these is taken, or the rider is left out. What the undecided can bring
//! at most is bounded by the best share each of them has in any set that is left.

/// A set of riders that one vehicle can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) vehicle: usize,
    /// One bit a rider.
    pub(super) riders: u64,
    /// In absolute value below [`SERVED`] by the number of riders.
    pub(super) cost: i64,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// The numbers of the candidates, in ascending order.
    pub(super) taken: Vec<usize>,
    /// True if nothing better exists; false if the search was cut off before it was known.
    pub(super) is_best: bool,
}

/// What serving a rider is worth: more than any cost, so that 64 of them still fit into 63 bits.
const SERVED: i64 = 1 << 50;

/// The best choice, or the best that so many nodes of the search tree show: at least the greedy
/// one.
pub(super) fn choose(candidates: &[Candidate], n_nodes_max: u32) -> Choice {
    let mut by_worth: Vec<usize> = (0..candidates.len()).collect();
    by_worth.sort_by_key(|index| (std::cmp::Reverse(candidates[*index].worth()), *index));
    let mut taken = greedy(candidates, &by_worth);
    let worth = taken.iter().map(|index| candidates[*index].worth()).sum();
    let mut search =
        Search { candidates, best: (worth, taken.clone()), path: Vec::new(), n_left: n_nodes_max };
    let riders = candidates.iter().fold(0, |all, candidate| all | candidate.riders);
    let is_best = search.branch(&by_worth, riders, 0).is_some();
    taken.clone_from(&search.best.1);
    taken.sort_unstable();
    Choice { taken, is_best }
}

/// The worthiest candidate, then the worthiest that goes with it, and so on.
fn greedy(candidates: &[Candidate], by_worth: &[usize]) -> Vec<usize> {
    let mut left = by_worth.to_vec();
    let mut taken = Vec::new();
    while let Some(index) = left.first().copied() {
        taken.push(index);
        left.retain(|other| candidates[*other].goes_with(candidates[index]));
    }
    taken
}

struct Search<'a> {
    candidates: &'a [Candidate],
    best: (i64, Vec<usize>),
    path: Vec<usize>,
    n_left: u32,
}

impl Search<'_> {
    /// Decides on everybody in `riders` by taking some of `left`, which is in order of worth.
    /// `None` if the search is cut off.
    fn branch(&mut self, left: &[usize], riders: u64, worth: i64) -> Option<()> {
        self.n_left = self.n_left.checked_sub(1)?;
        if self.best.0 < worth {
            self.best = (worth, self.path.clone());
        }
        let Some(rider) = self.most_bound(left, riders) else { return Some(()) };
        if worth + self.bound(left, riders) <= self.best.0 {
            return Some(());
        }
        let (with, without): (Vec<usize>, Vec<usize>) =
            left.iter().copied().partition(|index| self.has(*index, rider));
        for index in with {
            let taken = self.candidates[index];
            let after: Vec<usize> = left
                .iter()
                .copied()
                .filter(|other| self.candidates[*other].goes_with(taken))
                .collect();
            self.path.push(index);
            self.branch(&after, riders & !taken.riders, worth + taken.worth())?;
            self.path.pop();
        }
        self.branch(&without, riders & !(1 << rider), worth)
    }

    fn has(&self, index: usize, rider: u32) -> bool {
        self.candidates[index].riders & (1 << rider) != 0
    }

    /// The rider with the fewest sets, but at least one.
    fn most_bound(&self, left: &[usize], riders: u64) -> Option<u32> {
        let n_sets = |rider: u32| left.iter().filter(|index| self.has(**index, rider)).count();
        let open = (0..u64::BITS).filter(|rider| riders & (1 << rider) != 0);
        open.map(|rider| (n_sets(rider), rider)).filter(|(n, _)| 0 < *n).min().map(|(_, r)| r)
    }

    /// No choice among `left` is worth more.
    fn bound(&self, left: &[usize], riders: u64) -> i64 {
        let open = (0..u64::BITS).filter(|rider| riders & (1 << rider) != 0);
        let best = |rider: u32| {
            let own = left.iter().filter(|index| self.has(**index, rider));
            own.map(|index| self.candidates[*index].share()).max().unwrap_or(0).max(0)
        };
        open.map(best).sum()
    }
}

impl Candidate {
    fn worth(self) -> i64 {
        i64::from(self.riders.count_ones()) * SERVED - self.cost
    }

    /// Each rider's part of the worth, rounded up.
    fn share(self) -> i64 {
        let n = i64::from(self.riders.count_ones().max(1));
        (self.worth() + n - 1).div_euclid(n)
    }

    fn goes_with(self, other: Self) -> bool {
        self.vehicle != other.vehicle && self.riders & other.riders == 0
    }
}

#[cfg(test)]
mod tests;
