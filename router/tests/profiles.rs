//! Travel times by the hour: what each profile makes of the roads, when it holds, and that nobody
//! arrives sooner by setting out later.
#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

mod common;

use std::sync::Arc;

use common::Draw;
use common::oracle::{Oracle, assert_agrees_with};
use common::random::{drawing, n_towns, spot};
use common::town::Town;
use noriai_network::RoadClass;
use noriai_router::profiles::{
    Calendar, CalendarRow, Day, DayKind, Period, Profile, ProfileId, ProfileRow, ProfileTable,
    Profiled, Season, ShareRow, arrival,
};
use noriai_router::{Conditions, Router, Slowing};
use noriai_units::{Seconds, Timestamp};

const OURS: &str = include_str!("../data/profiles.json");

fn ours() -> ProfileTable {
    serde_json::from_str(OURS).unwrap()
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix_millis(seconds * 1_000)
}

fn period(from: i64, profile: usize) -> Period {
    Period { from: at(from), profile: ProfileId(profile) }
}

#[test]
fn the_hour_the_kind_of_day_and_the_season_tell_the_profile() {
    let calendar = Calendar::of(&ours()).unwrap();
    let name =
        |season, day, hour| calendar.profiles()[calendar.profile(season, day, hour).0].name();
    assert_eq!(name(Season::Ordinary, DayKind::Weekday, 6), "normal");
    assert_eq!(name(Season::Ordinary, DayKind::Weekday, 7), "peak");
    assert_eq!(name(Season::Ordinary, DayKind::Weekday, 9), "normal");
    assert_eq!(name(Season::Ordinary, DayKind::Saturday, 7), "normal");
    assert_eq!(name(Season::Winter, DayKind::Weekday, 12), "winter");
    assert_eq!(name(Season::Winter, DayKind::Weekday, 18), "winter-peak");
    assert_eq!(name(Season::Winter, DayKind::Holiday, 18), "winter");
    let peak = &calendar.profiles()[1];
    assert_eq!(
        (peak.share(RoadClass::Primary, true), peak.share(RoadClass::Service, true)),
        (124, 100)
    );
}

#[test]
fn days_in_a_row_make_a_period_for_each_change() {
    let calendar = Calendar::of(&ours()).unwrap();
    let day = |hours: i64, kind| {
        let midnight = at(hours * 3_600);
        Day { midnight, kind, season: Season::Ordinary }
    };
    // A Friday that a clock change has cut to 23 hours, and a Saturday.
    let periods = calendar.periods(&[day(0, DayKind::Weekday), day(23, DayKind::Saturday)]);
    let hours = |hours: i64, profile| period(hours * 3_600, profile);
    assert_eq!(periods, [hours(0, 0), hours(7, 1), hours(9, 0), hours(17, 1), hours(19, 0)]);
}

#[test]
fn a_table_with_a_fault_is_refused_with_its_code() {
    let code = |change: fn(&mut ProfileTable)| {
        let mut table = ours();
        change(&mut table);
        Calendar::of(&table).err().map(|error| error.code())
    };
    let row = |from, to, profile: &str| CalendarRow {
        from,
        to,
        profile: profile.into(),
        ..CalendarRow::default()
    };
    assert_eq!(code(|_| {}), None);
    assert_eq!(code(|table| table.otherwise = "summer".into()), Some("profile_unknown"));
    assert_eq!(code(|table| table.profiles.clear()), Some("profile_unknown"));
    assert_eq!(code(|table| table.profiles[1].name = "normal".into()), Some("profile_double"));
    let share = |percent| ProfileRow {
        name: "new".into(),
        shares: vec![ShareRow { percent, ..ShareRow::default() }],
    };
    for (percent, expected) in
        [(9, Some("profile_share")), (10, None), (1_001, Some("profile_share"))]
    {
        let mut table = ours();
        table.profiles.push(share(percent));
        assert_eq!(Calendar::of(&table).err().map(|error| error.code()), expected, "{percent}");
    }
    for (row, expected) in [
        (row(9, 9, "peak"), Some("profile_hours")),
        (row(9, 25, "peak"), Some("profile_hours")),
        (row(9, 24, "rush"), Some("profile_unknown")),
        (row(9, 24, "peak"), None),
    ] {
        let mut table = ours();
        table.calendar.push(row);
        assert_eq!(Calendar::of(&table).err().map(|error| error.code()), expected);
    }
}

#[test]
fn a_drive_over_a_boundary_takes_its_share_of_each_profile() {
    // 60 s in the first profile, 120 in the second, which begins after 30 s and lasts 40.
    let takes = |profile: ProfileId| Some(Seconds::new([60, 120][profile.0]));
    let periods = [period(0, 0), period(30, 1), period(70, 0)];
    let arrives = |departure| arrival(at(departure), &periods, takes).unwrap();
    assert_eq!(arrives(-40), at(20));
    assert_eq!(arrives(-30), at(30));
    // A third is left, then a half: of 60 s each, but the middle is half as fast.
    assert_eq!(arrives(-10), at(70));
    assert_eq!(arrives(0), at(80));
    assert_eq!(arrives(30), at(110));
    assert_eq!(arrives(70), at(130));
    assert_eq!(arrival(at(0), &[], takes), None);
    assert_eq!(arrival(at(0), &periods, |_| None), None);
}

