//! When something is wrong, an area halts with an alarm rather than go on half right.

use std::sync::Arc;

use crate::town::{HandClock, Paper, START, Watched, book, offer, plan_shifts, ride, shift};
use noriai_core::{BookingId, Command, Event, Policy, ShiftId, Situation, State, decide};
use noriai_journal::{JournalError, MemoryJournal, replay};
use noriai_service::{Area, Config, Health, SubmitError};
use noriai_units::Seconds;

fn quiet() -> Config {
    Config { tick: Seconds::from_minutes(24 * 60), ..Config::default() }
}

fn is_halted(area: &Area, code: &str) -> bool {
    matches!(area.health(), Health::Halted(alarm) if alarm.code == code)
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_journal_fails_nobody_is_told_yes_nothing_is_published_and_the_area_halts() {
    let journal = MemoryJournal::new("kitakata");
    let store = journal.reopen();
    let mut n_appends = 0;
    let before = move |_: &[noriai_journal::Entry]| {
        n_appends += 1;
        if n_appends <= 2 {
            return Ok(());
        }
        let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
        Err(JournalError::of_io(full))
    };
    let inner = journal.reopen();
    let journal = Watched { inner, before: Box::new(before) };
    let (times, clock) = (Arc::new(Paper), HandClock::at(START));
    let area = Area::open(Box::new(journal), times, clock, &quiet()).unwrap();
    plan_shifts(&area, 2).await;
    let before = area.published();
    let commands: Vec<_> = (1..=8).map(|n| book(n, offer(&area, n).unwrap())).collect();
    let callers: Vec<_> = commands
        .into_iter()
        .map(|command| {
            let area = area.clone();
            tokio::spawn(async move { area.submit(command).await.unwrap_err() })
        })
        .collect();
    for caller in callers {
        let error = caller.await.unwrap();
        // Who shared the failed batch does not know; who came later knows that nothing was done.
        match &error {
            SubmitError::Journal(alarm) | SubmitError::Halted(alarm) => {
                assert_eq!(alarm.code, "journal_disk_full");
                assert!(!alarm.remedy.is_empty());
            }
            other => assert_eq!(*other, SubmitError::Closed),
        }
    }
    assert!(is_halted(&area, "journal_disk_full"));
    let after = area.published();
    assert_eq!((after.seq, after.state.digest()), (before.seq, before.state.digest()));
    assert_eq!(replay(&store).unwrap().state.digest(), before.state.digest());
    let later = area.submit(Command::PlanShift(shift(3))).await.unwrap_err();
    assert_eq!(later.code(), "area_halted");
    assert!(offer(&area, 9).is_some(), "reading goes on");
    area.close().await;
    assert!(is_halted(&area, "journal_disk_full"), "closing does not silence the alarm");
}

/// A dispatcher with a defect in one command.
fn faulty(
    state: &State,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, noriai_core::Refusal> {
    match command {
        Command::AdoptPolicy(policy) if policy.version == 13 => {
            panic!("a defect, on purpose")
        }
        Command::AdoptPolicy(policy) if policy.version == 14 => {
            Ok(vec![Event::Arrived { shift: ShiftId(999), call: noriai_core::CallId(1) }])
        }
        _ => decide(state, command, situation),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_defect_in_the_dispatcher_halts_the_area_with_an_alarm_and_spoils_nothing() {
    for version in [13, 14] {
        let journal = MemoryJournal::new("kitakata");
        let (times, clock) = (Arc::new(Paper), HandClock::at(START));
        let decide = Box::new(faulty);
        let area = Area::open_deciding(Box::new(journal.reopen()), times, clock, &quiet(), decide)
            .unwrap();
        plan_shifts(&area, 1).await;
        ride(&area, 1).await.unwrap();
        let poison = Command::AdoptPolicy(Policy { version, ..Policy::default() });
        let error = area.submit(poison).await.unwrap_err();
        assert!(matches!(error, SubmitError::Halted(alarm) if alarm.code == "defect"));
        assert!(is_halted(&area, "defect"));
        assert!(area.state().booking(BookingId(1)).is_some());
        area.close().await;
        let replayed = replay(&journal.reopen()).unwrap();
        assert_eq!(replayed.state.digest(), area.state().digest());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_writer_that_was_relieved_halts_and_writes_nothing_more() {
    let journal = MemoryJournal::new("kitakata");
    let (times, clock) = (Arc::new(Paper), HandClock::at(START));
    let area = Area::open(Box::new(journal.reopen()), times, clock, &quiet()).unwrap();
    plan_shifts(&area, 1).await;
    let other = journal.reopen();
    let error = area.submit(Command::PlanShift(shift(2))).await.unwrap_err();
    assert_eq!(error.code(), "journal_fenced");
    assert_eq!(replay(&other).unwrap().state.tours().len(), 1);
    assert!(is_halted(&area, "journal_fenced"));
}
