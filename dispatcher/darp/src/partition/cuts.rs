//! Cuts that sharpen the relaxation: of three requests, whole tours that serve two or three of them
//! are at most one (subset-row inequalities; Jepsen, Petersen, Spoorendonk and Pisinger 2008).

use super::Tour;

/// Three requests, by their rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut(pub(super) [usize; 3]);

/// A violation smaller than this is not worth a cut.
const VIOLATION_MIN: f64 = 0.03;
/// A request is in no more of the cuts added at once.
const EACH_MAX: usize = 5;

impl Cut {
    /// Does this tour count?
    pub(super) fn counts(self, rows: &[usize]) -> bool {
        1 < rows.iter().filter(|row| self.0.contains(row)).count()
    }
}

/// Up to `n_most` cuts that these shares of tours violate most.
pub(super) fn violated<'a>(
    n_requests: usize,
    shares: impl Iterator<Item = (f64, &'a Tour)>,
    n_most: usize,
) -> Vec<Cut> {
    // Of tours that serve two requests, and of those that serve three.
    let n = n_requests;
    let mut pairs = vec![0.0_f64; n * n];
    let mut triples: Vec<([usize; 3], f64)> = Vec::new();
    for (share, tour) in shares {
        for (at, &a) in tour.rows.iter().enumerate() {
            for (next, &b) in tour.rows.iter().enumerate().skip(at + 1) {
                pairs[a * n + b] += share;
                triples.extend(tour.rows[next + 1..].iter().map(|&c| ([a, b, c], share)));
            }
        }
    }
    triples.sort_by_key(|(rows, _)| *rows);
    let mut found: Vec<(f64, Cut)> = Vec::new();
    let mut triples = triples.into_iter().peekable();
    for a in 0..n {
        for b in a + 1..n {
            for c in b + 1..n {
                let of_three = [a, b, c];
                let mut all = 0.0;
                while let Some((_, share)) = triples.next_if(|(rows, _)| *rows == of_three) {
                    all += share;
                }
                // Whoever serves all three was counted with each pair.
                let sum = pairs[a * n + b] + pairs[a * n + c] + pairs[b * n + c] - 2.0 * all;
                if 1.0 + VIOLATION_MIN < sum {
                    found.push((sum, Cut(of_three)));
                }
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut n_of = vec![0; n];
    found.retain(|(_, cut)| {
        let is_taken = cut.0.iter().all(|&row| n_of[row] < EACH_MAX);
        if is_taken {
            cut.0.iter().for_each(|&row| n_of[row] += 1);
        }
        is_taken
    });
    found.truncate(n_most);
    found.into_iter().map(|(_, cut)| cut).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    #[test]
    fn every_violated_cut_is_found_and_no_other() {
        let mut rng = Rng::new(3);
        let mut n_violated = 0;
        for _ in 0..40 {
            let n = 7;
            let tours: Vec<(f64, Tour)> = (0..10)
                .map(|_| {
                    let rows: Vec<usize> = (0..n).filter(|_| rng.below(2) < 1).collect();
                    let tour = Tour { nodes: Vec::new(), rows, cuts: Vec::new(), cost: 1.0 };
                    // Sums of these are exact.
                    (rng.below(26) as f64 / 64.0, tour)
                })
                .collect();
            let found = violated(n, tours.iter().map(|(share, tour)| (*share, tour)), 100);
            let mut n_of = vec![0; n];
            let mut expected = Vec::new();
            for a in 0..n {
                for b in a + 1..n {
                    for c in b + 1..n {
                        let cut = Cut([a, b, c]);
                        let counting = tours.iter().filter(|(_, tour)| cut.counts(&tour.rows));
                        let sum: f64 = counting.map(|(share, _)| share).sum();
                        if 1.0 + VIOLATION_MIN < sum {
                            expected.push((sum, cut));
                        }
                    }
                }
            }
            expected.sort_by(|a, b| b.0.total_cmp(&a.0));
            expected.retain(|(_, cut)| {
                let is_taken = cut.0.iter().all(|&row| n_of[row] < EACH_MAX);
                cut.0.iter().for_each(|&row| n_of[row] += usize::from(is_taken));
                is_taken
            });
            let expected: Vec<Cut> = expected.into_iter().map(|(_, cut)| cut).collect();
            assert_eq!(found, expected);
            n_violated += found.len();
        }
        assert!(50 < n_violated, "{n_violated}");
    }
}
