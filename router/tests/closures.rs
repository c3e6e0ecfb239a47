//! Roads that are closed or slow: what a router answers under conditions, and when they are lifted.
#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

mod common;

use std::sync::Arc;
use std::time::{Duration, Instant};

use common::oracle::{Oracle, assert_agrees_with};
use common::town::{Town, check_under};
use common::{Draw, maps};
use expect_test::expect;
use noriai_network::SegmentId;
use noriai_router::{Conditions, Router, Slowing, Spot};

const BLOCK: &str = "
A-B-C
| | |
D-E-F
";

#[test]
fn a_closed_road_is_driven_around_and_nobody_is_taken_there() {
    check_under(
        BLOCK,
        &["close B-E"],
        &["A-B@50 -> E-F@50", "A-B@50 -> B-E@50", "B-E@50 -> E-F@50", "B-E@50 -> B-E@50"],
        expect![[r#"
            A-B@50 -> E-F@50: 50s 500m BADEF
            A-B@50 -> B-E@50: no way
            B-E@50 -> E-F@50: 20s 200m BEF
            B-E@50 -> B-E@50: 0s 0m BE
        "#]],
    );
}

#[test]
fn a_vehicle_on_a_road_that_closes_drives_off_it() {
    check_under(
        BLOCK,
        &["close B-E", "close E-F"],
        &["B>E@50 -> A-D@50", "E>B@50 -> A-D@50", "B>E@50 -> C-F@50", "B>E@20 -> B>E@50"],
        expect![[r#"
            B>E@50 -> A-D@50: 50s 500m BEDA
            E>B@50 -> A-D@50: 40s 400m EBAD
            B>E@50 -> C-F@50: 50s 500m BEFC
            B>E@20 -> B>E@50: no way
        "#]],
    );
}

#[test]
fn a_road_closed_in_one_direction_is_a_one_way_street() {
    check_under(
        BLOCK,
        &["close B>E"],
        &["A-B@50 -> B-E@50", "B-E@50 -> A-B@50", "D-E@50 -> B-C@50", "B-E@50 -> E-F@50"],
        expect![[r#"
            A-B@50 -> B-E@50: 1min 600m BADEB
            B-E@50 -> A-B@50: 20s 200m EBA
            D-E@50 -> B-C@50: 40s 400m DEBC
            B-E@50 -> E-F@50: 1min 600m EBCFE
        "#]],
    );
}

#[test]
fn a_closure_makes_dead_ends_and_there_vehicles_turn_round() {
    check_under(
        "
A-B-C-D
|
E
",
        &["close C-D"],
        &["B>C@50 -> A-E@50", "D>C@50 -> A-E@50", "C>D@50 -> A-E@50"],
        expect![[r#"
            B>C@50 -> A-E@50: 1min 600m BCBAE
            D>C@50 -> A-E@50: 1min 600m DCBAE
            C>D@50 -> A-E@50: 1min20s 800m CDCBAE
        "#]],
    );
}

#[test]
fn who_is_shut_in_behind_a_closed_road_has_no_way_and_nobody_gets_to_them() {
    check_under(
        "
A-B-C-D
  |   |
  E   F
",
        &["close B-C"],
        &["C-D@50 -> D-F@50", "C-D@50 -> A-B@50", "A-B@50 -> D-F@50", "D>C@50 -> D-F@50"],
        expect![[r#"
            C-D@50 -> D-F@50: 20s 200m CDF
            C-D@50 -> A-B@50: no way
            A-B@50 -> D-F@50: no way
            D>C@50 -> D-F@50: 40s 400m DCDF
        "#]],
    );
}

#[test]
fn a_forbidden_turn_stays_forbidden_when_the_way_around_the_block_is_closed() {
    check_under(
        "
A-B-C-G
  | |
  D-E
ban A B D
",
        &["close C-E"],
        &["A>B@50 -> B-D@50", "C>B@50 -> B-D@50", "A>B@50 -> D-E@50"],
        expect![[r#"
            A>B@50 -> B-D@50: 1min40s 1.0km ABCGCBD
            C>B@50 -> B-D@50: 20s 200m CBD
            A>B@50 -> D-E@50: 2min 1.2km ABCGCBDE
        "#]],
    );
}

#[test]
fn where_the_only_permitted_way_is_closed_one_turns_round_before_the_junction() {
    check_under(
        "
F-A-B-C
  | |
  D-E
ban A B E
ban A B A
",
        &["close B-C"],
        &["A>B@50 -> A-F@50", "A>B@50 -> B-E@50", "A-B@50 -> B-E@50"],
        expect![[r#"
            A>B@50 -> A-F@50: 40s 400m ABAF
            A>B@50 -> B-E@50: 1min30s 900m ABADEB
            A-B@50 -> B-E@50: 1min 600m BADEB
        "#]],
    );
}

#[test]
fn a_one_way_street_whose_only_way_on_is_closed_is_not_entered() {
    check_under(
        "
F-A>B-C
  | |
  D-E
ban A B E
",
        &["close B-C"],
        &["A>B@50 -> A-F@50", "A-F@50 -> B-E@50", "A-F@50 -> A>B@50"],
        expect![[r#"
            A>B@50 -> A-F@50: no way
            A-F@50 -> B-E@50: 1min 600m FADEB
            A-F@50 -> A>B@50: 10s 100m FAB
        "#]],
    );
}

#[test]
fn a_slow_road_is_driven_only_where_that_still_pays() {
    check_under(
        BLOCK,
        &["slow B-E 500"],
        &["A-B@50 -> E-F@50", "B-E@50 -> D-E@50", "B-E@10 -> D-E@50"],
        expect![[r#"
            A-B@50 -> E-F@50: 50s 500m BADEF
            B-E@50 -> D-E@50: 1min10s 500m EBADE
            B-E@10 -> D-E@50: 50s 460m EBADE
        "#]],
    );
}

#[test]
fn a_new_place_is_on_an_open_road_and_a_vehicle_on_any() {
    let town = common::town::Town::drawn(BLOCK);
    let first = Router::prepare(Arc::clone(&town.network)).unwrap();
    let here = town.spot("B-E@50");
    let position = first.position(first.road_point(here)).unwrap();
    let max = noriai_units::Metres::new(300);
    assert_eq!(first.snap(position, max).unwrap().spot, here);
    let router = first.under(&closing(&first, here.segment)).unwrap();
    let snap = router.snap(position, max).unwrap();
    assert!(!router.is_closed(snap.point) && snap.spot.segment != here.segment);
    let nearest = router.nearest_road(position, max).unwrap();
    assert_eq!(nearest.spot, here);
    assert!(router.is_closed(nearest.point));
    assert!(!first.is_closed(nearest.point));
}

#[test]
fn nobody_is_brought_to_a_street_that_a_closure_cuts_off() {
    let town = common::town::Town::drawn("\nA-B-C\n| | |\nD-E-F-G-H\n\"\nI\n");
    let first = Router::prepare(Arc::clone(&town.network)).unwrap();
    let (home, gate) = (town.spot("G-H@50"), town.spot("F-G@50"));
    let router = first.under(&closing(&first, gate.segment)).unwrap();
    let position = first.position(first.road_point(home)).unwrap();
    assert!(router.is_cut_off(first.road_point(home)) && !router.is_closed(first.road_point(home)));
    assert!(router.is_cut_off(first.road_point(gate)));
    for open in ["E-F@50", "D-I@50"] {
        assert!(!router.is_cut_off(first.road_point(town.spot(open))), "{open}");
    }
    // From there one walks to the end of the open road.
    let snap = router.snap(position, noriai_units::Metres::new(300)).unwrap();
    assert_eq!(snap.distance, noriai_units::Metres::new(250));
    assert!(!router.is_cut_off(snap.point));
    assert!(!first.is_cut_off(first.road_point(home)));
}

#[test]
fn conditions_that_say_nothing_are_none() {
    let town = common::town::Town::drawn(BLOCK);
    let first = Router::prepare(Arc::clone(&town.network)).unwrap();
    let mut conditions = Conditions::default();
    conditions.close(SegmentId(9_999));
    conditions.set_time(SegmentId(0), town.network.segment(SegmentId(0)).time_ms);
    let router = first.under(&conditions).unwrap();
    assert!(router.conditions().is_empty());
    assert_eq!(router.fingerprint(), first.fingerprint());
    conditions.slow(&town.network, SegmentId(0), Slowing::KmPerHour(1));
    assert_ne!(first.under(&conditions).unwrap().fingerprint(), first.fingerprint());
}

#[test]
fn on_a_real_map_no_later_way_uses_a_closed_road_and_reopening_gives_back_every_answer() {
    for map in ["isle-of-man", "porto"] {
        let Some(network) = maps::network(map) else { return };
        let (fresh, first) = timed(|| Router::prepare(Arc::clone(&network)).unwrap());
        let mut draw = Draw(11);
        let (mut swaps, mut n_avoided, mut n_cut_off) = (Vec::new(), 0, 0);
        for _ in 0..3 {
            let pairs: Vec<(Spot, Spot)> = (0..300)
                .map(|_| (maps::spot(&network, &mut draw), maps::spot(&network, &mut draw)))
                .collect();
            let conditions = closing(&first, busiest(&first, &pairs));
            let (took, router) = timed(|| first.under(&conditions).unwrap());
            swaps.push(took);
            assert_eq!(router.shape(), first.shape());
            assert_ne!(router.fingerprint(), first.fingerprint());
            let closed: Vec<SegmentId> = conditions.closed().collect();
            let mut oracle = Oracle::under(&network, &conditions);
            for (number, (from, to)) in pairs.iter().enumerate() {
                let (a, b) = (first.road_point(*from), first.road_point(*to));
                let Some(before) = first.path(a, b) else { continue };
                if !before.segments.iter().any(|segment| closed.contains(segment)) {
                    // A dead end that a closure makes lets a vehicle turn round sooner.
                    assert!(router.leg(a, b).unwrap().time <= before.leg.time);
                    continue;
                }
                match router.path(a, b) {
                    Some(path) => {
                        // Those that begin on it drive off it.
                        let away = path.segments.iter();
                        let mut away = away.skip_while(|segment| closed.contains(segment));
                        assert!(!away.any(|segment| closed.contains(segment)));
                        n_avoided += 1;
                    }
                    None => n_cut_off += 1,
                }
                if number % 20 == 0 {
                    assert_agrees_with(&mut oracle, &router, *from, *to);
                }
            }
            let reopened = router.under(&Conditions::default()).unwrap();
            assert_eq!(reopened.fingerprint(), first.fingerprint());
            for (from, to) in &pairs {
                let (a, b) = (first.road_point(*from), first.road_point(*to));
                assert_eq!(reopened.leg(a, b), first.leg(a, b));
            }
        }
        assert!(0 < n_avoided);
        swaps.sort();
        println!(
            "{map}: {n_avoided} drives led around, {n_cut_off} cut off; prepared in {fresh:.0?}, \
             closed in {:.0?}: {:.2} of it",
            swaps[1],
            swaps[1].as_secs_f64() / fresh.as_secs_f64()
        );
    }
}

/// The hardest case for the searched graph: turns that are forbidden, with the ways around them
/// closed. It grows, but not out of bounds, and still answers exactly.
#[test]
fn closures_around_every_forbidden_turn_leave_the_graph_bounded_and_exact() {
    for map in ["toyama", "porto"] {
        let Some(network) = maps::network(map) else { return };
        let first = Router::prepare(Arc::clone(&network)).unwrap();
        let mut conditions = Conditions::default();
        let mut draw = Draw(5);
        for ban in network.turn_bans().iter() {
            let (before, last) = ban.segments().split_at(ban.segments().len() - 1);
            let junction = network.segment(before[before.len() - 1]).head;
            let others = network.leaving(junction).filter(|other| !ban.segments().contains(other));
            let others: Vec<SegmentId> = others.collect();
            if !others.is_empty() {
                conditions.close(others[draw.below(others.len())]);
            }
            assert_eq!(last.len(), 1);
        }
        let router = first.under(&conditions).unwrap();
        let (before, after) = (first.size().nodes, router.size().nodes);
        assert!(after < 2 * before, "{before} nodes became {after}");
        let mut oracle = Oracle::under(&network, &conditions);
        for ban in network.turn_bans().iter().step_by(5) {
            let ends = [ban.segments()[0], ban.segments()[ban.segments().len() - 1]];
            let [from, to] = ends.map(|segment| Spot::heading(&network, segment, 0));
            assert_agrees_with(&mut oracle, &router, from, to);
        }
        let n_closed = conditions.closed().count();
        println!("{map}: {n_closed} segments closed beside bans, {before} nodes became {after}");
    }
}

/// The segment that most of the drives use.
fn busiest(router: &Router, pairs: &[(Spot, Spot)]) -> SegmentId {
    let mut uses = vec![0_u32; router.network().n_segments()];
    for (from, to) in pairs {
        let path = router.path(router.road_point(*from), router.road_point(*to));
        let Some(path) = path else { continue };
        // Not the ends' own roads: nobody would be left to drive around.
        for segment in path.segments.iter().skip(1).rev().skip(1) {
            uses[segment.index()] += 1;
        }
    }
    let busiest = (0..).zip(&uses).max_by_key(|(_, n)| **n).unwrap();
    SegmentId(busiest.0)
}

/// A road closed both ways.
fn closing(router: &Router, segment: SegmentId) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.close(segment);
    router.network().segment(segment).twin.into_iter().for_each(|twin| conditions.close(twin));
    conditions
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}

#[test]
fn who_drives_slowly_waits_at_the_lights_all_the_same() {
    let town = Town::drawn("\nA-B-C\nwait A B 15\n");
    let slow = |km_per_hour| {
        let (segment, mut conditions) = (town.segment('A', 'B'), Conditions::default());
        conditions.slow(&town.network, segment, Slowing::KmPerHour(km_per_hour));
        conditions.time_ms(segment)
    };
    // 200 m at 10 km/h, and the wait; as quickly as usual at any speed beyond 36.
    assert_eq!(slow(10), Some(72_000 + 15_000));
    assert_eq!(slow(40), Some(35_000));
}
