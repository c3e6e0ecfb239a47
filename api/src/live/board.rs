//! Viewers, and what they were shown last.

use std::sync::{Mutex, PoisonError};

use actix_web::web::Bytes;
use serde::Serialize;
use tokio::sync::mpsc;

/// All viewers and the latest scene.
#[derive(Debug)]
pub(crate) struct Board {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    viewers: Vec<mpsc::Sender<Bytes>>,
    /// What a newcomer is shown.
    snapshot: String,
    next_id: u64,
    is_closed: bool,
}

/// As many are watching as can be served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooManyViewers;

/// What a viewer reads from.
pub(crate) type Viewer = mpsc::Receiver<Bytes>;

const VIEWERS_MAX: usize = 500;
/// So many events may wait for a viewer: some ten seconds.
const WAITING_MAX: usize = 16;

impl Board {
    /// Without viewers.
    pub(crate) fn new() -> Self {
        Self { inner: Mutex::default() }
    }

    /// Lets somebody watch, beginning with the latest scene.
    pub(crate) fn watch(&self) -> Result<Viewer, TooManyViewers> {
        let mut inner = self.inner();
        inner.viewers.retain(|viewer| !viewer.is_closed());
        if VIEWERS_MAX <= inner.viewers.len() || inner.is_closed {
            return Err(TooManyViewers);
        }
        let (sender, viewer) = mpsc::channel(WAITING_MAX);
        // Whoever comes before the first scene is shown it when it is set.
        if !inner.snapshot.is_empty() {
            let first = frame("snapshot", inner.take_id(), &inner.snapshot);
            // The channel is new and empty.
            let _ = sender.try_send(first);
        }
        inner.viewers.push(sender);
        Ok(viewer)
    }

    /// Sets what newcomers are shown.
    pub(crate) fn show(&self, snapshot: &impl Serialize) {
        let Some(text) = json(snapshot) else { return };
        let mut inner = self.inner();
        if inner.snapshot.is_empty() && !inner.viewers.is_empty() {
            let first = frame("snapshot", inner.take_id(), &text);
            inner.send(&first);
        }
        inner.snapshot = text;
    }

    /// Tells all viewers.
    pub(crate) fn tell(&self, event: &str, body: &impl Serialize) {
        if let Some(text) = json(body) {
            let mut inner = self.inner();
            // Changes mean nothing to those who have not seen what changes.
            if !inner.snapshot.is_empty() {
                let id = inner.take_id();
                inner.send(&frame(event, id, &text));
            }
        }
    }

    /// Keeps quiet lines open.
    pub(crate) fn beat(&self) {
        self.inner().send(&Bytes::from_static(b": beat\n\n"));
    }

    /// Sends everybody home.
    pub(crate) fn close(&self) {
        let mut inner = self.inner();
        inner.viewers.clear();
        inner.is_closed = true;
    }

    /// How many are watching.
    pub(crate) fn n_viewers(&self) -> usize {
        self.inner().viewers.iter().filter(|viewer| !viewer.is_closed()).count()
    }

    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn take_id(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    /// Whoever does not keep up, or has gone, is dropped.
    fn send(&mut self, frame: &Bytes) {
        self.viewers.retain(|viewer| viewer.try_send(frame.clone()).is_ok());
    }
}

/// An event of a text/event-stream; JSON has no line breaks.
fn frame(event: &str, id: u64, data: &str) -> Bytes {
    Bytes::from(format!("id: {id}\nevent: {event}\ndata: {data}\n\n"))
}

fn json(body: &impl Serialize) -> Option<String> {
    // Wire types have nothing that JSON can't say.
    serde_json::to_string(body).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_viewer_that_does_not_keep_up_is_dropped_and_others_are_not() {
        let board = Board::new();
        board.show(&0);
        let mut slow = board.watch().unwrap();
        let mut quick = board.watch().unwrap();
        for number in 0..WAITING_MAX + 5 {
            board.tell("today", &number);
            while quick.try_recv().is_ok() {}
        }
        assert_eq!(board.n_viewers(), 1);
        let mut n_waiting = 0;
        while slow.try_recv().is_ok() {
            n_waiting += 1;
        }
        assert_eq!(n_waiting, WAITING_MAX);
    }

    #[test]
    fn whoever_comes_before_the_first_scene_is_shown_it_before_any_change() {
        let board = Board::new();
        let mut viewer = board.watch().unwrap();
        board.tell("riders", &1);
        board.show(&2);
        board.show(&3);
        board.tell("riders", &4);
        let frames: Vec<Bytes> = std::iter::from_fn(|| viewer.try_recv().ok()).collect();
        let expected = ["id: 1\nevent: snapshot\ndata: 2\n\n", "id: 2\nevent: riders\ndata: 4\n\n"];
        assert_eq!(frames, expected);
    }

    #[test]
    fn ids_grow_and_a_newcomer_is_shown_everything_first() {
        let board = Board::new();
        board.show(&serde_json::json!({"vehicles": []}));
        let mut viewer = board.watch().unwrap();
        board.tell("riders", &serde_json::json!({"riders": []}));
        let frames: Vec<String> = std::iter::from_fn(|| viewer.try_recv().ok())
            .map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
            .collect();
        assert_eq!(
            frames,
            [
                "id: 1\nevent: snapshot\ndata: {\"vehicles\":[]}\n\n",
                "id: 2\nevent: riders\ndata: {\"riders\":[]}\n\n",
            ]
        );
    }

    #[test]
    fn there_is_a_bound_on_viewers() {
        let board = Board::new();
        let viewers: Vec<Viewer> = (0..VIEWERS_MAX).map(|_| board.watch().unwrap()).collect();
        assert_eq!(board.watch().err(), Some(TooManyViewers));
        drop(viewers);
        assert!(board.watch().is_ok());
    }
}
