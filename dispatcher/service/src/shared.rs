//! What the threads of an area and its handles have in common.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{broadcast, watch};

use crate::bell::Bell;
use crate::clock::Clock;
use crate::error::Health;
use crate::improver;
use crate::metrics::Metrics;
use crate::published::{Batch, Published, Snapshot};
use crate::sightings::Sighted;

/// The last durable state, and what readers follow.
pub(crate) struct Shared {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) sightings: Sighted,
    pub(crate) metrics: Metrics,
    /// Rung when there is something to improve.
    pub(crate) bell: Bell,
    pub(crate) published: watch::Sender<Published>,
    pub(crate) batches: broadcast::Sender<Arc<Batch>>,
    pub(crate) health: Mutex<Health>,
    pub(crate) ended: watch::Sender<bool>,
}

impl Shared {
    pub(crate) fn published(&self) -> Published {
        self.published.borrow().clone()
    }

    /// That state with the time and the positions of now.
    pub(crate) fn snapshot(&self, Published { state, times, .. }: Published) -> Snapshot {
        let now = self.clock.now().max(state.clock());
        Snapshot { now, state, times, sightings: self.sightings.all() }
    }

    pub(crate) fn publish(&self, batch: Batch) {
        self.published.send_replace(batch.after.clone());
        if batch.entries.iter().any(|entry| improver::is_worth_a_search(&entry.event)) {
            self.bell.ring();
        }
        // An error means that nobody listens.
        let _ = self.batches.send(Arc::new(batch));
    }

    pub(crate) fn set_health(&self, health: Health) {
        *self.health.lock().unwrap_or_else(PoisonError::into_inner) = health;
    }

    /// The writer's last word.
    pub(crate) fn end(&self, health: Health) {
        self.set_health(health);
        self.ended.send_replace(true);
    }
}
