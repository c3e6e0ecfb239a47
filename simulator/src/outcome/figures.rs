//! The figures by which policies are compared.

use std::collections::BTreeMap;

use noriai_core::Wish;
use noriai_units::{Metres, Seconds, Timestamp, Yen};

use super::ride::{Day, Fate, Ride};
use crate::demand::TimedRequest;
use crate::scenario::CostModel;

/// Mean and percentiles of a length of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Rounded to the millisecond.
    pub mean: Seconds,
    /// The median, by nearest rank.
    pub p50: Seconds,
    /// 95 of 100 are no longer, by nearest rank.
    pub p95: Seconds,
}

/// The figures of one policy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Requests uttered.
    pub requests: u64,
    /// Requests served.
    pub served: u64,
    /// People served.
    pub people: u64,
    /// Booked, but not there.
    pub no_shows: u64,
    /// Not booked, by cause.
    pub rejected: BTreeMap<&'static str, u64>,
    /// From the wished departure (at the stop, after the way on foot) to boarding; for a wished
    /// arrival from the time the rider was told.
    pub wait: Spread,
    /// From leaving the pickup to being at the goal.
    pub ride: Spread,
    /// Of the ride beyond the direct drive.
    pub detour: Spread,
    /// On foot, both ways together.
    pub walk: Spread,
    /// People served for each stretch with somebody aboard.
    pub riders_per_trip: f64,
    /// Driven with somebody aboard.
    pub loaded: Metres,
    /// Driven with nobody aboard.
    pub empty: Metres,
    /// Paid driver time.
    pub driver_time: Seconds,
    /// Vehicles used.
    pub vehicles: u64,
    /// By the scenario's cost model.
    pub cost: Yen,
    /// Fares of those served.
    pub fares: Yen,
    /// Promises made anew.
    pub repromised: u64,
}

impl Figures {
    pub(crate) fn of(day: &Day, requests: &[TimedRequest], cost: &CostModel) -> Self {
        let with_request =
            || day.rides.iter().filter_map(|ride| Some((ride, requests.get(ride.request)?)));
        let served = || with_request().filter(|(ride, _)| ride.fate == Fate::Served);
        let mut rejected = BTreeMap::new();
        for ride in &day.rides {
            match ride.fate {
                Fate::Rejected(cause) => *rejected.entry(cause).or_default() += 1,
                Fate::Open => *rejected.entry("open").or_default() += 1,
                Fate::Served | Fate::NoShow => {}
            }
        }
        let people: u64 = served().map(|(_, r)| u64::from(r.party.n_people())).sum();
        let loaded: Metres = day.calls.iter().map(|call| call.loaded).sum();
        let empty: Metres = day.calls.iter().map(|call| call.empty).sum();
        let phone = requests.iter().filter(|request| request.by_phone).count();
        let phone = i64::try_from(phone).unwrap_or(i64::MAX);
        let vehicles = i64::try_from(day.n_vehicles).unwrap_or(i64::MAX);
        let hours = |rate: Yen| Yen::new(rate.whole() * day.driver_time.whole() / 3_600);
        let km = |rate: Yen| Yen::new(rate.whole() * (loaded + empty).whole() / 1_000);
        Self {
            requests: requests.len() as u64,
            served: served().count() as u64,
            people,
            no_shows: with_request().filter(|(ride, _)| ride.fate == Fate::NoShow).count() as u64,
            rejected,
            wait: Spread::of(served().filter_map(|(ride, request)| wait(ride, request))),
            ride: Spread::of(served().filter_map(|(ride, _)| ride.ride())),
            detour: Spread::of(served().filter_map(|(ride, _)| ride.detour())),
            walk: Spread::of(served().map(|(ride, _)| ride.walk_time.0 + ride.walk_time.1)),
            riders_per_trip: ratio(people, day.n_trips),
            loaded,
            empty,
            driver_time: day.driver_time,
            vehicles: day.n_vehicles,
            cost: hours(cost.driver_hour)
                + km(cost.km)
                + cost.vehicle_day * vehicles
                + cost.phone_request * phone,
            fares: served().map(|(ride, _)| ride.fare).sum(),
            repromised: day.n_repromises,
        }
    }

    /// What the town pays.
    #[must_use]
    pub fn subsidy(&self) -> Yen {
        self.cost - self.fares
    }

    /// The cost of each person served; nothing if nobody was.
    #[must_use]
    pub fn cost_per_person(&self) -> Option<Yen> {
        let people = i64::try_from(self.people).ok().filter(|people| 0 < *people)?;
        Some(Yen::new(self.cost.whole() / people))
    }

    /// How many requests were rejected.
    #[must_use]
    pub fn n_rejected(&self) -> u64 {
        self.rejected.values().sum()
    }
}

impl Spread {
    /// Of no times at all it is zero.
    #[must_use]
    pub fn of(times: impl Iterator<Item = Seconds>) -> Self {
        let mut times: Vec<Seconds> = times.collect();
        times.sort();
        let n = times.len();
        let rank = |per_cent: usize| {
            let rank = (n * per_cent).div_ceil(100).max(1);
            times.get(rank - 1).copied().unwrap_or_default()
        };
        let sum: Seconds = times.iter().copied().sum();
        let mean = match i64::try_from(n) {
            Ok(n) if 0 < n => Seconds::from_millis(sum.millis() / n),
            _ => Seconds::ZERO,
        };
        Self { mean, p50: rank(50), p95: rank(95) }
    }
}

/// How long a rider waits; see [`Figures::wait`].
pub(crate) fn wait(ride: &Ride, request: &TimedRequest) -> Option<Seconds> {
    let from: Timestamp = match request.wish {
        Wish::DepartAt(at) => at + ride.walk_time.0,
        Wish::ArriveBy(_) => ride.promised?.pickup_earliest,
    };
    Some((ride.pickup? - from).max(Seconds::ZERO))
}

#[expect(clippy::cast_precision_loss, reason = "counts of a day are far below 2^52")]
fn ratio(of: u64, to: u64) -> f64 {
    if to == 0 { 0.0 } else { of as f64 / to as f64 }
}

/// Kilometres with three decimals.
pub(crate) fn km(length: Metres) -> f64 {
    rounded(f64::from(i32::try_from(length.decimetres()).unwrap_or(i32::MAX)) / 10_000.0, 1_000.0)
}

/// Seconds with decimals.
pub(crate) fn seconds(time: Seconds) -> f64 {
    f64::from(i32::try_from(time.millis()).unwrap_or(i32::MAX)) / 1_000.0
}

pub(crate) fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_occurred() {
        let spread = Spread::of((1..=10).map(Seconds::new));
        assert_eq!(spread.p50, Seconds::new(5));
        assert_eq!(spread.p95, Seconds::new(10));
        assert_eq!(spread.mean, Seconds::from_millis(5_500));
        assert_eq!(Spread::of(std::iter::empty()), Spread::default());
    }
}