/// Departures a second apart, over random periods: whether each arrives no earlier than the one
/// before it.
fn is_first_in_first_out(
    seed: u64,
    rule: impl Fn(Timestamp, &[Period], &[i64]) -> Timestamp,
) -> bool {
    let mut draw = Draw(seed);
    let millis: Vec<i64> = (0..3).map(|_| draw.below(200_000) as i64).collect();
    let mut from = 0;
    let periods: Vec<Period> = (0..8)
        .map(|_| {
            from += 1 + draw.below(90) as i64;
            period(from, draw.below(3))
        })
        .collect();
    let departures = (0..=700).map(|n| Timestamp::from_unix_millis(n * 997 - 10_000));
    departures.map(|departure| rule(departure, &periods, &millis)).is_sorted()
}

fn by_shares(departure: Timestamp, periods: &[Period], millis: &[i64]) -> Timestamp {
    arrival(departure, periods, |profile| Some(Seconds::from_millis(millis[profile.0]))).unwrap()
}

#[test]
fn a_later_departure_never_arrives_earlier() {
    for seed in 0..2_000 {
        assert!(is_first_in_first_out(seed, by_shares), "seed {seed}");
    }
}

/// The twin of the one above: the time of the profile at the departure, whatever comes later.
#[test]
fn with_the_time_of_the_departure_alone_waiting_would_pay() {
    let naive = |departure: Timestamp, periods: &[Period], millis: &[i64]| {
        let now = periods.partition_point(|period| period.from <= departure).saturating_sub(1);
        departure + Seconds::from_millis(millis[periods[now].profile.0])
    };
    let n_broken = (0..100).filter(|seed| !is_first_in_first_out(*seed, naive)).count();
    assert!(90 < n_broken, "{n_broken}");
}

#[test]
fn every_profile_equals_dijkstra_on_random_towns_and_legs_are_first_in_first_out() {
    for seed in 0..n_towns(60) {
        let town = Town::drawn(&drawing(&mut Draw(seed)));
        println!("seed {seed}");
        let (network, mut draw) = (&town.network, Draw(seed ^ 0x71e5));
        let mut now = Conditions::default();
        for id in network.segment_ids() {
            match draw.below(16) {
                0 => now.close(id),
                1 => now.slow(network, id, Slowing::Percent(170)),
                _ => {}
            }
        }
        let shares = [("slow", 10 + draw.below(990)), ("slower", 10 + draw.below(990))];
        let row = |(name, percent): (&str, usize)| ProfileRow {
            name: name.into(),
            shares: vec![ShareRow { percent: percent as u32, ..ShareRow::default() }],
        };
        let mut table = ours();
        table.profiles.extend(shares.map(row));
        let calendar = Calendar::of(&table).unwrap();
        let router = Router::prepare(Arc::clone(network)).unwrap();
        let profiled = Profiled::prepare(&router, &calendar, &now).unwrap();
        let spots: Vec<_> =
            (0..10).map(|_| (spot(network, &mut draw), spot(network, &mut draw))).collect();
        for (id, profile) in calendar.profiles().iter().enumerate() {
            let conditions = profile.on(network, &now);
            let mut oracle = Oracle::under(network, &conditions);
            let router = profiled.router(ProfileId(id)).unwrap();
            for (from, to) in &spots {
                assert_agrees_with(&mut oracle, router, *from, *to);
            }
        }
        let periods = [period(0, 0), period(20, 4), period(50, 5), period(90, 2), period(130, 4)];
        for (from, to) in spots.iter().map(|(a, b)| (router.road_point(*a), router.road_point(*b)))
        {
            let legs = (-5..150)
                .map(|n| profiled.leg(&periods, at(n), from, to).map(|leg| at(n) + leg.time));
            assert!(legs.is_sorted());
        }
    }
}

#[test]
fn a_profile_opens_no_closed_road_and_takes_its_share_of_a_slowed_one() {
    let town = Town::drawn("\nA-B-C\n");
    let (ab, bc) = (town.segment('A', 'B'), town.segment('B', 'C'));
    let mut now = Conditions::default();
    now.close(ab);
    now.slow(&town.network, bc, Slowing::Percent(200));
    let profile = Profile::new("snow").with_share(RoadClass::Residential, false, 150);
    let on = profile.on(&town.network, &now);
    assert!(on.is_closed(ab));
    assert_eq!(on.time_ms(bc), Some(60_000));
    assert_eq!(on.time_ms(town.segment('C', 'B')), Some(30_000));
    assert_eq!(Profile::new("usual").on(&town.network, &now), now);
}
