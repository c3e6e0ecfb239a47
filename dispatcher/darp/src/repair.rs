//! Puts absent requests back into tours.

use crate::insertion::Insertion;
use crate::memo::Memo;
use crate::model::{Model, Request};
use crate::plan::Plan;
use crate::rng::Rng;

/// How often a tour is passed over, so that the cheapest is not always taken.
const BLINK: f64 = 0.02;

/// More than so many are not served by regret: it tries each anew after every insertion.
const REGRET_MAX: usize = 40;

/// What is worth finishing: a plan that is sure to exceed this is of no use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    /// The most that distance and penalties may come to.
    pub(crate) most: f64,
    /// For each request left out.
    pub(crate) penalty: f64,
}

/// Serves absent requests as far as it goes, in a way chosen at random; false if it was given up,
/// as the target can't be met.
pub(crate) fn repair(
    model: &Model,
    plan: &mut Plan,
    memo: &mut Memo,
    rng: &mut Rng,
    target: Target,
) -> bool {
    if plan.absent.len() <= REGRET_MAX && rng.unit() < 0.25 {
        by_regret(model, plan, memo, rng, target)
    } else {
        in_order(model, plan, memo, rng, target)
    }
}

/// One after the other, each at its cheapest place.
fn in_order(
    model: &Model,
    plan: &mut Plan,
    memo: &mut Memo,
    rng: &mut Rng,
    target: Target,
) -> bool {
    let mut cost = plan.distance();
    let mut waiting = std::mem::take(&mut plan.absent);
    rng.shuffle(&mut waiting);
    let key: Option<fn(&Model, Request) -> f64> = match rng.below(6) {
        0 => Some(|m, r| -m.travel(0, r).max(m.travel(0, m.drop_off(r)))),
        1 => Some(|m, r| m.travel(0, r).min(m.travel(0, m.drop_off(r)))),
        2 => Some(|m, r| m.site(r).latest),
        3 => Some(|m, r| -m.travel(r, m.drop_off(r))),
        _ => None,
    };
    if let Some(key) = key {
        waiting.sort_by(|&a, &b| key(model, a).total_cmp(&key(model, b)));
    }
    for &request in &waiting {
        let best = cheapest(model, plan, memo, request, |_| rng.unit() < BLINK);
        let served = best.filter(|(route, best)| plan.insert(model, request, *route, best.at));
        if served.is_none() {
            plan.absent.push(request);
        }
        cost += served.map_or(target.penalty, |(_, best)| best.cost);
        if target.most < cost {
            // Insertions never shorten a tour.
            return false;
        }
    }
    true
}

/// The cheapest insertion over all tours that are not passed over.
fn cheapest(
    model: &Model,
    plan: &Plan,
    memo: &mut Memo,
    request: Request,
    mut pass_over: impl FnMut(usize) -> bool,
) -> Option<(usize, Insertion)> {
    let mut best: Option<(usize, Insertion)> = None;
    let mut empty_seen = false;
    for (at, route) in plan.routes.iter().enumerate() {
        if route.is_empty() && std::mem::replace(&mut empty_seen, true) {
            continue;
        }
        if pass_over(at) {
            continue;
        }
        let found = memo.best_insertion(model, route, request);
        if found.cost < best.map_or(f64::INFINITY, |(_, best)| best.cost) {
            best = Some((at, found));
        }
    }
    best
}

/// First whom it would cost most to leave for later (Ropke and Pisinger 2006).
fn by_regret(
    model: &Model,
    plan: &mut Plan,
    memo: &mut Memo,
    rng: &mut Rng,
    target: Target,
) -> bool {
    let mut cost = plan.distance();
    let mut waiting = std::mem::take(&mut plan.absent);
    let noise = if rng.below(2) < 1 { 0.2 } else { 0.0 };
    while !waiting.is_empty() {
        let mut choice: Option<(f64, usize, usize, Insertion)> = None;
        for (index, &request) in waiting.iter().enumerate() {
            let mut first: Option<(usize, Insertion)> = None;
            let mut second = f64::INFINITY;
            let mut empty_seen = false;
            for (at, route) in plan.routes.iter().enumerate() {
                if route.is_empty() && std::mem::replace(&mut empty_seen, true) {
                    continue;
                }
                let found = memo.best_insertion(model, route, request);
                let best = first.map_or(f64::INFINITY, |(_, best)| best.cost);
                if found.cost < best {
                    second = best;
                    first = Some((at, found));
                } else {
                    second = second.min(found.cost);
                }
            }
            let Some((at, insertion)) = first else { continue };
            let regret = (second.min(1e6) - insertion.cost) * (1.0 - noise * rng.unit());
            if choice.is_none_or(|(most, ..)| most < regret) {
                choice = Some((regret, index, at, insertion));
            }
        }
        let Some((_, index, route, insertion)) = choice else { break };
        let request = waiting.swap_remove(index);
        if !plan.insert(model, request, route, insertion.at) {
            plan.absent.push(request);
        }
        cost += insertion.cost;
        if target.most < cost {
            return false;
        }
    }
    plan.absent.append(&mut waiting);
    true
}
