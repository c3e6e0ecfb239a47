//! What holds of every drive, on real maps.

use std::collections::BTreeMap;

use noriai_router::guidance::{Arrival, Instruction, Maneuver, simplify};
use noriai_router::{Path, Router};
use noriai_units::Metres;

use crate::common::{Draw, maps};

#[test]
fn on_real_maps_instructions_add_up_to_the_drive_and_follow_its_line() {
    for map in ["natori", "isle-of-man", "toyama", "porto"] {
        let Some(network) = maps::network(map) else { continue };
        let router = Router::prepare(network.clone()).unwrap();
        let mut draw = Draw(11);
        let (mut n_drives, mut n_told, mut metres, mut kinds) = (0, 0, 0, BTreeMap::new());
        while n_drives < 100 {
            let [from, to] = [(); 2].map(|()| router.road_point(maps::spot(&network, &mut draw)));
            let Some(path) = router.path(from, to) else { continue };
            let door = Some(path.geometry[path.geometry.len() - 1]);
            let told = router.instructions(&path, Arrival { door, ..Arrival::default() });
            assert_sound(&told, &path);
            for instruction in &told {
                let kind = format!("{:?}", instruction.maneuver);
                let kind = kind.split([' ', '(']).next().unwrap().to_owned();
                *kinds.entry(kind).or_insert(0) += 1;
            }
            (n_drives, n_told) = (n_drives + 1, n_told + told.len());
            metres += path.leg.distance.whole();
        }
        // A bound that only a storm of instructions would break.
        let a_km = n_told as f64 * 1_000.0 / metres as f64;
        assert!(a_km < 3.0, "{map}: {a_km} instructions a kilometre");
        println!("{map}: {n_drives} drives, {a_km:.2} instructions a kilometre, {kinds:?}");
    }
}

fn assert_sound(told: &[Instruction], path: &Path) {
    let (first, last) = (&told[0], &told[told.len() - 1]);
    assert!(matches!(first.maneuver, Maneuver::Depart(_)));
    assert!(matches!(last.maneuver, Maneuver::Arrive { .. }));
    assert_eq!((first.at, last.at), (0, path.geometry.len() - 1));
    let inner = &told[1..told.len() - 1];
    let is_end =
        |it: &Instruction| matches!(it.maneuver, Maneuver::Depart(_) | Maneuver::Arrive { .. });
    assert!(!inner.iter().any(is_end));
    assert!(told.is_sorted_by_key(|it| it.at), "{told:?}");
    assert!(told.iter().all(|it| it.position == path.geometry[it.at]));
    let distance: Metres = told.iter().map(|it| it.distance).sum();
    assert_eq!((distance, told.iter().map(|it| it.time).sum()), (path.leg.distance, path.leg.time));
    // The line between two instructions is as long as the way between them, but for what curves
    // and rounding make.
    for two in told.windows(2) {
        let line = path.geometry[two[0].at..=two[1].at].windows(2);
        let drawn: Metres = line.map(|two| two[0].distance(two[1])).sum();
        let slack = 20 + two[1].distance.decimetres() / 50 + (two[1].at - two[0].at) as i64;
        assert!((drawn - two[1].distance).decimetres().abs() <= slack, "{drawn}: {two:?}");
    }
    let keep: Vec<usize> = told.iter().map(|it| it.at).collect();
    for tolerance in [Metres::new(5), Metres::new(50)] {
        let simple = simplify(&path.geometry, &keep, tolerance);
        assert!(simple.line.len() <= path.geometry.len());
        assert!(simple.at.iter().zip(told).all(|(at, it)| simple.line[*at] == it.position));
    }
}
