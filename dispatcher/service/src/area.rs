//! One service area, live.

use std::sync::{Arc, PoisonError};

use noriai_core::{Command, Sighting, Sightings, State, VehicleId};
use noriai_journal::{Journal, JournalError};
use tokio::sync::{broadcast, mpsc, oneshot, watch};

use crate::clock::Clock;
use crate::config::Config;
use crate::error::{Health, SubmitError};
use crate::metrics::Metrics;
use crate::opening::start;
use crate::published::{Batch, FindChange, Published, Snapshot, Times};
use crate::shared::Shared;
use crate::sightings::Unsighted;
use crate::ticker::Ticker;
use crate::writer::{Decide, Message};

#[cfg(feature = "faults")]
use crate::writer::{AckOrder, Writer};

/// A handle on an area; clones are the same area. When the last is dropped, the writer ends by
/// itself, after what was sent to it; [`Area::close`] waits for that.
#[derive(Clone)]
pub struct Area {
    pub(crate) shared: Arc<Shared>,
    pub(crate) mailbox: mpsc::Sender<Message>,
    pub(crate) ended: watch::Receiver<bool>,
    pub(crate) retry_after: std::time::Duration,
    pub(crate) _ticker: Arc<Ticker>,
}

impl Area {
    /// Replays the journal and starts the writer.
    ///
    /// # Errors
    /// If the journal can't be read or is damaged, or no thread can be started.
    pub fn open(
        journal: Box<dyn Journal>,
        times: Arc<Times>,
        clock: Arc<dyn Clock>,
        config: &Config,
    ) -> Result<Self, JournalError> {
        Self::open_deciding(journal, times, clock, config, Box::new(noriai_core::decide))
    }

    /// The same with another dispatcher, for tests.
    ///
    /// # Errors
    /// As [`Area::open`].
    #[doc(hidden)]
    pub fn open_deciding(
        journal: Box<dyn Journal>,
        times: Arc<Times>,
        clock: Arc<dyn Clock>,
        config: &Config,
        decide: Box<Decide>,
    ) -> Result<Self, JournalError> {
        start(journal, times, clock, config, |writer| writer, decide)
    }

    /// The same with a broken promise, for the twins of safety tests.
    ///
    /// # Errors
    /// As [`Area::open`].
    #[cfg(feature = "faults")]
    pub fn open_faulty(
        journal: Box<dyn Journal>,
        times: Arc<Times>,
        clock: Arc<dyn Clock>,
        config: &Config,
        decide: Box<Decide>,
        ack: AckOrder,
    ) -> Result<Self, JournalError> {
        start(journal, times, clock, config, |writer| Writer { ack, ..writer }, decide)
    }

    /// Has a command decided, and returns the state with its effect once that is durable. A
    /// command that is already fulfilled, such as a booking sent twice, has no further effect and
    /// the same answer. Dropping the future does not take the command back.
    ///
    /// # Errors
    /// See [`SubmitError`], which says for each kind whether something was done.
    pub async fn submit(&self, command: Command) -> Result<Arc<State>, SubmitError> {
        let (answer, answered) = oneshot::channel();
        let command = Box::new(command);
        self.send(Message::Command { command, answer })?;
        answered.await.unwrap_or_else(|_gone| Err(self.not_running()))
    }

    /// Goes over to other roads: all open tours are timed on them in the same step, and whatever is
    /// decided afterwards is decided on them. `change` is asked on the writer's thread and is to be
    /// quick; the roads themselves are prepared before. If they are those of the state already, no
    /// more happens than that they are used.
    ///
    /// # Errors
    /// As [`Area::submit`].
    pub async fn adopt(
        &self,
        times: Arc<Times>,
        change: Box<FindChange>,
    ) -> Result<Arc<State>, SubmitError> {
        let (answer, answered) = oneshot::channel();
        self.send(Message::Adopt { times, change, answer })?;
        answered.await.unwrap_or_else(|_gone| Err(self.not_running()))
    }

    fn send(&self, message: Message) -> Result<(), SubmitError> {
        self.mailbox.try_send(message).map_err(|fault| match fault {
            mpsc::error::TrySendError::Full(_) => {
                self.shared.metrics.turned_away();
                SubmitError::Busy { retry_after: self.retry_after }
            }
            mpsc::error::TrySendError::Closed(_) => self.not_running(),
        })
    }

    /// The last durable state.
    #[must_use]
    pub fn state(&self) -> Arc<State> {
        self.shared.published().state
    }

    /// The last durable state with its number.
    #[must_use]
    pub fn published(&self) -> Published {
        self.shared.published()
    }

    /// Follows the state: a slow reader skips to the latest.
    #[must_use]
    pub fn subscribe(&self) -> watch::Receiver<Published> {
        self.shared.published.subscribe()
    }

    /// Follows the events: a reader that lags too far is told so and starts from the state.
    #[must_use]
    pub fn batches(&self) -> broadcast::Receiver<Arc<Batch>> {
        self.shared.batches.subscribe()
    }

    /// State, time, roads and positions at one moment: what offers are made from, in parallel and
    /// off the writer.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.shared.snapshot(self.published())
    }

    /// Takes a vehicle's position report; it is not journalled.
    ///
    /// # Errors
    /// If no shift has the vehicle, or a later report was taken before.
    pub fn sight(&self, vehicle: VehicleId, sighting: Sighting) -> Result<(), Unsighted> {
        self.shared.sightings.take(&self.state(), vehicle, sighting)
    }

    /// Where vehicles were last seen.
    #[must_use]
    pub fn sightings(&self) -> Arc<Sightings> {
        self.shared.sightings.all()
    }

    /// How the area is.
    #[must_use]
    pub fn health(&self) -> Health {
        self.shared.health.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The writer's figures.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.shared.metrics
    }

    /// How many commands wait, of how many that may.
    #[must_use]
    pub fn mailbox_depth(&self) -> (usize, usize) {
        let capacity = self.mailbox.max_capacity();
        (capacity - self.mailbox.capacity(), capacity)
    }

    /// Takes no further commands, serves those that wait, and closes the journal. Returns when
    /// all of that is done; closing twice does no harm.
    pub async fn close(&self) {
        // An error means that the writer has ended.
        let _ = self.mailbox.send(Message::Close).await;
        let _ = self.ended.clone().wait_for(|ended| *ended).await;
    }

    fn not_running(&self) -> SubmitError {
        match self.health() {
            Health::Halted(alarm) => SubmitError::Halted(alarm),
            Health::Running | Health::Closed => SubmitError::Closed,
        }
    }
}
