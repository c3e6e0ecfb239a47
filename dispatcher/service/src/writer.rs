//! The one writer of an area: decides, appends, publishes, answers, in this order.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use noriai_core::{Command, Event, Refusal, Situation, State};
use noriai_journal::{Entry, Journal};
use tokio::sync::{mpsc, oneshot};

use crate::clock::Stopwatch;
use crate::error::{Alarm, Health, SubmitError, said};
use crate::improver::Improver;
use crate::published::{Batch, FindChange, Published, Times};
use crate::shared::Shared;
use crate::work::{Asked, Halt, Work};

/// Decides a command; the service's is [`noriai_core::decide()`].
pub type Decide =
    dyn Fn(&State, &Command, &Situation<'_>) -> Result<Vec<Event>, Refusal> + Send + Sync;

/// When callers are answered. Only one of these keeps the promise.
#[cfg(feature = "faults")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AckOrder {
    /// When the events are durable.
    AfterAppend,
    /// When they are decided: for the twin of a safety test, which must fail.
    BeforeAppend,
}

/// What comes in through the mailbox.
pub(crate) enum Message {
    Command { command: Box<Command>, answer: Answer },
    Adopt { times: Arc<Times>, change: Box<FindChange>, answer: Answer },
    Tick,
    Close,
}

type Answer = oneshot::Sender<Result<Arc<State>, SubmitError>>;

/// The writer's own things; they live on its thread.
pub(crate) struct Writer {
    pub(crate) shared: Arc<Shared>,
    pub(crate) journal: Box<dyn Journal>,
    pub(crate) decide: Box<Decide>,
    pub(crate) mailbox: mpsc::Receiver<Message>,
    pub(crate) tick_waiting: Arc<AtomicBool>,
    pub(crate) batch_max: usize,
    #[cfg(feature = "faults")]
    pub(crate) ack: AckOrder,
    /// Last, so that it is stopped when nobody can be waiting for an answer any more.
    pub(crate) improver: Option<Improver>,
}

/// A command of the batch in hand, and what came of it.
struct Pending {
    asked: Asked,
    answer: Option<Answer>,
    refusal: Option<Refusal>,
}

impl Writer {
    /// Works until the area is closed, all its handles are dropped, or it has to halt.
    pub(crate) fn run(mut self) {
        let mut end = Health::Closed;
        while let Some(first) = self.mailbox.blocking_recv() {
            let mut batch = self.take_batch(first);
            if batch.is_empty() {
                continue;
            }
            // The answers stay outside, so that a panic does not drop them unsaid.
            let served = catch_unwind(AssertUnwindSafe(|| self.serve(&mut batch)));
            let (alarm, error) = match served {
                Ok(Ok(())) => continue,
                Ok(Err(Halt::Journal(alarm))) => (alarm.clone(), SubmitError::Journal(alarm)),
                Ok(Err(Halt::Defect(alarm))) => (alarm.clone(), SubmitError::Halted(alarm)),
                Err(panic) => {
                    let alarm = Alarm::of_defect(said(&*panic));
                    (alarm.clone(), SubmitError::Halted(alarm))
                }
            };
            tracing::error!(code = alarm.code, cause = alarm.cause, "the area halts");
            end = Health::Halted(alarm.clone());
            self.shared.set_health(end.clone());
            for pending in batch {
                pending.tell(Err(error.clone()));
            }
            self.refuse_the_rest(&alarm);
            break;
        }
        // The directory is free for another writer, and no search goes on, before anybody hears
        // that this one ended.
        let Self { shared, journal, improver, .. } = self;
        drop(journal);
        drop(improver);
        shared.end(end);
    }

    /// What is waiting, up to the bound, in order of arrival.
    fn take_batch(&mut self, first: Message) -> Vec<Pending> {
        let mut batch = Vec::new();
        let mut next = Some(first);
        while let Some(message) = next {
            match message {
                Message::Command { command, answer } => {
                    batch.push(Pending::new(Asked::Command(command), Some(answer)));
                }
                Message::Adopt { times, change, answer } => {
                    batch.push(Pending::new(Asked::Adopt(times, Some(change)), Some(answer)));
                }
                Message::Tick => {
                    self.tick_waiting.store(false, Ordering::Release);
                    batch.push(Pending::new(Asked::Command(Box::new(Command::Tick)), None));
                }
                // What was sent before the mailbox closed is still served.
                Message::Close => self.mailbox.close(),
            }
            next = (batch.len() < self.batch_max).then(|| self.mailbox.try_recv().ok()).flatten();
        }
        batch
    }

    fn serve(&mut self, batch: &mut Vec<Pending>) -> Result<(), Halt> {
        let before = self.shared.published();
        let mut work = Work::on(&before, &self.shared);
        for pending in &mut *batch {
            let served = work.serve(&mut pending.asked, &self.shared, &*self.decide)?;
            pending.refusal = served.err();
        }
        let Work { state: working, times, entries, saved, .. } = work;
        let n_ticks = batch.iter().filter(|pending| pending.answer.is_none()).count();
        self.shared.metrics.decided(batch.len() - n_ticks, n_ticks);
        #[cfg(feature = "faults")]
        if self.ack == AckOrder::BeforeAppend {
            self.tell_all(batch, &Arc::new(working.clone()));
        }
        let same_roads = Arc::ptr_eq(&times, &before.times);
        let state = if entries.is_empty() && same_roads {
            before.state
        } else {
            let seq = if entries.is_empty() { before.seq } else { self.append(&entries)? };
            let after = Published { seq, state: Arc::new(working), times };
            self.shared.publish(Batch { entries, after: after.clone() });
            self.shared.metrics.saved(saved);
            after.state
        };
        self.tell_all(batch, &state);
        Ok(())
    }

    fn append(&mut self, entries: &[Entry]) -> Result<u64, Halt> {
        let stopwatch = Stopwatch::start();
        let epoch = self.journal.epoch();
        match self.journal.append(epoch, entries) {
            Ok(appended) => {
                self.shared.metrics.appended(entries.len(), stopwatch.elapsed());
                Ok(appended.last_seq)
            }
            Err(error) => Err(Halt::Journal(Alarm::of_journal(&error))),
        }
    }

    fn tell_all(&self, batch: &mut Vec<Pending>, state: &Arc<State>) {
        for pending in batch.drain(..) {
            if let Some(refusal) = pending.refusal {
                self.shared.metrics.refused(refusal.code());
                pending.tell(Err(SubmitError::Refused(refusal)));
            } else {
                pending.tell(Ok(Arc::clone(state)));
            }
        }
    }

    fn refuse_the_rest(&mut self, alarm: &Alarm) {
        self.mailbox.close();
        while let Some(message) = self.mailbox.blocking_recv() {
            if let Message::Command { answer, .. } | Message::Adopt { answer, .. } = message {
                // Whoever has gone away does not mind.
                let _ = answer.send(Err(SubmitError::Halted(alarm.clone())));
            }
        }
    }
}

impl Pending {
    const fn new(asked: Asked, answer: Option<Answer>) -> Self {
        Self { asked, answer, refusal: None }
    }

    fn tell(self, outcome: Result<Arc<State>, SubmitError>) {
        if let Some(answer) = self.answer {
            // Whoever has gone away asks again with the same id.
            let _ = answer.send(outcome);
        }
    }
}
