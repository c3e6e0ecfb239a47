//! Requests drawn after a town's profile.
//!
//! A day's rides get their hours by the profile's shares. In the morning most lead from a home to
//! a goal, later most lead back: a way back belongs to a rider who came at least an hour before,
//! where there is one. Goals are drawn by their kind's weight and by distance: at `trip` a goal is
//! half as attractive as next door.

use std::collections::{BTreeMap, BTreeSet};

use noriai_core::Wish;
use noriai_units::{Metres, Position, Seconds, Timestamp};

use super::profile::{LeadTime, Profile};
use super::rider::Rider;
use super::{Spot, TimedRequest};
use crate::calendar::{Day, TimeOfDay};
use crate::rng::Rng;
use crate::world::{Goal, GoalKind, Sites};

/// Draws requests. The same seed, sites and profile give the same requests for the same day, in
/// whatever order days are asked for.
#[derive(Clone, Debug)]
pub struct Generator {
    seed: u64,
    sites: Sites,
    profile: Profile,
    volume: Volume,
    trip: Metres,
    no_show_per_mille: u32,
    /// Requests by the time they are uttered, of the days drawn so far.
    drawn: BTreeMap<(Timestamp, String), TimedRequest>,
    days: BTreeSet<Day>,
}

/// How many requests a day has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volume {
    /// Exactly so many, whatever the weekday.
    Exactly(u32),
    /// So many on an average weekday, Monday to Friday; the weekday's share of that.
    PerAverageWeekday(u32),
}

/// Nobody asks for a ride shorter than this.
const TRIP_MIN: Metres = Metres::new(700);
/// A way back is at least this long after the way there.
const STAY_MIN: Seconds = Seconds::from_minutes(60);
/// How many of 1,000 ways back belong to a rider who was brought there.
const BACK_TOGETHER: u32 = 800;
/// The longest time before a ride at which somebody asks, in days, and a day more.
const DAYS_AHEAD: i64 = 6;

/// How many of 1,000 rides lead away from home, by the hour. An assumption.
const fn outbound_per_mille(hour: i64) -> u32 {
    match hour {
        ..=8 => 950,
        9 => 850,
        10 => 650,
        11 => 350,
        12 => 350,
        13 => 400,
        14 => 250,
        15 => 150,
        _ => 80,
    }
}

/// A rider at a goal, with the home to go back to.
struct Visit {
    home: Position,
    goal: usize,
    rider: Rider,
    since: Timestamp,
}

impl Generator {
    /// A generator with trips of 5 km and no no-shows.
    #[must_use]
    pub fn new(seed: u64, sites: Sites, profile: Profile, volume: Volume) -> Self {
        Self {
            seed,
            sites,
            profile,
            volume,
            trip: Metres::new(5_000),
            no_show_per_mille: 0,
            drawn: BTreeMap::new(),
            days: BTreeSet::new(),
        }
    }

    /// At this distance a goal is half as attractive as next door.
    #[must_use]
    pub const fn trips_of(mut self, trip: Metres) -> Self {
        self.trip = trip;
        self
    }

    /// So many of 1,000 riders are not there.
    #[must_use]
    pub const fn no_shows(mut self, per_mille: u32) -> Self {
        self.no_show_per_mille = per_mille;
        self
    }

    /// The requests for rides on a day, in the order in which they are uttered.
    #[must_use]
    pub fn day(&self, day: Day) -> Vec<TimedRequest> {
        let mut rng = Rng::stream(self.seed, "demand", day.number());
        if self.sites.homes.is_empty() || self.sites.goals.is_empty() {
            return Vec::new();
        }
        let mut visits: Vec<Visit> = Vec::new();
        let mut requests = Vec::new();
        for (number, at) in self.times(day, &mut rng).into_iter().enumerate() {
            let hour = (at - day.midnight()).whole() / 3_600;
            let outbound = rng.chance(outbound_per_mille(hour));
            let mut own = Rng::stream(self.seed, "rider", day.number() << 32 | number as u64);
            let visit = self.visit(outbound, at, &mut visits, &mut own);
            let id = format!("{day}-{:04}", number + 1);
            requests.push(self.request(id, outbound, &visit, day, at, &mut own));
            if outbound {
                visits.push(visit);
            }
        }
        requests.sort_by(|a, b| (a.asked_at, &a.id).cmp(&(b.asked_at, &b.id)));
        requests
    }

    /// The next request that is uttered after `t`; `None` if the profile has no rides at all.
    pub fn next_after(&mut self, t: Timestamp) -> Option<TimedRequest> {
        let today = Day::of(t);
        // Two weeks bridge any holidays that a profile knows of.
        for ahead in 0..14 {
            self.draw(today.before(-ahead));
            let next = self.drawn.range((t + Seconds::from_millis(1), String::new())..).next();
            // Rides of later days may be asked for before it.
            if let Some(((asked, _), request)) = next
                && *asked < today.before(-(ahead + 1 - DAYS_AHEAD)).midnight()
            {
                return Some(request.clone());
            }
        }
        self.drawn
            .range((t + Seconds::from_millis(1), String::new())..)
            .next()
            .map(|(_, next)| next.clone())
    }

    fn draw(&mut self, day: Day) {
        if self.days.insert(day) {
            for request in self.day(day) {
                self.drawn.insert((request.asked_at, request.id.clone()), request);
            }
        }
    }

