//! Published instances, where they stand beside the project.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests fail the test")]

use std::fs;
use std::path::Path;

use noriai_darp::{Instance, Limits, Timetable, check, solve};

/// A budget in iterations.
struct Iterations(u64);

impl Limits for Iterations {
    fn used(&mut self, n_iterations: u64) -> f64 {
        n_iterations as f64 / self.0 as f64
    }
}

fn published(name: &str) -> Option<Instance> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/darp");
    let path = folder.join(format!("{name}.txt"));
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(Instance::parse(&fs::read_to_string(path).unwrap()).unwrap())
}

#[test]
fn proven_optima_are_reached_within_a_few_thousand_iterations() {
    for (name, optimum) in [("a2-16", 294.25), ("a4-24", 375.02), ("b3-18", 301.64)] {
        let Some(instance) = published(name) else { return };
        let report = solve(&instance, 1, &mut Iterations(6_000));
        let audit = check(&instance, &report.solution);
        assert_eq!(audit.violations, [], "{name}");
        assert!((audit.distance - optimum).abs() < 0.006, "{name}: {}", audit.distance);
        for tour in &report.solution.tours {
            assert!(Timetable::of(&instance, tour).is_some(), "{name}: {tour:?}");
        }
    }
}

#[test]
fn a_large_instance_is_served_in_full_soon() {
    let Some(instance) = published("R5a") else { return };
    let report = solve(&instance, 1, &mut Iterations(1_500));
    let audit = check(&instance, &report.solution);
    assert_eq!((audit.violations, report.solution.unserved), (vec![], vec![]));
    assert!((audit.distance - report.solution.distance).abs() < 1e-6);
}
