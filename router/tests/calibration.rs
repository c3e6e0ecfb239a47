//! Simulated tracks with the noise of real receivers: the way is found again, and so is how slow the
//! roads were.
#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

mod common;

use std::sync::Arc;

use common::Draw;
use common::altered::altered;
use common::random::drawing;
use common::town::Town;
use noriai_network::{RoadClass, RoadNetwork, SegmentId};
use noriai_router::calibration::{Fix, Observations};
use noriai_router::profiles::{Calendar, Period, Profile, ProfileId, ProfileTable};
use noriai_router::{Conditions, Path, Router, Spot};
use noriai_units::{Metres, Position, Seconds, Timestamp};

/// What is to be found again, in percent: primary roads, all others.
const SLOWED: (u32, u32) = (180, 120);
const NOISE_M: f64 = 12.0;

/// A random town of roads of 36 km/h, some of them primary.
fn town(seed: u64) -> Arc<RoadNetwork> {
    let drawn = drawing(&mut Draw(seed));
    let is_kept = |line: &&str| !line.starts_with("time ") && !line.starts_with("wait ");
    let plain = drawn.lines().filter(is_kept).collect::<Vec<_>>().join("\n");
    let network = Town::drawn(&(plain + "\n")).network;
    let primary = |id: SegmentId, twin: Option<SegmentId>| {
        Draw(seed ^ u64::from(twin.map_or(id, |twin| twin.min(id)).0) << 8).below(2) == 0
    };
    Arc::new(altered(
        &network,
        |id, segment| {
            if primary(id, segment.twin) {
                segment.class = RoadClass::Primary;
            }
        },
        |ban| Some(ban.clone()),
    ))
}

fn slowed() -> Profile {
    let profile = Profile::new("slow").with_share(RoadClass::Residential, false, SLOWED.1);
    profile.with_share(RoadClass::Primary, false, SLOWED.0)
}

/// A drive between random places, at least a minute long.
fn drive(router: &Router, draw: &mut Draw) -> Option<Path> {
    let ids: Vec<_> = router.network().segment_ids().collect();
    let mut place = || {
        let segment = ids[draw.below(ids.len())];
        let offset_dm = draw.below(10) as u32 * router.network().segment(segment).length_dm / 10;
        router.road_point(Spot::place(router.network(), segment, offset_dm))
    };
    router.path(place(), place()).filter(|path| Seconds::new(60) < path.leg.time)
}

/// What a receiver records of a drive every five seconds, with the segments that are true.
fn recorded(
    router: &Router,
    path: &Path,
    from: Timestamp,
    draw: &mut Draw,
) -> Vec<(Fix, SegmentId)> {
    let every = (0..).map(|n| Seconds::new(5 * n)).take_while(|elapsed| *elapsed <= path.leg.time);
    let fixes = every.map(|elapsed| {
        let place = router.point_after(path, elapsed);
        let segment = router.spot(place.point).unwrap().segment;
        (Fix { at: from + elapsed, position: noisy(place.position, draw) }, segment)
    });
    fixes.collect()
}

/// Off by a normal error (the sum of twelve even ones) to the north and to the east.
fn noisy(position: Position, draw: &mut Draw) -> Position {
    let mut error = || (0..12).map(|_| draw.below(1_001) as f64 / 1_000.0 - 0.5).sum::<f64>();
    let (north, east) = (error() * NOISE_M / 111_195.0, error() * NOISE_M / 111_195.0);
    let east = east / position.lat().to_radians().cos();
    Position::from_degrees(position.lat() + north, position.lon() + east).unwrap()
}

