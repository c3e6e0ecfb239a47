//! A relaxation that was changed beside one that was so from the beginning.

use super::*;
use crate::partition::cuts::{self, Cut};
use crate::rng::Rng;

const N: usize = 12;
const N_VEHICLES: usize = 5;
/// Dear enough for all that must not be.
const MOST: f64 = 1e4;

/// Tours of one to four requests each; some serve one alone, so that all can be served.
fn tours(rng: &mut Rng) -> Vec<Tour> {
    let mut tours = Vec::new();
    for at in 0..150 {
        let mut rows: Vec<usize> = (0..1 + at % 4).map(|_| rng.below(N)).collect();
        rows.push(at % N);
        rows.sort_unstable();
        rows.dedup();
        let cost = 5.0 + rows.len() as f64 * (2.0 + 4.0 * rng.unit());
        tours.push(Tour { nodes: Vec::new(), rows, cuts: Vec::new(), cost });
    }
    tours
}

fn bound(simplex: &mut Simplex) -> Option<f64> {
    let prices = simplex.solve(MOST, &mut |_| true).unwrap();
    (!simplex.is_impossible()).then_some(prices.bound)
}

/// Over these tours and cuts, from nothing.
fn fresh(tours: &[&Tour], n_cuts: usize) -> Option<f64> {
    let mut simplex = Simplex::new(N_VEHICLES, &[3.0; N]);
    tours.iter().for_each(|tour| simplex.push(tour));
    simplex.cut(tours, n_cuts);
    bound(&mut simplex)
}

#[track_caller]
fn assert_same(changed: Option<f64>, fresh: Option<f64>) {
    let difference = changed.unwrap_or(MOST) - fresh.unwrap_or(MOST);
    assert!(difference.abs() < 1e-6, "{changed:?} instead of {fresh:?}");
}

#[test]
fn cuts_and_bars_and_a_pause_lead_to_the_same_bound_as_a_fresh_start() {
    let mut rng = Rng::new(11);
    let (mut n_cuts_seen, mut n_raised, mut n_barred) = (0, 0, 0);
    for _ in 0..40 {
        let mut tours = tours(&mut rng);
        let mut simplex = Simplex::new(N_VEHICLES, &[6.0; N]);
        tours.iter().for_each(|tour| simplex.push(tour));
        let Some(before) = bound(&mut simplex) else { continue };
        let shares: Vec<_> = simplex.shares().collect();
        let shares = shares.iter().map(|&(share, at)| (share, &tours[at]));
        let cuts = cuts::violated(N, shares, 10);
        tours.iter_mut().for_each(|tour| tour.count(&cuts, 0));
        let all: Vec<&Tour> = tours.iter().collect();
        simplex.cut(&all, cuts.len());
        let with_cuts = bound(&mut simplex);
        assert_same(with_cuts, fresh(&all, cuts.len()));
        n_cuts_seen += cuts.len();
        n_raised += u32::from(with_cuts.is_some_and(|bound| before + 1e-6 < bound));

        let passes = |at: usize| !tours[at].rows.contains(&0) || !tours[at].rows.contains(&1);
        simplex.bar(passes);
        simplex.fold();
        assert!(simplex.unfold(&all, passes));
        let left: Vec<&Tour> =
            (0..tours.len()).filter(|&at| passes(at)).map(|at| all[at]).collect();
        let barred = bound(&mut simplex);
        assert_same(barred, fresh(&left, cuts.len()));
        n_barred += u32::from(barred.is_none_or(|bound| with_cuts.unwrap_or(MOST) + 1e-6 < bound));

        let kept = simplex.forget(&all, |at| at % 2 == 0);
        assert_same(bound(&mut simplex), barred);
        assert!(kept.len() < tours.len());
    }
    assert!(
        20 < n_cuts_seen && 5 < n_raised && 5 < n_barred,
        "{n_cuts_seen} {n_raised} {n_barred}"
    );
}

#[test]
fn cuts_that_play_no_part_can_be_dropped() {
    let mut rng = Rng::new(5);
    let mut n_dropped = 0;
    for _ in 0..20 {
        let mut tours = tours(&mut rng);
        let mut cuts: Vec<Cut> = (0..N - 2).map(|row| Cut([row, row + 1, row + 2])).collect();
        tours.iter_mut().for_each(|tour| tour.count(&cuts, 0));
        let all: Vec<&Tour> = tours.iter().collect();
        let mut simplex = Simplex::new(N_VEHICLES, &[6.0; N]);
        all.iter().for_each(|tour| simplex.push(tour));
        simplex.cut(&all, cuts.len());
        let before = bound(&mut simplex);
        let idle = simplex.idle_cuts();
        for at in idle.iter().rev() {
            cuts.remove(*at);
        }
        tours.iter_mut().for_each(|tour| tour.count(&cuts, 0));
        let all: Vec<&Tour> = tours.iter().collect();
        simplex.drop_cuts(&idle, &all);
        assert_eq!(simplex.n_cuts(), cuts.len());
        assert_same(bound(&mut simplex), before);
        assert_same(before, fresh(&all, cuts.len()));
        n_dropped += idle.len();
    }
    assert!(20 < n_dropped, "{n_dropped}");
}
