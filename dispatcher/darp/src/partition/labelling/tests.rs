//! Labelling beside all orders of all requests, on instances where these can be tried.

use super::*;
use crate::Instance;
use crate::model::Request;
use crate::partition::Tour;
use crate::partition::cuts::Cut;
use crate::partition::simplex::Prices;
use crate::rng::Rng;
use crate::route::Route;

const N: usize = 5;

/// Places in a square, wide and narrow windows, a shift that binds now and then.
fn model(rng: &mut Rng) -> Model {
    let [duration, capacity, ride] = [60 + rng.below(120), 1 + rng.below(4), 12 + rng.below(20)];
    let mut text = format!("2 {N} {duration} {capacity} {ride}\n0 0 0 0 0 0 200\n");
    let windows: Vec<_> = (0..N).map(|_| (rng.below(2), 10 + rng.below(60))).collect();
    for at in 0..2 * N {
        let [x, y] = [0, 1].map(|_| rng.below(120) as f64 / 10.0 - 6.0);
        let (end, begin) = windows[at % N];
        let (earliest, latest) = if end == at / N { (begin, begin + 15) } else { (0, 200) };
        let load = if at < N { 1 } else { -1 };
        text += &format!("{} {x} {y} {} {load} {earliest} {latest}\n", at + 1, rng.below(3));
    }
    Model::new(&Instance::parse(&(text + &format!("{} 0 0 0 0 0 200\n", 2 * N + 1))).unwrap())
}

/// The least reduced cost over all tours, by trying every order.
fn least(model: &Model, roads: &Roads, reduced: &dyn Fn(&Tour) -> f64) -> f64 {
    fn extend(
        model: &Model,
        due: &mut Vec<NodeId>,
        nodes: &mut Vec<NodeId>,
        seen: &mut dyn FnMut(&[NodeId]),
    ) {
        let n = model.n_requests as NodeId;
        if !nodes.is_empty() && due.iter().all(|&node| node <= n) {
            seen(nodes);
        }
        for at in 0..due.len() {
            let node = due.remove(at);
            nodes.push(node);
            if node <= n {
                due.push(node + n);
            }
            extend(model, due, nodes, seen);
            if node <= n {
                due.pop();
            }
            nodes.pop();
            due.insert(at, node);
        }
    }
    let mut route = Route::empty(model);
    let mut least = f64::INFINITY;
    let mut due: Vec<Request> = model.requests().collect();
    extend(model, &mut due, &mut Vec::new(), &mut |nodes| {
        if roads.allow(nodes) && route.set(model, nodes.iter().copied()) {
            least = least.min(reduced(&Tour::new(model, nodes, route.cost)));
        }
    });
    least
}

#[test]
fn the_first_tour_found_is_the_one_of_least_reduced_cost() {
    let mut rng = Rng::new(7);
    let (mut n_with_cuts, mut n_by_road, mut n_rough) = (0, 0, 0);
    for trial in 0..60 {
        let model = model(&mut rng);
        let cuts = [Cut([0, 1, 2]), Cut([1, 2, 4]), Cut([0, 3, 4])];
        let prices = Prices {
            requests: (0..N).map(|_| 4.0 + 20.0 * rng.unit()).collect(),
            fleet: 3.0 * rng.unit(),
            cuts: cuts.iter().map(|_| 8.0 * rng.unit()).collect(),
            bound: 0.0,
        };
        let reduced = |tour: &Tour| {
            let mut tour = tour.clone();
            tour.count(&cuts, 0);
            prices.reduced(&tour)
        };
        let labelling = Labelling::new(&model).unwrap();
        let rates = Rates::new(&prices, &cuts);
        let mut roads = Roads::all_open(2 * N + 2);
        let mut before = f64::NEG_INFINITY;
        for _ in 0..3 {
            let find = |care| {
                let found = labelling.find(&rates, &roads, 1e3, 1, care, &mut |_| true).unwrap();
                let mut route = Route::empty(&model);
                found.first().map(|nodes| {
                    assert!(route.set(&model, nodes.iter().copied()), "trial {trial}: {nodes:?}");
                    assert!(roads.allow(nodes), "trial {trial}: {nodes:?}");
                    let tour = Tour::new(&model, nodes, route.cost);
                    (reduced(&tour), tour)
                })
            };
            let expected = least(&model, &roads, &reduced);
            let Some((found, tour)) = find(Care::Exact) else {
                assert!(1e3 <= expected, "trial {trial}: none instead of {expected}");
                break;
            };
            assert!((found - expected).abs() < 1e-6, "trial {trial}: {found}, not {expected}");
            n_rough += u32::from(find(Care::Rough).is_none_or(|(rough, _)| found + 1e-6 < rough));
            let without = tour.cost + prices.fleet
                - tour.rows.iter().map(|&row| prices.requests[row]).sum::<f64>();
            n_with_cuts += u32::from(without + 1e-6 < found);
            n_by_road += u32::from(before + 1e-6 < found && before.is_finite());
            before = found;
            let at = rng.below(tour.nodes.len());
            let from = if at < 1 { 0 } else { tour.nodes[at - 1] };
            roads.close(from, tour.nodes[at]);
        }
    }
    assert!(10 < n_with_cuts && 20 < n_by_road, "{n_with_cuts} with cuts, {n_by_road} by road");
    assert!(0 < n_rough, "rough comparison misses some: that is why it proves nothing");
}

#[test]
fn the_only_road_left_is_on_every_tour_that_serves_its_end() {
    let mut roads = Roads::all_open(8);
    roads.keep_only(1, 2);
    assert!(roads.allow(&[1, 2, 4, 5]) && roads.allow(&[3, 6]));
    assert!(!roads.allow(&[1, 4]) && !roads.allow(&[3, 2, 6, 5]) && !roads.allow(&[2, 5]));
    roads.keep_only(0, 3);
    assert!(roads.allow(&[3, 6]) && roads.allow(&[1, 2, 4, 5]) && !roads.allow(&[1, 2, 3]));
    roads.keep_only(6, 7);
    assert!(roads.allow(&[3, 6]) && !roads.allow(&[3, 6, 1, 2]) && roads.allow(&[1, 2, 4, 5]));
}
