//! Makes a failing case small: delta debugging (Zeller and Hildebrandt 2002).
//!
//! Steps are taken out in ever smaller pieces for as long as the same kind of fault is found. In
//! what is left no single step can be missed.

use crate::case::Case;
use crate::playing::replay;
use crate::sabotage::Sabotage;

/// So many plays at most; a case that is not yet minimal by then is given as it is.
const PLAYS_MAX: u32 = 4_000;

/// The smallest case that still has the same kind of fault, and how many plays it took to find.
#[must_use]
pub fn shrink(case: &Case, what: &str, sabotage: Sabotage) -> (Case, u32) {
    let mut n_plays = 0;
    let mut fails = |case: &Case| {
        n_plays += 1;
        replay(case, sabotage).fault.is_some_and(|fault| fault.what == what)
    };
    let mut steps = case.steps.clone();
    let mut n_pieces = 2;
    let mut budget = PLAYS_MAX;
    'smaller: while 1 < steps.len() {
        let size = steps.len().div_ceil(n_pieces);
        for first in (0..steps.len()).step_by(size).rev() {
            if budget == 0 {
                break 'smaller;
            }
            budget -= 1;
            let mut rest = steps.clone();
            rest.drain(first..(first + size).min(rest.len()));
            let trial = Case { town: case.town, steps: rest };
            if fails(&trial) {
                steps = trial.steps;
                n_pieces = n_pieces.saturating_sub(1).max(2);
                continue 'smaller;
            }
        }
        if steps.len() <= n_pieces {
            break;
        }
        n_pieces = (2 * n_pieces).min(steps.len());
    }
    (Case { town: case.town, steps }, n_plays)
}
