//! An area from the outside: bookings, batches, bounds, ticks, restart and shutdown.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use crate::town::{HandClock, Paper, START, Watched, book, offer, place, plan_shifts, ride, shift};
use noriai_core::travel::{Leg, RoadPoint, TravelTimes};
use noriai_core::{BookingId, CancelledBy, Command, OfferId, Refusal, Sighting, VehicleId, decide};
use noriai_journal::{Journal, MemoryJournal, SqliteJournal, SqliteOptions, SqliteRecords, verify};
use noriai_service::{AckOrder, Area, Config, Health, SubmitError, Unsighted};
use noriai_units::Seconds;
use tokio::sync::oneshot;

fn quiet() -> Config {
    // Ticks come when a test moves the clock by a day, which most never do.
    Config { tick: Seconds::from_minutes(24 * 60), ..Config::default() }
}

fn open(journal: impl Journal + 'static, config: &Config) -> Area {
    Area::open(Box::new(journal), Arc::new(Paper), HandClock::at(START), config).unwrap()
}

/// A journal that says when a batch has come, and waits to be told to go on.
struct Gate {
    entered: tokio::sync::mpsc::UnboundedReceiver<usize>,
    go: mpsc::Sender<()>,
}

fn gated() -> (Watched, Gate) {
    let (entered_sender, entered) = tokio::sync::mpsc::unbounded_channel();
    let (go, may_go) = mpsc::channel();
    let before = move |batch: &[noriai_journal::Entry]| {
        entered_sender.send(batch.len()).unwrap();
        may_go.recv().unwrap();
        Ok(())
    };
    let inner = MemoryJournal::new("kitakata");
    (Watched { inner, before: Box::new(before) }, Gate { entered, go })
}

#[tokio::test]
async fn a_booking_is_answered_with_a_state_that_holds_it_and_all_can_read_it() {
    let area = open(MemoryJournal::new("kitakata"), &quiet());
    let mut follower = area.subscribe();
    let mut batches = area.batches();
    plan_shifts(&area, 1).await;
    let state = ride(&area, 7).await.unwrap();
    assert!(state.booking(BookingId(7)).is_some());
    assert!(Arc::ptr_eq(&state, &area.state()));
    assert!(follower.has_changed().unwrap());
    assert_eq!(follower.borrow_and_update().state.digest(), state.digest());
    batches.recv().await.unwrap();
    let batch = batches.recv().await.unwrap();
    assert_eq!((batch.entries.len(), batch.after.seq), (2, 4));
    area.submit(Command::Cancel { id: BookingId(7), by: CancelledBy::Rider }).await.unwrap();
    assert_eq!(area.metrics().figures().n_appends, 3);
}

