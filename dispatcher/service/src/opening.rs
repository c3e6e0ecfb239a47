//! Starting an area: replay, then its threads.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use noriai_journal::{Journal, JournalError, replay};
use tokio::sync::{broadcast, mpsc, watch};

use crate::area::Area;
use crate::bell::Bell;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Health;
use crate::improver::Improver;
use crate::metrics::Metrics;
use crate::published::{Published, Times};
use crate::shared::Shared;
use crate::sightings::Sighted;
use crate::ticker::Ticker;
use crate::writer::{Decide, Writer};

#[cfg(feature = "faults")]
use crate::writer::AckOrder;

/// Replays the journal and starts the threads; `adjust` may change the writer before.
pub(crate) fn start(
    journal: Box<dyn Journal>,
    times: Arc<Times>,
    clock: Arc<dyn Clock>,
    config: &Config,
    adjust: impl FnOnce(Writer) -> Writer,
    decide: Box<Decide>,
) -> Result<Area, JournalError> {
    let replayed = replay(&*journal)?;
    let state = Arc::new(replayed.state);
    let first = Published { seq: replayed.head.seq, state, times };
    let (sender, mailbox) = mpsc::channel(config.mailbox_max.max(1));
    let (ended_sender, ended) = watch::channel(false);
    let shared = Arc::new(Shared {
        clock: Arc::clone(&clock),
        sightings: Sighted::default(),
        metrics: Metrics::default(),
        bell: Bell::default(),
        published: watch::Sender::new(first),
        batches: broadcast::Sender::new(config.recent_max.max(1)),
        health: Mutex::new(Health::Running),
        ended: ended_sender,
    });
    let tick_waiting = Arc::new(AtomicBool::new(false));
    let improver = Improver::start(&shared, config.improvement, sender.downgrade())
        .map_err(JournalError::of_io)?;
    let writer = adjust(Writer {
        shared: Arc::clone(&shared),
        journal,
        decide,
        mailbox,
        tick_waiting: Arc::clone(&tick_waiting),
        batch_max: config.batch_max.max(1),
        #[cfg(feature = "faults")]
        ack: AckOrder::AfterAppend,
        improver,
    });
    let named = std::thread::Builder::new().name("writer".to_owned());
    named.spawn(move || writer.run()).map_err(JournalError::of_io)?;
    let ticker = Ticker::start(Arc::clone(&shared), config.tick, sender.downgrade(), tick_waiting)
        .map_err(JournalError::of_io)?;
    Ok(Area {
        shared,
        mailbox: sender,
        ended,
        retry_after: config.retry_after,
        _ticker: Arc::new(ticker),
    })
}
