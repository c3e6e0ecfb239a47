//! Set partitioning: the cheapest choice of known tours that serves each request once.
//!
//! The linear relaxation is solved by the simplex method. Its prices give every tour a reduced
//! cost; a tour whose reduced cost closes the gap to the best plan can't be in a better one. Over
//! the tours that are left a depth-first search looks for a better choice.

mod cover;
mod simplex;

use crate::TOLERANCE;
use crate::model::{Model, NodeId};
use crate::pool::{Pool, requests};
use cover::Cover;
use simplex::Simplex;

/// So many tours are looked at.
const COLUMNS_MAX: usize = 6_000;

/// A better choice than one of cost `bound`, as the tours' nodes. `go_on` is asked now and then.
///
/// What a request is expected to be worth only makes it faster, and is brought up to date.
pub(crate) fn best_partition(
    model: &Model,
    pool: &Pool,
    bound: f64,
    expected: &mut Vec<f64>,
    go_on: &mut dyn FnMut() -> bool,
) -> Option<Vec<Vec<NodeId>>> {
    let order = pool.promising(COLUMNS_MAX);
    let columns = pool.columns();
    let rows: Vec<Vec<usize>> = order
        .iter()
        .map(|&index| requests(model, &columns[index].nodes).map(|r| usize::from(r) - 1).collect())
        .collect();
    let costs: Vec<f64> = order.iter().map(|&index| columns[index].cost).collect();
    let mut simplex = Simplex::new(&rows, &costs, model.n_requests, model.n_vehicles, expected);
    let prices = simplex.solve(bound, go_on)?;
    expected.clone_from(&prices.requests);
    let gap = bound - TOLERANCE - prices.bound;
    if gap <= 0.0 {
        return None;
    }
    let reduced: Vec<f64> =
        (0..order.len()).map(|at| prices.reduced(&rows[at], costs[at])).collect();
    let mut left: Vec<usize> = (0..order.len()).filter(|&at| reduced[at] < gap).collect();
    left.sort_by(|&a, &b| reduced[a].total_cmp(&reduced[b]));
    let mut cover = Cover::new(model.n_requests, model.n_vehicles);
    for &at in &left {
        cover.push(&rows[at], reduced[at]);
    }
    // Prices of idle vehicles are part of the bound: what is not used is paid back.
    let choice = cover.search(gap, prices.fleet, go_on)?;
    Some(choice.into_iter().map(|at| columns[order[left[at]]].nodes.clone()).collect())
}
