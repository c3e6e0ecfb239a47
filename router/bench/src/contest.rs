//! Interleaved timing.

use std::time::Instant;

/// Answers the question of a round into an empty vector.
pub(crate) type Contestant<'a> = Box<dyn FnMut(usize, &mut Vec<u64>) + 'a>;

/// What a contest showed.
pub(crate) struct Outcome {
    /// Each contestant's median time for a round, in seconds.
    pub(crate) medians: Vec<f64>,
    /// Answers that differ from the first contestant's.
    pub(crate) mismatches: usize,
}

/// Lets all contestants answer each round in turn, so that a busy machine slows all alike.
pub(crate) fn hold(rounds: usize, contestants: &mut [Contestant<'_>]) -> Outcome {
    let mut samples = vec![Vec::new(); contestants.len()];
    let (mut expected, mut answers) = (Vec::new(), Vec::new());
    let mut mismatches = 0;
    for round in 0..rounds {
        for (index, contestant) in contestants.iter_mut().enumerate() {
            answers.clear();
            let (seconds, ()) = timed(|| contestant(round, &mut answers));
            samples[index].push(seconds);
            if index == 0 {
                std::mem::swap(&mut expected, &mut answers);
            } else {
                mismatches += differing(&expected, &answers);
            }
        }
    }
    Outcome { medians: samples.into_iter().map(median).collect(), mismatches }
}

/// How long something takes, in seconds, and what it gives.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed().as_secs_f64(), result)
}

fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples.get(samples.len() / 2).copied().unwrap_or(f64::NAN)
}

fn differing(expected: &[u64], answers: &[u64]) -> usize {
    let pairs = expected.iter().zip(answers);
    pairs.filter(|(a, b)| a != b).count() + expected.len().abs_diff(answers.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_of_every_round_is_compared_with_the_first_contestants() {
        let outcome = hold(
            3,
            &mut [
                Box::new(|round, answers| answers.extend([round as u64, 7])),
                Box::new(|round, answers| answers.extend([round as u64, 7])),
                Box::new(|_, answers| answers.extend([1, 8])),
                Box::new(|_, _| {}),
            ],
        );
        // Two of three first answers and all second ones; then six that are missing.
        assert_eq!(outcome.mismatches, 2 + 3 + 6);
        assert_eq!(outcome.medians.len(), 4);
    }

    #[test]
    fn the_median_is_the_middle_sample() {
        assert_eq!(median(vec![9.0, 1.0, 2.0]), 2.0);
    }
}
