//! Small random instances, on which everything can be tried.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test")]

mod random;

use noriai_darp::{Instance, Limits, Solution, Timetable, check, solve};
use random::{Numbers, instance};

/// A budget in iterations.
struct Iterations(u64);

impl Limits for Iterations {
    fn used(&mut self, n_iterations: u64) -> f64 {
        n_iterations as f64 / self.0 as f64
    }
}

/// The length of a tour, if it keeps all rules.
fn length(instance: &Instance, tour: &[usize]) -> Option<f64> {
    let solution = Solution { tours: vec![tour.to_vec()], ..Solution::default() };
    let audit = check(instance, &solution);
    let own = |violation: &noriai_darp::Violation| {
        !matches!(violation, noriai_darp::Violation::NotVisited(_))
    };
    (!audit.violations.iter().any(own)).then_some(audit.distance)
}

/// The shortest tour over exactly these requests, by trying every order.
fn shortest_tour(instance: &Instance, requests: &[usize]) -> Option<f64> {
    fn extend(
        instance: &Instance,
        due: &mut Vec<usize>,
        tour: &mut Vec<usize>,
        best: &mut Option<f64>,
    ) {
        if due.is_empty() {
            if let Some(length) = length(instance, tour) {
                *best = Some(best.map_or(length, |best| best.min(length)));
            }
            return;
        }
        let n = instance.n_requests();
        for at in 0..due.len() {
            let node = due.remove(at);
            tour.push(node);
            if node <= n {
                due.push(node + n);
            }
            extend(instance, due, tour, best);
            if node <= n {
                due.pop();
            }
            tour.pop();
            due.insert(at, node);
        }
    }
    let mut best = None;
    extend(instance, &mut requests.to_vec(), &mut Vec::new(), &mut best);
    best
}

/// The optimum, by trying every division of requests among vehicles; none if there is no solution.
fn optimum(instance: &Instance) -> Option<f64> {
    let n = instance.n_requests();
    let all = (1_usize << n) - 1;
    let members = |set: usize| (1..=n).filter(|r| 0 < (set >> (r - 1)) & 1).collect::<Vec<_>>();
    let tours: Vec<_> = (0..=all)
        .map(|set| if set < 1 { Some(0.0) } else { shortest_tour(instance, &members(set)) })
        .collect();
    let mut best: Vec<Option<f64>> = tours.clone();
    for _ in 1..instance.n_vehicles() {
        best = (0..=all)
            .map(|set| {
                let subsets = (0..=set).filter(|part| part & !set < 1);
                let sums = subsets.filter_map(|part| Some(tours[part]? + best[set & !part]?));
                sums.min_by(f64::total_cmp)
            })
            .collect();
    }
    best[all]
}

#[test]
fn the_search_finds_the_optimum_of_tiny_instances() {
    let (mut n_solved, mut n_impossible) = (0, 0);
    for seed in 0..60 {
        let instance = instance(&mut Numbers(seed), 4, 2, 3);
        let report = solve(&instance, seed, &mut Iterations(3_000));
        let audit = check(&instance, &report.solution);
        match optimum(&instance) {
            Some(optimum) => {
                assert_eq!(audit.violations, [], "seed {seed}");
                assert!(
                    (audit.distance - optimum).abs() < 1e-6,
                    "seed {seed}: {} instead of {optimum}",
                    audit.distance
                );
                assert!((report.solution.distance - optimum).abs() < 1e-6);
                assert!(report.is_proven, "seed {seed}");
                n_solved += 1;
            }
            None => {
                assert!(!report.solution.unserved.is_empty(), "seed {seed}");
                assert!(!report.is_proven, "seed {seed}");
                n_impossible += 1;
            }
        }
    }
    assert!(20 < n_solved && 3 < n_impossible, "{n_solved} solved, {n_impossible} impossible");
}

#[test]
fn what_is_proven_is_the_same_whatever_the_way() {
    let (mut n_proven, mut n_not) = (0, 0);
    for number in 0..60 {
        let instance = instance(&mut Numbers(500 + number), 16, 9, 3);
        let [some, other] = [1, 2].map(|seed| solve(&instance, seed, &mut Iterations(3_000)));
        let hasty = solve(&instance, 3, &mut Iterations(100));
        for report in [&some, &other, &hasty] {
            if report.is_proven {
                assert_eq!(check(&instance, &report.solution).violations, [], "{number}");
                let least = some.solution.distance.min(other.solution.distance);
                assert!(report.solution.distance < least + 1e-6, "{number}");
                n_proven += 1;
            } else {
                n_not += 1;
            }
        }
    }
    assert!(60 < n_proven && 20 < n_not, "{n_proven} proven, {n_not} not");
}