/// True if the caller of a booking heard of it while its append had not returned.
async fn answers_early(ack: AckOrder) -> bool {
    let (journal, mut gate) = gated();
    let config = quiet();
    let (times, clock) = (Arc::new(Paper), HandClock::at(START));
    let decide = Box::new(decide);
    let area = Area::open_faulty(Box::new(journal), times, clock, &config, decide, ack).unwrap();
    gate.go.send(()).unwrap();
    plan_shifts(&area, 1).await;
    gate.entered.recv().await.unwrap();
    while area.published().seq == 0 {
        tokio::task::yield_now().await;
    }
    let before = area.published();
    let booking = book(1, offer(&area, 1).unwrap());
    let mut answer = std::pin::pin!(area.submit(booking));
    // The writer is in the middle of the append when it says so.
    let mut early = tokio::select! {
        biased;
        n_events = gate.entered.recv() => { assert_eq!(n_events, Some(2)); false }
        _ = &mut answer => true,
    };
    early = early
        || tokio::select! {
            biased;
            _ = &mut answer => true,
            () = std::future::ready(()) => false,
        };
    assert_eq!(area.published().seq, before.seq, "nothing is published before it is durable");
    gate.go.send(()).unwrap();
    if !early {
        assert!(answer.await.unwrap().booking(BookingId(1)).is_some());
    }
    early
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_answered_before_the_append_has_returned() {
    assert!(!answers_early(AckOrder::AfterAppend).await);
    assert!(answers_early(AckOrder::BeforeAppend).await, "this test would see an early answer");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_commands_that_wait_share_one_append() {
    let (journal, mut gate) = gated();
    let area = open(journal, &quiet());
    let first = tokio::spawn({
        let area = area.clone();
        async move { area.submit(Command::PlanShift(shift(1))).await }
    });
    gate.entered.recv().await.unwrap();
    let others: Vec<_> = (2..=60)
        .map(|van| {
            let area = area.clone();
            tokio::spawn(async move { area.submit(Command::PlanShift(shift(van))).await })
        })
        .collect();
    while area.mailbox_depth().0 < 59 {
        tokio::task::yield_now().await;
    }
    gate.go.send(()).unwrap();
    first.await.unwrap().unwrap();
    assert_eq!(gate.entered.recv().await, Some(59 * 2));
    gate.go.send(()).unwrap();
    for other in others {
        assert_eq!(other.await.unwrap().unwrap().tours().len(), 60, "all see the whole batch");
    }
    let figures = area.metrics().figures();
    assert_eq!((figures.n_commands, figures.n_appends, figures.n_events), (60, 2, 120));
    assert_eq!(figures.append_classes.iter().sum::<u64>(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_mailbox_turns_callers_away_and_says_when_to_come_again() {
    let (journal, mut gate) = gated();
    let config = Config { mailbox_max: 4, ..quiet() };
    let area = open(journal, &config);
    let send = |van| {
        let area = area.clone();
        tokio::spawn(async move { area.submit(Command::PlanShift(shift(van))).await })
    };
    let mut waiting = vec![send(1)];
    gate.entered.recv().await.unwrap();
    waiting.extend((2..=5).map(send));
    while area.mailbox_depth() != (4, 4) {
        tokio::task::yield_now().await;
    }
    let refused = area.submit(Command::PlanShift(shift(6))).await.unwrap_err();
    assert_eq!(refused, SubmitError::Busy { retry_after: config.retry_after });
    gate.go.send(()).unwrap();
    gate.go.send(()).unwrap();
    for caller in waiting {
        caller.await.unwrap().unwrap();
    }
    assert_eq!(area.metrics().figures().n_busy, 1);
    assert_eq!(area.state().tours().len(), 5);
}

#[tokio::test]
async fn the_same_booking_sent_again_has_the_same_answer_and_costs_no_append() {
    let area = open(MemoryJournal::new("kitakata"), &quiet());
    plan_shifts(&area, 2).await;
    let accepted = offer(&area, 1).unwrap();
    let command = book(1, accepted);
    // Twice in one batch, and once more after.
    let (one, two) = tokio::join!(area.submit(command.clone()), area.submit(command.clone()));
    let booking = *one.unwrap().booking(BookingId(1)).unwrap();
    assert_eq!(two.unwrap().booking(BookingId(1)), Some(&booking));
    let before = area.metrics().figures();
    assert_eq!(area.submit(command).await.unwrap().booking(BookingId(1)), Some(&booking));
    let mut other = accepted;
    other.id = OfferId(99);
    let refused = area.submit(book(1, other)).await.unwrap_err();
    assert_eq!(refused, SubmitError::Refused(Refusal::BookingIdTaken));
    let after = area.metrics().figures();
    assert_eq!((after.n_appends, after.n_events), (before.n_appends, before.n_events));
    assert_eq!(after.n_refused["booking_id_taken"], 1);
}

/// Roads that nobody may ask for.
struct NoRouter;

impl TravelTimes for NoRouter {
    fn leg(&self, _: RoadPoint, _: RoadPoint) -> Option<Leg> {
        panic!("replay asked the router")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restart_the_state_is_the_same_and_no_road_was_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let journal = || SqliteJournal::open(dir.path(), "kitakata", &SqliteOptions::default());
    let area = open(journal().unwrap(), &quiet());
    plan_shifts(&area, 4).await;
    let riders: Vec<_> = (1..=40)
        .map(|n| {
            let area = area.clone();
            tokio::spawn(async move { ride(&area, n).await.unwrap() })
        })
        .collect();
    for rider in riders {
        rider.await.unwrap();
    }
    let live = area.published();
    assert_eq!(live.state.bookings().len(), 40);
    assert!(journal().is_err(), "one writer at a time");
    area.close().await;
    let clock = HandClock::at(START - Seconds::from_minutes(600));
    let area =
        Area::open(Box::new(journal().unwrap()), Arc::new(NoRouter), clock, &quiet()).unwrap();
    let replayed = area.published();
    assert_eq!((replayed.seq, replayed.state.digest()), (live.seq, live.state.digest()));
    assert_eq!(area.snapshot().now, live.state.clock(), "a clock set back takes nobody back");
    area.close().await;
    let records = SqliteRecords::open(dir.path(), &SqliteOptions::default()).unwrap();
    let report = verify(&records).unwrap();
    assert!(report.is_content(), "{report:?}");
    assert_eq!((report.n_bookings, report.digest), (40, live.state.digest()));
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_serves_who_waits_and_refuses_who_comes_later() {
    let (journal, mut gate) = gated();
    let area = open(journal, &quiet());
    let waiting: Vec<_> = (1..=3)
        .map(|van| {
            let area = area.clone();
            tokio::spawn(async move { area.submit(Command::PlanShift(shift(van))).await })
        })
        .collect();
    gate.entered.recv().await.unwrap();
    while area.metrics().figures().n_commands + (area.mailbox_depth().0 as u64) < 3 {
        tokio::task::yield_now().await;
    }
    for _ in 0..3 {
        gate.go.send(()).unwrap();
    }
    area.close().await;
    for caller in waiting {
        caller.await.unwrap().unwrap();
    }
    assert_eq!(area.health(), Health::Closed);
    let late = area.submit(Command::PlanShift(shift(9))).await.unwrap_err();
    assert_eq!(late, SubmitError::Closed);
    area.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn time_passing_is_told_by_the_areas_own_clock_one_tick_at_a_time() {
    let clock = HandClock::at(START);
    let n_ticks = Arc::new(AtomicUsize::new(0));
    let (go, may_go) = mpsc::channel::<()>();
    let may_go = Mutex::new(may_go);
    let count = {
        let n_ticks = Arc::clone(&n_ticks);
        move |_: &noriai_core::State, command: &Command, _: &noriai_core::Situation<'_>| {
            assert_eq!(*command, Command::Tick);
            n_ticks.fetch_add(1, Ordering::SeqCst);
            let _ = may_go.lock().unwrap().recv();
            Ok(Vec::new())
        }
    };
    let config = Config { tick: Seconds::new(5), ..Config::default() };
    let journal = Box::new(MemoryJournal::new("kitakata"));
    let area = Area::open_deciding(
        journal,
        Arc::new(Paper),
        Arc::<HandClock>::clone(&clock),
        &config,
        Box::new(count),
    )
    .unwrap();
    let until = async |n| {
        while n_ticks.load(Ordering::SeqCst) < n {
            tokio::task::yield_now().await;
        }
    };
    // The first tick holds the writer up; of all that come meanwhile, one waits.
    for step in 1..=20 {
        clock.set(START + Seconds::new(5 * step));
        if step == 1 {
            until(1).await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(3)).await;
    }
    assert_eq!(n_ticks.load(Ordering::SeqCst), 1);
    assert!(area.mailbox_depth().0 <= 1);
    go.send(()).unwrap();
    until(2).await;
    drop(go);
    clock.set(START + Seconds::new(1_000));
    until(3).await;
    area.close().await;
}

#[tokio::test]
async fn positions_are_kept_for_vehicles_with_a_shift_and_never_go_back() {
    let area = open(MemoryJournal::new("kitakata"), &quiet());
    plan_shifts(&area, 1).await;
    let seen =
        |minute| Sighting { place: place(100, 100), at: START + Seconds::from_minutes(minute) };
    assert_eq!(area.sight(VehicleId(2), seen(1)), Err(Unsighted::UnknownVehicle));
    area.sight(VehicleId(1), seen(2)).unwrap();
    assert_eq!(area.sight(VehicleId(1), seen(1)), Err(Unsighted::Outdated));
    assert_eq!(area.sightings().len(), 1);
    assert_eq!(area.snapshot().sightings[&VehicleId(1)], seen(2));
}

#[tokio::test]
async fn a_caller_who_goes_away_has_booked_all_the_same() {
    let area = open(MemoryJournal::new("kitakata"), &quiet());
    plan_shifts(&area, 1).await;
    let command = book(1, offer(&area, 1).unwrap());
    {
        let mut submit = std::pin::pin!(area.submit(command.clone()));
        tokio::select! {
            biased;
            _ = &mut submit => {}
            () = std::future::ready(()) => {}
        }
    }
    let (sender, receiver) = oneshot::channel();
    sender.send(area.submit(command).await.unwrap()).unwrap();
    assert!(receiver.await.unwrap().booking(BookingId(1)).is_some());
    assert_eq!(area.state().bookings().len(), 1);
}
