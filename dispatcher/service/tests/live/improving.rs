//! Better plans are found between requests, and nobody waits for them.

use std::time::Duration;

use crate::searching::{Roads, improvable, n_asked_to_improve, open, plan_cost, switched_off};
use crate::town::{START, book, offer, place, plan_shifts, ride, shift};
use noriai_core::checker::audit;
use noriai_core::{BookingId, CancelledBy, Command, Event, Sighting, State, Status, VehicleId};
use noriai_journal::{Entry, MemoryJournal, replay, verify};
use noriai_service::{Area, Figures, Health};

/// Longer than any test.
const HOUR: Duration = Duration::from_secs(3_600);
const MOMENT: Duration = Duration::from_millis(300);

/// Waits until the figures are so.
async fn until(area: &Area, so: impl Fn(&Figures) -> bool) -> Figures {
    loop {
        let figures = area.metrics().figures();
        if so(&figures) {
            return figures;
        }
        assert_eq!(area.health(), Health::Running);
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

async fn until_searching(roads: &Roads, n_legs: u64) {
    while roads.n_asked() < n_legs {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

async fn cancel(area: &Area, n: u32) {
    let id = BookingId(u128::from(n));
    area.submit(Command::Cancel { id, by: CancelledBy::Rider }).await.unwrap();
}

fn assert_sound(area: &Area, journal: &MemoryJournal) {
    let state = area.state();
    let violations = audit(&state, Some(&*area.published().times));
    assert!(violations.is_empty(), "{violations:?}");
    let report = verify(journal).unwrap();
    assert!(report.is_content(), "{:?} {:?}", report.faults, report.violations);
    assert_eq!(replay(journal).unwrap().state.digest(), state.digest());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_becomes_better_by_itself_and_keeps_all_promises() {
    let journal = improvable().await;
    let area = open(&journal, &Roads::free(), MOMENT);
    let mut batches = area.batches();
    cancel(&area, 1).await;
    let before = batches.recv().await.unwrap().after.state.clone();
    let figures = until(&area, |figures| 0 < figures.n_adopted).await;
    let batch = batches.recv().await.unwrap();
    let after = &batch.after.state;
    let plans = |entry: &Entry| matches!(entry.event, Event::TourPlanned { .. });
    assert!(batch.entries.iter().all(plans), "nothing else than plans: {:?}", batch.entries);
    assert!(plan_cost(after) < plan_cost(&before));
    assert_eq!(after.bookings(), before.bookings(), "every promise is the same");
    let driving = |state: &State| -> i64 {
        let calls = state.tours().values().flat_map(|tour| &tour.calls);
        calls.map(|call| call.leg.time.millis()).sum()
    };
    assert_eq!(figures.driving_saved_ms, driving(&before) - driving(after));
    assert_eq!((figures.n_proposals, figures.n_adopted), (1, 1), "{figures:?}");
    assert_sound(&area, &journal);
    area.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_is_answered_while_a_search_stands_still() {
    let journal = improvable().await;
    let (roads, gate) = Roads::closing_at(500);
    let area = open(&journal, &roads, HOUR);
    cancel(&area, 1).await;
    // From here on the search waits for a road that nobody opens before all of this is answered.
    until_searching(&roads, 500).await;
    for n in 100..110 {
        assert!(ride(&area, n).await.unwrap().booking(BookingId(u128::from(n))).is_some());
    }
    cancel(&area, 100).await;
    assert_eq!(roads.n_asked(), 500, "the search has not gone on meanwhile");
    gate.open();
    // The news ends that search, and another begins at once.
    until_searching(&roads, 1_000).await;
    area.close().await;
    assert_sound(&area, &journal);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_that_has_become_stale_is_refused_and_harms_nothing() {
    let journal = improvable().await;
    // The same state, seed and rounds: when the live search will have found something.
    let n_legs = n_asked_to_improve(BookingId(1)).await;
    let (roads, gate) = Roads::closing_at(n_legs + 1);
    let area = open(&journal, &roads, HOUR);
    cancel(&area, 1).await;
    until_searching(&roads, n_legs + 1).await;
    for n in 2..=30 {
        cancel(&area, n).await;
    }
    gate.open();
    let figures = until(&area, |figures| 0 < figures.n_proposals).await;
    assert_eq!(figures.n_adopted, 0);
    let figures = until(&area, |figures| !figures.n_not_adopted.is_empty()).await;
    assert_eq!(figures.n_not_adopted.get("stale"), Some(&1), "{figures:?}");
    let state = area.state();
    let waits = |status: Status| status == Status::Waiting;
    assert!(!state.bookings().values().any(|booking| waits(booking.status)));
    assert_sound(&area, &journal);
    let offered = offer(&area, 50).unwrap();
    assert!(area.submit(book(50, offered)).await.is_ok());
    area.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn switched_off_nothing_is_searched() {
    let journal = improvable().await;
    let roads = Roads::free();
    let area = switched_off(&journal, &roads);
    cancel(&area, 1).await;
    for n in 100..110 {
        ride(&area, n).await.unwrap();
    }
    area.close().await;
    assert_eq!((roads.n_asked(), area.metrics().figures().n_proposals), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_area_without_riders_is_not_searched() {
    let journal = MemoryJournal::new("kitakata");
    let area = open(&journal, &Roads::free(), HOUR);
    plan_shifts(&area, 3).await;
    ride(&area, 1).await.unwrap();
    until(&area, |figures| 0 < figures.n_searches).await;
    cancel(&area, 1).await;
    area.submit(Command::PlanShift(shift(4))).await.unwrap();
    ride(&area, 2).await.unwrap();
    until(&area, |figures| 1 < figures.n_searches).await;
    area.close().await;
    assert_eq!(area.metrics().figures().n_searches, 2, "one for each rider");
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_ends_a_search_that_has_an_hour_left() {
    let journal = improvable().await;
    let roads = Roads::free();
    let area = open(&journal, &roads, HOUR);
    cancel(&area, 1).await;
    until_searching(&roads, 5_000).await;
    area.close().await;
    let n_asked = roads.n_asked();
    assert_eq!(area.health(), Health::Closed);
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(roads.n_asked(), n_asked, "the thread has ended before the area says so");
    assert_sound(&area, &journal);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_panics_is_counted_and_the_area_lives_on() {
    let journal = improvable().await;
    let area = open(&journal, &Roads::breaking(), MOMENT);
    cancel(&area, 1).await;
    until(&area, |figures| figures.n_failed_searches == 1).await;
    ride(&area, 100).await.unwrap();
    until(&area, |figures| figures.n_failed_searches == 2).await;
    assert!(area.state().booking(BookingId(100)).is_some());
    assert_sound(&area, &journal);
    area.close().await;
    assert_eq!(area.health(), Health::Closed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_position_report_or_a_tick_begins_no_search() {
    let journal = improvable().await;
    let roads = Roads::free();
    let area = open(&journal, &roads, MOMENT);
    let sighting = Sighting { place: place(100, 100), at: START };
    area.sight(VehicleId(1), sighting).unwrap();
    area.submit(Command::Tick).await.unwrap();
    assert_eq!(area.metrics().figures().n_commands, 1);
    area.close().await;
    assert_eq!(roads.n_asked(), 0);
}
