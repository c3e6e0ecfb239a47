//! Generated demand: the profile's shares come out again.

#![expect(clippy::unwrap_used, reason = "support code of tests fails as tests do")]

use noriai_core::Wish;
use noriai_core::units::Seconds;
use noriai_simulator::World;
use noriai_simulator::calendar::{Day, TimeOfDay};
use noriai_simulator::demand::{Generator, Profile, TimedRequest, Volume};

fn generator(volume: Volume) -> Generator {
    let sites = World::squared_paper(7).sites;
    Generator::new(5, sites, Profile::built_in(), volume)
}

fn thursday() -> Day {
    Day::parse("2026-11-19").unwrap()
}

/// The share of the requests for which something holds, in per mille.
fn per_mille(requests: &[TimedRequest], holds: impl Fn(&TimedRequest) -> bool) -> i64 {
    let n = requests.iter().filter(|request| holds(request)).count();
    i64::try_from(n * 1_000 / requests.len()).unwrap()
}

#[track_caller]
fn assert_near(share: i64, expected: i64, tolerance: i64) {
    assert!((share - expected).abs() <= tolerance, "{share}, expected {expected} per mille");
}

#[test]
fn hours_come_out_as_the_town_counted_them() {
    let requests = generator(Volume::Exactly(5_000)).day(thursday());
    assert_eq!(requests.len(), 5_000);
    // A wished arrival is later than the ride's hour, so departures tell the hour: ways back, and
    // ways there without an appointment. Ways back begin at goals, which have names.
    let profile = Profile::built_in();
    let all: u64 = profile.hours.iter().map(|(_, share)| share).sum();
    for (hour, share) in &profile.hours {
        let (from, to) = (TimeOfDay::new(*hour, 0), TimeOfDay::new(hour + 1, 0));
        let in_hour = |request: &TimedRequest| match request.wish {
            Wish::DepartAt(at) => thursday().at(from) <= at && at < thursday().at(to),
            Wish::ArriveBy(_) => false,
        };
        let early = |request: &TimedRequest| match request.wish {
            Wish::ArriveBy(by) => {
                let left = by - Seconds::from_minutes(20);
                thursday().at(from) <= left && left < thursday().at(to)
            }
            Wish::DepartAt(_) => false,
        };
        let share = i64::try_from(share * 1_000 / all).unwrap();
        let drawn = per_mille(&requests, in_hour) + per_mille(&requests, early);
        // The guess of twenty minutes puts some wished arrivals into the neighbouring hour.
        assert_near(drawn, share, 30);
    }
}

#[test]
fn lead_times_and_channels_come_out_as_the_town_counted_them() {
    let requests = generator(Volume::Exactly(5_000)).day(thursday());
    let midnight = thursday().midnight();
    let day_before = |request: &TimedRequest| {
        request.asked_at < midnight && midnight - Seconds::from_minutes(1_440) <= request.asked_at
    };
    let earlier =
        |request: &TimedRequest| request.asked_at < midnight - Seconds::from_minutes(1_440);
    assert_near(per_mille(&requests, earlier), 330, 25);
    assert_near(per_mille(&requests, day_before), 190, 25);
    assert_near(per_mille(&requests, |request| midnight <= request.asked_at), 480, 25);
    assert_near(per_mille(&requests, |request| request.by_phone), 630, 25);
}

#[test]
fn people_leave_home_in_the_morning_and_come_back_later() {
    let requests = generator(Volume::Exactly(2_000)).day(thursday());
    let noon = thursday().at(TimeOfDay::new(12, 0));
    // Goals have names, homes have none.
    let mornings: Vec<_> = requests.iter().filter(|r| r.wish.at() < noon).cloned().collect();
    let later: Vec<_> = requests.iter().filter(|r| noon <= r.wish.at()).cloned().collect();
    assert!(600 < per_mille(&mornings, |request| request.from.name.is_empty()));
    assert!(600 < per_mille(&later, |request| request.to.name.is_empty()));
    // Most ways back lead to where somebody came from.
    let back: Vec<_> = later.iter().filter(|r| r.to.name.is_empty()).cloned().collect();
    let known = |request: &TimedRequest| {
        mornings.iter().chain(&later).any(|there| there.from.position == request.to.position)
    };
    assert!(500 < per_mille(&back, known));
}

#[test]
fn the_weekday_scales_the_average() {
    let count =
        |day: &str| generator(Volume::PerAverageWeekday(1_000)).day(Day::parse(day).unwrap()).len();
    // Monday to Friday 22.1, 29.4, 28.6, 26.8 and 31.6 of 27.7 in the mean; no service at weekends.
    assert_eq!(count("2026-11-16"), 798);
    assert_eq!(count("2026-11-19"), 968);
    assert_eq!(count("2026-11-20"), 1_141);
    assert_eq!(count("2026-11-21"), 0);
}

#[test]
fn nobody_asks_after_the_ride_or_too_far_ahead() {
    for request in generator(Volume::Exactly(2_000)).day(thursday()) {
        let lead = request.wish.at() - request.asked_at;
        assert!(Seconds::ZERO <= lead && lead <= Seconds::from_minutes(7 * 1_440), "{request:?}");
        assert!(0 < request.party.n_people());
    }
}

#[test]
fn a_living_town_s_requests_follow_each_other_without_end() {
    let mut town = generator(Volume::Exactly(50));
    let mut twin = generator(Volume::Exactly(50));
    let mut at = thursday().midnight();
    let mut seen = Vec::new();
    for _ in 0..300 {
        let next = town.next_after(at).unwrap();
        assert!(at < next.asked_at);
        assert_eq!(twin.next_after(at).unwrap(), next);
        at = next.asked_at;
        seen.push(next);
    }
    // Fifty a day: three hundred take about six days, and no day's requests are passed over.
    let days = (at - thursday().midnight()).whole() / 86_400;
    assert!((5..=7).contains(&days), "{days}");
    let friday = thursday().before(-1);
    let own: Vec<_> =
        town.day(friday).into_iter().filter(|r| thursday().midnight() < r.asked_at).collect();
    let missed = own.iter().filter(|r| r.asked_at <= at && !seen.contains(r)).count();
    // Two who ask in the same moment are one after the other only in the day's own list.
    assert!(missed <= 2, "{missed}");
}
