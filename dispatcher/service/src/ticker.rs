//! Tells the writer that time has passed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use noriai_units::{Seconds, Timestamp};
use tokio::sync::mpsc::WeakSender;

use crate::shared::Shared;
use crate::writer::Message;

/// A thread that sends ticks for as long as this lives.
#[derive(Debug)]
pub(crate) struct Ticker {
    _stop: Sender<()>,
}

/// A change of the clock's speed, or a jump, shows after this at the latest.
const NAP_MAX: Duration = Duration::from_millis(100);

impl Ticker {
    /// `waiting` is true while a tick is in the mailbox: a busy writer gets one, not a hundred.
    pub(crate) fn start(
        shared: Arc<Shared>,
        tick: Seconds,
        mailbox: WeakSender<Message>,
        waiting: Arc<AtomicBool>,
    ) -> std::io::Result<Self> {
        let (stop, stopped) = channel();
        let tick = tick.max(Seconds::from_millis(1));
        let first = shared.clock.now() + tick;
        std::thread::Builder::new()
            .name("ticker".to_owned())
            .spawn(move || run(&shared, first, tick, &mailbox, &waiting, &stopped))?;
        Ok(Self { _stop: stop })
    }
}

fn run(
    shared: &Shared,
    first: Timestamp,
    tick: Seconds,
    mailbox: &WeakSender<Message>,
    waiting: &AtomicBool,
    stopped: &Receiver<()>,
) {
    let mut due = first;
    loop {
        let nap = shared.clock.real_until(due).clamp(Duration::from_millis(1), NAP_MAX);
        if stopped.recv_timeout(nap) != Err(RecvTimeoutError::Timeout) {
            return;
        }
        let now = shared.clock.now();
        if now < due {
            continue;
        }
        due = next_due(shared, now, tick);
        let Some(mailbox) = mailbox.upgrade() else { return };
        if !waiting.swap(true, Ordering::AcqRel) && mailbox.try_send(Message::Tick).is_err() {
            // Full: the commands in it make the writer look at the time as well.
            waiting.store(false, Ordering::Release);
        }
    }
}

/// A tick that is meant for a deadline comes this much before it, as a tick is never early.
const AHEAD: Seconds = Seconds::new(2);

/// The next tick; sooner if a promise would break silently before it, so that the rider hears of
/// it while the old window still stands.
fn next_due(shared: &Shared, now: Timestamp, tick: Seconds) -> Timestamp {
    let regular = now + tick;
    let deadline = shared.published().state.deadline(now).map(|deadline| deadline - AHEAD);
    deadline.filter(|deadline| now < *deadline).map_or(regular, |deadline| deadline.min(regular))
}
