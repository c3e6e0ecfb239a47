//! Improves the plan between requests: a search on the published state, on a thread of its own.
//!
//! What it finds is a command like any other, which the writer checks anew, so that nobody waits
//! for a search and no search can harm the plan. It begins after something has happened that a
//! better plan may come of, and goes on until its time is over or something newer has happened.
//! What it has found by then is handed in all the same: if it is stale, the writer says so, and on
//! tours that the news did not touch it still holds. So a busy town is improved too.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use noriai_core::{Command, Event, Improvement, PlanFault, Proposal, Refusal};
use tokio::sync::mpsc::WeakSender;
use tokio::sync::oneshot;

use crate::clock::Stopwatch;
use crate::error::{SubmitError, said};
use crate::shared::Shared;
use crate::writer::Message;

/// The thread, for as long as this lives.
pub(crate) struct Improver {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// What lives on the thread.
struct Searcher {
    shared: Arc<Shared>,
    mailbox: WeakSender<Message>,
    time_box: Duration,
}

/// So many rounds are searched between two looks at the time.
const SLICE: u32 = 20;
/// While requests wait, it looks again after this time.
const NAP: Duration = Duration::from_millis(5);

/// True if a better plan may come of this event. Plans themselves are left out: they come with one
/// of these, or of a proposal, and a search does not wake itself.
pub(crate) const fn is_worth_a_search(event: &Event) -> bool {
    match event {
        Event::Booked(_)
        | Event::Cancelled { .. }
        | Event::NoShow { .. }
        | Event::Repromised { .. }
        | Event::CutOff { .. }
        | Event::BrokenDown { .. }
        | Event::ShiftChanged { .. }
        | Event::ShiftPlanned(_)
        | Event::MapAdopted(_)
        | Event::RoadClosed(_)
        | Event::RoadReopened { .. } => true,
        Event::PolicyAdopted(_)
        | Event::RiderRulesSet { .. }
        | Event::Arrived { .. }
        | Event::Boarded { .. }
        | Event::TakenOff { .. }
        | Event::Alighted { .. }
        | Event::TourPlanned { .. } => false,
    }
}

impl Improver {
    /// `None` if there is no time for it.
    pub(crate) fn start(
        shared: &Arc<Shared>,
        time_box: Duration,
        mailbox: WeakSender<Message>,
    ) -> std::io::Result<Option<Self>> {
        if time_box.is_zero() {
            return Ok(None);
        }
        let searcher = Searcher { shared: Arc::clone(shared), mailbox, time_box };
        let named = std::thread::Builder::new().name("improver".to_owned());
        let thread = Some(named.spawn(move || {
            let _ = searcher.run();
        })?);
        Ok(Some(Self { shared: Arc::clone(shared), thread }))
    }
}

impl Drop for Improver {
    /// Ends the search after the slice in hand, and waits for that.
    fn drop(&mut self) {
        self.shared.bell.stop();
        if let Some(thread) = self.thread.take() {
            // It catches what panics.
            let _ = thread.join();
        }
    }
}

impl Searcher {
    /// Works until it is stopped.
    fn run(self) -> Option<()> {
        let bell = &self.shared.bell;
        let (mut n_known, mut n_panics) = (0, 0_u64);
        loop {
            n_known = bell.next(n_known)?;
            while self.requests_wait()? {
                bell.rest(NAP)?;
            }
            let stopwatch = Stopwatch::start();
            let searched = catch_unwind(AssertUnwindSafe(|| self.search(n_known)));
            let worked = stopwatch.elapsed();
            match searched {
                Ok(Some(proposal)) => self.hand_in(proposal)?,
                Ok(None) => {}
                Err(panic) => {
                    self.shared.metrics.search_failed();
                    if n_panics == 0 {
                        let cause = said(&*panic);
                        tracing::error!(cause, "a search failed; the plan in force stands");
                    }
                    n_panics += 1;
                }
            }
            // At most half of one core.
            bell.rest(worked)?;
        }
    }

    /// True while somebody waits for the writer; `None` when the area closes.
    fn requests_wait(&self) -> Option<bool> {
        let mailbox = self.mailbox.upgrade()?;
        Some(mailbox.capacity() < mailbox.max_capacity())
    }

    /// The best plan found in time. The seed is the state's number, so that the same rounds can be
    /// gone again.
    fn search(&self, n_known: u64) -> Option<Proposal> {
        let published = self.shared.published();
        let seed = published.seq;
        let snapshot = self.shared.snapshot(published);
        let stopwatch = Stopwatch::start();
        let mut search = Improvement::of(&snapshot.state, &snapshot.situation(), seed);
        if search.n_movable() == 0 {
            return None;
        }
        self.shared.metrics.searched();
        loop {
            search.run(SLICE);
            if self.time_box <= stopwatch.elapsed() || self.shared.bell.has_news(n_known) {
                return search.proposal();
            }
        }
    }

    /// Has the writer decide; `None` when the area closes.
    fn hand_in(&self, proposal: Proposal) -> Option<()> {
        let (answer, answered) = oneshot::channel();
        let command = Box::new(Command::Improve(proposal));
        let metrics = &self.shared.metrics;
        metrics.proposed();
        let sent = self.mailbox.upgrade()?.try_send(Message::Command { command, answer });
        if sent.is_err() {
            // Riders come first.
            metrics.not_adopted("busy");
            return Some(());
        }
        match answered.blocking_recv().ok()? {
            Ok(_) => metrics.adopted(),
            Err(SubmitError::Refused(Refusal::PlanNotAdopted(fault))) => {
                metrics.not_adopted(cause_of(fault));
            }
            Err(other) => metrics.not_adopted(other.code()),
        }
        Some(())
    }
}

const fn cause_of(fault: PlanFault) -> &'static str {
    match fault {
        PlanFault::Stale => "stale",
        PlanFault::Locked => "locked",
        PlanFault::Breaks(_) => "breaks",
        PlanFault::NoBetter => "no_better",
    }
}
