//! The real map: 1,000 requests, 20 vehicles, four policies.

mod repository;

use noriai_simulator::{Scenario, Silent, World, simulate};

use repository::scenario_file;

#[test]
fn a_day_on_the_isle_of_man_is_sound_and_comes_out_the_same_twice() {
    let scenario = Scenario::load(scenario_file("isle-of-man-day.toml")).unwrap();
    let map = scenario_file("../../shared/data/osm/isle-of-man.osm.pbf");
    if !map.is_file() {
        println!("skipped: {} is absent", map.display());
        return;
    }
    let world = World::open(&scenario).unwrap();
    let outcome = simulate(&scenario, &world, &Silent).unwrap();
    assert!(1_000 <= outcome.requests.len());
    assert_eq!(scenario.n_vehicles(), 20);
    assert_eq!(outcome.policies.len(), 4);
    let found = outcome.policies.iter().flat_map(|policy| &policy.day.violations);
    assert_eq!(found.cloned().collect::<Vec<String>>(), Vec::<String>::new());
    let again = simulate(&scenario, &world, &Silent).unwrap();
    for (first, second) in outcome.policies.iter().zip(&again.policies) {
        assert_eq!(first.day, second.day, "{}", first.setting.name);
    }
    assert_eq!(outcome.json(), again.json());
}
