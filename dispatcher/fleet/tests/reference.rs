//! The published instance: what the reference code chose, ours chooses, for every request.
use std::path::Path;

use noriai_fleet::{Fleet, Instance, Roads, Rules};

const INSTANCE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/dispatch/porto-1pct");

#[test]
fn all_requests_of_the_published_day_get_what_the_reference_found() {
    let folder = Path::new(INSTANCE);
    if !folder.exists() {
        println!("skipped: ../shared/data/dispatch/porto-1pct is not there");
        return;
    }
    let instance = Instance::read(folder).unwrap();
    assert_eq!(instance.choices.len(), 16_569);
    let roads = Roads::new(instance.n_nodes, instance.arcs.clone()).unwrap();
    let rules = Rules::default();
    let mut fleet = Fleet::new(&roads, &rules, &instance.vehicles).unwrap();
    for choice in &instance.choices {
        let request = &instance.requests[choice.request];
        let best = fleet.best(request).unwrap().unwrap();
        assert_eq!(best.cost, choice.cost, "request {}", choice.request);
        assert_eq!(
            (best.vehicle, best.pickup, best.dropoff),
            (choice.vehicle, choice.pickup, choice.dropoff),
            "request {}",
            choice.request
        );
        assert_eq!(fleet.n_stops(choice.vehicle), choice.n_stops, "request {}", choice.request);
        fleet.insert(request, choice.vehicle, choice.pickup, choice.dropoff).unwrap();
    }
}
