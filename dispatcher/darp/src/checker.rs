//! An audit of a solution, from the instance as published and nothing else.
//!
//! It shares no code with the search: the rules are stated anew, and a tour's times are sought by
//! Bellman-Ford over all its rules at once.

use std::fmt;

use crate::{Instance, Solution};

/// A length of time that check and solution may differ by.
const EPSILON: f64 = 1e-7;

/// A rule that a solution breaks. Tours are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Violation {
    /// More tours than vehicles.
    TooManyTours,
    /// A node is no pickup and no drop-off.
    UnknownNode(usize),
    /// A node is visited more than once.
    VisitedTwice(usize),
    /// A node is not visited.
    NotVisited(usize),
    /// In this tour, a drop-off without its pickup before it.
    NotPickedUp(usize),
    /// In this tour, a pickup without its drop-off after it.
    NotSetDown(usize),
    /// In this tour, more aboard than the vehicle holds.
    OverCapacity(usize),
    /// This tour has no times that keep windows, longest rides and the longest duration.
    NoTimes(usize),
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyTours => write!(f, "there are more tours than vehicles"),
            Self::UnknownNode(node) => write!(f, "node {node} is no pickup and no drop-off"),
            Self::VisitedTwice(node) => write!(f, "node {node} is visited more than once"),
            Self::NotVisited(node) => write!(f, "node {node} is not visited"),
            Self::NotPickedUp(tour) => write!(f, "tour {tour} sets down who is not aboard"),
            Self::NotSetDown(tour) => write!(f, "tour {tour} ends with riders aboard"),
            Self::OverCapacity(tour) => write!(f, "tour {tour} takes more than its vehicle holds"),
            Self::NoTimes(tour) => write!(f, "tour {tour} can't keep its times"),
        }
    }
}

/// What the check found.
#[derive(Clone, Debug, PartialEq)]
pub struct Audit {
    /// The length of all tours, depot to depot.
    pub distance: f64,
    /// Every broken rule; none in a valid solution.
    pub violations: Vec<Violation>,
}

/// Checks every rule of the problem.
#[must_use]
pub fn check(instance: &Instance, solution: &Solution) -> Audit {
    let end = instance.end();
    let mut violations = Vec::new();
    let mut n_visits = vec![0_u32; end];
    let mut distance = 0.0;
    if instance.n_vehicles() < solution.tours.iter().filter(|tour| !tour.is_empty()).count() {
        violations.push(Violation::TooManyTours);
    }
    for (index, tour) in solution.tours.iter().enumerate().filter(|(_, tour)| !tour.is_empty()) {
        let strange = tour.iter().find(|&&node| node < 1 || end <= node);
        if let Some(&node) = strange {
            violations.push(Violation::UnknownNode(node));
            continue;
        }
        for &node in tour {
            n_visits[node] += 1;
        }
        let path: Vec<usize> = [0].iter().chain(tour).chain(&[end]).copied().collect();
        distance += path.windows(2).map(|leg| length(instance, leg[0], leg[1])).sum::<f64>();
        violations.extend(tour_violation(instance, &path, index + 1));
    }
    for (node, &n) in n_visits.iter().enumerate().skip(1) {
        match n {
            0 => violations.push(Violation::NotVisited(node)),
            1 => {}
            _ => violations.push(Violation::VisitedTwice(node)),
        }
    }
    Audit { distance, violations }
}

/// The first rule that a tour breaks by itself.
fn tour_violation(instance: &Instance, path: &[usize], tour: usize) -> Option<Violation> {
    let n = instance.n_requests();
    let mut load = 0.0;
    for (at, &node) in path.iter().enumerate() {
        load += instance.nodes()[node].load;
        if instance.capacity() + EPSILON < load {
            return Some(Violation::OverCapacity(tour));
        }
        if (1..=n).contains(&node) && !path[at..].contains(&(node + n)) {
            return Some(Violation::NotSetDown(tour));
        }
        if (n + 1..=2 * n).contains(&node) && !path[..at].contains(&(node - n)) {
            return Some(Violation::NotPickedUp(tour));
        }
    }
    (!has_times(instance, path)).then_some(Violation::NoTimes(tour))
}

/// Is there a begin of service for every stop that keeps all limits?
///
/// A limit `(a, b, most)` says that `b` begins no more than `most` after `a`. Such limits can be
/// kept together if and only if no cycle of them is negative; without one, Bellman-Ford settles
/// within as many rounds as there are stops.
fn has_times(instance: &Instance, path: &[usize]) -> bool {
    let nodes = instance.nodes();
    let n = instance.n_requests();
    let midnight = path.len();
    let mut limits = vec![(0, path.len() - 1, instance.duration_max())];
    for (at, &node) in path.iter().enumerate() {
        limits.push((midnight, at, nodes[node].latest));
        limits.push((at, midnight, -nodes[node].earliest));
        if let Some(&next) = path.get(at + 1) {
            limits.push((at + 1, at, -nodes[node].service - length(instance, node, next)));
        }
        let drop_off = path.iter().position(|&other| (1..=n).contains(&node) && other == node + n);
        if let Some(drop_off) = drop_off {
            limits.push((at, drop_off, instance.ride_max() + nodes[node].service));
        }
    }
    let mut begin = vec![0.0; path.len() + 1];
    for _ in 0..=begin.len() {
        let mut settled = true;
        for &(a, b, most) in &limits {
            let latest = begin[a] + most;
            if latest < begin[b] - EPSILON {
                begin[b] = latest;
                settled = false;
            }
        }
        if settled {
            return true;
        }
    }
    false
}

fn length(instance: &Instance, a: usize, b: usize) -> f64 {
    let (a, b) = (instance.nodes()[a], instance.nodes()[b]);
    ((a.x - b.x).powi(2) + (a.y - b.y).powi(2)).sqrt()
}