#[test]
fn the_same_seed_and_iterations_give_the_same_solution_and_another_seed_another_way() {
    let instance = instance(&mut Numbers(77), 24, 4, 3);
    let run = |seed| solve(&instance, seed, &mut Iterations(2_000));
    let (first, again, other) = (run(5), run(5), run(6));
    assert_eq!(first.solution, again.solution);
    assert_eq!((first.n_iterations, first.found_at), (again.n_iterations, again.found_at));
    assert_ne!(first.found_at, other.found_at);
}

#[test]
fn every_better_plan_is_reported_and_the_last_is_the_answer() {
    struct Listening(Vec<(usize, f64)>);
    impl Limits for Listening {
        fn used(&mut self, n_iterations: u64) -> f64 {
            n_iterations as f64 / 2_000.0
        }
        fn better(&mut self, distance: f64, n_unserved: usize) {
            self.0.push((n_unserved, distance));
        }
    }
    let mut heard = Listening(Vec::new());
    let report = solve(&instance(&mut Numbers(77), 24, 4, 3), 5, &mut heard);
    assert!(2 < heard.0.len(), "{:?}", heard.0);
    assert!(heard.0.is_sorted_by(|a, b| b < a), "{:?}", heard.0);
    let answer = (report.solution.unserved.len(), report.solution.distance);
    assert_eq!(heard.0.last(), Some(&answer));
}

#[test]
fn a_search_without_any_budget_still_answers() {
    let instance = instance(&mut Numbers(3), 12, 3, 3);
    let report = solve(&instance, 1, &mut Iterations(0));
    let n_served = report.solution.tours.iter().map(|tour| tour.len() / 2).sum::<usize>();
    assert_eq!(n_served + report.solution.unserved.len(), 12);
}

#[test]
fn a_timetable_exists_whenever_the_check_finds_times_and_keeps_every_rule() {
    let (mut n_feasible, mut n_infeasible) = (0, 0);
    for seed in 0..2_000 {
        let mut numbers = Numbers(seed);
        let instance = instance(&mut numbers, 2, 1, 99);
        let tour = random::tour(&mut numbers, 2);
        let ordered = noriai_darp::Violation::NoTimes(1);
        let solution = Solution { tours: vec![tour.clone()], ..Solution::default() };
        let feasible = !check(&instance, &solution).violations.contains(&ordered);
        let timetable = Timetable::of(&instance, &tour);
        assert_eq!(timetable.is_some(), feasible, "seed {seed}");
        n_infeasible += u32::from(!feasible);
        let Some(timetable) = timetable else { continue };
        n_feasible += 1;
        assert!(timetable.duration() <= instance.duration_max() + 1e-6, "seed {seed}");
        for (at, visit) in timetable.visits.iter().enumerate() {
            let node = instance.nodes()[visit.node];
            assert!(visit.arrival <= visit.begin + 1e-6, "seed {seed}");
            assert!(node.earliest <= visit.begin + 1e-6 && visit.begin <= node.latest + 1e-6);
            let drop_off = timetable.visits[at..].iter().find(|v| v.node == visit.node + 2);
            if let (Some(drop_off), 1..=2) = (drop_off, visit.node) {
                let ride = drop_off.begin - visit.begin - node.service;
                assert!(ride <= instance.ride_max() + 1e-6, "seed {seed}");
            }
        }
    }
    assert!(100 < n_feasible && 100 < n_infeasible, "{n_feasible} feasible, {n_infeasible} not");
}

