//! Tells the writer that time has passed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use noriai_units::{Seconds, Timestamp};
use tokio::sync::mpsc::WeakSender;

use crate::clock::Clock;
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
        clock: Arc<dyn Clock>,
        tick: Seconds,
        mailbox: WeakSender<Message>,
        waiting: Arc<AtomicBool>,
    ) -> std::io::Result<Self> {
        let (stop, stopped) = channel();
        let tick = tick.max(Seconds::from_millis(1));
        let first = clock.now() + tick;
        std::thread::Builder::new()
            .name("ticker".to_owned())
            .spawn(move || run(&*clock, first, tick, &mailbox, &waiting, &stopped))?;
        Ok(Self { _stop: stop })
    }
}

fn run(
    clock: &dyn Clock,
    first: Timestamp,
    tick: Seconds,
    mailbox: &WeakSender<Message>,
    waiting: &AtomicBool,
    stopped: &Receiver<()>,
) {
    let mut due = first;
    loop {
        let nap = clock.real_until(due).clamp(Duration::from_millis(1), NAP_MAX);
        if stopped.recv_timeout(nap) != Err(RecvTimeoutError::Timeout) {
            return;
        }
        let now = clock.now();
        if now < due {
            continue;
        }
        due = now + tick;
        let Some(mailbox) = mailbox.upgrade() else { return };
        if !waiting.swap(true, Ordering::AcqRel) && mailbox.try_send(Message::Tick).is_err() {
            // Full: the commands in it make the writer look at the time as well.
            waiting.store(false, Ordering::Release);
        }
    }
}