    /// The times of a day's rides, in order.
    fn times(&self, day: Day, rng: &mut Rng) -> Vec<Timestamp> {
        let mut times: Vec<Timestamp> = (0..self.n_requests(day))
            .filter_map(|_| {
                let shares = self.profile.hours.iter().map(|(_, share)| *share);
                let (hour, _) = *self.profile.hours.get(rng.weighted(shares)?)?;
                Some(day.at(TimeOfDay::new(hour, rng.between(0, 59))))
            })
            .collect();
        times.sort();
        times
    }

    fn n_requests(&self, day: Day) -> u64 {
        match self.volume {
            Volume::Exactly(n) => u64::from(n),
            Volume::PerAverageWeekday(n) => {
                let shares = &self.profile.weekdays;
                let week: u64 = shares.iter().take(5).sum();
                let own = shares.get(day.weekday()).copied().unwrap_or(0);
                (u64::from(n) * own * 5 + week / 2) / week.max(1)
            }
        }
    }

    /// A new rider with home and goal, or one who is on a visit and goes back now.
    fn visit(
        &self,
        outbound: bool,
        at: Timestamp,
        visits: &mut Vec<Visit>,
        rng: &mut Rng,
    ) -> Visit {
        if !outbound && rng.chance(BACK_TOGETHER) {
            // Visits stand in order of time.
            let n_ripe = visits.partition_point(|visit| visit.since + STAY_MIN <= at);
            if 0 < n_ripe {
                let index = usize::try_from(rng.below(n_ripe as u64)).unwrap_or(0);
                return visits.remove(index);
            }
        }
        let rider = Rider::drawn(&self.profile, rng);
        let (home, goal) = self.home_and_goal(rng);
        Visit { home, goal, rider, since: at }
    }

    fn home_and_goal(&self, rng: &mut Rng) -> (Position, usize) {
        let mut last = (Position::default(), 0);
        // A home without any goal in reach is passed over; ten in a row have never been seen.
        for _ in 0..10 {
            let index = usize::try_from(rng.below(self.sites.homes.len() as u64)).unwrap_or(0);
            let home = self.sites.homes.get(index).copied().unwrap_or_default();
            let weights: Vec<u64> =
                self.sites.goals.iter().map(|goal| self.pull(home, goal)).collect();
            last.0 = home;
            if let Some(goal) = rng.weighted(weights.iter().copied()) {
                return (home, goal);
            }
        }
        last
    }

    /// How attractive a goal is from a home: weight / (1 + (distance / trip)^2).
    fn pull(&self, home: Position, goal: &Goal) -> u64 {
        let distance = home.distance(goal.position);
        if distance < TRIP_MIN {
            return 0;
        }
        let d = u64::try_from(distance.decimetres()).unwrap_or(u64::MAX);
        let trip = u64::try_from(self.trip.decimetres()).unwrap_or(1).max(1);
        let ratio_per_mille = (d.saturating_mul(1_000) / trip).min(1_000_000);
        goal.weight * 1_000_000 / (1_000_000 + ratio_per_mille * ratio_per_mille)
    }

    fn request(
        &self,
        id: String,
        outbound: bool,
        visit: &Visit,
        day: Day,
        at: Timestamp,
        rng: &mut Rng,
    ) -> TimedRequest {
        let goal = self.sites.goals.get(visit.goal);
        let home = Spot { position: visit.home, name: String::new() };
        let away = goal.map_or_else(Spot::default, |goal| Spot {
            position: goal.position,
            name: goal.name.clone(),
        });
        let (from, to) = if outbound { (home, away) } else { (away, home) };
        let lead = rng.weighted(self.profile.lead_times.iter().copied());
        let lead = lead.and_then(|index| LeadTime::ALL.get(index)).unwrap_or(&LeadTime::Soon);
        let asked_at = lead.asked(day, at, rng);
        let appointment = rng.chance(500) && goal.is_some_and(|goal| has_hours(goal.kind));
        let planned_ahead = Seconds::from_minutes(60) <= at - asked_at;
        let wish = if outbound && appointment && planned_ahead {
            Wish::ArriveBy(expected_arrival(at, from.position, to.position))
        } else {
            Wish::DepartAt(at)
        };
        TimedRequest {
            id,
            asked_at,
            from,
            to,
            wish,
            party: visit.rider.party,
            by_phone: visit.rider.by_phone,
            shows_up: !rng.chance(self.no_show_per_mille),
        }
    }
}

/// True for goals at which half of those who plan ahead have an appointment or a train.
const fn has_hours(kind: GoalKind) -> bool {
    matches!(
        kind,
        GoalKind::Hospital
            | GoalKind::Clinic
            | GoalKind::Station
            | GoalKind::Hall
            | GoalKind::Welfare
            | GoalKind::School
    )
}

/// What a rider who would leave at `at` takes for a safe time of arrival: 30 km/h along 1.3 times
/// the straight line, ten minutes more, the next five minutes on the clock.
fn expected_arrival(at: Timestamp, from: Position, to: Position) -> Timestamp {
    let way_dm = from.distance(to).decimetres() * 13 / 10;
    let drive = Seconds::from_millis(way_dm * 12);
    let five = Seconds::from_minutes(5).millis();
    let safe = (at + drive + Seconds::from_minutes(10)).unix_millis();
    Timestamp::from_unix_millis((safe + five - 1).div_euclid(five) * five)
}