#[test]
fn a_known_slow_down_is_found_again_from_noisy_tracks() {
    let mut observations = Observations::default();
    let periods = [0, 1_000_000].map(|from| Period {
        from: Timestamp::from_unix_millis(from * 1_000),
        profile: ProfileId(usize::from(0 < from)),
    });
    for seed in 0..30 {
        let mut draw = Draw(seed ^ 0xca11);
        let router = Router::prepare(town(seed)).unwrap();
        let slow = slowed().on(router.network(), &Conditions::default());
        let slow = router.under(&slow).unwrap();
        for _ in 0..20 {
            for (router_then, period) in [(&router, periods[0]), (&slow, periods[1])] {
                let Some(path) = drive(router_then, &mut draw) else { continue };
                let track = recorded(router_then, &path, period.from, &mut draw);
                let fixes: Vec<Fix> = track.into_iter().map(|(fix, _)| fix).collect();
                for way in router.follow(&fixes) {
                    observations.add(&router, &periods, &way);
                }
            }
        }
    }
    let found = [0, 1].map(|profile| {
        [RoadClass::Primary, RoadClass::Residential]
            .map(|class| observations.share(ProfileId(profile), class, false).unwrap())
    });
    println!("found {found:?} for [[100, 100], [{}, {}]]", SLOWED.0, SLOWED.1);
    for (found, truth) in found.iter().flatten().zip([100, 100, SLOWED.0, SLOWED.1]) {
        assert!(found.abs_diff(truth) * 100 <= truth * 5, "{found} for {truth}");
    }
    assert_eq!(observations.share(ProfileId(1), RoadClass::Trunk, false), None);

    let table: ProfileTable = serde_json::from_str(include_str!("../data/profiles.json")).unwrap();
    let calendar = Calendar::of(&table).unwrap();
    let calibrated = observations.calibrate(&table, &calendar);
    let shares = |profile: usize, class| {
        Calendar::of(&calibrated).unwrap().profiles()[profile].share(class, false)
    };
    assert_eq!(
        [0, 1].map(|profile| [RoadClass::Primary, RoadClass::Residential]
            .map(|class| shares(profile, class))),
        found
    );
    assert_eq!(shares(1, RoadClass::Trunk), calendar.profiles()[1].share(RoadClass::Trunk, false));
    let written = serde_json::to_string(&calibrated).unwrap();
    assert_eq!(serde_json::from_str::<ProfileTable>(&written).unwrap(), calibrated);
    // Once more changes nothing.
    assert_eq!(observations.calibrate(&calibrated, &calendar), calibrated);
}

/// The nearest road of each fix is the twin that must do worse.
#[test]
fn following_the_drive_puts_fewer_fixes_on_a_wrong_road_than_the_nearest_road_does() {
    let (mut n_fixes, mut n_wrong, mut n_wrong_nearest, mut n_wrong_way) = (0, 0, 0, 0);
    for seed in 0..40 {
        let mut draw = Draw(seed ^ 0xf011);
        let router = Router::prepare(town(seed)).unwrap();
        let network = router.network();
        let is_same = |a: SegmentId, b: SegmentId| a == b || network.segment(a).twin == Some(b);
        for _ in 0..20 {
            let Some(path) = drive(&router, &mut draw) else { continue };
            let track = recorded(&router, &path, Timestamp::default(), &mut draw);
            let fixes: Vec<Fix> = track.iter().map(|(fix, _)| *fix).collect();
            for followed in router.follow(&fixes).into_iter().flatten() {
                let (fix, truth) = track.iter().find(|(fix, _)| fix.at == followed.at).unwrap();
                let nearest = router.nearest_road(fix.position, Metres::new(200)).unwrap();
                n_fixes += 1;
                n_wrong += u32::from(!is_same(followed.spot.segment, *truth));
                n_wrong_way += u32::from(followed.spot.segment != *truth);
                n_wrong_nearest += u32::from(!is_same(nearest.spot.segment, *truth));
            }
        }
    }
    println!(
        "of {n_fixes} fixes {n_wrong} are put on a wrong road, {n_wrong_way} on that or in the wrong direction; {n_wrong_nearest} by the nearest road"
    );
    assert!(10 * n_wrong < 7 * n_wrong_nearest);
    assert!(n_wrong_way < n_wrong_nearest);
}

#[test]
fn a_track_with_a_gap_that_nobody_drives_gives_two_ways_and_one_off_the_map_none() {
    let town = Town::drawn("\nA-B-C-D-E-F\n");
    let router = Router::prepare(Arc::clone(&town.network)).unwrap();
    let fix = |letter: (char, char), offset_dm, second: i64| {
        let spot = Spot::heading(&town.network, town.segment(letter.0, letter.1), offset_dm);
        let position = router.position(router.road_point(spot)).unwrap();
        Fix { at: Timestamp::from_unix_millis(second * 1_000), position }
    };
    // From B to E in a second.
    let track = [
        fix(('A', 'B'), 200, 0),
        fix(('A', 'B'), 1_200, 10),
        fix(('E', 'F'), 200, 11),
        fix(('E', 'F'), 1_200, 21),
    ];
    let ways = router.follow(&track);
    let segments = |n: usize| ways[n].iter().map(|at| at.spot.segment).collect::<Vec<_>>();
    assert_eq!(ways.len(), 2);
    assert_eq!(segments(0), [town.segment('A', 'B'); 2]);
    assert_eq!(segments(1), [town.segment('E', 'F'); 2]);
    let far = Position::from_degrees(1.0, 1.0).unwrap();
    let off = track.map(|fix| Fix { position: far, ..fix });
    assert!(router.follow(&off).is_empty());
    assert!(router.follow(&[]).is_empty());
}
