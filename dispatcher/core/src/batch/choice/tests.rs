//! The choice against all choices there are.

use super::*;
use crate::rng::Rng;

/// A small instance: up to six vehicles, up to seven riders.
fn drawn(rng: &mut Rng) -> Vec<Candidate> {
    let (n_vehicles, n_riders) = (1 + rng.index(6), 1 + rng.below(7));
    let n = 1 + rng.index(14);
    let candidate = |_| Candidate {
        vehicle: rng.index(n_vehicles),
        riders: 1 + rng.below((1 << n_riders) - 1),
        cost: rng.between(-50, 1_000),
    };
    (0..n).map(candidate).collect()
}

/// The worth of the best choice, by trying all.
fn best_of_all(candidates: &[Candidate]) -> i64 {
    let mut best = 0;
    for chosen in 0_u32..1 << candidates.len() {
        let taken: Vec<Candidate> = (0..candidates.len())
            .filter(|index| chosen & (1 << index) != 0)
            .map(|index| candidates[index])
            .collect();
        if allowed(&taken) {
            best = best.max(taken.iter().map(|candidate| candidate.worth()).sum());
        }
    }
    best
}

fn allowed(taken: &[Candidate]) -> bool {
    taken.iter().enumerate().all(|(n, one)| {
        taken[n + 1..]
            .iter()
            .all(|other| one.vehicle != other.vehicle && one.riders & other.riders == 0)
    })
}

fn worth(candidates: &[Candidate], taken: &[usize]) -> i64 {
    let taken: Vec<Candidate> = taken.iter().map(|index| candidates[*index]).collect();
    assert!(allowed(&taken), "{taken:?}");
    taken.iter().map(|candidate| candidate.worth()).sum()
}

#[test]
fn the_choice_is_the_best_of_all() {
    let mut rng = Rng::new(3);
    for _ in 0..3_000 {
        let candidates = drawn(&mut rng);
        let choice = choose(&candidates, u32::MAX);
        assert!(choice.is_best);
        let found = worth(&candidates, &choice.taken);
        assert_eq!(found, best_of_all(&candidates), "{candidates:?}");
    }
}

/// The twin: the same comparison notices a choice that is only greedy.
#[test]
fn a_greedy_choice_is_found_wanting() {
    let mut rng = Rng::new(3);
    let mut n_worse = 0;
    for _ in 0..3_000 {
        let candidates = drawn(&mut rng);
        let mut by_worth: Vec<usize> = (0..candidates.len()).collect();
        by_worth.sort_by_key(|index| (std::cmp::Reverse(candidates[*index].worth()), *index));
        let found = worth(&candidates, &greedy(&candidates, &by_worth));
        n_worse += i32::from(found < best_of_all(&candidates));
    }
    assert!(100 < n_worse, "worse {n_worse} times");
}

#[test]
fn a_search_that_is_cut_off_says_so_and_is_no_worse_than_greedy() {
    let mut rng = Rng::new(5);
    let mut n_cut = 0;
    for _ in 0..1_000 {
        let candidates = drawn(&mut rng);
        let mut by_worth: Vec<usize> = (0..candidates.len()).collect();
        by_worth.sort_by_key(|index| (std::cmp::Reverse(candidates[*index].worth()), *index));
        let least = worth(&candidates, &greedy(&candidates, &by_worth));
        let choice = choose(&candidates, 2);
        n_cut += i32::from(!choice.is_best);
        assert!(least <= worth(&candidates, &choice.taken));
    }
    assert!(100 < n_cut, "cut off {n_cut} times");
}

#[test]
fn more_riders_come_before_any_cost() {
    let one = |vehicle, riders, cost| Candidate { vehicle, riders, cost };
    let dear = 1 << 40;
    let candidates = [one(0, 0b01, 1), one(0, 0b10, dear), one(1, 0b01, dear)];
    assert_eq!(choose(&candidates, 100), Choice { taken: vec![1, 2], is_best: true });
}