/// The least total ride time, by trying every whole minute: with whole travel times some best
/// times are whole (the limits form a network matrix).
fn least_ride_time(instance: &Instance, tour: &[usize]) -> Option<i64> {
    let path: Vec<usize> = [0].iter().chain(tour).chain(&[instance.end()]).copied().collect();
    let n = instance.n_requests();
    fn extend(
        instance: &Instance,
        path: &[usize],
        begins: &mut Vec<i64>,
        n: usize,
        best: &mut Option<i64>,
        ridden: i64,
    ) {
        let whole = |x: f64| x.round() as i64;
        let at = begins.len();
        if at == path.len() {
            *best = Some(best.map_or(ridden, |best: i64| best.min(ridden)));
            return;
        }
        if best.is_some_and(|best| best <= ridden) {
            return;
        }
        let node = instance.nodes()[path[at]];
        let mut first = whole(node.earliest);
        let mut last = whole(node.latest);
        if at == 0 {
            first = first.max(0);
        } else {
            let before = instance.nodes()[path[at - 1]];
            let way = (before.x - node.x).hypot(before.y - node.y);
            first = first.max(begins[at - 1] + whole(before.service + way));
        }
        let pickup = path[..at].iter().position(|&p| 0 < p && p <= n && p + n == path[at]);
        let boarded = pickup.map(|p| begins[p] + whole(instance.nodes()[path[p]].service));
        if let Some(boarded) = boarded {
            last = last.min(boarded + whole(instance.ride_max()));
        }
        if path[at] == instance.end() {
            last = last.min(begins[0] + whole(instance.duration_max())).min(first);
        }
        for begin in first..=last {
            begins.push(begin);
            extend(instance, path, begins, n, best, ridden + boarded.map_or(0, |b| begin - b));
            begins.pop();
        }
    }
    let mut best = None;
    extend(instance, &path, &mut Vec::new(), n, &mut best, 0);
    best
}

#[test]
fn a_timetable_has_the_least_total_ride_time() {
    let (mut n_feasible, mut n_waiting) = (0, 0);
    for seed in 0..1_500 {
        let mut numbers = Numbers(1_000 + seed);
        let instance = random::on_a_line(&mut numbers, 3);
        let tour = random::tour(&mut numbers, 3);
        let timetable = Timetable::of(&instance, &tour);
        let least = least_ride_time(&instance, &tour);
        assert_eq!(timetable.is_some(), least.is_some(), "seed {seed}");
        let (Some(timetable), Some(least)) = (timetable, least) else { continue };
        assert!(
            (timetable.ride_time - least as f64).abs() < 1e-6,
            "seed {seed}: {} instead of {least}",
            timetable.ride_time
        );
        n_feasible += 1;
        n_waiting += u32::from(timetable.visits.iter().any(|v| v.arrival + 0.5 < v.begin));
    }
    assert!(30 < n_feasible && 10 < n_waiting, "{n_feasible} feasible, {n_waiting} with a wait");
}

#[test]
fn the_check_finds_every_kind_of_fault() {
    use noriai_darp::Violation as V;
    let text = "1 2 60 1 9\n0 0 0 0 0 0 100\n1 1 0 1 1 0 100\n2 2 0 1 1 0 100\n3 9 0 1 -1 0 100\n4 3 0 1 -1 0 100\n5 0 0 0 0 0 100\n";
    let small = Instance::parse(text).unwrap();
    let faults = |tours: &[&[usize]]| {
        let tours = tours.iter().map(|tour| tour.to_vec()).collect();
        check(&small, &Solution { tours, ..Solution::default() }).violations
    };
    assert_eq!(faults(&[&[1, 3, 2, 4]]), []);
    assert_eq!(faults(&[&[1, 3], &[2, 4]]), [V::TooManyTours]);
    assert_eq!(
        faults(&[&[1, 3, 2, 9]]),
        [V::UnknownNode(9), V::NotVisited(1), V::NotVisited(2), V::NotVisited(3), V::NotVisited(4)]
    );
    assert_eq!(faults(&[&[1, 3, 2, 4, 4]]), [V::VisitedTwice(4)]);
    assert_eq!(faults(&[&[1, 3]]), [V::NotVisited(2), V::NotVisited(4)]);
    assert_eq!(faults(&[&[1, 3, 4, 2]]), [V::NotPickedUp(1)]);
    assert_eq!(faults(&[&[1, 2, 3, 4]]), [V::OverCapacity(1)]);
    assert_eq!(faults(&[&[1, 3, 2]]), [V::NotSetDown(1), V::NotVisited(4)]);
    let hasty = Instance::parse(&text.replace("1 2 60 1 9", "1 2 60 1 7")).unwrap();
    let tours = vec![vec![1, 3, 2, 4]];
    assert_eq!(
        check(&hasty, &Solution { tours, ..Solution::default() }).violations,
        [V::NoTimes(1)]
    );
}
