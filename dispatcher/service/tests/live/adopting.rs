//! Going over to other roads while the area is live.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::town::{HandClock, Paper, START, book, offer, plan_shifts, request, ride};
use noriai_core::travel::{Leg, RoadPoint, TravelTimes};
use noriai_core::{BookingId, MapChange, Refusal, Rejection, State};
use noriai_journal::{Journal, MemoryJournal, SqliteJournal, SqliteOptions};
use noriai_service::{Area, Config, FindChange, SubmitError};
use noriai_units::Seconds;

fn quiet() -> Config {
    Config { tick: Seconds::from_minutes(24 * 60), ..Config::default() }
}

fn open(journal: impl Journal + 'static) -> Area {
    Area::open(Box::new(journal), Arc::new(Paper), HandClock::at(START), &quiet()).unwrap()
}

/// The same streets, each drive so many times as long; with a spot that nobody gets to.
struct Slow(i64, Option<RoadPoint>);

impl TravelTimes for Slow {
    fn leg(&self, from: RoadPoint, to: RoadPoint) -> Option<Leg> {
        let open = from == to || ![from, to].iter().any(|end| Some(*end) == self.1);
        let leg = Paper.leg(from, to).filter(|_| open)?;
        Some(Leg { time: leg.time * self.0, ..leg })
    }
}

fn change(fingerprint: u64) -> Box<FindChange> {
    Box::new(move |_: &State| MapChange {
        fingerprint,
        points: Vec::new(),
        relocations: Vec::new(),
    })
}

#[tokio::test]
async fn every_open_tour_is_on_the_new_roads_at_once_and_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let options = SqliteOptions::default();
    let area = open(SqliteJournal::open(dir.path(), "kitakata", &options).unwrap());
    plan_shifts(&area, 3).await;
    for n in 1..=12 {
        ride(&area, n).await.unwrap();
    }
    let slow = Arc::new(Slow(2, None));
    let state = area.adopt(slow, change(7)).await.unwrap();
    assert_eq!(state.map(), 7);
    for tour in state.tours().values() {
        assert_eq!(tour.map, 7);
        let mut here = tour.origin.place;
        for call in &tour.calls {
            let leg = Slow(2, None).leg(here.road, call.place.road).unwrap();
            assert_eq!((call.leg.time, call.leg.distance), (leg.time, leg.distance));
            here = call.place;
        }
    }
    assert_eq!(offer(&area, 40).unwrap().map, 7);
    area.close().await;
    // What was adopted is durable; nothing is adopted twice.
    let again = open(SqliteJournal::open(dir.path(), "kitakata", &options).unwrap());
    assert_eq!(again.state().digest(), state.digest());
    let seq = again.published().seq;
    again.adopt(Arc::new(Slow(2, None)), change(7)).await.unwrap();
    assert_eq!(again.published().seq, seq);
    let snapshot = again.snapshot();
    let (from, to) = (request(1).from.road, request(1).to.road);
    assert_eq!(snapshot.times.leg(from, to), Slow(2, None).leg(from, to));
}

#[tokio::test]
async fn an_offer_of_the_old_roads_is_decided_on_the_new_ones() {
    let area = open(MemoryJournal::new("kitakata"));
    plan_shifts(&area, 1).await;
    let (first, second) = (offer(&area, 1).unwrap(), offer(&area, 2).unwrap());
    assert_eq!((first.map, second.map), (0, 0));
    let shut = Some(first.request.from.road);
    area.adopt(Arc::new(Slow(1, shut)), change(8)).await.unwrap();
    let gone = area.submit(book(1, first)).await.unwrap_err();
    assert!(matches!(gone, SubmitError::Refused(Refusal::OfferGone(Rejection::NoRoad))), "{gone}");
    let state = area.submit(book(2, second)).await.unwrap();
    assert_eq!(state.tour_with(BookingId(2)).unwrap().map, 8);
}

#[tokio::test]
async fn who_was_booked_before_and_can_not_be_reached_is_told() {
    let area = open(MemoryJournal::new("kitakata"));
    plan_shifts(&area, 2).await;
    ride(&area, 1).await.unwrap();
    ride(&area, 2).await.unwrap();
    // Found from the state that the change is decided on.
    let find = Box::new(|state: &State| {
        assert_eq!(state.bookings().len(), 2);
        MapChange { fingerprint: 9, points: Vec::new(), relocations: Vec::new() }
    });
    let shut = Some(request(1).from.road);
    let state = area.adopt(Arc::new(Slow(1, shut)), find).await.unwrap();
    assert!(state.cut_off().contains_key(&BookingId(1)));
    assert!(state.tour_with(BookingId(2)).is_some());
    let state = area.adopt(Arc::new(Slow(1, None)), change(10)).await.unwrap();
    assert!(state.cut_off().is_empty());
    assert!(state.tour_with(BookingId(1)).is_some());
}

/// Readers that look while the roads change see a state and its own roads, never one of each.
#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_never_mixes_plans_and_roads() {
    let area = open(MemoryJournal::new("kitakata"));
    plan_shifts(&area, 2).await;
    for n in 1..=6 {
        ride(&area, n).await.unwrap();
    }
    area.adopt(Arc::new(Slow(1, None)), change(1)).await.unwrap();
    let done = Arc::new(AtomicBool::new(false));
    let readers: Vec<_> = (0..2)
        .map(|_| {
            let (area, done) = (area.clone(), Arc::clone(&done));
            tokio::task::spawn_blocking(move || {
                let (from, to) = (request(1).from.road, request(1).to.road);
                let mut n_looks = 0_u64;
                while !done.load(Ordering::Acquire) {
                    let snapshot = area.snapshot();
                    let factor = i64::try_from(snapshot.state.map()).unwrap();
                    assert_eq!(snapshot.times.leg(from, to), Slow(factor, None).leg(from, to));
                    n_looks += 1;
                }
                n_looks
            })
        })
        .collect();
    for n in 0..200_u64 {
        let factor = n % 3 + 1;
        let times = Arc::new(Slow(i64::try_from(factor).unwrap(), None));
        area.adopt(times, change(factor)).await.unwrap();
    }
    done.store(true, Ordering::Release);
    for reader in readers {
        assert!(0 < reader.await.unwrap());
    }
}

#[tokio::test]
async fn a_closed_area_adopts_nothing() {
    let area = open(MemoryJournal::new("kitakata"));
    area.close().await;
    let refused = area.adopt(Arc::new(Slow(2, None)), change(3)).await;
    assert!(matches!(refused, Err(SubmitError::Closed)));
    assert_eq!(area.state().map(), 0);
}
