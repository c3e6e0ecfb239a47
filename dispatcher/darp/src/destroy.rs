//! Which requests are taken out before the plan is mended.

use crate::model::{Model, Request};
use crate::plan::Plan;
use crate::rng::Rng;

/// The mean number of requests taken out by strings.
const REMOVED_MEAN: f64 = 10.0;
/// The longest string.
const STRING_MAX: f64 = 10.0;

/// Takes requests out of `plan`, by a way chosen at random.
pub(crate) fn destroy(model: &Model, plan: &mut Plan, rng: &mut Rng, order: &mut Vec<Request>) {
    match rng.below(10) {
        0..7 => strings(model, plan, rng, order),
        7..9 => related(model, plan, rng),
        _ => scattered(model, plan, rng),
    }
    plan.close(model);
}

/// How many to take out, for ways that do not go by strings.
fn n_removed(model: &Model, rng: &mut Rng) -> usize {
    let most = (model.n_requests * 2 / 5).clamp(2, 20).min(model.n_requests);
    2 + rng.below(most - 1)
}

/// Strings of neighbouring tours around a random request (Christiaens and Vanden Berghe 2020).
fn strings(model: &Model, plan: &mut Plan, rng: &mut Rng, order: &mut Vec<Request>) {
    let n = model.n_requests;
    let n_in_use = plan.routes.iter().filter(|route| !route.is_empty()).count();
    if n_in_use < 1 {
        return;
    }
    let mean_size = (n - plan.absent.len().min(n)) as f64 / n_in_use as f64;
    let string_max = STRING_MAX.min(mean_size).max(1.0);
    let removed_mean = REMOVED_MEAN.min(0.35 * n as f64).max(1.0);
    let strings_max = (4.0 * removed_mean / (1.0 + string_max) - 1.0).max(1.0);
    let n_strings = (1.0 + rng.unit() * strings_max) as usize;
    let seed = 1 + rng.below(n) as Request;
    let mut n_done = 0;
    for &centre in std::iter::once(&seed).chain(&model.related[usize::from(seed)]) {
        let Some(route) = plan.route_of(centre) else { continue };
        if plan.changed.contains(&route) {
            continue;
        }
        order.clear();
        if rng.below(2) < 1 {
            order.extend(plan.routes[route].nodes().filter(|&node| model.is_pickup(node)));
        } else {
            let drop_offs = plan.routes[route].nodes().filter(|&node| !model.is_pickup(node));
            order.extend(drop_offs.map(|node| node - n as Request));
        }
        let Some(at) = order.iter().position(|&request| request == centre) else { continue };
        let size = order.len();
        let length = (1.0 + rng.unit() * string_max.min(size as f64)) as usize;
        let length = length.min(size);
        // With a gap in the string, those in the gap stay.
        let gap = if rng.below(2) < 1 && length < size {
            1 + rng.below((size - length).min(3))
        } else {
            0
        };
        let span = length + gap;
        let first_min = (at + 1).saturating_sub(span);
        let first_max = at.min(size - span);
        let first = first_min + rng.below(first_max - first_min + 1);
        let gap_at = first + rng.below(length + 1);
        for (index, &request) in order.iter().enumerate().skip(first).take(span) {
            if index < gap_at || gap_at + gap <= index {
                plan.remove(request);
            }
        }
        n_done += 1;
        if n_strings <= n_done {
            break;
        }
    }
}

/// Requests related to one another (Shaw 1998).
fn related(model: &Model, plan: &mut Plan, rng: &mut Rng) {
    let n_removed = n_removed(model, rng);
    let mut out = vec![1 + rng.below(model.n_requests) as Request];
    plan.remove(out[0]);
    while out.len() < n_removed {
        let from = out[rng.below(out.len())];
        let others = &model.related[usize::from(from)];
        // Near ones are likelier by far.
        let skip = (rng.unit().powi(4) * others.len() as f64) as usize;
        let Some(&next) = others.iter().skip(skip).find(|other| !out.contains(other)) else {
            break;
        };
        plan.remove(next);
        out.push(next);
    }
}

/// Requests from anywhere.
fn scattered(model: &Model, plan: &mut Plan, rng: &mut Rng) {
    for _ in 0..n_removed(model, rng) {
        plan.remove(1 + rng.below(model.n_requests) as Request);
    }
}
